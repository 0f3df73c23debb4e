#include "web/commands/database.h"

#include <stdexcept>

#include "campaign/store/migrate.h"

namespace commands {

namespace {

store::Address outside_owner(const Config& config) {
    const auto& url = config.database_owner.empty() ? config.database : config.database_owner;
    return *store::read_address(url);  // read_config() has refused what cannot be read.
}

struct PrivateAddresses {
    std::unique_ptr<store::PrivateServer> server;
    store::Address owner, app;
};

PrivateAddresses find_private(const Config& config, Opening opening) {
    if (opening == Opening::join) {
        auto owner = store::PrivateServer::find_running(config.var, "owner");
        auto app = store::PrivateServer::find_running(config.var, "app");
        if (owner && app) return {nullptr, *owner, *app};
    }
    auto server = std::make_unique<store::PrivateServer>(config.var);
    const auto owner = server->owner(), app = server->app();
    return {std::move(server), owner, app};
}

}  // namespace

Database::Database(const Config& config, Opening opening, Instant now) {
    if (config.database.empty()) {
        auto found = find_private(config, opening);
        server_ = std::move(found.server), owner_ = found.owner, app_ = found.app;
        store::migrate(owner_, app_, now);
    } else {
        app_ = *store::read_address(config.database);
    }
    auto store = make_store(1);
    store::assert_schema(store.session());
    store.assert_settings();
}

std::vector<std::string> migrate_database(const Config& config, Instant now) {
    if (!config.database.empty())
        return store::migrate(outside_owner(config), *store::read_address(config.database), now);
    const auto found = find_private(config, Opening::join);
    return store::migrate(found.owner, found.app, now);
}

Instant present() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace commands
