// The guard: reads the raw head of a request and says whether its framing is sound.
//
// Strict on purpose (RFC 9112 lets a server be): one reading or none, so that nothing behind or
// before us can disagree about where a request ends. Header values stay as they came (no RFC 2047
// words are decoded). A pure function of the bytes: no socket, no clock, no allow-list of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "web/http/message.h"

namespace http {

constexpr std::size_t head_bytes_max = 16 * 1024, target_bytes_max = 8 * 1024;
constexpr std::size_t header_line_bytes_max = 8 * 1024, headers_max = 100;
constexpr std::size_t body_bytes_default_max = 256 * 1024, upload_bytes_max = 8 * 1024 * 1024;

struct Head {
    Method method = Method::get;
    std::string target = {}, path = {}, query = {};   // path is decoded, query is not.
    std::string host = {};                            // Lower case, without the port.
    std::map<std::string, std::string> headers = {};  // Names in lower case, repeats joined.
    std::size_t bytes = 0;                            // Of the head, with its empty line.
    std::size_t body_bytes = 0;                       // Content-Length.
    int minor_version = 1;                            // HTTP/1.0 or HTTP/1.1.
    bool keeps_alive = true, expects_continue = false;
};

// What the bytes so far are: the start of a head, a sound head, or something to refuse.
struct HeadReading {
    enum class Outcome { incomplete, sound, refused };
    Outcome outcome = Outcome::incomplete;
    Head head = {};
    int status = 0;             // Of a refusal: 400, 411, 414, 417, 431, 501 or 505.
    std::string_view why = {};  // For the answer's body.
};
HeadReading read_head(std::string_view bytes);

// The names under which this site may be asked for: that of the public address, localhost and
// literal addresses. Anything else gets 421.
bool is_own_host(std::string_view host, std::string_view public_url);
std::string host_of(std::string_view url);  // "https://Give.example.org:8443/x" -> give.example.org

// The client behind the one proxy that is believed: the last hop that the proxy itself wrote into
// X-Forwarded-For. Nothing if that is not an address.
std::optional<std::string> last_forwarded_hop(const Head&);
bool is_address(std::string_view);  // A literal IPv4 or IPv6 address.

// Gifts, hooks, short links and health never wait behind those who look.
enum class LaneName { giving, looking };
LaneName lane_of(Method, std::string_view path);

}  // namespace http
