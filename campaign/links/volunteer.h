// Volunteer: a helper who hangs posters, and needs no account: a personal link shows their round.
// (The glossary's word is helper; as a type it would forbid nothing, see the house's names.)
//
// Invariants:
//   * The link is made from a secret, the volunteer and a turn; only its digest is stored. Another
//     turn is another link, and the earlier one opens nothing.
//   * One whose time has ended has no link; what they hung stays with their name.
#pragma once

#include "campaign/links/placement.h"

namespace links {

struct NewVolunteer {
    CampaignId campaign;
    std::string name, email = {}, telephone = {};  // The address as read_mail_address() gave it.
    std::string language = "en";
};

struct Volunteer {
    VolunteerId id;
    CampaignId campaign;
    std::string name, email, telephone, language;
    int turn = 1, sent = 0;
    Instant made_at;
    std::optional<Instant> seen_at, ended_at;  // seen_at: when their link was last opened.
    int version = 1;
};

constexpr int volunteers_max = 200;

// Rule: what is wrong with it, by field.
std::optional<Refusal> volunteer_objection(const NewVolunteer&);

// Storage: volunteer_sql.cpp.
std::vector<Volunteer> all_volunteers(store::Session&, CampaignId);  // By name.
std::optional<Volunteer> find_volunteer(store::Session&, VolunteerId);
std::optional<Volunteer> find_volunteer_by_name(store::Session&, CampaignId, std::string_view);
// Whose link this is, while it opens something.
std::optional<Volunteer> find_volunteer_by_token(store::Session&, std::string_view token);
std::string volunteer_token(store::Session&, const Volunteer&);
// Of one, as their list has them: by round, then as they were put on the list; without ended ones.
std::vector<Placement> places_of_volunteer(store::Session&, const Volunteer&);

// Digest of the token of a link that is still to be: made outside a unit of work.
struct VolunteerKeys {
    VolunteerId id;
    std::string token_digest;
};
VolunteerKeys volunteer_keys(store::Session&, Instant now);
void insert_volunteer(store::Transaction&, const Volunteer&, const std::string& token_digest,
                      AccountId by);
// Each false if somebody was faster.
bool update_volunteer(store::Transaction&, const Volunteer& before, const NewVolunteer&);
bool end_volunteer_row(store::Transaction&, const Volunteer& before, Instant now);
bool renew_volunteer_row(store::Transaction&, const Volunteer& before, const std::string& digest);
bool note_round_sent(store::Transaction&, const Volunteer& before);
// How many rows changed: 0 or 1. What was not possible for one is to be tried by another.
int hand_place(store::Transaction&, PlacementId, const Volunteer&, int round);
void note_volunteer_seen(store::Transaction&, VolunteerId, Instant now);

std::string volunteer_token_digest(store::Session&, VolunteerId, int turn);

}  // namespace links
