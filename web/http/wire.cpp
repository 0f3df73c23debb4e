#include "web/http/wire.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "campaign/words/check.h"
#include "web/http/policy.h"

namespace http {
namespace {

bool is_same(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; };
        return low(x) == low(y);
    });
}

bool is_framing(std::string_view name) {
    return is_same(name, "content-length") || is_same(name, "transfer-encoding") ||
           is_same(name, "connection");
}

void append_line(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
}

void append_checked(std::string& head, std::string_view name, std::string_view value) {
    check(is_token(name) && is_header_value(value), "a header has no control characters");
    append_line(head, name, value);
}

void append_framing(std::string& head, const Response& response, WireStyle style) {
    if (style.framing == Framing::chunks) append_line(head, "Transfer-Encoding", "chunked");
    if (style.framing == Framing::length && !has_no_body(response.status))
        append_line(head, "Content-Length", std::to_string(response.body.size()));
    if (style.closes) append_line(head, "Connection", "close");
    if (!style.closes && style.minor_version == 0) append_line(head, "Connection", "keep-alive");
}

}  // namespace

Wire::Wire(std::string_view public_url)
    : baseline_{{"Content-Security-Policy", content_policy()},
                {"X-Content-Type-Options", "nosniff"},
                {"Referrer-Policy", "same-origin"},
                {"Cross-Origin-Opener-Policy", "same-origin"},
                {"Cache-Control", "no-store"}} {
    if (public_url.starts_with("https://"))
        baseline_.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

std::string Wire::render_head(const Response& response, WireStyle style, Instant now) const {
    check(response.status >= 200 && response.status <= 599, "a status is one of HTTP's");
    std::string head;
    head.reserve(768);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(status_text(response.status)).append("\r\n");
    append_line(head, "Date", http_date(now));
    if (!response.type.empty()) append_checked(head, "Content-Type", response.type);
    for (const auto& [name, value] : response.headers)
        if (!is_framing(name)) append_checked(head, name, value);
    for (const auto& cookie : response.cookies) append_checked(head, "Set-Cookie", cookie);
    for (const auto& [name, value] : baseline_) {
        const bool is_set = std::any_of(response.headers.begin(), response.headers.end(),
                                        [&](const auto& row) { return is_same(row.first, name); });
        if (!is_set) append_line(head, name, value);
    }
    append_framing(head, response, style);
    return head += "\r\n";
}

std::string Wire::render_refusal(int status, std::string_view why, Instant now) const {
    Response response{
        .status = status, .type = "text/plain; charset=utf-8", .body = std::string{why}};
    response.body += "\n";
    if (status == 503) set_header(response, "Retry-After", "2");
    return render_head(response, {.closes = true}, now) + response.body;
}

std::string http_date(Instant now) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(now - day)};
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  days[std::chrono::weekday{day}.c_encoding()], unsigned{date.day()},
                  months[unsigned{date.month()} - 1], int{date.year()},
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text.data();
}

std::string_view status_text(int status) {
    constexpr std::array<std::pair<int, std::string_view>, 34> texts{
        {{200, "OK"},
         {201, "Created"},
         {202, "Accepted"},
         {204, "No Content"},
         {206, "Partial Content"},
         {301, "Moved Permanently"},
         {302, "Found"},
         {303, "See Other"},
         {304, "Not Modified"},
         {307, "Temporary Redirect"},
         {308, "Permanent Redirect"},
         {400, "Bad Request"},
         {401, "Unauthorized"},
         {403, "Forbidden"},
         {404, "Not Found"},
         {405, "Method Not Allowed"},
         {406, "Not Acceptable"},
         {408, "Request Timeout"},
         {409, "Conflict"},
         {410, "Gone"},
         {411, "Length Required"},
         {412, "Precondition Failed"},
         {413, "Content Too Large"},
         {414, "URI Too Long"},
         {415, "Unsupported Media Type"},
         {417, "Expectation Failed"},
         {421, "Misdirected Request"},
         {422, "Unprocessable Content"},
         {429, "Too Many Requests"},
         {431, "Request Header Fields Too Large"},
         {500, "Internal Server Error"},
         {501, "Not Implemented"},
         {503, "Service Unavailable"},
         {505, "HTTP Version Not Supported"}}};
    for (const auto& [number, text] : texts)
        if (number == status) return text;
    return "Answer";
}

bool has_no_body(int status) { return status == 204 || status == 304; }

}  // namespace http
