#include <iostream>

#include "web/commands/commands.h"
#include "web/commands/database.h"

namespace commands {

int migrate() {
    const auto done = migrate_database(read_config(), present());
    for (const auto& name : done) std::cout << "Done: " << name << '\n';
    if (done.empty()) std::cout << "The database is up to date.\n";
    return 0;
}

}  // namespace commands
