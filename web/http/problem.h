// Problem: an error as programs read it: RFC 9457, application/problem+json, in English.
#pragma once

#include <string>
#include <string_view>

#include "web/http/message.h"

namespace http {

struct Problem {
    int status = 400;
    std::string title, detail;
    std::string instance = {};  // The id of the request, as in our journal.
    std::string pointer = {};   // "#/amount_minor" of the body, or the name of a parameter.
};
Response show_problem(const Problem&);

// Do programs ask here, so that errors are problems and no cookie is looked at?
bool is_for_programs(std::string_view path);

}  // namespace http
