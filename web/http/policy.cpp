#include "web/http/policy.h"

namespace http {

std::string content_policy(std::string_view others) {
    std::string policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'";
    if (!others.empty()) policy.append(" ").append(others);
    return policy;
}

void allow_form_to(Response& response, const std::string& others) {
    set_header(response, "Content-Security-Policy", content_policy(others));
}

// In a sandbox 'self' may mean nobody, so we are named as well.
void allow_framing(Response& response, const std::string& own_origin) {
    set_header(response, "Content-Security-Policy",
               "default-src 'self' " + own_origin + "; img-src 'self' " + own_origin +
                   " data:; object-src 'none'; base-uri 'none'; frame-ancestors *; "
                   "form-action 'none'");
}

void allow_reading(Response& response) { set_header(response, "Access-Control-Allow-Origin", "*"); }

}  // namespace http
