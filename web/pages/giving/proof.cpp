// /g/{token}/proof/{proof}: the donor says that an address is theirs. Opening the page changes
// nothing, since mail scanners open every link; only its button does.
#include "campaign/giving/giving.h"
#include "campaign/giving/telling.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/giving/give.h"

namespace pages {

namespace {

using language::say;

giving::Gift find_proven(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto gift = giving::find_gift_by_token(session, request.param("token"));
    const auto is_right =
        gift && !gift->donor.email.empty() &&
        equal_in_constant_time(request.param("proof"), giving::proof_of(session, *gift));
    if (!is_right)
        throw Refused{{Reason::not_found, "",
                       "This link does not belong to the address of the gift any more."}};
    return *gift;
}

}  // namespace

http::Response show_proof(const http::Request& request, App& app) {
    const auto gift = find_proven(request, app);
    const auto& in = request.language;
    language::Values values;
    values.set("EMAIL", gift.donor.email)
        .set("AMOUNT", language::money_text(gift.amount, in))
        .set("GIFT_HREF", "/g/" + request.param("token"));
    if (gift.proven_at)
        values.show("DONE");
    else
        values.add("ASK").set("ACTION", request.path);
    auto response =
        show_public(request, app, say("Is this your address?", in),
                    language::render_template("web/pages/giving/proof.html", values, in));
    http::set_header(response, "Referrer-Policy", "no-referrer");
    http::set_header(response, "X-Robots-Tag", "noindex");
    return response;
}

http::Response take_proof(const http::Request& request, App& app) {
    const auto gift = find_proven(request, app);
    if (!gift.proven_at) {
        giving::prove_promise(app.store, gift.id, people::donor_actor(request.id), request.now);
        app.feed.changed(gift.campaign);
    }
    return http::redirect(request.path);
}

}  // namespace pages
