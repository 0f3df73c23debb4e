#include "web/pages/live.h"

#include "campaign/words/refusal.h"
#include "web/live/feed.h"

namespace pages {

http::Response follow_state(const http::Request& request, App& app) {
    const auto slug = request.param("campaign");
    if (!app.feed.open_channel(slug, request.language, request.now))
        throw Refused{{Reason::not_found}};
    http::Response response;
    response.stream = {.channel = live::channel_of(slug, request.language),
                       .last_event_id = request.header("last-event-id")};
    return response;
}

http::Response show_state(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto tag = "\"" + state->version + "-" + request.language + "\"";
    auto response = request.header("if-none-match") == tag
                        ? http::Response{.status = 304}
                        : http::json(live::render_state_json(*state, request.language,
                                                             request.now));
    set_header(response, "ETag", tag);
    set_header(response, "Cache-Control", "no-cache");
    return response;
}

}  // namespace pages
