#include "web/demo/newcomers.h"

#include "campaign/introductions/introducing.h"
#include "campaign/language/locale.h"
#include "campaign/roster/captaining.h"
#include "campaign/roster/enrolling.h"
#include "campaign/roster/ruling.h"

namespace demo {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct Newcomer {
    store::Store& store;
    const Stage& stage;

    roster::Participant join(roster::NewParticipant asked, Instant at) const {
        const people::Actor self{{}, "participant"};
        const auto& actor = asked.registered_by ? stage.colleagues.volunteer.actor : self;
        return roster::join_campaign(store, asked, actor, at).participant;
    }
    void read(const roster::Participant& one, Instant at) const {
        roster::review_page(store, {.participant = one.id, .seen_version = one.version},
                            stage.colleagues.moderator.actor, at);
    }
};

// The one who signs in to the demo leads a team, and two people wait for their yes.
void ask_a_captain(const Newcomer& newcomer, const Walker& captain, CampaignId campaign,
                   Instant now) {
    auto& store = newcomer.store;
    const people::Actor self{newcomer.stage.colleagues.walker.actor.account, "participant"};
    const auto team = roster::find_team_by_id(store.session(), captain.team);
    if (!team || team->captain != captain.id) return;
    roster::change_team(store,
                        {.team = team->id,
                         .by = captain.id,
                         .name = team->name,
                         .joins = roster::Joins::approval,
                         .seen_version = team->version},
                        self, now - hours{40});
    roster::make_invitation(store, {campaign, team->id}, self, now - hours{39});
    for (const auto* name : {"Paula Brinkmann", "Tariq Haddad"}) {
        const std::string key{name};
        newcomer.join({.campaign = campaign,
                       .name = name,
                       .email = key.substr(0, 5) + "-new@example.com",
                       .team = team->id,
                       .request_key = "demo-wish-" + key.substr(0, 5)},
                      now - minutes{50});
    }
}

struct Face {
    const char *name, *role, *words;
    bool is_approved = true;
};
constexpr Face faces[] = {
    {"Dr Amara Osei", "Head physician of Ward 3",
     "A child sleeps when a parent is near.\nFor eleven years I have asked for beds beside the "
     "cots. The walk is the first time that somebody answered with wood and screws."},
    {"Jonas Albrecht", "Leads the walk",
     "I have walked the ten kilometres forty times, to find the bench with the best view.\nAsk me "
     "anything, I carry the first-aid kit and the biscuits."},
    {"Nuria Campos", "Ambassador, long-distance runner",
     "My nephew was on this ward.\nI will run ahead and come back for the slowest.", false}};

void introduce(store::Store& store, const Stage& stage, Instant at) {
    const auto& author = stage.colleagues.coordinator.actor;
    const auto campaign = stage.shows.front().campaign.id;
    const auto today = language::date_in(at, "Europe/Berlin");
    for (const auto& face : faces) {
        const auto made =
            introductions::write_introduction(store,
                                              {campaign,
                                               {.name = face.name,
                                                .role = face.role,
                                                .words = face.words,
                                                .consent_how = "Signed form in folder 3",
                                                .consent_on = today},
                                               std::string{"demo-face-"} + face.name},
                                              author, at);
        introductions::submit_introduction(store, made.id, today, author, at + minutes{4});
        if (!face.is_approved) continue;
        const auto waiting = introductions::newest_profile(store.session(), made.id);
        introductions::decide_introduction(store, {.profile = waiting->id}, today,
                                           stage.colleagues.organiser.actor, at + hours{2});
    }
}

}  // namespace

void lay_down_rules(store::Store& store, const Stage& stage) {
    for (const auto& show : stage.shows)
        roster::write_guidelines(store, show.campaign.id, std::string{roster::guidelines_ready},
                                 stage.colleagues.coordinator.actor, show.opened_at);
}

void say_yes_to_guidelines(store::Store& store, ParticipantId participant, Instant at) {
    const auto one = roster::find_participant_by_id(store.session(), participant);
    if (!one) return;
    const auto owed = roster::owed_guidelines(store.session(), one->campaign, one->id);
    if (owed)
        roster::accept_guidelines(store, *one, owed->number, {one->account, "participant"}, at);
}

void join_newcomers(store::Store& store, const Stage& stage, const Walkers& walkers, Instant now) {
    const Newcomer newcomer{store, stage};
    const auto walk = stage.shows.front().campaign.id;
    const auto at = now - hours{30};
    newcomer.read(newcomer.join({.campaign = walk,
                                 .name = "Mia Sommer",
                                 .email = "jana-sommer@example.com",
                                 .goal = 10'000,
                                 .story = "I walk with my brother. He was on Ward 3.",
                                 .request_key = "demo-minor",
                                 .guardian = "Jana Sommer"},
                                at),
                  at + minutes{20});
    newcomer.read(newcomer.join({.campaign = walk,
                                 .name = "Walter Brandt",
                                 .email = {},
                                 .request_key = "demo-registered",
                                 .registered_by = stage.colleagues.volunteer.actor.account},
                                at + hours{2}),
                  at + hours{3});
    if (!walkers.front().empty()) ask_a_captain(newcomer, walkers.front().front(), walk, now);
    const auto playground = stage.shows.back().campaign.id;
    roster::set_joining_rules(store, playground, {.who_joins = roster::Joins::approval},
                              stage.colleagues.coordinator.actor, at);
    newcomer.join({.campaign = playground,
                   .name = "Gardeners of Meadow Lane",
                   .email = "meadow-lane@example.com",
                   .story = "We will dig the sandpit ourselves, if we may.",
                   .request_key = "demo-admission"},
                  now - hours{3});
    introduce(store, stage, now - hours{24 * 9});
}

}  // namespace demo
