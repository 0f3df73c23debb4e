// Camt: statements in ISO 20022's CAMT.052 (report), .053 (statement) and .054 (notification), of
// any version: the versions differ in namespaces and in a few places that are looked for in turn.
//
// An entry with several transactions (a batch) becomes a line for each, if their amounts add up to
// the entry's; else the entry stays one line. An entry that is not booked (PDNG, INFO) is left out.
#pragma once

#include <vector>

#include "campaign/bank/statement.h"
#include "campaign/outside/xml_document.h"

namespace bank {

bool is_camt(const outside::XmlDocument&);
// Throws Refused(not_a_valid_value, "file") where an amount or a day cannot be read: nothing is
// guessed.
std::vector<Statement> read_camt(const outside::XmlDocument&);

}  // namespace bank
