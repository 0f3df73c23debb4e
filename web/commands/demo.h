// make_demo: what `demo` and `serve --demo` share.
#pragma once

#include "web/commands/database.h"
#include "web/config.h"

namespace commands {

// Fills an empty database, keeps the accounts in demo-accounts.txt of WAYMARK_VAR and tells them. A
// database that has the demo is left as it is; one that holds something else is refused.
void make_demo(const Config&, const Database&);

}  // namespace commands
