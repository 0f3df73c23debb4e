#include "web/http/problem.h"

#include "campaign/outside/json.h"

namespace http {

Response show_problem(const Problem& problem) {
    outside::JsonWriter json;
    json.text("type", "about:blank").text("title", problem.title).number("status", problem.status);
    json.text("detail", problem.detail);
    if (!problem.instance.empty()) json.text("instance", problem.instance);
    if (!problem.pointer.empty())
        json.raw("errors", outside::json_list({outside::JsonWriter{}
                                                   .text("pointer", problem.pointer)
                                                   .text("detail", problem.detail)
                                                   .object()}));
    auto response = http::json(json.object(), problem.status);
    response.type = "application/problem+json";
    set_header(response, "Content-Language", "en");
    set_header(response, "Cache-Control", "no-store");
    return response;
}

bool is_for_programs(std::string_view path) { return path == "/api" || path.starts_with("/api/"); }

}  // namespace http
