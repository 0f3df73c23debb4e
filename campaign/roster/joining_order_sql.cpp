#include "campaign/roster/joining_order.h"

#include "campaign/roster/participant_row.h"

namespace roster {

std::vector<Participant> participants_behind(store::Session& session, CampaignId campaign,
                                             std::int64_t after, int limit) {
    return participants_from(
        session.all(select_participant + "WHERE campaign_id = ? AND id > ? ORDER BY id LIMIT ?",
                    campaign, after, limit));
}

std::int64_t count_participants_up_to(store::Session& session, CampaignId campaign,
                                      std::int64_t through) {
    return session
        .one("SELECT COUNT(*) AS joined FROM participant WHERE campaign_id = ? AND id <= ?",
             campaign, through)
        ->number("joined");
}

}  // namespace roster
