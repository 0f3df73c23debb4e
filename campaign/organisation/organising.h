// Organising: the organisation says who it is, and two people agree on each bank account.
#pragma once

#include <optional>

#include "campaign/organisation/bank_account.h"
#include "campaign/organisation/look.h"
#include "campaign/organisation/organisation.h"
#include "campaign/organisation/picture.h"
#include "campaign/people/role.h"

namespace organisation {

// Keeps what read_organisation() had no objection to. Refuses with already_decided if somebody else
// changed it meanwhile.
void describe_organisation(store::Store&, const Organisation&, const people::Actor&, Instant now);

// Keeps the colours and the logo that the look names, or a new logo. Refuses as above.
struct ChosenLook {
    Look look;
    std::optional<Picture> new_logo = {};
};
void choose_look(store::Store&, const ChosenLook&, const people::Actor&, Instant now);

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
