// Hook: somebody who asked to be told, by an address of theirs; and Delivery: one event for one
// hook.
//
// Invariants:
//   * An event is sent to a hook once it stands, and again until it is acknowledged (2xx), with
//     longer and longer pauses; after give_up_days it is dead, and can be sent again by hand.
//   * A secret signs; for a day after a change, the former one signs as well.
#pragma once

#include <string>
#include <vector>

#include "campaign/hooks/event.h"
#include "campaign/people/role.h"

namespace hooks {

using HookId = Id<struct HookEntity>;
using DeliveryId = Id<struct DeliveryEntity>;

constexpr std::size_t url_max = 500, trouble_max = 200;
constexpr int hooks_max = 50, give_up_days = 3, events_kept_days = 30, former_secret_hours = 24;

struct Hook {
    HookId id;
    std::string url;
    CampaignId campaign;  // 0: every campaign.
    std::vector<EventKind> kinds;
    std::string secret, former_secret = {};  // whsec_ and base64 of 24 bytes.
    std::optional<Instant> former_until = {}, ended_at = {};
    AccountId made_by;
    Instant made_at;

    bool wants(EventKind, CampaignId) const;
};

enum class DeliveryState { waiting, sent, dead };
std::string_view delivery_state_name(DeliveryState);

struct Delivery {
    DeliveryId id;
    HookId hook;
    std::int64_t event = 0;
    EventKind kind = EventKind::hook_test;
    DeliveryState state = DeliveryState::waiting;
    Instant made_at, begun_at, due_at;  // begun_at: of the present row of tries.
    int tries = 0, status = 0, version = 1;
    std::optional<Instant> tried_at = {};
    std::string trouble = {};  // Of the last try: what was answered, or why nobody did.
};

struct Event {
    std::int64_t id = 0;
    EventKind kind = EventKind::hook_test;
    CampaignId campaign;
    std::int64_t subject = 0;
    std::string state;
    Instant made_at;
};

// The pause after so many failed tries; nothing when it is time to give up. Pure.
std::optional<std::chrono::seconds> pause_after(int tries, Instant begun_at, Instant now);

// https://host[:port]/…; nothing but that, and no name that is plainly our own network.
enum class Addresses { public_https, anywhere };
std::optional<Refusal> url_objection(std::string_view url, Addresses);

// Storage: hook_sql.cpp and delivery_sql.cpp.
void insert_hook(store::Transaction&, const Hook&);
std::vector<Hook> all_hooks(store::Session&);  // Not the ended ones; newest first.
std::optional<Hook> find_hook(store::Session&, HookId);
bool end_hook_row(store::Transaction&, HookId, Instant now);
bool change_secret_row(store::Transaction&, const Hook& before, const std::string& secret,
                       Instant former_until);

std::vector<Event> events_to_spread(store::Session&, int limit);
std::optional<Event> find_event(store::Session&, std::int64_t id);
void mark_spread(store::Transaction&, const std::vector<std::int64_t>& events);
void insert_delivery(store::Transaction&, HookId, const Event&, Instant now);  // Once each.
void remove_old_events(store::Transaction&, Instant now);

std::vector<Delivery> due_deliveries(store::Session&, Instant now, int limit);
std::optional<Instant> oldest_due_delivery(store::Session&);  // Since when it is due; cheap.
std::vector<Delivery> recent_deliveries(store::Session&, HookId, int limit);
std::optional<Delivery> find_delivery(store::Session&, DeliveryId);
// Of the version that was read; false if somebody was faster.
bool lease_delivery(store::Transaction&, const Delivery&, Instant until);
bool write_try(store::Transaction&, const Delivery& after);  // Its fields but ids and version.
bool begin_anew(store::Transaction&, const Delivery&, Instant now);
enum class Again { dead_ones, all };
struct Replay {
    HookId hook;
    Instant since;  // Of when it happened.
    Again which = Again::dead_ones;
};
int begin_anew_since(store::Transaction&, const Replay&, Instant now);

struct HookCounts {
    std::int64_t waiting = 0, sent = 0, dead = 0;
};
HookCounts counts_of(store::Session&, HookId);

}  // namespace hooks
