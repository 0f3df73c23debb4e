#include "web/pages/health.h"

#include "campaign/words/refusal.h"
#include "web/watch/exposition.h"
#include "web/watch/readiness.h"
#include "web/watch/watch.h"

namespace pages {

namespace {

http::Response plain_words(std::string words, std::string_view type) {
    auto response = http::page(std::move(words));
    response.type = type;
    set_header(response, "Cache-Control", "no-store");
    return response;
}

}  // namespace

http::Response show_health(const http::Request&, App&) {
    return plain_words("alive\n", "text/plain; charset=utf-8");
}

http::Response show_readiness(const http::Request& request, App& app) {
    const auto rounds =
        app.watch ? app.watch->rounds() : std::map<std::string, jobs::Logbook::Entry>{};
    const auto checks = watch::all_checks(app.store, rounds, request.now);
    const auto reader = request.is_local ? watch::Reader::insider : watch::Reader::stranger;
    auto response = plain_words(watch::render_checks(checks, reader) + "\n", "application/json");
    if (watch::worst_of(checks) != watch::Health::fail) return response;
    response.status = 503;
    set_header(response, "Retry-After", "2");
    return response;
}

http::Response show_metrics(const http::Request& request, App& app) {
    if (!request.is_local || !app.watch) throw Refused{{Reason::not_found}};
    return plain_words(app.watch->render_metrics(request.now), watch::exposition_type);
}

}  // namespace pages
