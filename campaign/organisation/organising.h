// Organising: the organisation says who it is, and two people agree on each bank account.
#pragma once

#include <optional>

#include "campaign/organisation/bank_account.h"
#include "campaign/organisation/organisation.h"
#include "campaign/organisation/picture.h"
#include "campaign/people/role.h"

namespace organisation {

// Keeps what read_organisation() had no objection to, with a new logo or the old one. Refuses with
// already_decided if somebody else changed it meanwhile.
struct Description {
    Organisation organisation;
    std::optional<Picture> logo = {};
};
void describe_organisation(store::Store&, const Description&, const people::Actor&, Instant now);

struct ProposedAccount {
    std::string holder, iban, bic, label = {};  // label: empty means the holder.
    Sharing sharing = Sharing::own;
    BankAccountId replaces = {};
};
// Waits for another person. Refuses with the field that is not right.
BankAccountId propose_bank_account(store::Store&, const ProposedAccount&, const people::Actor&,
                                   Instant now);

enum class AccountVerdict { agree, refuse };
struct AccountDecision {
    BankAccountId account;
    AccountVerdict verdict = AccountVerdict::agree;
};
// By another person than the one who proposed it: needs_second_person otherwise.
void decide_bank_account(store::Store&, const AccountDecision&, const people::Actor&, Instant now);

}  // namespace organisation
