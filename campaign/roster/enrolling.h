// Enrolling: joining a campaign, changing one's page, and the second look before it is public.
//
// Invariants:
//   * One request key is one participant, however often the form is posted; both posts find the
//     same private address.
//   * New words wait; what was published before stays visible until they are read.
//   * What a reviewer publishes is what they read: words changed since then are refused.
// All throw Refused.
#pragma once

#include "campaign/people/role.h"
#include "campaign/roster/participant.h"

namespace roster {

struct NewParticipant {
    CampaignId campaign;
    std::string name, email;
    std::int64_t goal = 0;      // Minor units.
    TeamId team = {};           // An existing team, or nobody:
    std::string new_team = {};  // a team that is founded with this person.
    std::string story = {}, language = "en";
    std::string request_key;
    AccountId account = {};        // Whose page it is, if they are signed in.
    std::string guardian = {};     // Of somebody under age: who agreed to it. Else empty.
    std::string invitation = {};   // The token of a link to a team or the campaign.
    AccountId registered_by = {};  // A colleague at the desk; then it may have no address.
};

// Pure: what is wrong with it, by field.
std::optional<Refusal> join_words_objection(const NewParticipant&);

struct Joined {
    Participant participant;
    std::string token;       // For /me/{token}.
    bool was_there = false;  // The same form came before: nothing new was written.
};
Joined join_campaign(store::Store&, const NewParticipant&, const people::Actor&, Instant now);

constexpr std::size_t party_max = 10;
// A family or a class with one form: all of them, or none. They are of one campaign, team and
// invitation; a team that is founded has the first as its captain. Refusals name the field and,
// behind a dash, the place in the list: "name-3".
std::vector<Joined> join_together(store::Store&, const std::vector<NewParticipant>&,
                                  const people::Actor&, Instant now);

// The token of a page that the desk made, for its printed card; that it was asked for is written
// down. Refuses for pages that somebody signs in to.
std::string print_private_address(store::Store&, const Participant&, const people::Actor&,
                                  Instant now);

struct PageChange {
    ParticipantId participant;
    std::string name, story;
    std::int64_t goal = 0;
    int seen_version = 0;          // The version that was being edited.
    std::string wanted_slug = {};  // An address they would like; not for minors.
};
Participant rewrite_page(store::Store&, const PageChange&, const people::Actor&, Instant now);

struct PageVerdict {
    ParticipantId participant;
    int seen_version = 0;
    WordsState to = WordsState::published;  // waiting: the earlier verdict is undone.
    std::string reason = {};                // Needed to send back.
};
void review_page(store::Store&, const PageVerdict&, const people::Actor&, Instant now);

struct TeamVerdict {
    TeamId team;
    WordsState to = WordsState::published;
    std::string reason = {};
    int seen_version = 0;  // 0: as it stands now.
};
void review_team(store::Store&, const TeamVerdict&, const people::Actor&, Instant now);

}  // namespace roster
