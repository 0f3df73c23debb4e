#include <algorithm>

#include "campaign/hooks/event.h"

namespace hooks {

namespace {

struct Named {
    EventKind kind;
    std::string_view name;
};
constexpr std::array names{Named{EventKind::gift_recorded, "gift.recorded"},
                           Named{EventKind::gift_confirmed, "gift.confirmed"},
                           Named{EventKind::gift_changed, "gift.changed"},
                           Named{EventKind::campaign_changed, "campaign.changed"},
                           Named{EventKind::post_published, "post.published"},
                           Named{EventKind::hook_test, "hook.test"}};

void tell_gift(store::Transaction& tx, EventKind kind, const giving::Gift& gift,
               giving::State state, Instant now) {
    if (gift.is_rehearsal) return;
    append_event(tx, {kind, gift.campaign, gift.id.value, std::string{giving::state_name(state)}},
                 now);
}

}  // namespace

std::string_view kind_name(EventKind kind) {
    return std::ranges::find(names, kind, &Named::kind)->name;
}

std::optional<EventKind> find_kind(std::string_view name) {
    const auto found = std::ranges::find(names, name, &Named::name);
    if (found == names.end()) return {};
    return found->kind;
}

std::int64_t append_event(store::Transaction& tx, const NewEvent& event, Instant now) {
    const auto id = new_number(now);
    tx.run(
        "INSERT INTO hook_event (id, kind, campaign_id, subject_id, subject_state, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        id, kind_name(event.kind), event.campaign.value, event.subject, event.state, now);
    return id;
}

void tell_recorded(store::Transaction& tx, const giving::Gift& gift, Instant now) {
    tell_gift(tx, EventKind::gift_recorded, gift, gift.state, now);
}

void tell_settled(store::Transaction& tx, const giving::Gift& before, giving::State now_state,
                  Money confirmed, Instant now) {
    const auto is_more = confirmed > before.confirmed;
    tell_gift(tx, is_more ? EventKind::gift_confirmed : EventKind::gift_changed, before, now_state,
              now);
}

void tell_changed(store::Transaction& tx, const giving::Gift& gift, Instant now) {
    tell_gift(tx, EventKind::gift_changed, gift, gift.state, now);
}

void tell_campaign(store::Transaction& tx, CampaignId campaign, Instant now) {
    append_event(tx, {EventKind::campaign_changed, campaign, campaign.value}, now);
}

}  // namespace hooks
