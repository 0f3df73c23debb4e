// Giving: taking a gift, and carrying it to confirmed (or not).
//
// Every verb is one unit of work: the gift, its ledger rows, its tallies and its audit stand
// together or not at all. A transfer is promised until the bank has it; what the desk takes is
// entered by one person and confirmed by another. Each says no by throwing Refused.
#pragma once

#include <string>

#include "campaign/giving/gift.h"
#include "campaign/people/role.h"

namespace giving {

struct Given {
    Gift gift;
    std::string token;       // For /g/{token}.
    bool was_there = false;  // The same request came before: nothing new was written.
};

// Records a gift. Refuses: what objection() says; ask_again where the same person gave the same
// amount in the last 15 minutes; same_key_other_gift for a key that was used for something else.
Given record_gift(store::Store&, const NewGift&, const Terms&, const people::Actor&, Instant now);

// What the second person counted of a gift that was entered at the desk.
struct Count {
    GiftId gift;
    Money counted;  // More than nothing; the named gift is set to it.
    std::string reason;
};
Gift confirm_entered(store::Store&, const Count&, const people::Actor&, Instant now);
Gift reject_entered(store::Store&, GiftId, const std::string& reason, const people::Actor&,
                    Instant now);

// What a participant said they hold (origin "walker") and take back before it was counted.
Gift take_entry_back(store::Store&, GiftId, ParticipantId, const people::Actor&, Instant now);

// A transfer that stands on the statement: what arrived is the gift.
struct Arrival {
    GiftId gift;
    Money arrived;
    Date bank_date;
    std::string statement_reference;  // Of the bank's line; each line is booked once.
    BankAccountId bank_account;
    bool lets_rest_go = false;  // Of a promise that came short; else the rest stays promised.
};
Gift mark_arrived(store::Store&, const Arrival&, const people::Actor&, Instant now);

// Ends an open promise: withdrawn by its donor, or lapsed 60 days after it was made.
Gift end_promise(store::Store&, GiftId, State ending, const std::string& reason,
                 const people::Actor&, Instant now);
int lapse_old_promises(store::Store&, Instant now);

// The donor's address is theirs: seen by finance or proven by a mailed link.
Gift prove_promise(store::Store&, GiftId, const people::Actor&, Instant now);

// A person's review of a name and a message; nobody reviews what they entered themselves.
Gift review_words(store::Store&, GiftId, const std::string& words_state, const std::string& reason,
                  const people::Actor&, Instant now);
// The donor changes how they are shown; new words wait for review again.
Gift change_words(store::Store&, GiftId, const Donor&, Instant now);
// What a receipt needs, and the consent to be written to (its wording, or empty to end it).
Gift keep_receipt_data(store::Store&, GiftId, const Donor&, Instant now);

}  // namespace giving
