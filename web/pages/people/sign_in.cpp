#include "web/pages/people/sign_in.h"

#include "campaign/language/catalogue.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/account.h"
#include "campaign/people/forgetting.h"
#include "campaign/people/inviting.h"
#include "campaign/people/signing.h"
#include "campaign/words/refusal.h"
#include "web/html/layout.h"
#include "web/http/reception.h"
#include "web/http/refusal.h"
#include "web/pages/people/entry.h"

namespace pages {

namespace {

using language::say;
using language::Values;

http::Response show_card(const http::Request& request, App& app, Values& values,
                         const Wrong& wrong) {
    const auto& in = request.language;
    if (!wrong.text.empty()) values.add("WRONG").set("WRONG_TEXT", say(wrong.text, in));
    auto body = language::render_template("web/pages/people/sign_in.html", values, in);
    auto response = show_public(request, app,
                                {.title = say("Desk", in),
                                 .body = std::move(body),
                                 .scripts = {"js/passkey.js"},
                                 .status = wrong.status});
    set_header(response, "Cache-Control", "no-store");
    if (wrong.status == 429)
        set_header(response, "Retry-After", std::to_string(http::retry_after_s));
    return response;
}

http::Response ask_password(const http::Request& request, App& app, const Wrong& wrong) {
    const auto next = own_next(request);
    Values values;
    values.set("HEADLINE", say("Good to see you", request.language))
        .set("LINE", say("For everybody who helps to run a campaign.", request.language));
    auto& form = values.add("SIGN_IN");
    form.set("EMAIL", request.form.text("email"))
        .set("NEXT", next.empty() ? "/desk" : next)
        .set("FORM_TOKEN", "");
    if (passkey_site(app.config)) form.add("PASSKEY").set("PASSKEY_NEXT", next);
    form.show_if(organisation::find_organisation(app.store.session()).is_demo, "WAIVED");
    return show_card(request, app, values, wrong);
}

http::Response ask_new_password(const http::Request& request, App& app,
                                const people::Invitation& invitation, const Wrong& wrong) {
    const auto& in = request.language;
    const auto is_first = invitation.purpose == people::Invitation::Purpose::first;
    Values values;
    values.set("HEADLINE", say("Choose your password", in));
    values.set("LINE", is_first ? say("You are the first: this makes you the organiser.", in)
                                : invitation.name + " · " + invitation.email);
    auto& form = values.add("NEW_PASSWORD");
    form.set("ACTION", request.path).set("FORM_TOKEN", "");
    if (is_first)
        form.add("ASK_WHO")
            .set("NAME", request.form.text("name"))
            .set("EMAIL", request.form.text("email"));
    return show_card(request, app, values, wrong);
}

people::Invitation invitation_or_refuse(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto found = people::find_invitation(session, request.param("token"), request.now);
    const auto is_late = found && found->purpose == people::Invitation::Purpose::first &&
                         people::has_any_account(session);
    if (!found || is_late)
        throw Refused{{Reason::not_found, "",
                       "This one-time address was used already, or is too old. An organiser can "
                       "make a new one."}};
    return *found;
}

}  // namespace

http::Response show_sign_in(const http::Request& request, App& app) {
    return ask_password(request, app, {});
}

http::Response enter_desk(const http::Request& request, App& app) {
    try {
        const auto signed_in = people::sign_in(
            app.store,
            {request.form.text("email"), request.form.text("password"), browser_of(request)},
            request.now);
        return let_in(request, app, signed_in, own_next(request));
    } catch (const Refused& refused) {
        return ask_password(request, app, wrong_from(refused.refusal));
    }
}

http::Response leave_desk(const http::Request& request, App& app) {
    people::sign_out(app.store, http::session_secret(request, app.config), request.now);
    const auto has_desk = request.visitor->may(people::Duty::see_desk, {});
    auto response = http::redirect(has_desk ? "/desk/sign-in" : "/");
    take_session_cookie(response, app.config);
    return response;
}

http::Response show_invitation(const http::Request& request, App& app) {
    return ask_new_password(request, app, invitation_or_refuse(request, app), {});
}

http::Response accept_invitation(const http::Request& request, App& app) {
    const auto invitation = invitation_or_refuse(request, app);
    const auto& form = request.form;
    try {
        const auto signed_in =
            people::accept_invitation(app.store,
                                      {request.param("token"), form.text("password"),
                                       request.client, form.text("name"), form.text("email")},
                                      request.now);
        return let_in(request, app, signed_in, "");
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::not_a_valid_value) throw;
        return ask_new_password(request, app, invitation, wrong_from(refused.refusal));
    }
}

}  // namespace pages
