#include "campaign/roster/gate.h"

#include "campaign/words/token.h"

namespace roster {

namespace {

// The team asked for: one of this campaign, or the one that is founded now.
std::optional<Team> choose_team(store::Session& session, const NewParticipant& asked, Instant now) {
    if (!asked.new_team.empty())
        return Team{.id = new_id<TeamId>(now),
                    .campaign = asked.campaign,
                    .slug = random_slug(),
                    .name = asked.new_team,
                    .made_at = now};
    if (!asked.team) return {};
    auto team = find_team_by_id(session, asked.team);
    if (!team || team->campaign != asked.campaign)
        throw Refused{{Reason::not_a_valid_value, "team", "That team is not there any more."}};
    return team;
}

}  // namespace

std::string random_slug() {
    auto slug = random_code();
    for (auto& c : slug)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return slug;
}

Gate gate_for(store::Session& session, const NewParticipant& asked, Instant now) {
    Gate gate{.team = choose_team(session, asked, now), .founds = !asked.new_team.empty()};
    gate.invitation = find_join_invitation(session, asked.campaign, asked.invitation);
    if (!asked.invitation.empty() && !gate.invitation)
        throw Refused{{Reason::not_a_valid_value, "invitation",
                       "This invitation has ended. Ask for a new link."}};
    Wish wish{.invitation = gate.invitation,
              .by = asked.registered_by ? Wish::By::desk : Wish::By::form};
    if (!gate.founds) wish.team = gate.team;
    gate.admission = admission_for(joining_rules_of(session, asked.campaign), wish);
    if (gate.founds) gate.admission.team = gate.team->id;
    return gate;
}

}  // namespace roster
