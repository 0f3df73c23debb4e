// Challenge: two participants, or two teams, race against each other until a day.
//
// Invariants:
//   * It runs only when the other side has said yes, and counts what each gains from then on.
//   * When its day is over, what each has gained is kept; nothing moves it afterwards.
//   * One form is one challenge; two receivers have one open challenge between them at most.
#pragma once

#include "campaign/contest/contest.h"

namespace contest {

using ChallengeId = Id<struct ChallengeEntity>;
enum class Race { asked, running, declined, cancelled, over };
std::string_view race_name(Race);

struct Challenge {
    ChallengeId id;
    CampaignId campaign;
    std::string type;  // participant, team
    std::int64_t asking = 0, asked = 0;
    Measure measure = Measure::raised;
    Race state = Race::asked;
    Instant until, asked_at;
    std::optional<Instant> agreed_at = {};
    std::int64_t asking_from = 0, asked_from = 0;
    std::optional<std::int64_t> asking_until = {}, asked_until = {};
    int version = 1;

    bool is_of(const std::string& subject_type, std::int64_t id_of_one) const {
        return type == subject_type && (asking == id_of_one || asked == id_of_one);
    }
};

// What each has gained since the yes, with what both stand at now.
struct Gained {
    std::int64_t asking = 0, asked = 0;
};
Gained gained_in(const Challenge&, const Scores& asking_now, const Scores& asked_now);

constexpr int challenges_listed_max = 20, open_challenges_max = 5, race_days_max = 90;

// Storage: challenge_sql.cpp. Newest first.
std::optional<Challenge> find_challenge(store::Session&, ChallengeId);
std::optional<Challenge> find_challenge_by_key(store::Session&, const std::string& request_key);
std::vector<Challenge> challenges_of(store::Session&, const std::string& type, std::int64_t id);
std::vector<Challenge> challenges_due(store::Session&, Instant now, int limit);

// What the verbs write; false means that somebody was faster.
void insert_challenge(store::Transaction&, const Challenge&, const std::string& request_key);
bool update_challenge(store::Transaction&, const Challenge& changed, Race before, Instant now);

}  // namespace contest
