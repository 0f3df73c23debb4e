#include "web/api/openapi.h"

#include "campaign/outside/json.h"
#include "campaign/words/check.h"
#include "campaign/words/resource.h"
#include "web/api/asking.h"

namespace api {

namespace {

std::string with(std::string text, std::string_view mark, const std::string& value) {
    const auto at = text.find(mark);
    check(at != text.npos, "the description has a place for what we know of ourselves");
    return text.replace(at, mark.size(), outside::json_text(value));
}

}  // namespace

http::Response show_openapi(const http::Request& request, App& app) {
    const auto written = find_resource("web/api/openapi.json");
    check(written.has_value(), "the description travels inside the program");
    return show_json(request, with(with(std::string{*written}, "\"HERE\"", app.config.public_url),
                                   "\"VERSION\"", WAYMARK_VERSION));
}

}  // namespace api
