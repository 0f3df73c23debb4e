#include "web/http/router.h"

namespace http {
namespace {

std::string_view take_segment(std::string_view& rest) {
    const auto end = rest.find('/', 1);
    const auto segment = rest.substr(1, end == std::string_view::npos ? end : end - 1);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
    return segment;
}

using Params = std::map<std::string, std::string>;

bool fits(std::string_view pattern, std::string_view path, Params* params) {
    while (!pattern.empty() && !path.empty()) {
        const auto rest = path;
        const auto wanted = take_segment(pattern);
        const auto given = take_segment(path);
        if (wanted.starts_with('*')) {
            if (params) params->emplace(wanted.substr(1), rest.substr(1));
            return rest.size() > 1;
        }
        if (wanted.starts_with(':')) {
            if (given.empty()) return false;
            if (params) params->emplace(wanted.substr(1), given);
        } else if (wanted != given) {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

bool answers(const Route& route, Method method) {
    return route.method == method || (route.method == Method::get && method == Method::head);
}

void allow_method(std::string& allow, Method method) {
    const auto name = method_text(method);
    if (allow.find(name) != std::string::npos) return;
    if (!allow.empty()) allow += ", ";
    allow += name;
    if (method == Method::get) allow += ", HEAD";
}

}  // namespace

RouteMatch find_route(std::span<const Route> table, Method method, std::string_view path) {
    RouteMatch match;
    for (const auto& route : table) {
        if (!fits(route.pattern, path, nullptr)) continue;
        if (answers(route, method)) {
            Params params;
            fits(route.pattern, path, &params);
            return {.route = &route, .params = std::move(params)};
        }
        allow_method(match.allow, route.method);
    }
    return match;
}

std::optional<Params> match_pattern(std::string_view pattern, std::string_view path) {
    Params params;
    if (!fits(pattern, path, &params)) return {};
    return params;
}

std::size_t body_max_of(std::span<const Route> table, Method method, std::string_view path) {
    for (const auto& route : table)
        if (answers(route, method) && fits(route.pattern, path, nullptr)) return route.body_max;
    return body_bytes_default_max;
}

std::string_view method_text(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::del:
            return "DELETE";
    }
    return "";
}

}  // namespace http
