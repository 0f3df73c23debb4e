#include "web/pages/programs/desk_api.h"

#include <array>

#include "campaign/campaign.h"
#include "campaign/hooks/subscribing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/name.h"
#include "campaign/programs/authorising.h"
#include "campaign/words/number.h"
#include "campaign/words/refusal.h"
#include "web/html/layout.h"
#include "web/http/refusal.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr std::array days_offered{7, 30, 90, 366};

// What is shown once, and what is wrong with a form.
struct Told {
    std::string token = {}, secret = {};
    std::optional<Refusal> token_wrong = {}, hook_wrong = {};
};

std::string campaign_words(App& app, CampaignId id, const std::string& in) {
    if (!id) return say("all campaigns", in);
    const auto found = campaign::find_campaign_by_id(app.store.session(), id);
    return found ? found->slug : std::string{};
}

void fill_campaigns(Values& values, App& app, const std::string& chosen) {
    for (const auto& one : campaign::all_campaigns(app.store.session()))
        values.add("CAMPAIGN_CHOICE")
            .set("VALUE", one.slug)
            .set("LABEL", one.slug)
            .show_if(one.slug == chosen, "CHOSEN");
}

std::string wrong_words(const Refusal& refusal, const std::string& in) {
    return say(refusal.detail.empty() ? http::words_of(refusal.reason).sentence : refusal.detail,
               in);
}

void fill_token_form(Values& values, const http::Request& request, App& app, const Told& told) {
    const auto& in = request.language;
    const bool is_wrong = told.token_wrong.has_value();
    auto& form = values.add("TOKEN_FORM");
    form.set("FORM_TOKEN", request.visitor->form_token);
    form.set("NAME", is_wrong ? request.form.text("name") : "");
    for (const auto role : people::all_roles()) {
        if (role == people::Role::participant) continue;
        form.add("ROLE")
            .set("VALUE", people::role_name(role))
            .set("LABEL", say(people::role_name(role), in))
            .show_if(people::role_name(role) == (is_wrong ? request.form.text("role") : "auditor"),
                     "CHOSEN");
    }
    for (const auto days : days_offered)
        form.add("DAYS")
            .set("VALUE", days)
            .set("LABEL", language::say_count("{1} day", "{1} days", days, in))
            .show_if(days == 90, "CHOSEN");
    fill_campaigns(form, app, is_wrong ? request.form.text("campaign") : "");
    if (is_wrong) form.add("TOKEN_WRONG").set("TOKEN_ERROR", wrong_words(*told.token_wrong, in));
}

void fill_tokens(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto tokens = programs::all_access_tokens(session);
    values.show_if(tokens.empty(), "NO_TOKEN");
    for (const auto& token : tokens) {
        const bool is_alive = !token.ended_at && token.expires_at > request.now;
        auto& row = values.add("TOKEN");
        row.set("NAME", token.name).set("PREFIX", token.prefix + "…");
        row.set("ROLE", say(people::role_name(token.grant.role), in));
        row.set("WHERE", campaign_words(app, token.grant.campaign, in));
        row.set("MAKER", people::name_of(session, token.account));
        row.set("USED", token.used_at
                            ? say_with("used {1}",
                                       {language::ago_text(*token.used_at, request.now, in)}, in)
                            : say("not used yet", in));
        row.set("UNTIL",
                token.ended_at ? say("ended", in)
                : is_alive
                    ? say_with("until {1}", {language::date_text(token.expires_at, zone, in)}, in)
                    : say("has run out", in));
        if (is_alive)
            row.add("MAY_END")
                .set("ACTION", "/desk/api/tokens/" + std::to_string(token.id.value) + "/end")
                .set("FORM_TOKEN", request.visitor->form_token);
    }
}

