// HttpClient: one question to another program over HTTP, and its answer. The door of libcurl.
//
// The whole exchange has one absolute deadline; an answer longer than its limit is a failure, not a
// cut text. Redirects are never followed and certificates always checked. Where an address comes
// from people (Reach::public_only), the address that is connected to must be a public one: it is
// looked at after the name was resolved, so that no name can lead into our own network.
#pragma once

#include <chrono>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace outside {

// Nobody answered in time, or not in HTTP. what() is for the journal: it names no secret.
struct Unreachable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Reach { anywhere, public_only };

using HttpFields = std::vector<std::pair<std::string, std::string>>;

struct HttpCall {
    std::string method = "GET";
    std::string url;
    HttpFields headers = {};
    std::string body = {};
    std::string user = {}, password = {};  // HTTP Basic (RFC 7617), unless empty.
    std::chrono::milliseconds deadline{10'000};
    std::size_t answer_bytes_max = 1024 * 1024;
    Reach reach = Reach::anywhere;
};

struct HttpAnswer {
    int status = 0;
    std::map<std::string, std::string> headers = {};  // Names in lower case, the last of each.
    std::string body = {};
};

// check()s that no header has a control character. Throws Unreachable.
HttpAnswer call_http(const HttpCall&);

std::string form_text(const HttpFields&);  // application/x-www-form-urlencoded

// Is it an address of the public internet? False for loopback, private, link-local, multicast and
// documentation ranges (RFC 6890), also as IPv4 in IPv6, and for what is no address.
bool is_public_address(std::string_view address);

}  // namespace outside
