
#include "campaign/ending.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/closing/desk_outcome.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

void fill_figures(Values& values, const ledger::Figures& f, Currency currency,
                  const std::string& lang) {
    const auto money = [&](std::int64_t minor) {
        return language::money_text(Money{minor, currency}, lang);
    };
    values.set("RAISED", money(f.raised)).set("CONFIRMED", money(f.confirmed));
    values.set("BANKED", money(f.banked)).set("ON_THE_WAY", money(f.on_the_way));
    values.set("COSTS", money(f.costs));
    values.set("GIFTS", language::say_count("{1} gift", "{1} gifts", f.gifts, lang));
}

void fill_acts(Values& values, const http::Request& request, const CampaignHere& here,
               const std::optional<finance::Outcome>& outcome) {
    if (!request.visitor->may(people::Duty::do_finance, here.campaign.id)) return;
    const auto form = [&](const char* section) {
        values.add(section)
            .set("ACTION", here.path() + "/result")
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("VERSION", outcome ? outcome->version : 0);
    };
    if (!outcome) {
        if (campaign::is_over(here.campaign, here.version, request.now)) form("PROPOSE");
        return;
    }
    if (outcome->is_signed) return;
    form(outcome->proposed_by == request.visitor->account ? "OWN" : "SIGN");
}

http::Response show_page(const http::Request& request, App& app, const std::string& failed) {
    const auto here = campaign_here(request, app);
    const auto& lang = request.language;
    const auto& zone = here.version.plan.time_zone;
    auto& session = app.store.session();
    const auto outcome = finance::find_outcome(session, here.campaign.id);
    const auto now_stands = ledger::figures_of(session, here.campaign.id);
    Values values;
    fill_figures(values, outcome ? outcome->figures : now_stands, here.campaign.currency, lang);
    values.show_if(!outcome && !campaign::is_over(here.campaign, here.version, request.now),
                   "RUNS");
    if (const auto day = campaign::closed_early_on(session, here.campaign, here.version.plan))
        values.add("CLOSED").set("CLOSED_LINE",
                                 say_with("It was closed on {1}, before its last day.",
                                          {language::date_text(*day, lang)}, lang));
    if (outcome) {
        const auto day = [&](Instant at) { return language::date_text(at, zone, lang); };
        values.add("STATED").set(
            "STATED_LINE",
            outcome->is_signed
                ? say_with("Proposed by {1}, signed by {2} on {3}.",
                           {outcome->proposed_name, outcome->signed_name, day(*outcome->signed_at)},
                           lang)
                : say_with("Proposed by {1} on {2}. A second person signs it.",
                           {outcome->proposed_name, day(outcome->proposed_at)}, lang));
        const auto since = now_stands.raised - outcome->figures.raised;
        if (since != 0)
            values.add("SINCE").set(
                "SINCE_LINE",
                say_with("Since then {1} came or went.",
                         {language::money_text(Money{since, here.campaign.currency}, lang)}, lang));
        values.add("REPORT").set("REPORT_HREF", here.path() + "/result.pdf");
    }
    fill_acts(values, request, here, outcome);
    DeskPage page{
        .title = say("Result", lang),
        .body = language::render_template("web/pages/closing/desk_outcome.html", values, lang),
        .campaign = here.campaign.id,
        .campaign_slug = here.campaign.slug,
        .campaign_title = here.version.plan.title,
        .failed = failed,
        .status = failed.empty() ? 200 : 422};
    if (request.query.has("saved")) page.saved = say("Saved.", lang);
    return show_desk(request, app, std::move(page));
}

void act(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto actor =
        people::actor_of(*request.visitor, people::Duty::do_finance, here.campaign.id, request.id);
    const auto asked = request.form.text("act");
    if (asked == "propose") {
        const auto thanks = read_lines(request.form.text("thanks"), finance::thanks_max, 20);
        if (!thanks)
            throw Refused{
                {Reason::not_a_valid_value, "thanks", "Please use at most 800 characters."}};
        return finance::propose_outcome(app.store, here.campaign.id, *thanks, actor, request.now);
    }
    const auto outcome = finance::find_outcome(app.store.session(), here.campaign.id);
    if (!outcome || std::to_string(outcome->version) != request.form.text("version"))
        throw Refused{{Reason::already_decided}};
    if (asked == "back") return finance::take_back_outcome(app.store, *outcome, actor, request.now);
    if (asked != "sign") throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
    finance::sign_outcome(app.store, *outcome,
                          board_report(request, app, here, *outcome, request.visitor->name), actor,
                          request.now);
}

}  // namespace

http::Response show_outcome(const http::Request& request, App& app) {
    return show_page(request, app, {});
}

http::Response decide_outcome(const http::Request& request, App& app) {
    try {
        act(request, app);
    } catch (const Refused& refused) {
        const auto& [reason, field, detail] = refused.refusal;
        if (reason == Reason::not_found) throw;
        return show_page(
            request, app,
            say(detail.empty() ? "Somebody was faster. Look again." : detail, request.language));
    }
    return http::redirect(campaign_here(request, app).path() + "/result?saved=yes");
}

http::Response send_report(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    auto& session = app.store.session();
    const auto outcome = finance::find_outcome(session, here.campaign.id);
    if (!outcome) throw Refused{{Reason::not_found}};
    // Until it is signed, what the second person would sign.
    const auto pdf = outcome->is_signed ? finance::report_of_outcome(session, here.campaign.id)
                                        : board_report(request, app, here, *outcome,
                                                       say("nobody yet", request.language));
    return http::file(pdf, "application/pdf", "result-" + here.campaign.slug + ".pdf");
}

}  // namespace pages
