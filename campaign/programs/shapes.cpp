#include "campaign/programs/shapes.h"

#include "campaign/outside/json.h"

namespace programs {

std::string money_json(Money money) {
    return outside::JsonWriter{}
        .number("amount_minor", money.minor)
        .text("currency", money.currency.text())
        .object();
}

std::string money_or_null(const std::optional<Money>& money) {
    return money ? money_json(*money) : "null";
}

std::string moment_or_null(const std::optional<Instant>& at) {
    return at ? outside::json_text(iso_text(*at)) : "null";
}

std::string text_or_null(const std::string& text) {
    return text.empty() ? "null" : outside::json_text(text);
}

std::string public_gift_json(const giving::PublicGift& gift) {
    return outside::JsonWriter{}
        .text("id", std::to_string(gift.id))
        .raw("amount", money_or_null(gift.amount))
        .raw("name", text_or_null(gift.name))
        .raw("message", text_or_null(gift.message))
        .raw("occasion", text_or_null(gift.mentions.occasion))
        .raw("remembered", text_or_null(gift.mentions.remembered))
        .raw("company", text_or_null(gift.mentions.company))
        .truth("is_anonymous", gift.is_anonymous)
        .text("at", iso_text(gift.at))
        .object();
}

}  // namespace programs
