#include "campaign/contest/span.h"

#include "campaign/phase.h"

namespace contest {

Span span_of(store::Session& session, const Contest& contest) {
    const auto found = campaign::find_campaign_by_id(session, contest.campaign);
    if (!found || found->kind != campaign::Kind::contest) return {};
    const auto version = campaign::find_shown_version(session, *found);
    if (!version) return {};
    return {campaign::opens_at(version->plan), campaign::closes_at(version->plan),
            hold_ends_at(version->plan, contest.hold_days)};
}

}  // namespace contest
