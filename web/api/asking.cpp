#include "web/api/asking.h"

#include <algorithm>
#include <charconv>

#include "campaign/words/number.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace api {

namespace {

constexpr std::size_t cursor_digits = 16;

std::string hex_of(std::uint64_t number) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex(cursor_digits, '0');
    for (auto at = hex.size(); at-- > 0; number >>= 4) hex[at] = digits[number & 15];
    return hex;
}

std::optional<std::int64_t> number_from(std::string_view hex) {
    std::uint64_t number = 0;
    const auto end = hex.data() + hex.size();
    const auto read = std::from_chars(hex.data(), end, number, 16);
    if (read.ec != std::errc{} || read.ptr != end || number >> 63 != 0) return {};
    return static_cast<std::int64_t>(number);
}

// If-None-Match is a list (RFC 9110, 13.1.2), compared weakly.
bool is_known(const std::string& listed, const std::string& tag) {
    std::string_view rest = listed;
    while (!rest.empty()) {
        auto one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == "*" || one == tag) return true;
    }
    return false;
}

std::string next_link(const http::Request& request, const App& app, const std::string& cursor) {
    auto link = app.config.public_url + request.path + "?";
    for (const auto& [name, value] : request.query.rows())
        if (name != "after") link += name + "=" + percent_encoded(value) + "&";
    return "<" + link + "after=" + cursor + ">; rel=\"next\"";
}

}  // namespace

void refuse_field(const std::string& field, const std::string& detail) {
    throw Refused{{Reason::not_a_valid_value, field, detail}};
}

void check_query(const http::Request& request, std::initializer_list<std::string_view> known) {
    if (request.query.repeats()) refuse_field("", "A parameter of the query comes twice.");
    for (const auto& [name, value] : request.query.rows())
        if (std::ranges::find(known, name) == known.end())
            refuse_field(name, "There is no such parameter here.");
}

std::string text_field(const outside::JsonObject& body, const std::string& name) {
    const auto found = body.find(name);
    if (found == body.end() || std::holds_alternative<std::nullptr_t>(found->second)) return {};
    if (const auto* text = std::get_if<std::string>(&found->second)) return *text;
    refuse_field(name, "This must be a text.");
}

std::optional<std::int64_t> number_field(const outside::JsonObject& body, const std::string& name) {
    const auto found = body.find(name);
    if (found == body.end() || std::holds_alternative<std::nullptr_t>(found->second)) return {};
    if (const auto* number = std::get_if<std::int64_t>(&found->second)) return *number;
    refuse_field(name, "This must be a whole number.");
}

bool truth_field(const outside::JsonObject& body, const std::string& name) {
    const auto found = body.find(name);
    if (found == body.end() || std::holds_alternative<std::nullptr_t>(found->second)) return false;
    if (const auto* truth = std::get_if<bool>(&found->second)) return *truth;
    refuse_field(name, "This must be true or false.");
}

std::string line_field(const outside::JsonObject& body, const std::string& name, std::size_t max) {
    auto line = read_line(text_field(body, name), max);
    if (!line) refuse_field(name, "One line of at most " + std::to_string(max) + " characters.");
    return *line;
}

Money money_field(const outside::JsonObject& body, const std::string& minor_name,
                  Currency currency) {
    const auto minor = number_field(body, minor_name);
    if (!minor || *minor <= 0 || *minor > giving::minor_per_gift_max)
        refuse_field(minor_name,
                     "Send a whole number of minor units, more than nothing and at "
                     "most 100000000.");
    if (text_field(body, "currency") != currency.text())
        refuse_field("currency", "This campaign counts in " + currency.text() + ".");
    return {*minor, currency};
}

Page read_page(const http::Request& request) {
    Page page;
    if (request.query.has("limit")) {
        if (!read_number(request.query.text("limit"), page.limit) || page.limit < 1 ||
            page.limit > page_max)
            refuse_field("limit", "A whole number from 1 to 100.");
    }
    if (!request.query.has("after")) return page;
    const auto cursor = request.query.text("after");
    const auto at = number_from(std::string_view{cursor}.substr(0, cursor_digits));
    const auto id = cursor.size() == 2 * cursor_digits
                        ? number_from(std::string_view{cursor}.substr(cursor_digits))
                        : std::nullopt;
    constexpr std::int64_t latest = 253'402'300'799'000'000;  // The year 9999.
    if (!at || !id || *at > latest)
        refuse_field("after", "Send back what stood in \"next\", unchanged.");
    page.after = giving::Place{Instant{std::chrono::microseconds{*at}}, *id};
    return page;
}

std::string cursor_of(const giving::Place& place) {
    return hex_of(static_cast<std::uint64_t>(place.at.time_since_epoch().count())) +
           hex_of(static_cast<std::uint64_t>(place.id));
}

http::Response show_listing(const http::Request& request, App& app, const Listing& listing) {
    const auto cursor = listing.next ? cursor_of(*listing.next) : std::string{};
    auto response =
        show_json(request, "{\"items\":" + outside::json_list(listing.items) +
                               ",\"next\":" + (listing.next ? outside::json_text(cursor) : "null") +
                               listing.more + "}");
    if (listing.next) set_header(response, "Link", next_link(request, app, cursor));
    return response;
}

http::Response show_json(const http::Request& request, std::string body) {
    constexpr std::size_t tag_digits = 32;
    const auto tag = "\"" + sha256_hex(body).substr(0, tag_digits) + "\"";
    const bool has_it = is_known(request.header("if-none-match"), tag);
    auto response = has_it ? http::json("", 304) : http::json(std::move(body));
    set_header(response, "ETag", tag);
    set_header(response, "Cache-Control", "no-cache");
    return response;
}

}  // namespace api
