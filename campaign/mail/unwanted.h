// Unwanted: people who asked us never to write again unasked. Kept as a digest of their address.
//
// It stops what one person sends to another through us (appeals, thanks); never what somebody
// needs for their own gift or their own account.
#pragma once

#include <string>

#include "campaign/mail/outbox.h"

namespace mail {

// Of the mailbox, however its letters are spelt; cannot be made without our secret.
std::string mailbox_digest(store::Session&, const std::string& address);

bool is_unwanted(store::Session&, const std::string& digest);
// For good; once is enough.
void insert_unwanted(store::Transaction&, const std::string& digest, Instant now);

// Is this kind sent by one person to another through us?
bool is_between_people(Kind);

}  // namespace mail
