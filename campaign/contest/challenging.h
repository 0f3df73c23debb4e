// Challenging: asking somebody to a race, saying yes or no, giving it up, and its end.
// All throw Refused; whoever calls has asked that the actor may speak for `side`.
#pragma once

#include "campaign/contest/challenge.h"
#include "campaign/people/role.h"

namespace contest {

struct NewChallenge {
    CampaignId campaign;
    std::string type = "participant";
    std::int64_t asking = 0, asked = 0;
    int days = 7;
    std::string request_key;
};
Challenge ask_to_race(store::Store&, const NewChallenge&, const people::Actor&, Instant now);

enum class Answer { accept, decline, cancel };
std::optional<Answer> find_answer(std::string_view);
struct Side {
    ChallengeId challenge;
    std::string type;
    std::int64_t id = 0;  // Who answers: the asked one says yes or no, either gives it up.
};
Challenge answer_race(store::Store&, const Side&, Answer, const people::Actor&, Instant now);

// Races whose day has come are over, questions without an answer lapse. Returns the campaigns.
std::vector<CampaignId> end_races(store::Store&, Instant now);

}  // namespace contest
