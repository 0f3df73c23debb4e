// Subscribing: asking to be told, changing the secret, ending it, and having things sent again.
//
// All throw Refused, and write their audit.
#pragma once

#include "campaign/hooks/hook.h"

namespace hooks {

struct NewHook {
    std::string url;
    CampaignId campaign = {};
    std::vector<EventKind> kinds;
};
// With its secret, which is shown now and never again.
Hook subscribe(store::Store&, const NewHook&, Addresses, const people::Actor&, Instant now);
std::string change_secret(store::Store&, HookId, const people::Actor&, Instant now);
void unsubscribe(store::Store&, HookId, const people::Actor&, Instant now);
// Something to try it with, for this hook alone.
void send_test(store::Store&, HookId, const people::Actor&, Instant now);

void send_again(store::Store&, HookId, DeliveryId, const people::Actor&, Instant now);
int send_again_since(store::Store&, const Replay&, const people::Actor&, Instant now);

}  // namespace hooks
