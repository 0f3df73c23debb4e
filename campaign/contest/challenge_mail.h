// Challenge mail: who is told by mail that somebody asks them to a race.
//
// The one who is asked, or the captain of the team that is; nobody without an address, and nobody
// more often than a few times a day, however many ask. Names that nobody has read yet stay out.
#pragma once

#include "campaign/contest/challenge.h"
#include "campaign/mail/outbox.h"

namespace contest {

constexpr int challenge_mails_a_day_max = 5;

// To be written with the challenge. Reads, so before the transaction.
std::vector<mail::NewMail> mails_when_challenged(store::Session&, const Challenge&);

}  // namespace contest
