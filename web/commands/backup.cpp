#include "campaign/store/backup.h"

#include <iostream>

#include "campaign/ledger/sealing.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"

namespace commands {

namespace {

Config read_private_config() {
    auto config = read_config();
    if (!config.database.empty())
        throw std::invalid_argument{
            "This copies the private database. WAYMARK_DATABASE names one of yours: copy it with "
            "mariadb-backup there, and keep with it what `waymark ledger seal` prints."};
    return config;
}

}  // namespace

int back_up(const std::string& folder) {
    const auto config = read_private_config();
    const Database database{config, Opening::join, present()};
    auto store = database.make_store(1);
    ledger::seal_rows(store, present());
    const auto seal = ledger::last_seal(store.session());
    const auto of = store::PrivateServer::find_running(config.var, "owner");
    store::make_backup(of.value(), config.var, folder,
                       {sql_text(present()), WAYMARK_VERSION, seal ? seal->hash : ""});
    std::cout << "The copy is in " << folder << ". "
              << (seal ? "It holds the ledger up to seal " + seal->hash + "." : "") << '\n';
    return 0;
}

int restore(const std::string& folder) {
    const auto config = read_private_config();
    const auto note = store::restore_backup(config.var, folder);
    std::cout << "The copy of " << note.made_at << " UTC is in " << config.var.string() << ".\n";
    return verify(note.seal);
}

}  // namespace commands
