// Participant: a person who raises money for a campaign.
//
// Invariants:
//   * A page is public once the campaign, and the captain of the team it was made for, said yes.
//   * A minor has a guardian who agreed, is shown by initials and stands on no list.
//   * What is public was read by somebody: shown_name and shown_story are the last published words;
//     empty means that pages use ready words. Addresses (slugs) carry no name, because they are
//     public before anybody has read it.
//   * The private address /me/{token} is stored as its digest alone.
// What was raised is not here but in the ledger's tallies.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "campaign/roster/team.h"
#include "campaign/store/database.h"
#include "campaign/words/refusal.h"

namespace roster {

// What was said to somebody's wish to take part: by the campaign, and by a team's captain.
enum class Says { yes, waiting, no };
std::string_view says_name(Says);

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
    AccountId account;      // Of a colleague who walks too, else nobody.
    int version = 1;        // Counts every change: what was read is what is published.
    bool is_minor = false;  // Shown by initials, on no list, found by no search.
    std::string guardian_name = {};
    Says campaign_says = Says::yes, captain_says = Says::yes;
    TeamId wanted_team = {};       // Has not said yes yet.
    std::string note = {};         // What they were told last, and why.
    std::string wanted_slug = {};  // An address they would like; read like words.
    AccountId registered_by = {};  // Of a colleague, for somebody without e-mail.
    std::optional<Instant> left_at = {};

    bool is_public() const {
        return !left_at && campaign_says == Says::yes && captain_says == Says::yes;
    }
    bool is_listed() const { return is_public() && !is_minor; }
};

// The name as it will stand on pages once it was read: a minor's initials.
std::string name_to_show(const Participant&);

constexpr std::size_t name_max = 80, story_max = 2000;
constexpr int participants_listed_max = 500;

// Storage: participant_sql.cpp and, for lists, participant_lists_sql.cpp.
// Whose page is public, and only those.
std::optional<Participant> find_participant(store::Session&, CampaignId, std::string_view slug);
std::optional<Participant> find_participant_by_id(store::Session&, ParticipantId);
std::optional<Participant> find_participant_by_token(store::Session&, const std::string& token);
std::optional<Participant> find_participant_by_key(store::Session&, const std::string& request_key);
// In the order asked for; unknown ones are left out. At most participants_listed_max.
std::vector<Participant> find_participants(store::Session&, const std::vector<std::int64_t>& ids);
// The same without those who are on no list: for pages that everybody sees.
std::vector<Participant> listed_participants(store::Session&, const std::vector<std::int64_t>& ids);
// Those that an account holds; and those that were made with an address that is in lower case, and
// belong to no account yet.
std::vector<Participant> participants_of(store::Session&, AccountId);
std::vector<Participant> unclaimed_participants(store::Session&, const std::string& email);
// Changes nothing where somebody has it already. Only for who has proven the address.
void claim_participant(store::Transaction&, ParticipantId, AccountId);
std::vector<Participant> search_participants(store::Session&, CampaignId, std::string_view shown,
                                             int limit);  // By published name.
// For the desk, minors too: by name.
std::vector<Participant> participants_to_choose(store::Session&, CampaignId, int limit);
// Newest first, after one of them (a moment and an id), for going through all of them in steps.
struct ParticipantPage {
    CampaignId campaign;
    std::optional<std::pair<Instant, std::int64_t>> after = {};
    int limit = 50;
};
std::vector<Participant> page_of_participants(store::Session&, const ParticipantPage&);
std::vector<Participant> all_members(store::Session&, TeamId, int limit);  // Oldest first.
std::vector<Participant> listed_members(store::Session&, TeamId, int limit);
// Who waits for a team's captain (or a campaign's coordinator) to say yes, oldest first.
std::vector<Participant> participants_wanting(store::Session&, TeamId, int limit);
std::vector<Participant> participants_to_admit(store::Session&, CampaignId, int limit);
std::vector<Participant> participants_registered(store::Session&, CampaignId, int limit);
std::vector<Participant> participants_to_review(store::Session&, CampaignId, int limit);
std::int64_t count_participants(store::Session&, CampaignId);

// The token of /me/{token} follows from the request key and our secret, so that a second post of
// the same form finds the same address.
std::string participant_token(store::Session&, const std::string& request_key);

}  // namespace roster
