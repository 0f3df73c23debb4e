// Announcing: who is told when a plan is handed in or decided. Read before the unit of work; its
// verb writes them (campaign/publishing.h).
#pragma once

#include <vector>

#include "campaign/mail/outbox.h"
#include "campaign/publishing.h"

namespace campaign {

// To everybody who may decide it and did not write it.
std::vector<mail::NewMail> mails_when_submitted(store::Session&, const Campaign&, const Version&);
// To its author.
std::vector<mail::NewMail> mails_when_decided(store::Session&, const Campaign&, const Version&,
                                              const Decision&, AccountId decided_by);

}  // namespace campaign