void fill_hooks(Values& values, const http::Request& request, App& app, const Told& told) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto all = hooks::all_hooks(session);
    values.show_if(all.empty(), "NO_HOOK");
    for (const auto& hook : all) {
        const auto counts = hooks::counts_of(session, hook.id);
        values.add("HOOK")
            .set("HREF", "/desk/api/hooks/" + std::to_string(hook.id.value))
            .set("URL", hook.url)
            .set("WHERE", campaign_words(app, hook.campaign, in))
            .set("STATE", say_with("{1} arrived, {2} waiting, {3} given up",
                                   {language::count_text(counts.sent, in),
                                    language::count_text(counts.waiting, in),
                                    language::count_text(counts.dead, in)},
                                   in));
    }
    auto& form = values.add("HOOK_FORM");
    const bool is_wrong = told.hook_wrong.has_value();
    form.set("FORM_TOKEN", request.visitor->form_token);
    form.set("URL", is_wrong ? request.form.text("url") : "");
    fill_campaigns(form, app, is_wrong ? request.form.text("campaign") : "");
    for (const auto kind : hooks::kinds_offered)
        form.add("KIND")
            .set("VALUE", hooks::kind_name(kind))
            .set("LABEL", say(event_words(hooks::kind_name(kind)), in))
            .show_if(!is_wrong, "CHOSEN");
    if (is_wrong) form.add("HOOK_WRONG").set("HOOK_ERROR", wrong_words(*told.hook_wrong, in));
    form.show_if(app.config.hooks_anywhere, "ANYWHERE");
}

http::Response show_page(const http::Request& request, App& app, const Told& told) {
    const auto& in = request.language;
    Values values;
    if (!told.token.empty()) values.add("MADE").set("TOKEN_SECRET", told.token);
    if (!told.secret.empty()) values.add("HOOKED").set("HOOK_SECRET", told.secret);
    fill_tokens(values, request, app);
    fill_token_form(values, request, app, told);
    fill_hooks(values, request, app, told);
    const auto saved = request.query.text("saved");
    return show_desk(
        request, app,
        DeskPage{.title = say("Programs", in),
                 .body = language::render_template("web/pages/programs/desk_api.html", values, in),
                 .saved = saved == "ended"    ? say("The token has ended.", in)
                          : saved == "hooked" ? say("Nobody is told there any more.", in)
                                              : "",
                 .scripts = {"js/copy.js"},
                 .status = told.token_wrong || told.hook_wrong ? 422 : 200});
}

CampaignId chosen_campaign(const http::Request& request, App& app) {
    const auto slug = request.form.text("campaign");
    if (slug.empty()) return {};
    const auto found = campaign::find_campaign(app.store.session(), slug);
    if (!found) throw Refused{{Reason::not_found}};
    return found->id;
}

people::Actor organiser(const http::Request& request, CampaignId campaign) {
    return people::actor_of(*request.visitor, people::Duty::organise, campaign, request.id);
}

}  // namespace

std::string event_words(std::string_view kind) {
    if (kind == "gift.recorded") return "A gift was promised or entered";
    if (kind == "gift.confirmed") return "A gift was confirmed";
    if (kind == "gift.changed") return "A gift was changed, ended or reviewed";
    if (kind == "campaign.changed") return "A campaign was changed or reached a milestone";
    if (kind == "post.published") return "A post was published";
    return "A try";
}

http::Response show_desk_api(const http::Request& request, App& app) {
    return show_page(request, app, {});
}

http::Response make_token(const http::Request& request, App& app) {
    const auto& form = request.form;
    try {
        const auto role = people::find_role(form.text("role"));
        if (!role) throw Refused{{Reason::not_a_valid_value, "role", "Choose a role."}};
        const auto days = number_in<int>(form.text("days"));
        const auto campaign = chosen_campaign(request, app);
        const auto made = programs::make_access_token(
            app.store, {form.text("name"), {*role, campaign}, days}, *request.visitor,
            organiser(request, campaign), request.now);
        return show_page(request, app, {.token = made.secret});
    } catch (const Refused& refused) {
        return show_page(request, app, {.token_wrong = refused.refusal});
    }
}

http::Response end_token(const http::Request& request, App& app) {
    const auto id = number_in(request.param("token"));
    programs::end_access_token(app.store, programs::AccessTokenId{id}, organiser(request, {}),
                               request.now);
    return http::redirect("/desk/api?saved=ended");
}

http::Response add_hook(const http::Request& request, App& app) {
    try {
        hooks::NewHook asked{request.form.text("url"), chosen_campaign(request, app), {}};
        for (const auto& name : request.form.all("kinds"))
            if (const auto kind = hooks::find_kind(name)) asked.kinds.push_back(*kind);
        const auto hook = hooks::subscribe(
            app.store, asked,
            app.config.hooks_anywhere ? hooks::Addresses::anywhere : hooks::Addresses::public_https,
            organiser(request, asked.campaign), request.now);
        return show_page(request, app, {.secret = hook.secret});
    } catch (const Refused& refused) {
        return show_page(request, app, {.hook_wrong = refused.refusal});
    }
}

}  // namespace pages
