#include "web/api/campaigns.h"

#include <algorithm>
#include <array>

#include "campaign/giving/giving.h"
#include "campaign/outside/json.h"
#include "campaign/phase.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/live/feed.h"
#include "web/live/state.h"
#include "web/pages/give.h"

namespace api {

namespace {

using outside::JsonWriter;

Refused wrong(const std::string& field, const std::string& detail) {
    return Refused{{Reason::not_a_valid_value, field, detail}};
}

std::string text_field(const outside::JsonObject& body, const std::string& name) {
    const auto found = body.find(name);
    if (found == body.end() || std::holds_alternative<std::nullptr_t>(found->second)) return {};
    if (const auto* text = std::get_if<std::string>(&found->second)) return *text;
    throw wrong(name, "This must be a text.");
}

// The key between quotes (RFC 8941) or bare: 1 to 50 of A-Z a-z 0-9 _ -.
std::string idempotency_key(const http::Request& request) {
    auto key = request.header("idempotency-key");
    if (key.size() >= 2 && key.front() == '"' && key.back() == '"')
        key = key.substr(1, key.size() - 2);
    constexpr std::size_t key_max = 50;
    const auto is_sound = std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
    if (key.empty() || key.size() > key_max || !is_sound)
        throw wrong("Idempotency-Key",
                    "Send a header Idempotency-Key with 1 to 50 letters, digits, - or _.");
    return key;
}

giving::NewGift read_gift(const http::Request& request, const pages::Giving& giving) {
    const auto body = outside::read_json_object(request.body);
    if (!body) throw wrong("", "Send one flat JSON object.");
    constexpr std::array known{"amount_minor", "currency", "donor_name",
                               "method",       "message",  "email"};
    for (const auto& [name, value] : *body)
        if (std::ranges::find(known, name) == known.end())
            throw wrong(name, "There is no such field.");
    const auto amount = body->find("amount_minor");
    const auto* minor =
        amount == body->end() ? nullptr : std::get_if<std::int64_t>(&amount->second);
    if (!minor || *minor <= 0 || *minor > giving::minor_per_gift_max)
        throw wrong("amount_minor", "Send a whole number of minor units, more than nothing.");
    if (text_field(*body, "currency") != giving.terms.currency.text())
        throw wrong("currency", "This campaign counts in " + giving.terms.currency.text() + ".");
    if (text_field(*body, "method") != "transfer")
        throw wrong("method", "A promise by \"transfer\" is what this address takes.");
    const auto name = read_line(text_field(*body, "donor_name"), giving::name_max);
    if (!name) throw wrong("donor_name", "At most 80 characters.");
    const auto message = read_lines(text_field(*body, "message"), giving::message_max, 6);
    if (!message) throw wrong("message", "At most 280 characters.");
    const auto typed = text_field(*body, "email");
    const auto email = typed.empty() ? std::optional<std::string>{""} : read_mail_address(typed);
    if (!email) throw wrong("email", "This is not an e-mail address.");
    giving::NewGift asked;
    asked.origin = "api", asked.is_meant = true;
    asked.lines = {{"gift", giving.terms.fund, Money{*minor, giving.terms.currency}, true}};
    asked.donor.name = *name, asked.donor.message = *message, asked.donor.email = *email;
    asked.donor.language = request.language;
    asked.request_key = "api:" + idempotency_key(request);
    return asked;
}

std::string gift_json(const giving::Given& given, const pages::Giving& giving, const App& app) {
    const auto& gift = given.gift;
    return JsonWriter{}
        .text("id", given.token)
        .text("campaign", giving.campaign.slug)
        .text("state", giving::state_name(gift.state))
        .text("method", gift.method)
        .number("amount_minor", gift.amount.minor)
        .text("currency", gift.amount.currency.text())
        .text("reference", gift.reference)
        .text("given_at", iso_text(gift.given_at))
        .text("url", app.config.public_url + "/g/" + given.token)
        .object();
}

// What the public may know: never what is promised without proof, nor what is in the bank.
std::string figures_json(const live::State& state) {
    return JsonWriter{}
        .number("raised_minor", state.figures.raised)
        .number("lighter_minor", state.lighter.minor)
        .number("gifts", state.figures.gifts)
        .object();
}

}  // namespace

http::Response show_campaign(const http::Request& request, App& app) {
    const auto giving = pages::find_giving(request, app);
    const auto& plan = giving.version.plan;
    const auto goal =
        JsonWriter{}
            .text("kind", campaign::goal_kind_name(plan.goal_kind))
            .number(plan.goal_kind == campaign::GoalKind::money ? "amount_minor" : "count",
                    plan.goal)
            .object();
    auto response = http::json(
        JsonWriter{}
            .text("slug", giving.campaign.slug)
            .text("title", plan.title)
            .text("kind", campaign::kind_name(giving.campaign.kind))
            .text("currency", giving.terms.currency.text())
            .text("phase", campaign::phase_name(
                               campaign::phase_of(giving.campaign, giving.version, request.now)))
            .raw("goal", goal)
            .raw("figures", figures_json(live::read_state_of(app.store.session(), giving.campaign,
                                                             giving.version, request.now)))
            .text("url", app.config.public_url + "/c/" + giving.campaign.slug)
            .object());
    constexpr std::size_t tag_digits = 16;
    const auto tag = "\"" + sha256_hex(response.body).substr(0, tag_digits) + "\"";
    if (request.header("if-none-match") == tag) response = http::json("", 304);
    http::set_header(response, "ETag", tag);
    http::set_header(response, "Cache-Control", "no-cache");
    return response;
}

http::Response take_gift(const http::Request& request, App& app) {
    const auto giving = pages::find_giving(request, app);
    const auto asked = read_gift(request, giving);
    const auto given = giving::record_gift(app.store, asked, giving.terms,
                                           people::donor_actor(request.id), request.now);
    app.feed.changed(giving.campaign.id);
    auto response = http::json(gift_json(given, giving, app), 201);
    http::set_header(response, "Location", "/g/" + given.token);
    return response;
}

}  // namespace api
