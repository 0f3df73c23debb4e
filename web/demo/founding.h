// Founding: the demo's organisation, its address, texts and bank account, which two people agreed
// on.
#pragma once

#include "web/demo/stage.h"

namespace demo {

BankAccountId found_organisation(store::Store&, const Colleagues&, Instant at);
// Last of all: what was interrupted before is no demo.
void call_it_a_demo(store::Store&, const Colleagues&, Instant at);

}  // namespace demo
