#include "web/pages/posts/photos.h"

#include <algorithm>

#include "campaign/organisation/picture.h"
#include "campaign/pictures/photo.h"
#include "campaign/words/refusal.h"
#include "web/pages/roster/me.h"

namespace pages {

namespace {

constexpr std::string_view ending = ".jpg";
constexpr std::size_t digest_length = 64;

bool is_digest(std::string_view text) {
    return text.size() == digest_length && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

// Reviewers see what waits, and so do colleagues who brought it.
bool may_look(const http::Request& request, const pictures::PhotoBehind& behind) {
    if (behind.is_public) return true;
    if (behind.is_withdrawn || !request.visitor) return false;
    return request.visitor->may(people::Duty::review_words, behind.campaign) ||
           (behind.account && behind.account == request.visitor->account);
}

http::Response gone() {
    http::Response response;
    response.status = 410, response.type = "text/plain; charset=utf-8";
    response.body = "This picture has been withdrawn.\n";
    set_header(response, "Cache-Control", "no-store");
    return response;
}

std::string digest_asked_for(const http::Request& request) {
    const auto file = request.param("file");
    if (!file.ends_with(ending)) throw Refused{{Reason::not_found}};
    auto digest = file.substr(0, file.size() - ending.size());
    if (!is_digest(digest)) throw Refused{{Reason::not_found}};
    return digest;
}

http::Response send_bytes(const http::Request& request, App& app, const std::string& digest,
                          const pictures::PhotoBehind& seen) {
    http::Response response;
    const auto tag = '"' + digest.substr(0, 32) + '"';
    set_header(response, "Cache-Control", seen.is_public ? "no-cache" : "private, no-store");
    set_header(response, "ETag", tag);
    if (request.header("if-none-match") == tag) {
        response.status = 304;
        return response;
    }
    auto picture = organisation::find_picture(app.store.session(), digest);
    if (!picture) return gone();
    response.type = picture->type, response.body = std::move(picture->bytes);
    return response;
}

}  // namespace

http::Response show_photo(const http::Request& request, App& app) {
    const auto digest = digest_asked_for(request);
    const auto behind = pictures::photos_behind(app.store.session(), digest, request.now);
    const auto seen =
        std::ranges::find_if(behind, [&](const auto& one) { return may_look(request, one); });
    if (seen != behind.end()) return send_bytes(request, app, digest, *seen);
    if (std::ranges::any_of(behind, &pictures::PhotoBehind::is_gone)) return gone();
    throw Refused{{Reason::not_found}};
}

http::Response show_my_photo(const http::Request& request, App& app) {
    const auto digest = digest_asked_for(request);
    const auto one = own_participant(request, app);
    for (const auto& behind : pictures::photos_behind(app.store.session(), digest, request.now))
        if (behind.participant == one.id && !behind.is_withdrawn)
            return send_bytes(request, app, digest, {.campaign = behind.campaign});
    throw Refused{{Reason::not_found}};
}

}  // namespace pages
