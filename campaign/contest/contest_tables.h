// What the verbs of contests write, row by row. Only *ing.cpp files of this folder call it.
//
// Conditional updates say in their WHERE what was read; false means that somebody was faster.
#pragma once

#include <map>

#include "campaign/contest/contest.h"

namespace contest {

// A row of score_change as the scorer reads it.
struct Pending {
    std::int64_t id = 0;
    ScoreChange change;
    Instant made_at;
};
std::vector<CampaignId> campaigns_to_score(store::Session&, int limit);
std::vector<Pending> pending_changes(store::Session&, CampaignId, int limit);

struct FirstGift {
    std::string donor;
    GiftId gift;
    CampaignId campaign;
    ParticipantId participant;
    TeamId team;
};
std::vector<FirstGift> first_gifts_of(store::Session&, const std::vector<std::string>& donors);

// Makes the row of a campaign, if it has none.
void open_contest(store::Transaction&, CampaignId);
// From `step` to the next.
bool take_step(store::Transaction&, CampaignId, std::int64_t step, std::int64_t returned);
int remove_changes(store::Transaction&, const std::vector<Pending>&);
using Subject = std::pair<std::string, std::int64_t>;
void add_scores(store::Transaction&, CampaignId, std::int64_t step,
                const std::map<Subject, Scores>&);
void insert_first_gifts(store::Transaction&, const std::vector<FirstGift>&);
void remove_first_gifts(store::Transaction&, const std::vector<FirstGift>&);

bool update_rules(store::Transaction&, const Contest& changed);
bool propose_result(store::Transaction&, const Contest& seen, AccountId, Instant now);
bool withdraw_proposal(store::Transaction&, const Contest& seen);
bool agree_result(store::Transaction&, const Contest& seen, AccountId, Instant now);
// The places of all that have a score, in one statement for each kind of receiver.
void insert_result(store::Transaction&, CampaignId, Measure);

void insert_group(store::Transaction&, CampaignId, const Group&, Instant now);
bool agree_group(store::Transaction&, CampaignId, GroupId, AccountId);
void put_in_group(store::Transaction&, CampaignId, TeamId, GroupId);
void take_out_of_group(store::Transaction&, CampaignId, TeamId);

}  // namespace contest
