// Telling: whoever owns an account hears by mail when a way into it was added, taken away or reset,
// so that what somebody else did in their name does not stay unseen.
//
// The mail holds no link that acts and no secret. It is read up before the transaction that makes
// the change, and written in it.
#pragma once

#include "campaign/mail/outbox.h"
#include "campaign/people/account.h"

namespace people {

enum class WayIn {
    authenticator_set_up,
    authenticator_ended,
    factors_reset,
    passkey_added,
    password
};

mail::NewMail mail_when_changed(store::Session&, const Account&, WayIn, Instant now);

}  // namespace people
