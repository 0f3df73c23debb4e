// Asking: how programs ask the API: query parameters, bodies, pages of lists; and how it answers.
//
// Strict on purpose: a parameter or a field that is unknown or comes twice is refused, so that a
// misspelt one is never silently without effect. Answers carry an ETag and are asked again with
// If-None-Match.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/giving/gift_pages.h"
#include "campaign/outside/json.h"
#include "web/app.h"

namespace api {

[[noreturn]] void refuse_field(const std::string& field, const std::string& detail);

// Refuses what is not named here, and what comes twice.
void check_query(const http::Request&, std::initializer_list<std::string_view> known);

// Of a body that was read: a text (empty where absent), a whole number, a truth.
std::string text_field(const outside::JsonObject&, const std::string& name);
std::optional<std::int64_t> number_field(const outside::JsonObject&, const std::string& name);
bool truth_field(const outside::JsonObject&, const std::string& name);
// A line of at most so many letters; refused with the field's name if it is not.
std::string line_field(const outside::JsonObject&, const std::string& name, std::size_t max);
// "amount_minor" and "currency", more than nothing; the currency must be this one.
Money money_field(const outside::JsonObject&, const std::string& minor_name, Currency);

constexpr int page_max = 100, page_default = 50;

// ?limit=50&after=…: where a page of a list begins. The cursor says a moment and an id.
struct Page {
    int limit = page_default;
    std::optional<giving::Place> after = {};
};
Page read_page(const http::Request&);  // Of the query; its names are not checked here.
std::string cursor_of(const giving::Place&);

// {"items": […], "next": "…" or null}, with Link: rel="next" (RFC 8288) where there is more.
struct Listing {
    std::vector<std::string> items;
    std::optional<giving::Place> next = {};
    std::string more = {};  // Further fields: ",\"name\":value".
};
http::Response show_listing(const http::Request&, App&, const Listing&);
// With an ETag of its body; 304 where the asker has it already.
http::Response show_json(const http::Request&, std::string body);

}  // namespace api
