#include "web/pages/mail/no_mail.h"

#include "campaign/giving/remembering.h"
#include "campaign/language/catalogue.h"
#include "campaign/sharing/appealing.h"
#include "web/html/layout.h"

namespace pages {

namespace {

using language::say;

http::Response show(const http::Request& request, App& app, const language::Values& values) {
    auto response = show_public(
        request, app, say("Mails from us", request.language),
        language::render_template("web/pages/mail/no_mail.html", values, request.language));
    set_header(response, "Referrer-Policy", "no-referrer");
    set_header(response, "X-Robots-Tag", "noindex");
    set_header(response, "Cache-Control", "private, no-store");
    return response;
}

}  // namespace

http::Response show_no_mail(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto token = request.param("token");
    if (!sharing::recipient_to_refuse(session, token) && !giving::card_to_refuse(session, token))
        throw Refused{{Reason::not_found}};
    language::Values values;
    values.add("ASKED").set("ACTION", "/no-mail/" + request.param("token"));
    return show(request, app, values);
}

http::Response take_no_mail(const http::Request& request, App& app) {
    const auto token = request.param("token");
    if (!giving::refuse_cards(app.store, token, request.now))
        sharing::refuse_appeals(app.store, token, request.now);
    language::Values values;
    values.show("DONE");
    return show(request, app, values);
}

}  // namespace pages
