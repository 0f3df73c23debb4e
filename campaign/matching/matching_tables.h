// What the verbs of matching write, row by row. Only *ing.cpp files of this folder call it.
//
// Conditional updates say in their WHERE what was read; false means that somebody was faster.
#pragma once

#include "campaign/matching/match.h"

namespace matching {

void insert_pool(store::Transaction&, const Pool&);
bool agree_pool(store::Transaction&, const Pool& seen, AccountId, Instant now);
bool refuse_pool(store::Transaction&, const Pool& seen, AccountId, const std::string& reason,
                 Instant now);
bool end_pool_now(store::Transaction&, const Pool& seen, AccountId, Instant now);

// The pool as it stands, and nobody moves it until the unit ends. Throws Refused(not_found).
Pool lock_pool(store::Transaction&, PoolId);
// Is there another pool of this campaign, agreed to, whose window meets this one's from now on?
bool lock_overlap(store::Transaction&, const Pool&, Instant now);
// When the last pool of this campaign whose window meets this one's was over, if one did.
std::optional<Instant> lock_last_end(store::Transaction&, const Pool&, Instant now);
// Writes the amounts, when it began and whether it is settled. Under lock_pool().
void update_amounts(store::Transaction&, const Pool&, AccountId settled_by);
void update_sweep(store::Transaction&, const Pool&);

// A row of match_change as the matcher reads it.
struct Pending {
    std::int64_t id = 0;
    MatchChange change;
};
std::vector<CampaignId> campaigns_to_match(store::Session&, int limit);
std::vector<Pending> pending_changes(store::Session&, CampaignId, int limit);
void append_match_changes(store::Transaction&, const std::vector<MatchChange>&, Instant now);
// Does a gift of the pool's window still wait to be weighed? Nobody adds one until the unit ends.
bool lock_waiting(store::Transaction&, const Pool&);
int remove_changes(store::Transaction&, const std::vector<Pending>&);
void put_matches(store::Transaction&, const std::vector<Match>&, Instant now);

// A line of the bank statement that was marked by hand. Out: a negative amount.
struct BankLine {
    std::int64_t id = 0;
    BankAccountId account;
    Date bank_date;
    Money amount;
    std::string statement_reference;
    AccountId marked_by;
};
void insert_bank_line(store::Transaction&, const BankLine&, Instant now);

}  // namespace matching
