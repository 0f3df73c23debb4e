// Request and Response: plain values, so that a page test needs no socket and the server can be
// changed behind them.
//
// A Request has been through the guard: its framing is sound, its body is whole, its texts are
// valid UTF-8, and it is stamped with the one moment that everything below calls now.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/people/role.h"
#include "campaign/words/id.h"
#include "campaign/words/instant.h"

namespace http {

enum class Method { get, head, post, put, patch, del };

// Fields of a query, a form or a cookie header. A name that comes twice is refused by the reader of
// the form (400), except through all().
class Fields {
public:
    void add(std::string name, std::string value);
    bool has(std::string_view name) const;
    std::string text(std::string_view name) const;  // The first of that name, or empty.
    std::vector<std::string> all(std::string_view name) const;
    bool repeats() const;  // Does any name come twice?
    const std::vector<std::pair<std::string, std::string>>& rows() const { return rows_; }

private:
    std::vector<std::pair<std::string, std::string>> rows_;
};

// An uploaded file of a multipart form.
struct Upload {
    std::string field, file_name, type, bytes;
};

struct Request {
    Method method = Method::get;
    std::string path;                                // Decoded, starts with '/', without the query.
    std::string target;                              // As it stood in the request line.
    std::map<std::string, std::string> params = {};  // ":campaign" of the route -> "spring-walk".
    Fields query = {}, form = {}, cookies = {};
    std::vector<Upload> uploads = {};
    std::map<std::string, std::string> headers = {};  // Names in lower case.
    std::string body = {};
    std::string client = {};  // The true address of the client (WAYMARK_PROXY is believed).
    Instant now = {};
    std::string id = {};          // Of this request, for the log; the proxy's, if it gave one.
    std::string_view route = {};  // The pattern that matched, once one did.
    bool is_local = false;        // From this machine, and not through a proxy.
    std::string language = {};    // The language the answer is written in: "en", "de", …
    std::optional<people::Visitor> visitor = {};  // Who is signed in, if anybody is.
    bool is_halfway = false;  // Somebody's second factor is still to come: nobody, until it has.

    std::string header(std::string_view lower_case_name) const;
    std::string param(std::string_view name) const;
};

// What an event-stream viewer is sent: the front's loop owns the socket, the feed owns the events.
struct StreamStart {
    std::string channel;        // The feed's name: a campaign's slug.
    std::string last_event_id;  // What the viewer has seen, or empty.
};

struct Response {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::vector<std::string> cookies = {};  // Whole Set-Cookie values.
    // Written piece by piece instead of body: called until it returns false. Chunked.
    std::function<bool(std::string& piece)> pieces = {};
    std::optional<StreamStart> stream = {};  // Hands the socket to the event loop.
    // Sent only when what it says is true: called once, with what is to be told whether it is. That
    // may be told by any thread, and later; 503 is sent if it is not.
    std::function<void(std::function<void(bool)>)> when = {};
    std::string trouble = {};  // Never sent: what failed, for the log.
    bool close = false;
};

// The one way to set a header: replaces an earlier one of that name (names compare without case).
// check()s that the name is a token and the value has no control characters (RFC 9110, 5.5).
void set_header(Response&, std::string_view name, std::string value);
bool is_header_value(std::string_view);
bool is_token(std::string_view);  // RFC 9110, 5.6.2.

// A cookie of the whole site, HttpOnly and SameSite=Lax. Over https its name starts with __Host-
// and it is Secure; over http a browser would drop it so, therefore plain.
struct Cookie {
    std::string name, value;
    std::optional<int> max_age_s = {};  // Absent: until the browser closes. 0: gone at once.
};
enum class Scheme { http, https };
std::string cookie_name(std::string_view name, Scheme);
void add_cookie(Response&, const Cookie&, Scheme);

Response page(std::string html, int status = 200);
Response redirect(std::string location, int status = 303);
Response file(std::string bytes, std::string type, std::string download_name = {});
Response json(std::string body, int status = 200);

std::optional<std::string> url_decoded(std::string_view, bool plus_is_space);

// At most fields_max fields, names up to field_name_max bytes, valid UTF-8 without NUL; throws
// Refused(not_a_valid_value) on anything else and on bad escapes.
Fields read_urlencoded(std::string_view);
Fields read_cookies(std::string_view header);  // RFC 6265, 5.4; what cannot be read is left out.

constexpr std::size_t fields_max = 200, field_name_max = 256, cookies_max = 50;

}  // namespace http
