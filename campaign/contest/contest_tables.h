// What the verbs of contests write, row by row. Only *ing.cpp files of this folder call it.
//
// Conditional updates say in their WHERE what was read; false means that somebody was faster.
#pragma once

#include <map>

#include "campaign/contest/contest.h"
#include "campaign/contest/span.h"

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
struct Step {
    CampaignId campaign;
    std::int64_t from = 0, returned = 0;
    Span span;  // Kept with the first step: what the scores are made by.
};
bool take_step(store::Transaction&, const Step&);
int remove_changes(store::Transaction&, const std::vector<Pending>&);
using Subject = std::pair<std::string, std::int64_t>;
void add_scores(store::Transaction&, CampaignId, std::int64_t step,
                const std::map<Subject, Scores>&);

// What was folded is kept: scored_sql.cpp.
struct Folded {
    std::int64_t id = 0;
    ScoreChange change;
    std::int64_t donors = 0;  // New ones: 1, -1 or 0.
    Instant made_at;
};
void keep_changes(store::Transaction&, const std::vector<Folded>&);
std::vector<CampaignId> contests_open(store::Session&, int limit);  // Without a result.
Span counted_span(store::Session&, CampaignId);
// To the next step, by another span; a proposed result is taken back if scores will move.
bool take_step_by(store::Transaction&, const Contest& seen, const Span&);
// The scores of all, from what was folded before.
void rescore(store::Transaction&, CampaignId, std::int64_t step, const Span&);
// Races that run begin at what counts by this span and was there when they were agreed to.
void restart_races(store::Transaction&, CampaignId, const Span&);

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
