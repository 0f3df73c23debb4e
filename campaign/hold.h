// Hold: everything stands still. From one moment on nothing new becomes public in a campaign: no
// post, name, message or story, until an organiser releases it. What waits goes on waiting.
//
// Invariants (0010_moderation.sql): at most one hold of a campaign at a time; it has a reason.
// Whoever publishes calls insist_not_held() in the unit that publishes: it passes the campaign's
// one hold_place and keeps it until the unit ends, and so does who holds. They come through in the
// order in which they came, and a hold that is answered has nothing slipping in behind it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace campaign {

using HoldId = Id<struct HoldEntity>;

struct Hold {
    HoldId id;
    CampaignId campaign;
    std::string reason;
    bool hides_posts = false;  // The public ones are not shown either, as long as it lasts.
    AccountId held_by;
    Instant held_at;
};

constexpr std::size_t hold_reason_max = 400;
constexpr int holds_listed_max = 50;

// Storage: hold_sql.cpp.
std::optional<Hold> find_hold(store::Session&, CampaignId);  // The one that lasts.
std::vector<Hold> all_holds(store::Session&);                // Of every campaign, oldest first.

// In the unit of work that holds or releases: waits for those under way.
void pass_hold_place(store::Transaction&, CampaignId);

// In the unit of work that makes something public. Throws Refused.
void insist_not_held(store::Transaction&, CampaignId);
bool is_held(store::Transaction&, CampaignId);  // The same for who would rather wait than refuse.

}  // namespace campaign
