// Paying: a sponsor's money comes, what is left of a pool is settled, and what is owed goes back.
//
// By finance, each with the line of the bank statement; all throw Refused.
#pragma once

#include "campaign/matching/pool.h"
#include "campaign/people/role.h"

namespace matching {

// A line of the statement about a pool.
struct Payment {
    PoolId pool;
    Money amount;
    Date bank_date;
    std::string statement_reference;  // Each line is booked once.
    BankAccountId bank_account;
};
// Of a prepaid pool the whole, at once: from then on gifts draw from it. Else at most what its
// gifts have earned and is still to come.
void mark_pool_paid(store::Store&, const Payment&, const people::Actor&, Instant now);

// After its window: nothing more is drawn. The rest of a prepaid pool is owed to the sponsor or
// given all the same, as was agreed. Again, if a refund has left another rest.
void settle_pool(store::Store&, PoolId, const people::Actor&, Instant now);

// What is owed to the sponsor has left the bank account.
void mark_pool_repaid(store::Store&, const Payment&, const people::Actor&, Instant now);

}  // namespace matching
