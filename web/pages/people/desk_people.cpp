#include "web/pages/people/desk_people.h"

#include "campaign/campaign.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/authenticating.h"
#include "campaign/people/inviting.h"
#include "campaign/people/name.h"
#include "campaign/words/number.h"
#include "campaign/words/refusal.h"
#include "web/html/layout.h"
#include "web/http/refusal.h"

namespace pages {

namespace {

using language::say;
using language::Values;

// What is shown beside the list: a link that was just made, or what is wrong with the form.
struct Told {
    std::string link_name = {}, link = {};
    Refusal wrong = {Reason::not_found};
    bool is_wrong = false;
};

std::string_view role_sentence(people::Role role) {
    using people::Role;
    switch (role) {
        case Role::organiser:
            return "Runs everything, and says who may do what.";
        case Role::coordinator:
            return "Drafts campaigns, hangs posters, runs the day.";
        case Role::moderator:
            return "Reads names and messages before they are public.";
        case Role::finance:
            return "Confirms money, matches the bank, exports.";
        case Role::auditor:
            return "Reads every figure and changes nothing.";
        case Role::volunteer:
            return "Enters cash at the desk.";
        case Role::participant:
            return "Raises money.";
    }
    return {};
}

template <typename AnyId>
AnyId id_from(const std::string& typed) {
    std::int64_t number = 0;
    if (!read_number(typed, number)) throw Refused{{Reason::not_a_valid_value}};
    return AnyId{number};
}

people::Role role_or_refuse(const std::string& typed) {
    const auto role = people::find_role(typed);
    if (!role || *role == people::Role::participant)
        throw Refused{{Reason::not_a_valid_value, "role", "Choose a role."}};
    return *role;
}

void fill_role_choices(Values& values, const std::string& chosen, const std::string& in) {
    for (const auto role : people::all_roles()) {
        if (role == people::Role::participant) continue;
        const auto name = people::role_name(role);
        values.add("ROLE")
            .set("VALUE", name)
            .set("LABEL", say(name, in))
            .set("WORDS", say(role_sentence(role), in))
            .show_if(chosen == name, "CHOSEN");
    }
}

void fill_invite_form(Values& values, const http::Request& request, App& app, const Told& told) {
    const auto& in = request.language;
    const auto& form = request.form;
    auto& invite = values.add("MAY_INVITE");
    invite.set("FORM_TOKEN", request.visitor->form_token);
    invite.set("NAME", told.is_wrong ? form.text("name") : "");
    invite.set("EMAIL", told.is_wrong ? form.text("email") : "");
    const auto chosen = told.is_wrong ? form.text("role") : "";
    fill_role_choices(invite, chosen, in);
    for (const auto& campaign : campaign::all_campaigns(app.store.session()))
        invite.add("CAMPAIGN_CHOICE")
            .set("VALUE", campaign.slug)
            .set("LABEL", campaign.slug)
            .show_if(told.is_wrong && form.text("campaign") == campaign.slug, "CHOSEN");
    if (!told.is_wrong) return;
    const auto sentence = say(told.wrong.detail, in);
    if (told.wrong.field == "name") invite.add("NAME_WRONG").set("NAME_ERROR", sentence);
    if (told.wrong.field == "email") invite.add("EMAIL_WRONG").set("EMAIL_ERROR", sentence);
    if (told.wrong.field == "role") invite.add("ROLE_WRONG").set("ROLE_ERROR", sentence);
}

void fill_held_role(Values& row, const people::HeldRole& held, const http::Request& request,
                    const std::string& zone) {
    const auto& in = request.language;
    row.set("ROLE", say(people::role_name(held.role), in));
    row.set("WHERE", held.campaign ? held.campaign_address : say("all campaigns", in));
    row.set("SINCE",
            language::say_with("since {1}", {language::date_text(held.since, zone, in)}, in));
    auto& end = row.add("MAY_END");
    end.set("GRANT_ID", held.id.value).set("FORM_TOKEN", request.visitor->form_token);
    for (const auto role : people::all_roles())
        if (role != held.role && role != people::Role::participant)
            end.add("OTHER_ROLE")
                .set("VALUE", people::role_name(role))
                .set("LABEL", say(people::role_name(role), in));
}

void fill_colleagues(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    const auto zone = organisation::find_organisation(app.store.session()).time_zone;
    for (const auto& colleague : people::all_colleagues(app.store.session())) {
        auto& row = values.add("COLLEAGUE");
        row.set("NAME", colleague.account.name).set("EMAIL", colleague.account.email);
        row.set("ACCOUNT_ID", colleague.account.id.value);
        row.set("FORM_TOKEN", request.visitor->form_token);
        row.set("LAST_SEEN",
                colleague.last_seen
                    ? language::say_with(
                          "Signed in {1}",
                          {language::ago_text(*colleague.last_seen, request.now, in)}, in)
                    : say("Has not signed in yet.", in));
        const auto is_own = colleague.account.id == request.visitor->account;
        row.show_if(is_own, "YOU");
        if (colleague.has_second_factor && !is_own)
            row.add("MAY_RESET")
                .set("RESET_ID", colleague.account.id.value)
                .set("RESET_TOKEN", request.visitor->form_token);
        for (const auto& held : colleague.roles)
            fill_held_role(row.add("ROLE_HELD"), held, request, zone);
    }
}

void fill_invitations(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto open = people::open_invitations(session, request.now);
    if (open.empty()) return;
    const auto zone = organisation::find_organisation(session).time_zone;
    auto& list = values.add("INVITATIONS");
    for (const auto& one : open) {
        const auto& invited = one.invitation;
        const auto campaign = campaign::find_campaign_by_id(session, invited.campaign);
        list.add("OPEN")
            .set("OPEN_NAME", invited.name)
            .set("OPEN_EMAIL", invited.email)
            .set("OPEN_ROLE", say(people::role_name(invited.role), in))
            .set("OPEN_WHERE", campaign ? campaign->slug : say("all campaigns", in))
            .set("OPEN_UNTIL",
                 language::say_with("{1} invited them {2}; the link is good until {3}.",
                                    {people::name_of(session, invited.made_by),
                                     language::ago_text(one.made_at, request.now, in),
                                     language::date_text(one.expires_at, zone, in)},
                                    in))
            .set("DIGEST", one.digest)
            .set("END_TOKEN", request.visitor->form_token);
    }
}

std::string saved_words(const std::string& code) {
    if (code == "given") return "The role is given.";
    if (code == "mailed") return "The link is on its way to them by mail.";
    if (code == "taken-back") return "The invitation is taken back; its link works no more.";
    if (code == "changed") return "The role is changed.";
    if (code == "ended") return "The role has ended.";
    if (code == "reset")
        return "Their second factor is reset and they are signed out. They set up a new one at the "
               "next sign-in.";
    return {};
}

http::Response show_list(const http::Request& request, App& app, const Told& told) {
    const auto& in = request.language;
    Values values;
    if (!told.link.empty())
        values.add("INVITED")
            .set("INVITED_NAME", told.link_name)
            .set("LINK_URL", told.link)
            .set("LINK_UNTIL", language::say_count("good for {1} day", "good for {1} days",
                                                   people::invitation_days, in));
    fill_invitations(values, request, app);
    fill_colleagues(values, request, app);
    fill_invite_form(values, request, app, told);
    const auto saved = saved_words(request.query.text("saved"));
    const auto is_elsewhere = told.is_wrong && told.wrong.field.empty();
    const auto words = http::words_of(told.wrong.reason);
    auto body = language::render_template("web/pages/people/desk_people.html", values, in);
    return show_desk(request, app,
                     DeskPage{.title = say("Colleagues", in),
                              .body = std::move(body),
                              .saved = saved.empty() ? "" : say(saved, in),
                              .failed = is_elsewhere ? say(words.sentence, in) : "",
                              .scripts = {"js/copy.js"},
                              .status = told.is_wrong ? words.status : 200});
}

people::Actor organiser_of(const http::Request& request, CampaignId campaign) {
    return people::actor_of(*request.visitor, people::Duty::organise, campaign, request.id);
}

}  // namespace

http::Response show_people(const http::Request& request, App& app) {
    return show_list(request, app, {});
}

http::Response invite_colleague(const http::Request& request, App& app) {
    const auto& form = request.form;
    try {
        const auto slug = form.text("campaign");
        const auto campaign = campaign::find_campaign(app.store.session(), slug);
        if (!slug.empty() && !campaign) throw Refused{{Reason::not_found}};
        const people::Invite invite{form.text("email"), form.text("name"),
                                    role_or_refuse(form.text("role")),
                                    campaign ? campaign->id : CampaignId{}, request.language};
        const auto token = people::invite_colleague(
            app.store, invite, organiser_of(request, invite.campaign), request.now);
        if (!token) return http::redirect("/desk/people?saved=given");
        return show_list(request, app,
                         {form.text("name"), app.config.public_url + "/desk/invitation/" + *token});
    } catch (const Refused& refused) {
        return show_list(request, app, {.wrong = refused.refusal, .is_wrong = true});
    }
}

http::Response change_held_role(const http::Request& request, App& app) {
    const auto held = id_from<people::RoleId>(request.form.text("grant"));
    try {
        const auto actor = organiser_of(request, {});
        if (request.form.text("do") == "end") {
            people::end_role(app.store, held, actor, request.now);
            return http::redirect("/desk/people?saved=ended");
        }
        people::change_role(app.store, {held, role_or_refuse(request.form.text("to"))}, actor,
                            request.now);
        return http::redirect("/desk/people?saved=changed");
    } catch (const Refused& refused) {
        return show_list(request, app, {.wrong = {refused.refusal.reason}, .is_wrong = true});
    }
}

http::Response end_open_invitation(const http::Request& request, App& app) {
    try {
        people::take_invitation_back(app.store, request.form.text("invitation"),
                                     organiser_of(request, {}), request.now);
        return http::redirect("/desk/people?saved=taken-back");
    } catch (const Refused& refused) {
        return show_list(request, app, {.wrong = {refused.refusal.reason}, .is_wrong = true});
    }
}

http::Response reset_colleague(const http::Request& request, App& app) {
    try {
        people::reset_factors(app.store, id_from<AccountId>(request.form.text("account")),
                              organiser_of(request, {}), request.now);
        return http::redirect("/desk/people?saved=reset");
    } catch (const Refused& refused) {
        return show_list(request, app, {.wrong = {refused.refusal.reason}, .is_wrong = true});
    }
}

http::Response make_password_link(const http::Request& request, App& app) {
    const auto account = id_from<AccountId>(request.form.text("account"));
    const auto found = people::find_account(app.store.session(), account);
    const auto token =
        people::invite_anew(app.store, account, organiser_of(request, {}), request.now);
    // Where mail works it goes to its owner alone: nobody can become a colleague.
    if (!app.config.smtp.empty()) return http::redirect("/desk/people?saved=mailed");
    return show_list(request, app,
                     {found->name, app.config.public_url + "/desk/invitation/" + token});
}

}  // namespace pages
