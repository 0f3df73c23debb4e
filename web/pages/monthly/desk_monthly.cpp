#include <map>

#include "campaign/campaign.h"
#include "campaign/giving/providers/registry.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/monthly/subscribing.h"
#include "campaign/organisation/organisation.h"
#include "campaign/outside/http_client.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/cards/desk_card_money.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using monthly::Series;
using monthly::SeriesState;
using monthly::Wish;

constexpr int series_shown = 200;

std::string state_words(const Series& series, const std::string& in) {
    if (series.wish == Wish::stop) return say("stopped by its donor; the provider is told", in);
    if (series.wish == Wish::end) return say("ended; the provider is told", in);
    if (series.wish == Wish::go_on) return say("started again; the provider is told", in);
    switch (series.state) {
        case SeriesState::begun:
            return say("begun", in);
        case SeriesState::running:
            return say("runs", in);
        case SeriesState::stumbling:
            return say("the card is refused", in);
        case SeriesState::stopping:
            return say("stopped by its donor", in);
        case SeriesState::ended:
            break;
    }
    switch (series.ends_by) {
        case monthly::EndedBy::donor:
            return say("stopped by its donor", in);
        case monthly::EndedBy::desk:
            return language::say_with("ended here: {1}", {series.reason}, in);
        case monthly::EndedBy::campaign:
            return say("ended with its campaign", in);
        case monthly::EndedBy::nobody:
        case monthly::EndedBy::provider:
            return say("ended by the provider", in);
    }
    return {};
}

void fill_series(language::Values& list, const http::Request& request, App& app,
                 const Series& series, const std::string& zone) {
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto first = giving::find_gift(session, series.first);
    int fails = 0;
    std::int64_t came = 0;
    for (const auto& month : monthly::months_of(session, series.id)) {
        fails += month.fails;
        if (month.state == providers::Invoice::State::paid) ++came;
    }
    const auto found = campaign::find_campaign_by_id(session, series.campaign);
    auto& row = list.add("SERIES");
    row.set("HREF", "/desk/gifts/" + std::to_string(series.first.value));
    row.set("WHO",
            !first || first->donor.name.empty() ? say("without a name", in) : first->donor.name);
    row.set("CAMPAIGN", found ? found->slug : "").set("AMOUNT", money_text(series.amount, in));
    row.set("STATE", state_words(series, in)).set("CAME", came);
    row.set("FAILS", fails);
    row.set("NEXT", series.next_at ? language::date_text(*series.next_at, zone, in) : "–");
    row.show_if(series.state == SeriesState::stumbling, "TROUBLED");
    const auto may_end = series.state != SeriesState::ended && series.wish != Wish::end &&
                         request.visitor->may_everywhere(people::Duty::do_finance);
    if (may_end)
        row.add("END")
            .set("ACTION", "/desk/cards/monthly/" + std::to_string(series.id.value))
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("FIELD", "reason-" + std::to_string(series.id.value));
}

}  // namespace

http::Response show_monthly(const http::Request& request, App& app) {
    insist_on_all(request);
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto all = monthly::recent_series(session, series_shown);
    language::Values values;
    values.html("WAYS_HTML", card_ways(request));
    std::map<std::string, Money> sums;
    std::int64_t running = 0;
    for (const auto& series : all) {
        if (!monthly::takes_more(series)) continue;
        ++running;
        auto& sum = sums.try_emplace(series.amount.currency.text(), 0, series.amount.currency)
                        .first->second;
        sum = sum + series.amount;
    }
    std::string text;
    for (const auto& [code, sum] : sums) text += (text.empty() ? "" : " + ") + money_text(sum, in);
    if (running > 0)
        values.add("SUMS").set(
            "SUMS_LINE",
            language::say_count("{1} monthly gift runs.", "{1} monthly gifts run.", running, in) +
                " " + language::say_with("Together {1} a month.", {text}, in));
    values.show_if(all.empty(), "CALM");
    if (!all.empty()) {
        auto& list = values.add("ANY");
        for (const auto& series : all) fill_series(list, request, app, series, zone);
    }
    const auto saved = request.query.text("saved");
    return show_desk(
        request, app,
        {.title = say("Monthly gifts", in),
         .body = language::render_template("web/pages/monthly/desk_monthly.html", values, in),
         .saved = saved == "ended"  ? say("Nothing more is taken, and its donor is told.", in)
                  : saved == "told" ? say("It ends as soon as the provider has heard of it.", in)
                                    : std::string{}});
}

http::Response end_monthly(const http::Request& request, App& app) {
    insist_on_finance(request);
    const auto id = number_in(request.param("series"));
    const auto reason = read_line(request.form.text("reason"), monthly::end_reason_max);
    if (!reason) throw Refused{{Reason::not_a_valid_value, "reason"}};
    const auto actor = people::actor_of(*request.visitor, people::Duty::do_finance, {}, request.id);
    const auto series =
        monthly::end_series(app.store, monthly::SeriesId{id}, *reason, actor, request.now);
    const providers::Registry registry{app.store.session(), app.config.card_addresses};
    const auto provider = registry.find(series.provider, request.now);
    auto state = series.state;
    try {
        if (provider)
            state = monthly::carry_out_wish(app.store, *provider, series.id, request.now).state;
    } catch (const outside::Unreachable&) {  // The rounds go on telling it.
    } catch (const providers::NotTaken&) {
    }
    return http::redirect("/desk/cards/monthly?saved=" +
                          std::string{state == SeriesState::ended ? "ended" : "told"});
}

}  // namespace pages
