#include "web/pages/giving/desk_in_kind.h"

#include "campaign/in_kind/recording.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/name.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::Values;
using people::Duty;

constexpr std::size_t key_max = 64;

// Finance and those who run the campaign write it down; so does their second look.
void insist_on_duty(const http::Request& request, const CampaignHere& here) {
    if (!request.visitor->may(Duty::do_finance, here.campaign.id) &&
        !request.visitor->may(Duty::run_campaign, here.campaign.id))
        throw Refused{{Reason::not_allowed}};
}

people::Actor recorder(const http::Request& request, const CampaignHere& here) {
    const auto duty = request.visitor->may(Duty::do_finance, here.campaign.id) ? Duty::do_finance
                                                                               : Duty::run_campaign;
    return people::actor_of(*request.visitor, duty, here.campaign.id, request.id);
}

void fill_thing(Values& row, const http::Request& request, App& app, const CampaignHere& here,
                const in_kind::InKind& one) {
    const auto& in = request.language;
    row.set("WHAT", one.what).set("WHO", one.donor_name);
    row.set("VALUE", money_text(one.value, in)).set("VALUED_BY", one.valued_by);
    row.set("GIVEN", language::date_text(one.given_on, in));
    row.set("BY", people::name_of(app.store.session(), one.entered_by));
    row.set("STATE", one.undone_at       ? say("taken back", in)
                     : one.shown_at      ? say("thanked in public", in)
                     : !one.may_be_named ? say("not to be named", in)
                                         : say("Waits for a second person", in));
    if (one.undone_at) return;
    auto& acts = row.add("ACTS");
    acts.set("ACTION", here.path() + "/in-kind/" + std::to_string(one.id.value))
        .set("FORM_TOKEN", request.visitor->form_token);
    acts.show_if(one.may_be_named && !one.shown_at && one.entered_by != request.visitor->account,
                 "MAY_SHOW");
}

http::Response show_things(const http::Request& request, App& app, const CampaignHere& here,
                           const std::string& failed) {
    const auto& in = request.language;
    Values values;
    const auto things =
        in_kind::recent_in_kind(app.store.session(), here.campaign.id, in_kind::listed_max);
    for (const auto& one : things) fill_thing(values.add("THING"), request, app, here, one);
    values.show_if(things.empty(), "NONE");
    const auto& form = request.form;
    const auto typed = [&](const char* name) { return failed.empty() ? "" : form.text(name); };
    values.set("ACTION", here.path() + "/in-kind").set("FORM_TOKEN", request.visitor->form_token);
    values.set("FORM_KEY", random_token()).set("CURRENCY", here.campaign.currency.text());
    values.set("TYPED_WHAT", typed("what")).set("TYPED_DONOR", typed("donor"));
    values.set("TYPED_VALUE", typed("value")).set("TYPED_VALUED_BY", typed("valued_by"));
    values.set("TODAY", iso_text(language::date_in(request.now, here.version.plan.time_zone)));
    return show_desk(
        request, app,
        {.title = say("Gifts in kind", in),
         .body = language::render_template("web/pages/giving/desk_in_kind.html", values, in),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = request.query.has("saved") ? say("Saved.", in) : "",
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

std::string refusal_words(const Refusal& refusal, const std::string& in) {
    if (!refusal.detail.empty()) return say(refusal.detail, in);
    return refusal.reason == Reason::needs_second_person
               ? say("A second person decides this.", in)
               : say("Somebody was faster. Look again.", in);
}

in_kind::NewInKind thing_typed(const http::Request& request, const CampaignHere& here) {
    const auto& form = request.form;
    const auto line = [&](const char* name) {
        return read_line(form.text(name), in_kind::what_max).value_or("");
    };
    in_kind::NewInKind asked;
    asked.campaign = here.campaign.id;
    asked.what = line("what"), asked.donor_name = line("donor");
    asked.valued_by = line("valued_by"), asked.may_be_named = form.has("may_be_named");
    asked.request_key = "in_kind:" + form.text("form_key");
    const auto typed = form.text("value");
    const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
    asked.value =
        read_money(typed, here.campaign.currency, mark).value_or(Money{0, here.campaign.currency});
    const auto day = read_date(form.text("given_on"));
    if (!day || *day > language::date_in(request.now, here.version.plan.time_zone))
        throw Refused{{Reason::not_a_valid_value, "given_on",
                       "Please choose a day that is not after today."}};
    asked.given_on = *day;
    return asked;
}

template <typename Act>
http::Response act_and_return(const http::Request& request, App& app, const CampaignHere& here,
                              Act act) {
    try {
        act();
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_found) throw;
        return show_things(request, app, here, refusal_words(refused.refusal, request.language));
    }
    app.feed.changed(here.campaign.id);
    return http::redirect(here.path() + "/in-kind?saved=yes");
}

}  // namespace

http::Response show_in_kind(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    insist_on_duty(request, here);
    return show_things(request, app, here, {});
}

http::Response record_in_kind(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    insist_on_duty(request, here);
    const auto key = request.form.text("form_key");
    if (key.empty() || key.size() > key_max) throw Refused{{Reason::form_expired}};
    return act_and_return(request, app, here, [&] {
        in_kind::record_in_kind(app.store, thing_typed(request, here), recorder(request, here),
                                request.now);
    });
}

http::Response decide_in_kind(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    insist_on_duty(request, here);
    const auto id = number_in(request.param("thing"));
    const auto one = in_kind::find_in_kind(app.store.session(), in_kind::InKindId{id});
    if (!one || one->campaign != here.campaign.id) throw Refused{{Reason::not_found}};
    const auto act = request.form.text("act");
    return act_and_return(request, app, here, [&] {
        const auto actor = recorder(request, here);
        if (act == "show")
            in_kind::show_thanks(app.store, one->id, actor, request.now);
        else if (act == "undo")
            in_kind::take_back_in_kind(app.store, one->id, actor, request.now);
        else
            throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
    });
}

}  // namespace pages
