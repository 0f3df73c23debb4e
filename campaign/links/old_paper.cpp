#include "campaign/links/old_paper.h"

#include <map>

namespace links {

bool is_other_when(const campaign::Plan& printed, const campaign::Plan& now) {
    if (printed.event_at != now.event_at || printed.place != now.place) return true;
    return !now.event_at && (printed.starts_on != now.starts_on || printed.ends_on != now.ends_on);
}

bool has_old_date(store::Session& session, const Placement& place, const campaign::Plan& now) {
    if (!place.printed_version || place.ended_at) return false;
    const auto printed = campaign::find_version(session, place.printed_version);
    return printed && is_other_when(printed->plan, now);
}

std::vector<OldPaper> all_old_paper(store::Session& session, CampaignId campaign,
                                    const campaign::Plan& now) {
    std::map<VersionId, std::optional<campaign::Version>> printed;
    std::vector<OldPaper> found;
    for (auto& place : all_placements(session, campaign)) {
        const bool is_there = place.is_up() || place.state == PlacementState::printed;
        if (!place.printed_version || place.ended_at || !is_there) continue;
        auto at = printed.find(place.printed_version);
        if (at == printed.end())
            at = printed
                     .emplace(place.printed_version,
                              campaign::find_version(session, place.printed_version))
                     .first;
        if (at->second && is_other_when(at->second->plan, now))
            found.push_back({std::move(place), at->second->plan});
    }
    return found;
}

std::optional<campaign::Plan> find_old_plan(store::Session& session, const Link& link,
                                            const campaign::Plan& now) {
    if (!link.placement) return {};
    const auto place = find_placement(session, link.placement);
    if (!place || !place->printed_version) return {};
    const auto printed = campaign::find_version(session, place->printed_version);
    if (!printed || !is_other_when(printed->plan, now)) return {};
    return printed->plan;
}

}  // namespace links
