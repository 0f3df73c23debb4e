#include "web/pages/health.h"

namespace pages {

namespace {

http::Response plain_words(std::string words) {
    auto response = http::page(std::move(words));
    response.type = "text/plain; charset=utf-8";
    set_header(response, "Cache-Control", "no-store");
    return response;
}

}  // namespace

http::Response show_health(const http::Request&, App&) { return plain_words("alive\n"); }

http::Response show_readiness(const http::Request&, App& app) {
    app.store.session().one("SELECT 1 AS one");  // Throws Unavailable.
    return plain_words("ready\n");
}

}  // namespace pages
