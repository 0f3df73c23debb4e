#include <unistd.h>

#include <iostream>

#include "campaign/ledger/sealing.h"
#include "campaign/ledger/verifying.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"

namespace commands {

namespace {

std::string words_of(const ledger::Seal& seal) {
    return "Seal " + std::to_string(seal.number) + " of " + sql_text(seal.sealed_at) + " UTC";
}

// How far the chain has come, and whether it still holds the seal that was asked for.
bool tell_chain(store::Session& session, const std::string& asked) {
    const auto last = ledger::last_seal(session);
    const auto waiting = ledger::count_unsealed(session);
    std::cout << (last ? words_of(*last) + " is the last: " + last->hash : "There is no seal yet.")
              << (waiting > 0 ? "\n" + std::to_string(waiting) + " rows wait for the next seal."
                              : "")
              << '\n';
    if (asked.empty()) return true;
    const auto found = ledger::find_seal(session, asked);
    if (!found) {
        std::cerr << "The chain does not hold the seal " << asked
                  << ": what it sealed was changed, or it is of another ledger.\n";
        return false;
    }
    std::cout << words_of(*found) << " is in the chain, with " << last->number - found->number
              << " after it.\n";
    return true;
}

}  // namespace

int seal_ledger() {
    const auto config = read_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(1);
    ledger::seal_rows(store, present());
    tell_chain(store.session(), {});
    return 0;
}

int verify(const std::string& seal) {
    const auto config = read_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(1);
    const auto is_terminal = isatty(STDERR_FILENO) == 1;
    const auto verdict = ledger::verify_ledger(store, [&](std::int64_t rows) {
        if (is_terminal) std::cerr << "\r" << rows << " rows" << std::flush;
    });
    if (is_terminal) std::cerr << "\r\033[K";
    for (const auto& difference : verdict.differences) std::cerr << difference << '\n';
    std::cout << verdict.rows << " ledger rows and " << verdict.tallies
              << " tallies: " << (verdict.holds() ? "everything holds." : "there are differences.")
              << '\n';
    const auto is_in_chain = tell_chain(store.session(), seal);
    return verdict.holds() && is_in_chain ? 0 : 1;
}

}  // namespace commands
