#include "campaign/bank/sequence.h"

namespace bank {

std::vector<Told> told_of(store::Session& session, BankAccountId account) {
    constexpr int statements_max = 5000;
    std::vector<Told> told;
    for (const auto& row :
         session.all("SELECT opening, closing, from_on, until_on, statement_id FROM bank_import"
                     " WHERE bank_account_id = ? AND undone_at IS NULL AND closing IS NOT NULL"
                     " AND until_on IS NOT NULL ORDER BY until_on, made_at LIMIT ?",
                     account, statements_max)) {
        Told one;
        one.until = row.date("until_on"), one.from = row.maybe_date("from_on").value_or(one.until);
        if (!row.is_null("opening")) one.opening = row.number("opening");
        one.closing = row.number("closing"), one.statement_id = row.text("statement_id");
        told.push_back(std::move(one));
    }
    return told;
}

}  // namespace bank
