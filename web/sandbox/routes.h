// Routes of the sandbox: every address of the stand-in provider in one table; the first match wins.
//
// Apart from the table of our own site, because these are addresses of another party: who may is
// decided by that party's keys, and handlers know its books instead of ours.
#pragma once

#include <span>
#include <string_view>

#include "web/sandbox/sandbox.h"

namespace sandbox {

// Whose door it is: a vendor's API (with a key, and subject to the switches), or open: pages for
// the payer and the control of tests.
enum class Kind { stripe, paypal, open };

struct Route {
    http::Method method;
    std::string_view pattern;
    Kind kind;
    http::Response (*handler)(const http::Request&, Sandbox&);
};
std::span<const Route> all_routes();

}  // namespace sandbox
