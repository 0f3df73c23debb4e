// migrate: brings a database to the schema of this program, and says whether it is there.
//
// A migration is a resource campaign/schema/NNNN_name.sql whose every statement may be run again,
// since MariaDB's DDL is not transactional: an interrupted one is simply run once more. Finished
// ones are checksummed, and a changed one is refused. grants.sql is applied after each run.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/resource.h"

namespace store {

struct SchemaMismatch : std::runtime_error {  // what(): a sentence that says what to do.
    using std::runtime_error::runtime_error;
};

struct Migration {
    int number = 0;
    std::string name, sql;
};

std::vector<Migration> all_migrations();  // Of the program, in order.
std::vector<std::string> statements_of(std::string_view sql);

// Runs what is missing as the owner and grants the app user its rights; returns what was run.
std::vector<std::string> migrate(const Address& owner, const Address& app, Instant now);

// Throws SchemaMismatch where the database is older or newer than the program.
void assert_schema(Session&);

}  // namespace store
