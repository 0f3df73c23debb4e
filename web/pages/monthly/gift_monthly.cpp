#include "web/pages/monthly/gift_monthly.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/giving/providers/registry.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/monthly/subscribing.h"
#include "campaign/organisation/organisation.h"
#include "campaign/outside/http_client.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using monthly::EndedBy;
using monthly::Series;
using monthly::SeriesState;
using monthly::Wish;

bool may_go_on(const Series& series) {
    return series.state != SeriesState::ended && series.wish != Wish::end &&
           series.ends_by == EndedBy::donor && !monthly::takes_more(series);
}

std::string headline_of(const Series& series, const std::string& lang) {
    const auto amount = money_text(series.amount, lang);
    if (monthly::takes_more(series)) return say_with("{1} every month", {amount}, lang);
    if (series.wish == Wish::go_on) return say_with("{1} every month", {amount}, lang);
    return say("Nothing more is taken", lang);
}

std::string ended_line(const Series& series, const std::string& lang) {
    switch (series.ends_by) {
        case EndedBy::donor:
            return say("You stopped it. Thank you for all that you gave.", lang);
        case EndedBy::desk:
            return say_with("We ended it: {1}", {series.reason}, lang);
        case EndedBy::campaign:
            return say("It ended because the campaign is over. Thank you.", lang);
        case EndedBy::nobody:
        case EndedBy::provider:
            return say("The card company ended it.", lang);
    }
    return {};
}

std::string line_of(const Series& series, const std::vector<monthly::Month>& months,
                    const std::string& zone, const std::string& lang) {
    if (series.wish == Wish::stop || series.wish == Wish::end)
        return say(
            "Your wish is kept. The card company is being told, and again until it has "
            "heard.",
            lang);
    if (series.wish == Wish::go_on)
        return say("It goes on as soon as the card company has heard of it.", lang);
    const auto date = [&](Instant at) { return language::date_text(at, zone, lang); };
    if (series.state == SeriesState::stumbling && !months.empty()) {
        const auto& last = months.back();
        return last.try_at ? say_with("This month's payment was refused. It is tried again on {1}.",
                                      {date(*last.try_at)}, lang)
                           : say("This month's payment was refused.", lang);
    }
    if (series.state == SeriesState::running && series.next_at)
        return say_with("The card is charged next on {1}.", {date(*series.next_at)}, lang);
    return ended_line(series, lang);
}

void fill_months(language::Values& values, store::Session& session,
                 const std::vector<monthly::Month>& months, const std::string& zone,
                 const std::string& lang) {
    constexpr std::size_t shown_max = 24;
    std::size_t shown = 0;
    for (auto month = months.rbegin(); month != months.rend() && shown < shown_max; ++month) {
        const auto gift = giving::find_gift(session, month->gift);
        if (!gift) continue;
        ++shown;
        values.add("MONTH")
            .set("WHEN", language::date_text(gift->given_at, zone, lang))
            .set("SUM",
                 money_text(gift->confirmed.minor > 0 ? gift->confirmed : gift->amount, lang))
            .set("MONTH_HREF", "/g/" + giving::token_for(session, gift->request_key))
            .show_if(gift->confirmed.minor > 0, "CAME");
    }
}

// The wish is kept already: where the provider cannot be asked now, the rounds go on asking.
void tell_provider(const http::Request& request, App& app, const Series& series) {
    const providers::Registry registry{app.store.session(), app.config.card_addresses};
    const auto provider = registry.find(series.provider, request.now);
    if (!provider) return;
    try {
        monthly::carry_out_wish(app.store, *provider, series.id, request.now);
    } catch (const outside::Unreachable&) {
    } catch (const providers::NotTaken&) {
    }
}

}  // namespace

language::Html render_gift_monthly(const http::Request& request, App& app, const giving::Gift& gift,
                                   const std::string& token) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    if (gift.method != "card") return {};
    const auto series = monthly::find_series_of(session, gift.id);
    if (!series || series->subscription.empty()) return {};
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto months = monthly::months_of(session, series->id);
    language::Values values;
    values.set("ACTION", "/g/" + token)
        .set("FORM_TOKEN", request.visitor ? request.visitor->form_token : "");
    values.set("HEADLINE", headline_of(*series, lang));
    values.set("LINE", line_of(*series, months, zone, lang));
    values.show_if(monthly::takes_more(*series), "STOP");
    values.show_if(may_go_on(*series), "GO_ON");
    if (series->state == SeriesState::ended)
        if (const auto found = campaign::find_campaign_by_id(session, series->campaign))
            values.add("ANEW").set("ANEW_HREF", "/c/" + found->slug + "/give");
    fill_months(values, session, months, zone, lang);
    return language::render_template("web/pages/monthly/gift_monthly.html", values, lang);
}

std::string change_gift_monthly(const http::Request& request, App& app, const giving::Gift& gift) {
    const auto series = monthly::find_series_of(app.store.session(), gift.id);
    if (!series) throw Refused{{Reason::not_found}};
    const auto change = request.form.text("change");
    const auto actor = people::donor_actor(request.id);
    const auto after = change == "monthly_stop"
                           ? monthly::stop_series(app.store, series->id, actor, request.now)
                           : monthly::restart_series(app.store, series->id, actor, request.now);
    tell_provider(request, app, after);
    return change == "monthly_stop" ? change : "monthly_again";
}

std::string monthly_saved_words(const std::string& change, const std::string& lang) {
    return change == "monthly_stop" ? say("Stopped. Nothing more is taken from your card.", lang)
                                    : say("It goes on, every month.", lang);
}

}  // namespace pages
