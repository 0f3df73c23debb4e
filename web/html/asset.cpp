#include "web/html/asset.h"

#include <array>
#include <map>

#include "campaign/words/check.h"
#include "campaign/words/refusal.h"
#include "campaign/words/resource.h"
#include "campaign/words/token.h"

namespace pages {

namespace {

constexpr std::string_view room = "web/assets/";

struct Asset {
    std::string_view bytes, type;
    std::string version;
};

std::string_view type_of(std::string_view path) {
    struct Ending {
        std::string_view ending, type;
    };
    constexpr std::array endings{Ending{".css", "text/css; charset=utf-8"},
                                 Ending{".js", "text/javascript; charset=utf-8"},
                                 Ending{".woff2", "font/woff2"},
                                 Ending{".svg", "image/svg+xml"},
                                 Ending{".png", "image/png"},
                                 Ending{".txt", "text/plain; charset=utf-8"}};
    for (const auto& known : endings)
        if (path.ends_with(known.ending)) return known.type;
    return "application/octet-stream";
}

using Assets = std::map<std::string, Asset, std::less<>>;

Assets gather_assets() {
    constexpr std::size_t version_digits = 12;
    Assets found;
    for (const auto* table : all_resources())
        for (const auto& row : *table) {
            const std::string_view path = row.path;
            if (!path.starts_with(room)) continue;
            found.emplace(path.substr(room.size()),
                          Asset{row.bytes(), type_of(path),
                                sha256_hex(row.bytes()).substr(0, version_digits)});
        }
    return found;
}

const Assets& all_assets() {
    static const Assets gathered = gather_assets();
    return gathered;
}

}  // namespace

std::string asset_href(std::string_view name) {
    const auto found = all_assets().find(name);
    check(found != all_assets().end(), std::string{name} + " is an asset");
    return "/assets/" + found->first + "?v=" + found->second.version;
}

http::Response show_asset(const http::Request& request, App&) {
    const auto found = all_assets().find(request.param("file"));
    if (found == all_assets().end()) throw Refused{{Reason::not_found}};
    const auto& asset = found->second;
    http::Response response;
    response.type = asset.type;
    // A service worker may look after pages that are not below its own address.
    if (found->first == "js/keep.js") set_header(response, "Service-Worker-Allowed", "/");
    const auto tag = '"' + asset.version + '"';
    const auto is_exact = request.query.text("v") == asset.version;
    set_header(response, "Cache-Control",
               is_exact ? "public, max-age=31536000, immutable" : "public, max-age=86400");
    set_header(response, "ETag", tag);
    if (request.header("if-none-match") == tag)
        response.status = 304;
    else
        response.body = asset.bytes;
    return response;
}

}  // namespace pages
