// Appealing: a participant asks one person by mail; and that person says "never again".
#pragma once

#include "campaign/people/role.h"
#include "campaign/roster/participant.h"
#include "campaign/sharing/appeal.h"

namespace sharing {

struct NewAppeal {
    std::string to;           // As typed: one address, or it is refused.
    std::string request_key;  // Of the form: once.
    std::string language;     // Of the mail.
    std::string client;       // The network address it comes from, to slow down who joins to write.
};

// Writes the mail, unless its recipient does not want it or was asked before: the participant is
// told the same. Refuses with not_a_valid_value (to), not_allowed while nobody has read their name,
// campaign_not_open, or too_many_attempts after ten a day.
void send_appeal(store::Store&, const roster::Participant&, const NewAppeal&, const people::Actor&,
                 Instant now);

// For good; the token is of a mail. Refuses with not_found.
void refuse_appeals(store::Store&, const std::string& refuse_token, Instant now);

}  // namespace sharing
