// Forgetting: somebody has no password any more and asks for a link by mail.
//
// The request writes the same whether or not there is an account, in the same time; the mailing
// rounds look whether there is one, where no stranger can watch. At most a few a day go to one
// address, whoever asks.
#pragma once

#include <string>

#include "campaign/store/database.h"

namespace people {

constexpr int password_links_a_day_max = 3;

struct Forgotten {
    std::string email, client, language;
};
// Refuses with not_a_valid_value (no address) or too_many_attempts, whoever exists.
void ask_for_password_link(store::Store&, const Forgotten&, Instant now);

// Makes the links that were asked for; returns how many.
int answer_password_wishes(store::Store&, Instant now);

// The language somebody signs in with is the one we write to them in.
void note_language(store::Store&, AccountId, const std::string& language);

}  // namespace people
