// Mention: a reference of ours that a line names, wherever and however it was typed.
//
// Looked for in the structured reference, the free text and the end-to-end id, without spaces,
// dashes and line breaks: RF with its check digits (ISO 11649), the same without "RF", and the bare
// body of twelve digits. Names only what could be one of ours; whether a gift has it is asked of
// the database.
#pragma once

#include <string>
#include <vector>

#include "campaign/bank/statement.h"
#include "campaign/giving/gift.h"

namespace bank {

enum class Where { reference, code, end_to_end };
std::string_view where_name(Where);

struct Mention {
    std::string reference;  // RF…
    Where where = Where::reference;
};
std::vector<Mention> mentions_in(const StatementLine&);

struct NamedGift {
    giving::Gift gift;
    Where where;
};
// For each line the gifts that it names, each once; gifts by transfer that are no rehearsals.
std::vector<std::vector<NamedGift>> named_gifts(store::Session&, const std::vector<StatementLine>&);

// May this be booked without a person: in, no return, and either one gift that still waits for
// money, or several whose open amounts are the line's to the cent.
bool is_exact(const StatementLine&, const std::vector<NamedGift>&);

}  // namespace bank
