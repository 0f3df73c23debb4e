#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/phase.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign.h"
#include "web/pages/campaigns/campaign_words.h"

namespace pages {

namespace {

using campaign::Phase;
using language::say;
using language::say_with;
using language::Values;
using StatePtr = std::shared_ptr<const live::State>;

constexpr std::size_t front_campaigns_max = 60;

bool is_past(const live::State& state) {
    return state.phase == Phase::ended || state.phase == Phase::closed ||
           state.phase == Phase::cancelled;
}

// What is open stands first, then what will be, then what was just over; among them the newest.
int rank_of(const StatePtr& state) {
    switch (state->phase) {
        case Phase::open:
            return 0;
        case Phase::before:
            return 1;
        case Phase::after:
            return 2;
        default:
            return 3;
    }
}

std::vector<StatePtr> public_states(const http::Request& request, App& app) {
    std::vector<StatePtr> states;
    for (const auto& one : campaign::all_campaigns(app.store.session())) {
        if (!one.shown_version || states.size() == front_campaigns_max) continue;
        if (auto state = app.feed.state_of(one.slug, request.now)) states.push_back(state);
    }
    std::ranges::stable_sort(states, {}, rank_of);
    return states;
}

Values& fill_common(Values& row, const http::Request& request, const live::State& state) {
    const auto words = live::word_state(state, request.language, request.now);
    return row.set("TITLE", state.shown.plan.title)
        .set("HREF", with_code(campaign_path(state.campaign), request))
        .set("HERO_SRC", hero_path(state))
        .set("RAISED", words.raised)
        .set("RAISED_LINE", say("raised", request.language))
        .set("GOAL_LINE", words.goal_line)
        .set("BAR", words.percent);
}

void fill_featured(Values& values, const http::Request& request, App& app,
                   const live::State& state) {
    const auto words = live::word_state(state, request.language, request.now);
    auto& featured = values.add("FEATURED");
    fill_common(featured, request, state);
    featured.set("KICKER", kicker_words(request, app, state))
        .set("COUNTED", words.counted)
        .set("METER_TEXT", words.meter_text)
        .set("BAR_LABEL", say("Raised so far", request.language));
    if (!campaign::gift_objection(state.campaign, state.shown, request.now))
        featured.add("GIVING").set("GIVE_HREF", campaign_path(state.campaign) + "/give");
}

void fill_others(Values& values, const http::Request& request,
                 const std::vector<StatePtr>& states) {
    Values *others = nullptr, *ended = nullptr;
    for (std::size_t i = 1; i < states.size(); ++i) {
        const auto& state = *states[i];
        const auto& lang = request.language;
        if (is_past(state)) {
            if (!ended) ended = &values.add("ENDED");
            const auto raised = language::money_text(state.raised(), lang);
            ended->add("PAST")
                .set("TITLE", state.shown.plan.title)
                .set("HREF", campaign_path(state.campaign))
                .set("RAISED_LINE", say_with("{1} raised", {raised}, lang));
            continue;
        }
        if (!others) others = &values.add("OTHERS");
        fill_common(others->add("CAMPAIGN"), request, state)
            .set("KICKER", kind_words(state.campaign.kind, lang))
            .set("STATE", state.phase == Phase::open ? "" : phase_words(state.phase, lang));
    }
}

}  // namespace

http::Response show_front(const http::Request& request, App& app) {
    const auto& lang = request.language;
    const auto states = public_states(request, app);
    const auto ours = organisation::find_organisation(app.store.session());
    const auto line = say("Every number here is counted from confirmed gifts.", lang);
    Values values;
    values.set("ORGANISATION", ours.legal_name).set("LINE", line);
    values.show_if(states.empty(), "NONE");
    if (!states.empty()) fill_featured(values, request, app, *states.front());
    fill_others(values, request, states);
    const auto title = ours.legal_name.empty() ? say("All campaigns", lang) : ours.legal_name;
    return show_public(request, app,
                       {.title = title,
                        .body = language::render_template("web/pages/campaigns/front.html", values,
                                                          request.language),
                        .description = line,
                        .styles = {"css/public.css"}});
}

}  // namespace pages
