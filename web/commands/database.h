// Database: the one that the settings name, opened, of the right schema and with safe settings.
//
// Without WAYMARK_DATABASE it is a private server in WAYMARK_VAR: `serve` always starts its own,
// other commands join the one that runs there, and it is brought to our schema by itself. An
// outside one is migrated only by `waymark migrate`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/store/private_server.h"
#include "web/config.h"

namespace commands {

enum class Opening { own, join };

class Database {
public:
    // Throws CannotStart, SchemaMismatch, Unavailable or std::invalid_argument, each a sentence.
    Database(const Config&, Opening, Instant now);

    store::Store make_store(int connections_max) const { return {app_, connections_max}; }

private:
    std::unique_ptr<store::PrivateServer> server_;
    store::Address owner_, app_;
};

// Brings the database of the settings to our schema; returns the migrations that were run.
std::vector<std::string> migrate_database(const Config&, Instant now);

Instant present();  // The clock: commands and the front's edge alone read it.

}  // namespace commands
