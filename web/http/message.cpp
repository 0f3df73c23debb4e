#include "web/http/message.h"

#include <algorithm>
#include <set>

#include "campaign/words/check.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"

namespace http {
namespace {

constexpr char hex_digits[] = "0123456789ABCDEF";

bool is_alphanumeric(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void append_escaped(std::string& out, unsigned char c) {
    out += '%';
    out += hex_digits[c >> 4];
    out += hex_digits[c & 15];
}

bool is_same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; };
        return low(x) == low(y);
    });
}

std::string read_part(std::string_view escaped) {
    auto text = url_decoded(escaped, true);
    if (!text || text->find('\0') != std::string::npos || !is_utf8(*text))
        throw Refused{{Reason::not_a_valid_value}};
    return std::move(*text);
}

// A file name that every browser understands: quoted ASCII, then RFC 8187 for the rest.
std::string attachment(std::string_view name) {
    std::string plain;
    for (const char c : name)
        plain += is_alphanumeric(static_cast<unsigned char>(c)) || c == '.' || c == '-' ? c : '_';
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(name);
}

}  // namespace

void Fields::add(std::string name, std::string value) {
    rows_.emplace_back(std::move(name), std::move(value));
}

bool Fields::has(std::string_view name) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](auto& row) { return row.first == name; });
}

std::string Fields::text(std::string_view name) const {
    for (const auto& [key, value] : rows_)
        if (key == name) return value;
    return {};
}

std::vector<std::string> Fields::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : rows_)
        if (key == name) values.push_back(value);
    return values;
}

bool Fields::repeats() const {
    std::set<std::string_view> seen;
    return std::any_of(rows_.begin(), rows_.end(),
                       [&](auto& row) { return !seen.insert(row.first).second; });
}

std::string Request::header(std::string_view lower_case_name) const {
    const auto found = headers.find(std::string{lower_case_name});
    return found == headers.end() ? std::string{} : found->second;
}

std::string Request::param(std::string_view name) const {
    const auto found = params.find(std::string{name});
    return found == params.end() ? std::string{} : found->second;
}

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return is_alphanumeric(static_cast<unsigned char>(c)) ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_header_value(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t') || byte == 0x7F;
    });
}

void set_header(Response& response, std::string_view name, std::string value) {
    check(is_token(name), "a header's name is a token");
    check(is_header_value(value), "a header's value has no control characters");
    for (auto& [key, old] : response.headers)
        if (is_same_name(key, name)) {
            old = std::move(value);
            return;
        }
    response.headers.emplace_back(name, std::move(value));
}

std::string cookie_name(std::string_view name, Scheme scheme) {
    return (scheme == Scheme::https ? "__Host-" : "") + std::string{name};
}

void add_cookie(Response& response, const Cookie& cookie, Scheme scheme) {
    check(is_token(cookie.name), "a cookie's name is a token");
    check(is_header_value(cookie.value) &&
              cookie.value.find_first_of(" \",;\\\t") == std::string::npos,
          "a cookie's value needs no quoting");
    auto text = cookie_name(cookie.name, scheme) + "=" + cookie.value;
    text += "; Path=/; HttpOnly; SameSite=Lax";
    if (cookie.max_age_s) text += "; Max-Age=" + std::to_string(*cookie.max_age_s);
    if (scheme == Scheme::https) text += "; Secure";
    response.cookies.push_back(std::move(text));
}

Response page(std::string html, int status) { return {.status = status, .body = std::move(html)}; }

Response redirect(std::string location, int status) {
    check(is_header_value(location), "an address has no control characters");
    std::string sent;  // A Location is ASCII: what is not is escaped (RFC 3986, 2.1).
    for (const char c : location) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7F || c == '"' || c == '<' || c == '>' || c == '\\')
            append_escaped(sent, byte);
        else
            sent += c;
    }
    Response response{.status = status, .type = {}};
    set_header(response, "Location", std::move(sent));
    return response;
}

Response file(std::string bytes, std::string type, std::string download_name) {
    Response response{.type = std::move(type), .body = std::move(bytes)};
    if (!download_name.empty())
        set_header(response, "Content-Disposition", attachment(download_name));
    return response;
}

Response json(std::string body, int status) {
    return {.status = status, .type = "application/json", .body = std::move(body)};
}

std::optional<std::string> url_decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return {};
            const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return {};
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i] == '+' && plus_is_space ? ' ' : text[i];
        }
    }
    return out;
}

Fields read_urlencoded(std::string_view text) {
    Fields fields;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = read_part(pair.substr(0, equals));
        if (name.size() > field_name_max || fields.rows().size() == fields_max)
            throw Refused{{Reason::not_a_valid_value}};
        fields.add(std::move(name), read_part(pair.substr(std::min(equals + 1, pair.size()))));
    }
    return fields;
}

Fields read_cookies(std::string_view header) {
    Fields cookies;
    while (!header.empty() && cookies.rows().size() < cookies_max) {
        const auto end = std::min(header.find(';'), header.size());
        auto pair = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        while (!pair.empty() && pair.back() == ' ') pair.remove_suffix(1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || !is_token(pair.substr(0, equals))) continue;
        auto value = pair.substr(equals + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        if (is_utf8(value)) cookies.add(std::string{pair.substr(0, equals)}, std::string{value});
    }
    return cookies;
}

}  // namespace http
