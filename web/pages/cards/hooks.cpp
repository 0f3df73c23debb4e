#include "web/pages/cards/hooks.h"

#include "campaign/giving/receiving.h"
#include "campaign/outside/http_client.h"
#include "campaign/words/refusal.h"
#include "web/http/rates.h"

namespace pages {

namespace {

http::Response plain(std::string words, int status) {
    http::Response response{.status = status, .type = "text/plain; charset=utf-8"};
    response.body = std::move(words);
    return response;
}

http::Response later(int seconds, int status) {
    auto response = plain("not now\n", status);
    set_header(response, "Retry-After", std::to_string(seconds));
    return response;
}

}  // namespace

// Kept, then answered at once: what it means is looked up afterwards. A message that is refused is
// answered with 400, never 500, so that nobody repeats it for days.
http::Response take_notice(const http::Request& request, App& app) {
    const providers::Registry registry{app.store.session(), app.config.card_addresses};
    const auto provider = registry.find(request.param("provider"), request.now);
    if (!provider) throw Refused{{Reason::not_found}};
    // To check a signature may cost a call: who sends what is not signed is soon not listened to.
    const auto network = http::network_of(request.client);
    const auto spent = app.rates.look(http::unsigned_notices, network, request.now);
    if (spent.left == 0) return later(spent.reset_s, 429);
    giving::Received received;
    try {
        received = giving::receive_notice(app.store, *provider, {request.headers}, request.body,
                                          request.now);
    } catch (
        const outside::Unreachable&) {  // Whether it is genuine is asked there; it comes again.
        return later(30, 503);
    }
    switch (received) {
        case giving::Received::kept:
            app.card_news();
            return plain("kept\n", 200);
        case giving::Received::known:
            return plain("known\n", 200);
        case giving::Received::refused:
            break;
    }
    app.rates.spend(http::unsigned_notices, network, request.now);
    return plain("The signature does not fit this message.\n", 400);
}

}  // namespace pages
