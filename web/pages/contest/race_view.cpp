#include "web/pages/contest/race_view.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"

namespace pages {

namespace {

using contest::Challenge;
using contest::Race;
using language::say;
using language::say_with;
using language::Values;

struct Runner {
    std::string name, slug;
};

Runner runner_of(const RaceView& view, std::int64_t id) {
    auto& session = view.app.store.session();
    if (view.type == "team") {
        const auto team = roster::find_team_by_id(session, TeamId{id});
        if (!team) return {};
        return {name_words(*team, view.state, view.language()), team->slug};
    }
    const auto one = roster::find_participant_by_id(session, ParticipantId{id});
    if (!one) return {};
    return {name_words(*one, view.state, view.language()), one->slug};
}

std::string state_line(const RaceView& view, const Challenge& race) {
    const auto& lang = view.language();
    const auto until = language::date_text(race.until, view.state.shown.plan.time_zone, lang);
    switch (race.state) {
        case Race::asked:
            if (race.asked != view.id) return say("Waits for a yes.", lang);
            return say_with(view.type == "team" ? "Your team is asked to a race until {1}."
                                                : "You are asked to a race until {1}.",
                            {until}, lang);
        case Race::running:
            return say_with("The race runs until {1}.", {until}, lang);
        case Race::declined:
            return say("The answer was no.", lang);
        case Race::cancelled:
            return say("Given up.", lang);
        case Race::over:
            return say_with("The race ended on {1}.", {until}, lang);
    }
    return {};
}

std::string score_line(const RaceView& view, const Challenge& race, std::int64_t gained) {
    contest::Scores scores;
    scores.raised = scores.gifts = scores.donors = std::max<std::int64_t>(0, gained);
    return live::score_text(scores, race.measure, view.state.campaign.currency, view.language());
}

}  // namespace

void fill_race(Values& row, const RaceView& view, const Challenge& race) {
    auto& boards = view.app.feed.boards();
    const auto campaign = view.state.campaign.id;
    const auto gained = contest::gained_in(race, boards.scores_of(campaign, race.type, race.asking),
                                           boards.scores_of(campaign, race.type, race.asked));
    const auto path = campaign_path(view.state.campaign) + (view.type == "team" ? "/t/" : "/p/");
    const auto most = std::max<std::int64_t>({1, gained.asking, gained.asked});
    row.set("STATE", state_line(view, race));
    for (const auto& [id, score] :
         {std::pair{race.asking, gained.asking}, std::pair{race.asked, gained.asked}}) {
        const auto runner = runner_of(view, id);
        row.add("RUNNER")
            .set("NAME", runner.name)
            .set("HREF", path + runner.slug)
            .set("SCORE", score_line(view, race, score))
            .set("BAR", std::max<std::int64_t>(0, score) * 100 / most);
    }
}

void fill_public_races(Values& values, const http::Request& request, App& app,
                       const live::State& state, const std::string& type, std::int64_t id) {
    const RaceView view{request, app, state, type, id};
    Values* section = nullptr;
    for (const auto& race : contest::challenges_of(app.store.session(), type, id)) {
        if (race.state != Race::running && race.state != Race::over) continue;
        if (section == nullptr) section = &values.add("RACES");
        fill_race(section->add("RACE"), view, race);
    }
}

}  // namespace pages
