// Event: something that happened, for programs that want to be told (webhooks out).
//
// It is written in the transaction of what it tells, so it stands exactly if that does; who is told
// and how is seen to later (sending.h). It holds ids and a state, nothing of people: what a
// receiver is sent is what strangers may see at the moment of sending.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "campaign/giving/gift.h"
#include "campaign/store/database.h"

namespace hooks {

enum class EventKind {
    gift_recorded,
    gift_confirmed,
    gift_changed,
    campaign_changed,
    post_published,
    hook_test
};
std::string_view kind_name(EventKind);  // "gift.recorded", as stored and as sent.
std::optional<EventKind> find_kind(std::string_view name);

// What one can subscribe to.
inline constexpr std::array kinds_offered{EventKind::gift_recorded, EventKind::gift_confirmed,
                                          EventKind::gift_changed, EventKind::campaign_changed,
                                          EventKind::post_published};

struct NewEvent {
    EventKind kind;
    CampaignId campaign;
    std::int64_t subject = 0;  // The gift, the campaign or the post.
    std::string state = {};    // In which it is from now on.
};

// Inside the transaction of what happened: one INSERT, no reading.
std::int64_t append_event(store::Transaction&, const NewEvent&, Instant now);  // Its id.

// The same in one line, for the verbs of giving and of campaigns. Rehearsals are told to nobody.
void tell_recorded(store::Transaction&, const giving::Gift&, Instant now);
void tell_settled(store::Transaction&, const giving::Gift& before, giving::State now_state,
                  Money confirmed, Instant now);
void tell_changed(store::Transaction&, const giving::Gift&, Instant now);
void tell_campaign(store::Transaction&, CampaignId, Instant now);

}  // namespace hooks
