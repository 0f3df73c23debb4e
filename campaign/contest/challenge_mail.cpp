#include "campaign/contest/challenge_mail.h"

#include "campaign/language/locale.h"
#include "campaign/roster/participant.h"

namespace contest {

namespace {

struct Called {
    std::optional<roster::Participant> reader;
    std::string by;  // The published name of who asks; empty where nobody has read it yet.
    bool is_team = false;
};

Called called_by(store::Session& session, const Challenge& race) {
    Called called{.is_team = race.type == "team"};
    if (called.is_team) {
        const auto asked = roster::find_team_by_id(session, TeamId{race.asked});
        const auto asking = roster::find_team_by_id(session, TeamId{race.asking});
        if (asked) called.reader = roster::find_participant_by_id(session, asked->captain);
        if (asking) called.by = asking->shown_name();
    } else {
        called.reader = roster::find_participant_by_id(session, ParticipantId{race.asked});
        const auto asking = roster::find_participant_by_id(session, ParticipantId{race.asking});
        if (asking) called.by = asking->shown_name;
    }
    return called;
}

bool may_be_written_to(store::Session& session, const roster::Participant& one, Instant now) {
    if (one.email.empty() || one.left_at) return false;
    const auto since = now - std::chrono::hours{24};
    return mail::count_written_for(session, one.email, mail::Kind::challenged, since) <
           challenge_mails_a_day_max;
}

}  // namespace

std::vector<mail::NewMail> mails_when_challenged(store::Session& session, const Challenge& race) {
    const auto called = called_by(session, race);
    if (!called.reader || !may_be_written_to(session, *called.reader, race.asked_at)) return {};
    const auto campaign = campaign::find_campaign_by_id(session, race.campaign);
    if (!campaign) return {};
    const auto plan = campaign::current_version(session, *campaign).plan;
    const auto& one = *called.reader;
    const auto page = "/me/pages/" + std::to_string(one.id.value);
    return {{mail::Kind::challenged,
             "challenge",
             race.id.value,
             one.email,
             one.language,
             {{"NAME", one.name},
              {"WHO", called.by},
              {"TEAM", called.is_team ? "yes" : ""},
              {"CAMPAIGN", plan.title},
              {"UNTIL", language::date_text(race.until, plan.time_zone, one.language)},
              {"RACES_PATH", page + (called.is_team ? "/team/races" : "/races")}},
             race.campaign}};
}

}  // namespace contest
