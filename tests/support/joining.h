// WithWalk: an open campaign that people join, with few words.
#pragma once

#include <boost/test/unit_test.hpp>

#include "campaign/roster/captaining.h"
#include "campaign/roster/enrolling.h"
#include "campaign/roster/leaving.h"
#include "campaign/roster/ruling.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

struct WithWalk : FreshDatabase {
    WithWalk();

    roster::NewParticipant wish(const std::string& name);  // Its key is the name.
    roster::Participant join(const roster::NewParticipant&);
    roster::Participant join(const std::string& name) { return join(wish(name)); }
    roster::Participant join_team(const std::string& name, TeamId);
    roster::Participant found_team(const std::string& name, const std::string& team);
    roster::Participant again(const roster::Participant& one) {
        return *roster::find_participant_by_id(store->session(), one.id);
    }
    roster::Team team(TeamId id) { return *roster::find_team_by_id(store->session(), id); }
    void let_join(const roster::Participant& captain, roster::Joins);
    void read(const roster::Participant&);  // And publish.
    bool is_public(const roster::Participant& one);

    campaign::Campaign walk;
    Instant now = test_now();
    people::Actor self{{}, "participant"};
};

inline auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}
inline auto beside(const std::string& field) {
    return [field](const Refused& refused) { return refused.refusal.field == field; };
}
