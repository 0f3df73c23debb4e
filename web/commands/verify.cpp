#include <unistd.h>

#include <iostream>

#include "campaign/ledger/verifying.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"

namespace commands {

int verify() {
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
    return verdict.holds() ? 0 : 1;
}

}  // namespace commands
