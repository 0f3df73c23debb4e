// Appeal: one mail in which a participant asks one person to look at their page.
//
// Invariants:
//   * One recipient, once for each participant; ten a day (slots of the day, unique in SQL); the
//     same person is asked by at most a few in a month.
//   * The mail holds ready words and what somebody has read: never what was just typed.
//   * Whoever refuses once is never written to again, and nobody is told that they refused.
#pragma once

#include <optional>
#include <string>

#include "campaign/store/database.h"
#include "campaign/words/id.h"
#include "campaign/words/instant.h"

namespace sharing {

constexpr int appeals_a_day_max = 10, appeals_to_one_max = 3, appeal_window_days = 30;

struct Appeal {
    CampaignId campaign;
    ParticipantId participant;
    std::string recipient_digest, request_key, refuse_digest;
    Date day;
    int slot = 1;
};

// Storage: appeal_sql.cpp.
void insert_appeal(store::Transaction&, std::int64_t id, const Appeal&, Instant now);
bool has_appeal_of(store::Session&, const std::string& request_key);
// The slots of this day that are taken: 0 to appeals_a_day_max.
int appeals_on(store::Session&, ParticipantId, Date day);
bool has_asked(store::Session&, ParticipantId, const std::string& recipient_digest);
int appeals_to(store::Session&, const std::string& recipient_digest, Instant since);
std::int64_t count_appeals(store::Session&, ParticipantId);
// Whose appeal this is to refuse: the digest of the recipient.
std::optional<std::string> recipient_to_refuse(store::Session&, const std::string& refuse_token);

}  // namespace sharing
