// Transfer: one row of the ledger. It debits one account and credits another with one amount, so an
// unbalanced entry cannot be written. Append only; a mistake is mended by a row with its sides
// swapped that names the row it reverses.
//
// Invariants: the pair belongs to the event (chart.h); the amount is positive; effect_key is unique
// for ever, so that no effect is booked twice; row_hash covers every other column.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/ledger/chart.h"
#include "campaign/people/role.h"
#include "campaign/store/database.h"
#include "campaign/words/money.h"

namespace ledger {

// What a row is about; shared by the rows of one act.
struct Purpose {
    CampaignId campaign = {};  // Empty only for rows of the organisation.
    FundId fund = {};
    std::string kind = {};    // Of the gift line: gift, fee_cover, …
    std::string method = {};  // transfer, cash, cheque, card_reader, card
    bool counts = false;      // Toward the goal, fixed when the line was made.
};

struct NewTransfer {
    Event event;
    std::string debit, credit;
    Money amount;
    Purpose purpose;
    std::string cause_type;  // gift, bank_line, …
    std::int64_t cause_id = 0;
    std::string effect_key;  // At most 100 characters.
    std::optional<Instant> given_at = {};
    std::optional<Date> bank_date = {};
    TransferId reverses = {};
};

// Booking: by whom, when and why a set of rows is written.
struct Booking {
    people::Actor actor;
    Instant now;
    Date booked_on;  // The day of `now` in the organisation's time zone.
    std::string reason = {};
};

struct Transfer : NewTransfer {
    TransferId id;
    Instant booked_at;
    Date booked_on;
    AccountId actor;
    std::string actor_role, on_behalf_of, reason, row_hash;
};

// Writes the rows in one statement. Throws store::Duplicate("once_per_effect") if one stands.
void append_transfers(store::Transaction&, const std::vector<NewTransfer>&, const Booking&);

NewTransfer reversal_of(const Transfer&);

std::string row_hash_of(const Transfer&);  // SHA-256 of the row's canonical form.

std::vector<Transfer> transfers_of_cause(store::Session&, const std::string& cause_type,
                                         std::int64_t cause_id);
// In order of id, after `last`, at most `limit`: for walking the whole ledger.
std::vector<Transfer> transfers_after(store::Session&, TransferId last, int limit);

}  // namespace ledger
