#include "web/pages/receipts/gift_aid.h"

#include "campaign/gift_aid/claiming.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/formal.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/name.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/pages/receipts/desk_receipts.h"

namespace pages {

namespace {

using language::formal_money_text;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;

constexpr auto list_path = "/desk/gift-aid";
constexpr int schedules_max = 50;
constexpr std::size_t key_max = 64;

std::string line_typed(const http::Request& request, const char* field, std::size_t most) {
    const auto text = read_line(request.form.text(field), most);
    if (!text) throw Refused{{Reason::not_a_valid_value, field, "That is too long."}};
    return *text;
}

void fill_due(Values& values, App& app, const std::string& in) {
    std::int64_t claims = 0, minor = 0, back = 0;
    const auto lines = gift_aid::lines_to_claim(app.store.session());
    for (const auto& line : lines) {
        const bool is_claim = line.sort == gift_aid::LineSort::claim;
        claims += is_claim ? 1 : 0;
        (is_claim ? minor : back) += line.minor;
    }
    const auto pounds = [&](std::int64_t pence) {
        return formal_money_text({pence, currency_of("GBP")}, in);
    };
    values.set("HEADLINE", claims == 0 ? say("No gift waits to be claimed.", in)
                                       : say_count("{1} gift waits to be claimed",
                                                   "{1} gifts wait to be claimed", claims, in));
    values.set("DUE_LINE",
               say_with("{1} was given, {2} of tax comes on top. To be taken back: {3}.",
                        {pounds(minor), pounds(minor / 4), pounds(back / 4)}, in));
    if (!lines.empty()) values.add("DUE").set("FORM_KEY", random_token());
}

}  // namespace

void fill_gift_aid(Values& values, const http::Request& request, App& app,
                   const giving::Gift& gift) {
    auto& session = app.store.session();
    const auto& in = request.language;
    if (gift.is_rehearsal || !gift_aid::is_offered(session, gift.amount.currency)) return;
    const auto ours = organisation::find_organisation(session);
    const auto action = request.path;
    if (const auto declared = gift_aid::find_declaration(session, gift.id)) {
        auto& section = values.add("GIFT_AID_DECLARED");
        section.set("ACTION", action).set("FORM_TOKEN", "");
        section.set("DECLARED_TEXT",
                    say_with("You declared Gift Aid on {1}, as {2} {3}.",
                             {language::date_text(declared->made_at, ours.time_zone, in),
                              declared->by.first_name, declared->by.last_name},
                             in));
        return;
    }
    auto& section = values.add("GIFT_AID");
    section.set("ACTION", action).set("FORM_TOKEN", "");
    section.set(
        "WORTH",
        say_with("At no cost to you, {1} becomes {2}.",
                 {formal_money_text(gift.amount, in),
                  formal_money_text(
                      {gift.amount.minor + gift.amount.minor / 4, gift.amount.currency}, in)},
                 in));
    section.set("WORDING", gift_aid::wording_of(ours.legal_name));
}

void change_gift_aid(const http::Request& request, App& app, const giving::Gift& gift) {
    const auto actor = people::donor_actor(request.id);
    if (request.form.text("change") == "gift_aid_end")
        return gift_aid::end_declaration(app.store, gift.id, actor, request.now);
    if (!request.form.has("taxpayer"))
        throw Refused{
            {Reason::not_a_valid_value, "taxpayer",
             "Gift Aid is for those who pay tax in the United Kingdom: tick that you do."}};
    const auto ours = organisation::find_organisation(app.store.session());
    gift_aid::NewDeclaration asked;
    asked.gift = gift.id, asked.wording = gift_aid::wording_of(ours.legal_name);
    asked.by = {line_typed(request, "aid_title", gift_aid::title_max),
                line_typed(request, "first_name", gift_aid::name_max),
                line_typed(request, "last_name", gift_aid::name_max),
                line_typed(request, "house", gift_aid::house_max),
                line_typed(request, "home_street", gift_aid::address_max),
                line_typed(request, "postcode", gift_aid::house_max)};
    asked.covers_past = request.form.has("covers_past");
    asked.covers_future = request.form.has("covers_future");
    gift_aid::declare(app.store, asked, actor, request.now);
}

namespace {

http::Response show_schedules(const http::Request& request, App& app, const std::string& failed) {
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto zone = organisation::find_organisation(session).time_zone;
    Values values;
    fill_due(values, app, in);
    values.set("ACTION", list_path).set("FORM_TOKEN", request.visitor->form_token);
    const auto all = gift_aid::recent_schedules(session, schedules_max);
    values.show_if(all.empty(), "NONE");
    for (const auto& one : all) {
        const auto href = list_path + ("/" + std::to_string(one.id.value)) + "/";
        values.add("SCHEDULE")
            .set("WHEN", language::date_text(one.made_at, zone, in))
            .set("BY", people::name_of(session, one.made_by))
            .set("GIFTS", say_count("{1} gift", "{1} gifts", one.claims, in))
            .set("GIVEN", formal_money_text({one.minor, one.currency}, in))
            .set("BACK", formal_money_text({one.adjusted, one.currency}, in))
            .set("TAX", formal_money_text(one.tax(), in))
            .set("RECLAIMED", formal_money_text({one.reclaimed, one.currency}, in))
            .set("ALONE_HREF", href + "schedule.csv")
            .set("TOGETHER_HREF", href + "together.csv");
    }
    return show_desk(
        request, app,
        {.title = "Gift Aid",
         .body = language::render_template("web/pages/receipts/desk_gift_aid.html", values, in),
         .saved = request.query.has("saved") ? say("The schedule is made.", in) : "",
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

}  // namespace

http::Response show_gift_aid(const http::Request& request, App& app) {
    insist_on_receipts(request, people::Duty::do_finance);
    return show_schedules(request, app, {});
}

http::Response make_gift_aid_schedule(const http::Request& request, App& app) {
    insist_on_receipts(request, people::Duty::do_finance);
    const auto key = request.form.text("form_key");
    if (key.empty() || key.size() > key_max) throw Refused{{Reason::form_expired}};
    try {
        gift_aid::make_schedule(app.store, key, receipts_actor(request), request.now);
    } catch (const Refused& refused) {
        return show_schedules(request, app,
                              receipt_refusal_words(refused.refusal, request.language));
    }
    return http::redirect(std::string{list_path} + "?saved=made");
}

http::Response send_gift_aid_schedule(const http::Request& request, App& app) {
    insist_on_receipts(request, people::Duty::do_finance);
    auto& session = app.store.session();
    const auto id = number_in(request.param("schedule"));
    const auto file = request.param("file");
    const auto schedule = gift_aid::find_schedule(session, gift_aid::ScheduleId{id});
    if (!schedule || (file != "schedule.csv" && file != "together.csv"))
        throw Refused{{Reason::not_found}};
    const auto small =
        file == "together.csv" ? gift_aid::Small::together : gift_aid::Small::each_alone;
    auto response =
        http::file(gift_aid::schedule_csv(
                       *schedule, gift_aid::lines_of_schedule(session, schedule->id), small),
                   "text/csv; charset=utf-8",
                   "gift-aid-" + iso_text(schedule->made_at).substr(0, 10) + ".csv");
    set_header(response, "Cache-Control", "private, no-store");
    return response;
}

}  // namespace pages
