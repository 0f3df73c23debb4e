#include "campaign/ending.h"
#include "campaign/language/locale.h"
#include "campaign/phase.h"

namespace campaign {

bool is_over(const Campaign& campaign, const Version& version, Instant now) {
    switch (phase_of(campaign, version, now)) {
        case Phase::after:
        case Phase::ended:
        case Phase::closed:
        case Phase::cancelled:
            return true;
        case Phase::paused:
            return closes_at(version.plan) <= now;
        case Phase::draft:
        case Phase::before:
        case Phase::open:
        case Phase::postponed:
            return false;
    }
    return false;
}

std::optional<Date> closed_early_on(store::Session& session, const Campaign& campaign,
                                    const Plan& plan) {
    if (campaign.state != State::closed) return {};
    const auto row = session.one("SELECT closed_at FROM campaign WHERE id = ?", campaign.id);
    const auto at = row ? row->maybe_instant("closed_at") : std::nullopt;
    if (!at) return {};
    const auto day = language::date_in(*at, plan.time_zone);
    return day < plan.ends_on ? std::optional{day} : std::nullopt;
}

}  // namespace campaign
