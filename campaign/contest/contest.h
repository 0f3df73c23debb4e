// Contest: who stands where in a campaign, by which measure, and until when it may change.
//
// Invariants:
//   * A step of a gift only appends what it adds (ScoreChange); the scorer folds that into scores
//     and counts its steps, so whoever keeps a ranking in memory asks for what changed since.
//   * In a contest counts what was given inside its window and confirmed before its hold ends; then
//     nothing moves any more. Everywhere else counts what is confirmed.
//   * The result is agreed to by two people, written once, and never reordered.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/campaign.h"
#include "campaign/store/database.h"

namespace contest {

enum class Measure { raised, gifts, donors };
inline constexpr std::array all_measures{Measure::raised, Measure::gifts, Measure::donors};
std::string_view measure_name(Measure);
std::optional<Measure> find_measure(std::string_view);

// raised: shares of confirmed gifts, in minor units; donors: who never gave here before.
struct Scores {
    std::int64_t raised = 0, gifts = 0, donors = 0;

    std::int64_t by(Measure) const;
    Scores& operator+=(const Scores&);
    friend bool operator==(const Scores&, const Scores&) = default;
};

struct Contest {
    CampaignId campaign;
    Measure measure = Measure::raised;
    int hold_days = 14;
    std::int64_t step = 0;
    std::int64_t returned_since = 0;  // Given back after the hold: shown, but nothing moves.
    AccountId proposed_by, agreed_by;
    std::optional<Instant> proposed_at, agreed_at;
    int version = 0;  // 0: nothing is stored yet, and these are the defaults.

    bool is_final() const { return agreed_at.has_value(); }
};

constexpr int hold_days_max = 60, groups_max = 100;

// The first moment at which nothing moves any more.
Instant hold_ends_at(const campaign::Plan&, int hold_days);

// Storage: contest_sql.cpp.
Contest contest_of(store::Session&, CampaignId);

struct ScoreChange {
    CampaignId campaign;
    GiftId gift;
    ParticipantId participant;
    TeamId team;
    std::int64_t raised = 0, gifts = 0;
    Instant given_at;
    std::string donor;  // A digest of their address, or empty.
};
// Of an address; the same for one mailbox in capitals and small letters.
std::string donor_digest(const std::string& email);
void append_score_changes(store::Transaction&, const std::vector<ScoreChange>&, Instant now);

struct ScoreRow {
    std::string type;  // participant, team
    std::int64_t id = 0;
    Scores scores;
};
struct ScoreNews {
    std::int64_t step = 0;
    std::vector<ScoreRow> rows;
};
// What changed after that step of the scorer; -1: all there is.
ScoreNews scores_after(store::Session&, CampaignId, std::int64_t step);
// Of one; what has no row stands at nothing.
Scores scores_of(store::Session&, const std::string& type, std::int64_t id);

using GroupId = Id<struct TeamGroupEntity>;
struct Group {  // A school, a company, a ward: a team of teams.
    GroupId id;
    std::string name;
    AccountId made_by;
    bool is_public = false;  // Somebody else has read its name.
    std::vector<TeamId> teams = {};
};
std::vector<Group> all_groups(store::Session&, CampaignId);  // By name.

struct ResultRow {
    std::int64_t id = 0, place = 0, score = 0;
};
std::vector<ResultRow> result_of(store::Session&, CampaignId, const std::string& type, int limit);

}  // namespace contest
