// Telling: which mails a step of a gift causes, to its donor and to whom it was given for.
//
// What a mail needs is read before the unit of work (ToTell); within it, one statement writes them,
// and none where nobody has an address. Anonymity holds here as on every page: a name or message
// that nobody has read yet, or that is hidden from the participant, is not told to them.
#pragma once

#include <string>
#include <vector>

#include "campaign/giving/gift.h"
#include "campaign/giving/refund.h"
#include "campaign/giving/settling.h"
#include "campaign/mail/outbox.h"

namespace giving {

struct ToTell {
    struct Walker {
        ParticipantId id;
        std::string name, email, language, path;  // path: of their page.
    };
    std::vector<Walker> walkers = {};  // Those with an address.
    std::string title, campaign_path;
    std::string zone, holder, iban, bic;
    std::string credit;             // The published name of the one it is for, if it is one.
    std::string gift_path, secret;  // secret: of the links that prove an address.
};

ToTell read_to_tell(store::Session&, const NewGift&, const Terms&, const std::string& token);
ToTell read_to_tell(store::Session&, const Gift&, const std::vector<Share>&);

// Within the step's own unit of work.
void tell_recorded(store::Transaction&, const ToTell&, const Gift&, Instant now);
void tell_settled(store::Transaction&, const ToTell&, const Gift& before, const Outcome&,
                  Instant now);
void tell_payment_failed(store::Transaction&, const ToTell&, const Gift&, std::int64_t payment,
                         Instant now);
// Once a refund: agreed to, and on its way to their card or their account.
void tell_refund(store::Transaction&, const ToTell&, const Gift&, const Refund&, Instant now);
// The donor gave another address: how to pay goes there too.
void tell_again(store::Transaction&, const ToTell&, const Gift&, Instant now);

// Pure: the mails of each step, for their tests and for the lines above.
std::vector<mail::NewMail> mails_when_recorded(const ToTell&, const Gift&);
std::vector<mail::NewMail> mails_when_settled(const ToTell&, const Gift& before, const Outcome&);
mail::NewMail reminder_of(const ToTell&, const Gift&, const std::string& cause_type);

// A name, where it can be nothing but a name; else empty, and the mail greets nobody by name.
std::string greeting_name(const std::string& name);

// The end of the address that proves an e-mail address: of this gift and this address alone.
std::string proof_of(store::Session&, const Gift&);

// Reminds of promises that are open after 10 days, and of proven ones again after 30; never of one
// that has ended. May run at any time and any number of times.
constexpr int first_reminder_days = 10, last_reminder_days = 30, reminder_window_days = 4;
int remind_donors(store::Store&, Instant now);

}  // namespace giving
