// Sending: telling those who asked, after the commit of what happened.
//
// Each step may be repeated by anybody: deliveries are made once for a hook and an event, and one
// that is being sent is leased. A crash between the answer and our note of it sends an event twice;
// its id (webhook-id) says so to the receiver. Signed as standard-webhooks.com says, version v1.
#pragma once

#include "campaign/hooks/hook.h"
#include "campaign/outside/http_client.h"

namespace hooks {

struct Outward {
    std::string public_url;  // Of the links in what is sent.
    Addresses addresses = Addresses::public_https;
};

// "v1,<base64>" of the secret (or its base64 part), for webhook-signature.
std::string signature_of(std::string_view secret, std::string_view id, Instant at,
                         std::string_view body);

// What is sent about an event now: {"type", "timestamp", "data"}. Of a gift: what strangers may
// see.
std::string payload_of(store::Session&, const Event&, const Outward&, Instant now);

// Deliveries for every event since the last time. How many events were looked at.
int spread_events(store::Store&, Instant now);
// Sends what is due, at most `limit`; a hook that has just failed waits for the next call.
// How many were acknowledged.
int send_due(store::Store&, const Outward&, int limit, Instant now);
void forget_old_events(store::Store&, Instant now);

}  // namespace hooks
