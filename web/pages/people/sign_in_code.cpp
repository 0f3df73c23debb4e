#include "web/pages/people/sign_in_code.h"

#include "campaign/language/catalogue.h"
#include "campaign/people/address_code.h"
#include "campaign/people/entering.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/http/reception.h"
#include "web/http/refusal.h"
#include "web/pages/people/entry.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::Values;

// Which browser asked: its secret, as long as the code lives.
constexpr std::string_view asking_cookie = "asking";
constexpr int asking_s = 60 * people::code_minutes;

std::string asking_secret(const http::Request& request, const Config& config) {
    return request.cookies.text(http::cookie_name(asking_cookie, http::scheme_of(config)));
}

void set_asking(http::Response& response, const Config& config, const std::string& secret) {
    http::add_cookie(response, {std::string{asking_cookie}, secret, secret.empty() ? 0 : asking_s},
                     http::scheme_of(config));
}

http::Response show_step(const http::Request& request, App& app, Values& values,
                         const Wrong& wrong) {
    const auto& in = request.language;
    auto body = language::render_template("web/pages/people/sign_in_code.html", values, in);
    auto response = show_public(request, app,
                                {.title = say("Sign in", in),
                                 .body = std::move(body),
                                 .scripts = {"js/passkey.js"},
                                 .status = wrong.status});
    set_header(response, "Cache-Control", "no-store");
    set_header(response, "Referrer-Policy", "no-referrer");
    if (wrong.status == 429)
        set_header(response, "Retry-After", std::to_string(http::retry_after_s));
    return response;
}

http::Response ask_address(const http::Request& request, App& app, const Wrong& wrong) {
    const auto next = own_next(request);
    Values values;
    auto& step = values.add("ASK_ADDRESS");
    step.set("EMAIL", request.form.text("email")).set("NEXT", next).set("FORM_TOKEN", "");
    step.set("DESK_HREF", "/desk/sign-in" + (next.empty() ? "" : "?next=" + percent_encoded(next)));
    if (!wrong.text.empty())
        step.add("EMAIL_WRONG").set("EMAIL_ERROR", say(wrong.text, request.language));
    if (passkey_site(app.config)) step.add("PASSKEY").set("PASSKEY_NEXT", next);
    return show_step(request, app, values, wrong);
}

http::Response ask_digits(const http::Request& request, App& app, const Wrong& wrong) {
    Values values;
    auto& step = values.add("ASK_CODE");
    step.set("NEXT", own_next(request)).set("FORM_TOKEN", "");
    step.set("GOOD_FOR", say_count("Code and link are good for {1} minute.",
                                   "Code and link are good for {1} minutes.", people::code_minutes,
                                   request.language));
    if (!wrong.text.empty())
        step.add("CODE_WRONG").set("CODE_ERROR", say(wrong.text, request.language));
    return show_step(request, app, values, wrong);
}

}  // namespace

http::Response show_sign_in_address(const http::Request& request, App& app) {
    return ask_address(request, app, {});
}

http::Response ask_for_code(const http::Request& request, App& app) {
    const auto next = own_next(request);
    try {
        const auto secret = people::ask_for_code(
            app.store, {request.form.text("email"), request.client, request.language, next},
            request.now);
        auto response = http::redirect("/sign-in/code" +
                                       (next.empty() ? "" : "?next=" + percent_encoded(next)));
        set_asking(response, app.config, secret);
        return response;
    } catch (const Refused& refused) {
        return ask_address(request, app, wrong_from(refused.refusal));
    }
}

http::Response show_sign_in_code(const http::Request& request, App& app) {
    if (asking_secret(request, app.config).empty()) return http::redirect("/sign-in");
    return ask_digits(request, app, {});
}

http::Response enter_by_code(const http::Request& request, App& app) {
    try {
        const auto signed_in = people::sign_in_by_code(
            app.store,
            {asking_secret(request, app.config), request.form.text("code"), browser_of(request)},
            request.now);
        auto response = let_in(request, app, signed_in, own_next(request));
        set_asking(response, app.config, {});
        return response;
    } catch (const Refused& refused) {
        return ask_digits(request, app, wrong_from(refused.refusal));
    }
}

http::Response show_sign_in_link(const http::Request& request, App& app) {
    const auto found =
        people::find_code_of_link(app.store.session(), request.param("token"), request.now);
    Values values;
    if (!found) {
        values.show("OLD_LINK");
        return show_step(request, app, values, {404});
    }
    values.add("USE_LINK")
        .set("ACTION", request.path)
        .set("NEXT", own_next(request))
        .set("FORM_TOKEN", "")
        .set("EMAIL", found->email);
    return show_step(request, app, values, {});
}

http::Response enter_by_link(const http::Request& request, App& app) {
    try {
        const auto signed_in = people::sign_in_by_link(app.store, request.param("token"),
                                                       browser_of(request), request.now);
        return let_in(request, app, signed_in, own_next(request));
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::not_found) throw;
        Values values;
        values.show("OLD_LINK");
        return show_step(request, app, values, {404});
    }
}

}  // namespace pages
