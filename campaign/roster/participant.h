// Participant: a person who raises money for a campaign, and Team: several who do it together.
//
// Invariants:
//   * What is public was read by somebody: shown_name and shown_story are the last published words;
//     empty means that pages use ready words. Addresses (slugs) carry no name, because they are
//     public before anybody has read it.
//   * The private address /me/{token} is stored as its digest alone.
// What was raised is not here but in the ledger's tallies.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/refusal.h"

namespace roster {

enum class WordsState { waiting, published, sent_back };

struct Team {
    TeamId id;
    CampaignId campaign;
    std::string slug, name;
    WordsState words_state = WordsState::waiting;
    Instant made_at;

    std::string shown_name() const {
        return words_state == WordsState::published ? name : std::string{};
    }
};

struct Participant {
    ParticipantId id;
    CampaignId campaign;
    TeamId team;
    std::string slug, name, email, story;
    std::string shown_name, shown_story;
    std::int64_t goal = 0;  // Minor units; 0: none.
    LinkId link;
    WordsState words_state = WordsState::waiting;
    std::string words_reason;  // Why it was sent back.
    Instant words_written_at, made_at;
    std::string language;
    AccountId account;  // Of a colleague who walks too, else nobody.
    int version = 1;    // Counts every change: what was read is what is published.
};

constexpr std::size_t name_max = 80, story_max = 2000;
constexpr int participants_listed_max = 500, teams_max = 500;

std::string_view words_state_name(WordsState);

// Storage: participant_sql.cpp and team_sql.cpp.
std::optional<Participant> find_participant(store::Session&, CampaignId, std::string_view slug);
std::optional<Participant> find_participant_by_id(store::Session&, ParticipantId);
std::optional<Participant> find_participant_by_token(store::Session&, const std::string& token);
std::optional<Participant> find_participant_by_key(store::Session&, const std::string& request_key);
// In the order asked for; unknown ones are left out. At most participants_listed_max.
std::vector<Participant> find_participants(store::Session&, const std::vector<std::int64_t>& ids);
// Those that an account holds; and those that were made with an address that is in lower case, and
// belong to no account yet.
std::vector<Participant> participants_of(store::Session&, AccountId);
std::vector<Participant> unclaimed_participants(store::Session&, const std::string& email);
// Changes nothing where somebody has it already. Only for who has proven the address.
void claim_participant(store::Transaction&, ParticipantId, AccountId);
std::vector<Participant> search_participants(store::Session&, CampaignId, std::string_view shown,
                                             int limit);                   // By published name.
std::vector<Participant> all_members(store::Session&, TeamId, int limit);  // Oldest first.
std::vector<Participant> participants_to_review(store::Session&, CampaignId, int limit);
std::int64_t count_participants(store::Session&, CampaignId);

std::optional<Team> find_team(store::Session&, CampaignId, std::string_view slug);
std::optional<Team> find_team_by_id(store::Session&, TeamId);
std::vector<Team> all_teams(store::Session&, CampaignId);                   // By name.
std::vector<Team> teams_to_review(store::Session&, CampaignId, int limit);  // Campaign 0: of all.
std::int64_t count_members(store::Session&, TeamId);
std::map<TeamId, std::int64_t> count_members_by_team(store::Session&, CampaignId);

// The token of /me/{token} follows from the request key and our secret, so that a second post of
// the same form finds the same address.
std::string participant_token(store::Session&, const std::string& request_key);

}  // namespace roster
