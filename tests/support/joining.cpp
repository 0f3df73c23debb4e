#include "tests/support/joining.h"

using namespace roster;

WithWalk::WithWalk() { add_test_colleagues(*store), walk = open_test_campaign(*store, "walk"); }

NewParticipant WithWalk::wish(const std::string& name) {
    return {.campaign = walk.id,
            .name = name,
            .email = "somebody@example.org",
            .request_key = "key " + name};
}

Participant WithWalk::join(const NewParticipant& asked) {
    return join_campaign(*store, asked, self, now).participant;
}

Participant WithWalk::join_team(const std::string& name, TeamId team) {
    auto asked = wish(name);
    asked.team = team;
    return join(asked);
}

Participant WithWalk::found_team(const std::string& name, const std::string& team) {
    auto asked = wish(name);
    asked.new_team = team;
    return join(asked);
}

void WithWalk::let_join(const Participant& captain, Joins joins) {
    const auto led = team(captain.team);
    change_team(*store,
                {.team = led.id,
                 .by = captain.id,
                 .name = led.name,
                 .joins = joins,
                 .seen_version = led.version},
                self, now);
}

void WithWalk::read(const Participant& one) {
    review_page(*store, {.participant = one.id, .seen_version = again(one).version},
                test_approver(), now);
}

bool WithWalk::is_public(const Participant& one) {
    return find_participant(store->session(), walk.id, again(one).slug).has_value();
}
