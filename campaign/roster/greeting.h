// Greeting: the mail that says a page stands and how to find it again.
#pragma once

#include "campaign/mail/outbox.h"
#include "campaign/roster/participant.h"

namespace roster {

// To the address of those who joined with one form; nothing where they have none, are signed in, or
// have been written to often enough today.
std::optional<mail::NewMail> greeting_for(store::Session&, const std::vector<Participant>&,
                                          Instant now);

}  // namespace roster
