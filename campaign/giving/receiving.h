// Receiving: what providers tell us, kept at once and worked off afterwards; and asking those who
// should have told and did not.
//
// Killed at any moment, nothing is lost and nothing is done twice: a message is kept before it is
// acknowledged, settled by amounts, and only then marked as done.
#pragma once

#include "campaign/giving/collecting.h"
#include "campaign/giving/inbox.h"
#include "campaign/giving/providers/registry.h"

namespace giving {

enum class Received { kept, known, refused };  // Known: it came before. Refused: no right proof.
Received receive_notice(store::Store&, const providers::Provider&, const providers::Headers&,
                        const std::string& raw_body, Instant now);

struct Round {
    int done = 0, put_off = 0;
    std::vector<CampaignId> changed = {};  // Their figures moved.
};
// Messages that are due, a page at a time. One that cannot be done now is put off, ever longer.
Round work_off_inbox(store::Store&, const providers::Registry&, Instant now);
// At most every five minutes: asks each provider what it would have told us since we last asked,
// and keeps what did not come as if it had. So money is found of which nobody told, and whose
// checkout we never heard of.
constexpr std::chrono::minutes list_every{5};
Round hear_missed(store::Store&, const providers::Registry&, Instant now);
// Payments that nobody told about: asks the provider, ever more rarely.
Round sweep_payments(store::Store&, const providers::Registry&, Instant now);

}  // namespace giving
