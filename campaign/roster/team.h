// Team: several who raise money together, with a captain who says who may join it.
//
// Invariants:
//   * What is public was read by somebody: shown is the last published name, empty before.
//   * A captain is a member; whoever is offered the captaincy (heir) has yet to accept it.
//   * What a member raised stays with the team when they leave: shares are history.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/id.h"
#include "campaign/words/instant.h"

namespace roster {

enum class WordsState { waiting, published, sent_back };
std::string_view words_state_name(WordsState);
WordsState words_state_of(const std::string& name);

// Joins: who may join a campaign or a team. approval: somebody says yes first.
enum class Joins { open, approval, invitation };
std::string_view joins_name(Joins);
std::optional<Joins> find_joins(std::string_view name);

struct Team {
    TeamId id;
    CampaignId campaign;
    std::string slug, name;
    WordsState words_state = WordsState::waiting;
    Instant made_at;
    std::string shown = {}, words_reason = {}, wanted_slug = {};
    Joins joins = Joins::open;
    ParticipantId captain = {}, heir = {};
    int version = 1;  // Counts every change of its words.

    std::string shown_name() const { return shown; }
};

constexpr int teams_max = 500;

// Storage: team_sql.cpp.
std::optional<Team> find_team(store::Session&, CampaignId, std::string_view slug);
std::optional<Team> find_team_by_id(store::Session&, TeamId);
std::vector<Team> all_teams(store::Session&, CampaignId);                   // By name.
std::vector<Team> teams_to_review(store::Session&, CampaignId, int limit);  // Campaign 0: of all.
// Those whose page is public.
std::int64_t count_members(store::Session&, TeamId);
std::map<TeamId, std::int64_t> count_members_by_team(store::Session&, CampaignId);

}  // namespace roster
