// The route table's words: who may, and which function answers.
//
// The table itself is web/routes.cpp. The first match wins; HEAD is answered by the GET route. What
// Who means is decided by web/http/reception, before the handler runs.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/http/guard.h"
#include "web/http/message.h"

struct App;

namespace http {

// Who may: everybody, whoever is signed in, or one with a role that covers the duty of that name
// (campaign/people/role.h). With ":campaign" in the pattern the duty is asked for that campaign;
// without, for any campaign, and `organise` for all of them. Somebody halfway, whose second factor
// is still to come, is let in by `halfway` alone and is nobody everywhere else.
enum class Who {
    anyone,
    halfway,
    signed_in,
    see_desk,
    enter_cash,
    register_people,
    review_words,
    run_campaign,
    do_finance,
    read_finance,
    organise
};

using Handler = Response (*)(const Request&, App&);

struct Route {
    Method method;
    std::string_view pattern;  // "/c/:campaign/give"; a last "*rest" takes all that follows.
    Who who;
    Handler handler;
    std::size_t body_max = body_bytes_default_max;
};

// Exactly one of three: a route, the methods that the address has (405), or nothing (404).
struct RouteMatch {
    const Route* route = nullptr;
    std::map<std::string, std::string> params = {};
    std::string allow = {};  // "GET, HEAD, POST": the value of the Allow header.
};
RouteMatch find_route(std::span<const Route>, Method, std::string_view path);

// What the placeholders of one pattern stand for in a path; nothing if it does not fit.
std::optional<std::map<std::string, std::string>> match_pattern(std::string_view pattern,
                                                                std::string_view path);

// How long a body the route takes; nothing is known of an unknown address, so the default.
std::size_t body_max_of(std::span<const Route>, Method, std::string_view path);

std::string_view method_text(Method);  // "GET"

}  // namespace http
