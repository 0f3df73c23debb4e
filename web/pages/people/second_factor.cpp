#include "web/pages/people/second_factor.h"

#include "campaign/language/catalogue.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/authenticating.h"
#include "campaign/people/authenticator.h"
#include "campaign/people/passkey.h"
#include "campaign/people/totp.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "print/qr.h"
#include "web/html/layout.h"
#include "web/http/reception.h"
#include "web/http/refusal.h"
#include "web/pages/people/entry.h"

namespace pages {

namespace {

using language::say;
using language::Values;
using people::Step;

people::FactorProof proof_of(const http::Request& request, const App& app) {
    return {request.visitor->account, http::session_secret(request, app.config),
            request.form.text("code"), browser_of(request)};
}

http::Response show_step(const http::Request& request, App& app, const Values& values, int status) {
    const auto& in = request.language;
    auto body = language::render_template("web/pages/people/second_factor.html", values, in);
    auto response = show_public(request, app,
                                {.title = say("Second factor", in),
                                 .body = std::move(body),
                                 .styles = {"css/public.css"},
                                 .scripts = {"js/passkey.js", "js/copy.js"},
                                 .status = status});
    if (status == 429) set_header(response, "Retry-After", std::to_string(http::retry_after_s));
    return response;
}

void fill_form(Values& step, const http::Request& request, const Wrong& wrong) {
    step.set("ACTION", request.path).set("NEXT", own_next(request));
    step.set("FORM_TOKEN", request.visitor->form_token);
    if (!wrong.text.empty())
        step.add("CODE_WRONG").set("CODE_ERROR", say(wrong.text, request.language));
}

http::Response ask_code(const http::Request& request, App& app, const Wrong& wrong) {
    Values values;
    auto& step = values.add("GIVE");
    fill_form(step, request, wrong);
    const auto keys = people::passkeys_of(app.store.session(), request.visitor->account);
    if (passkey_site(app.config) && !keys.empty())
        step.add("PASSKEY")
            .set("PASSKEY_NEXT", own_next(request))
            .set("PASSKEY_TOKEN", request.visitor->form_token);
    return show_step(request, app, values, wrong.status);
}

// Begins with an explanation; once a secret is pending it is shown until its first code was typed.
http::Response set_up(const http::Request& request, App& app, const Wrong& wrong) {
    const auto known = people::find_authenticator(app.store.session(), request.visitor->account);
    Values values;
    if (known && !known->pending.empty() && !request.query.has("anew")) {
        auto& step = values.add("SCAN");
        fill_form(step, request, wrong);
        step.set("QR_SRC", request.path + "/code.svg").set("SECRET", known->pending);
        return show_step(request, app, values, wrong.status);
    }
    auto& step = values.add("BEGIN");
    fill_form(step, request, wrong);
    step.show_if(known && known->confirmed_at, "REPLACES");
    step.show_if(request.visitor->step == Step::set_up_factor, "MUST");
    return show_step(request, app, values, wrong.status);
}

http::Response show_recovery_codes(const http::Request& request, App& app,
                                   const std::vector<std::string>& codes, const std::string& next) {
    Values values;
    auto& step = values.add("CODES");
    std::string all;
    for (const auto& code : codes) {
        step.add("RECOVERY").set("CODE", code);
        all += code + "\n";
    }
    step.set("ALL_CODES", all).set("NEXT_HREF", next);
    return show_step(request, app, values, 200);
}

http::Response confirm(const http::Request& request, App& app) {
    const auto made = people::confirm_authenticator(app.store, proof_of(request, app), request.now);
    const auto next = way_in(request, app, made.signed_in, own_next(request));
    auto response = show_recovery_codes(request, app, made.recovery_codes, next);
    give_session_cookie(response, app.config, made.signed_in.secret);
    return response;
}

std::string path_with_next(const http::Request& request) {
    const auto next = own_next(request);
    return request.path + (next.empty() ? "" : "?next=" + percent_encoded(next));
}

}  // namespace

http::Response show_second(const http::Request& request, App& app) {
    if (request.visitor->step == Step::give_factor) return ask_code(request, app, {});
    return set_up(request, app, {});
}

http::Response change_second(const http::Request& request, App& app) {
    const auto gives = request.visitor->step == Step::give_factor;
    try {
        if (gives)
            return let_in(request, app,
                          people::give_factor(app.store, proof_of(request, app), request.now),
                          own_next(request));
        if (request.form.text("do") == "confirm") return confirm(request, app);
        people::begin_authenticator(app.store, proof_of(request, app), request.now);
        return http::redirect(path_with_next(request));
    } catch (const Refused& refused) {
        const auto wrong = wrong_from(refused.refusal);
        return gives ? ask_code(request, app, wrong) : set_up(request, app, wrong);
    }
}

http::Response show_authenticator(const http::Request& request, App& app) {
    return set_up(request, app, {});
}

http::Response change_authenticator(const http::Request& request, App& app) {
    const auto act = request.form.text("do");
    try {
        if (act == "confirm") return confirm(request, app);
        if (act == "renew")
            return show_recovery_codes(
                request, app,
                people::renew_recovery_codes(app.store, proof_of(request, app), request.now),
                "/account");
        if (act == "end") {
            people::end_authenticator(app.store, proof_of(request, app), request.now);
            return http::redirect("/account?saved=factor_ended");
        }
        people::begin_authenticator(app.store, proof_of(request, app), request.now);
        return http::redirect(path_with_next(request));
    } catch (const Refused& refused) {
        if (act == "renew" || act == "end") return http::redirect("/account?wrong=code");
        return set_up(request, app, wrong_from(refused.refusal));
    }
}

http::Response draw_secret(const http::Request& request, App& app) {
    // Whoever has only the password yet does not see the app that its owner is about to change to.
    if (request.visitor->step == people::Step::give_factor) throw Refused{{Reason::not_found}};
    auto& session = app.store.session();
    const auto known = people::find_authenticator(session, request.visitor->account);
    if (!known || known->pending.empty()) throw Refused{{Reason::not_found}};
    const auto ours = organisation::find_organisation(session).legal_name;
    const auto address = people::totp_address(
        known->pending, ours.empty() ? app.config.host() : ours, request.visitor->email);
    const auto symbol = print::encode_text(address, print::Correction::m);
    if (!symbol) throw Refused{{Reason::not_found}};
    return http::file(
        print::symbol_svg(*symbol, say("Code for your authenticator app", request.language)),
        "image/svg+xml");
}

}  // namespace pages
