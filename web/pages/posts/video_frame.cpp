#include "web/pages/posts/video_frame.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/template.h"

namespace pages {

http::Response send_player(const http::Request& request, const VideoLink& video) {
    const auto& lang = request.language;
    language::Values values;
    values.set("LANG", lang).set("PLAYER", video.player_address());
    values.set("TITLE", language::say_with("A video at {1}", {video.title()}, lang));
    auto response = http::page(
        language::render_template("web/pages/posts/video_frame.html", values, lang).text);
    set_header(response, "Content-Security-Policy",
               "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
               "frame-ancestors 'self'; frame-src " +
                   video.player_origin());
    // Players ask where they are embedded, and get the site alone.
    set_header(response, "Referrer-Policy", "strict-origin-when-cross-origin");
    return response;
}

}  // namespace pages
