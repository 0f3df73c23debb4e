#include <algorithm>

#include "campaign/finance/outcome.h"
#include "campaign/in_kind/in_kind.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/totals.h"
#include "campaign/matching/pool.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign.h"
#include "web/pages/campaigns/campaign_words.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

void fill_figures(Values& values, const live::State& state, const std::string& lang) {
    const auto add = [&](const char* name, std::int64_t minor, const char* words) {
        values.add("FIGURE")
            .set("NAME", say(name, lang))
            .set("AMOUNT", money_text({minor, state.campaign.currency}, lang))
            .set("WORDS", say(words, lang));
    };
    add("Raised", state.figures.raised,
        "Confirmed by the bank or by two people who counted, and counting toward the goal; less "
        "what was given back.");
    if (!state.shown.plan.shows_lighter) return;
    add("Promised or handed in", state.lighter.minor,
        "Transfers announced by people whose address is proven, and cash that a second person has "
        "not counted yet. They count when they are confirmed.");
}

// What sponsors add, each in lines of its own: what has come, and what is still to come.
void fill_pools(Values& values, const live::State& state, App& app, const std::string& lang) {
    const bool takes_gifts =
        state.phase == campaign::Phase::open || state.phase == campaign::Phase::after;
    for (const auto& pool : matching::started_pools(app.store.session(), state.campaign.id)) {
        // What a gift becomes is said only as long as one may come.
        const auto promised = takes_gifts ? live::ratio_text(pool, lang) + ". " : std::string{};
        const auto line = [&](std::string_view name, std::int64_t minor, const char* words) {
            values.add("FIGURE")
                .set("NAME", say_with(name, {pool.sponsor}, lang))
                .set("AMOUNT", money_text(pool.money(minor), lang))
                .set("WORDS", promised + say(words, lang));
        };
        const auto come = pool.is_prepaid ? pool.earned + pool.kept : pool.paid - pool.owed;
        if (come > 0 || pool.is_prepaid)
            line(language::to_say("Matched by {1}"), come,
                 "It is part of what is raised, for its money has come.");
        if (pool.open() > 0)
            line("Matched by {1}, still to come", pool.open(),
                 "Confirmed gifts have earned it. It counts when the sponsor pays.");
    }
}

void fill_rules(Values& values, const std::string& lang) {
    for (const auto* text : {"Gifts of money, by every way of paying",
                             "Gifts that a sponsor matches, once the sponsor has paid"})
        values.add("COUNTS").set("TEXT", say(text, lang));
    for (const auto* text :
         {"What donors add to cover the cost of the payment", "Fees for taking part",
          "Sales, tombola and the like", "Tax that is given back to us"})
        values.add("COUNTS_NOT").set("TEXT", say(text, lang));
}

// Things, thanked by name, without their value.
void fill_in_kind(Values& values, const live::State& state, App& app) {
    const auto things =
        in_kind::shown_in_kind(app.store.session(), state.campaign.id, in_kind::listed_max);
    if (things.empty()) return;
    auto& section = values.add("IN_KIND");
    for (const auto& one : things)
        section.add("THING").set("WHAT", one.what).set("WHO", one.donor_name);
}

// Raised day by day: one point a day on which something came.
void fill_days(Values& values, const live::State& state, App& app, const std::string& lang) {
    auto days = ledger::totals_by(app.store.session(), {.campaign = state.campaign.id,
                                                        .currency = state.campaign.currency,
                                                        .by = ledger::By::day});
    std::erase_if(days,
                  [](const auto& day) { return day.figures.raised == 0 || !read_date(day.key); });
    if (days.empty()) return;
    std::ranges::sort(days, {}, &ledger::TotalRow::key);
    auto& section = values.add("DAYS");
    std::string xs, ys;
    std::int64_t total = 0;
    for (const auto& row : days) {
        const auto day = *read_date(row.key);
        const auto minor = row.figures.raised;
        total += minor;
        const std::chrono::sys_seconds seconds = std::chrono::sys_days{day};
        xs += (xs.empty() ? "" : ",") + std::to_string(seconds.time_since_epoch().count());
        ys += (ys.empty() ? "" : ",") + std::to_string(total);
        section.add("DAY")
            .set("WHEN", language::date_text(day, lang))
            .set("AMOUNT", money_text({minor, state.campaign.currency}, lang))
            .set("TOTAL", money_text({total, state.campaign.currency}, lang));
    }
    section.set("SERIES", "{\"x\":[" + xs + "],\"y\":[" + ys + "]}")
        .set("CURRENCY_CODE", state.campaign.currency.text());
}

// Banked and costs are told once the campaign is over and two people have signed.
void fill_result(Values& values, const live::State& state, App& app, const std::string& lang) {
    const auto outcome = finance::find_outcome(app.store.session(), state.campaign.id);
    if (!outcome || !outcome->is_signed) return;
    const auto money = [&](std::int64_t minor) {
        return money_text({minor, state.campaign.currency}, lang);
    };
    auto& result = values.add("RESULT");
    result.set("RESULT_RAISED", money(outcome->figures.raised));
    result.set("RESULT_COSTS", money(outcome->figures.costs));
    result.set("RESULT_BANKED", money(outcome->figures.banked));
    result.set(
        "RESULT_SIGNED",
        say_with("Signed by two people on {1}.",
                 {language::date_text(*outcome->signed_at, state.shown.plan.time_zone, lang)},
                 lang));
    const auto since = state.figures.raised - outcome->figures.raised;
    if (since != 0)
        result.add("SINCE").set("SINCE_LINE",
                                say_with("Since then {1} came or went.", {money(since)}, lang));
}

}  // namespace

http::Response show_numbers(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto& lang = request.language;
    const auto& plan = state->shown.plan;
    const auto words = live::word_state(*state, lang, request.now);
    Values values;
    values.set("TITLE", plan.title).set("CAMPAIGN_HREF", campaign_path(state->campaign));
    values.set("LIVE_HREF", campaign_path(state->campaign) + "/live");
    values.set("AS_OF", say_with("{1}. {2} (time of {3}).",
                                 {words.meter_text, words.counted, plan.time_zone}, lang));
    values.set("MATCHED",
               say("A transfer counts once it stands on the bank's statement: found by its "
                   "reference, or placed by a person.",
                   lang));
    fill_figures(values, *state, lang);
    fill_pools(values, *state, app, lang);
    fill_result(values, *state, app, lang);
    fill_rules(values, lang);
    fill_in_kind(values, *state, app);
    fill_days(values, *state, app, lang);
    return show_public(
        request, app,
        {.title = say("How we count", lang) + " · " + plan.title,
         .body = language::render_template("web/pages/campaigns/numbers.html", values, lang),
         .styles = {"css/public.css"},
         .scripts = {"js/chart.js", "js/fresh.js"},
         .campaign = state->campaign.slug});
}

}  // namespace pages
