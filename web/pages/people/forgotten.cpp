#include "web/pages/people/forgotten.h"

#include "campaign/language/catalogue.h"
#include "campaign/people/forgetting.h"
#include "campaign/words/refusal.h"
#include "web/html/layout.h"
#include "web/http/refusal.h"

namespace pages {

namespace {

using language::say;
using language::Values;

http::Response show_card(const http::Request& request, App& app, Values& values, int status) {
    const auto& in = request.language;
    auto body = language::render_template("web/pages/people/forgotten.html", values, in);
    auto response = show_public(
        request, app,
        {.title = say("A new password", in), .body = std::move(body), .status = status});
    http::set_header(response, "Cache-Control", "no-store");
    if (status == 429)
        http::set_header(response, "Retry-After", std::to_string(http::retry_after_s));
    return response;
}

http::Response ask_address(const http::Request& request, App& app, const Refusal* wrong) {
    Values values;
    auto& form = values.add("ASK");
    form.set("EMAIL", request.form.text("email"));
    if (wrong == nullptr) return show_card(request, app, values, 200);
    const auto words = http::words_of(wrong->reason);
    form.add("WRONG").set("WRONG_TEXT", say(wrong->detail.empty() ? words.sentence : wrong->detail,
                                            request.language));
    return show_card(request, app, values, words.status);
}

}  // namespace

http::Response show_forgotten(const http::Request& request, App& app) {
    if (!request.query.has("asked")) return ask_address(request, app, nullptr);
    Values values;
    values.show("ASKED");
    return show_card(request, app, values, 200);
}

http::Response ask_for_link(const http::Request& request, App& app) {
    try {
        people::ask_for_password_link(
            app.store, {request.form.text("email"), request.client, request.language}, request.now);
        return http::redirect("/desk/forgotten?asked=yes");
    } catch (const Refused& refused) {
        return ask_address(request, app, &refused.refusal);
    }
}

}  // namespace pages
