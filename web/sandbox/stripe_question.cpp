#include "web/sandbox/stripe_question.h"

#include <algorithm>

#include "campaign/words/number.h"
#include "web/sandbox/stripe.h"

namespace sandbox {

namespace {

constexpr std::int64_t total_minor_min = 50;
constexpr std::chrono::minutes expiry_min{30}, expiry_max{24 * 60};
constexpr std::chrono::seconds expiry_slack{5};  // For the way here.
constexpr std::size_t label_names_max = 50, label_text_max = 500;

constexpr std::string_view known_names[] = {"adaptive_pricing",
                                            "after_expiration",
                                            "allow_promotion_codes",
                                            "automatic_tax",
                                            "billing_address_collection",
                                            "cancel_url",
                                            "client_reference_id",
                                            "consent_collection",
                                            "custom_fields",
                                            "custom_text",
                                            "customer_creation",
                                            "customer_email",
                                            "expand",
                                            "expires_at",
                                            "invoice_creation",
                                            "line_items",
                                            "locale",
                                            "metadata",
                                            "mode",
                                            "origin_context",
                                            "payment_intent_data",
                                            "payment_method_options",
                                            "payment_method_types",
                                            "phone_number_collection",
                                            "submit_type",
                                            "subscription_data",
                                            "success_url",
                                            "ui_mode"};

// The languages of Stripe's page. Arabic is none of them.
constexpr std::string_view locales[] = {
    "auto", "bg",  "cs", "da",    "de", "el", "en",    "en-GB", "es", "es-419", "et",
    "fi",   "fil", "fr", "fr-CA", "hr", "hu", "id",    "it",    "ja", "ko",     "lt",
    "lv",   "ms",  "mt", "nb",    "nl", "pl", "pt",    "pt-BR", "ro", "ru",     "sk",
    "sl",   "sv",  "th", "tr",    "vi", "zh", "zh-HK", "zh-TW"};

[[noreturn]] void refuse(std::string code, std::string message, std::string param) {
    throw Declined{stripe_error(
        {.code = std::move(code), .message = std::move(message), .param = std::move(param)})};
}

std::string require_text(const http::Fields& form, const std::string& name) {
    auto text = form.text(name);
    if (text.empty()) refuse("parameter_missing", "Missing required param: " + name + ".", name);
    return text;
}

template <typename List>
void require_one_of(const List& list, const std::string& value, const std::string& name) {
    if (std::ranges::find(list, value) != std::end(list)) return;
    refuse("", "Invalid " + name + ": " + value + " is not one of the values it may have", name);
}

std::string require_address(const http::Fields& form, const std::string& name) {
    auto url = require_text(form, name);
    if (!url.starts_with("https://") && !url.starts_with("http://"))
        refuse("url_invalid", "Not a valid URL", name);
    return url;
}

void refuse_unknown_names(const http::Fields& form) {
    for (const auto& [name, value] : form.rows()) {
        const auto top = name.substr(0, name.find('['));
        if (std::ranges::find(known_names, top) == std::end(known_names))
            refuse("parameter_unknown", "Received unknown parameter: " + top, top);
    }
}

Currency read_currency(const http::Fields& form, const std::string& name) {
    auto code = require_text(form, name);
    std::ranges::transform(code, code.begin(), [](unsigned char c) { return std::toupper(c); });
    const auto currency = find_currency(code);
    if (!currency) refuse("", "Invalid currency: " + form.text(name), name);
    return *currency;
}

std::int64_t require_whole(const http::Fields& form, const std::string& name) {
    require_text(form, name);
    const auto number = read_whole(form, name);
    if (*number < 0) refuse("parameter_invalid_integer", "This value must not be below 0.", name);
    return *number;
}

std::vector<Line> read_lines_sold(const http::Fields& form) {
    std::vector<Line> lines;
    for (;;) {
        const auto item = "line_items[" + std::to_string(lines.size()) + "]";
        const auto has_any = std::ranges::any_of(
            form.rows(), [&](const auto& row) { return row.first.starts_with(item); });
        if (!has_any) break;
        const auto currency = read_currency(form, item + "[price_data][currency]");
        const auto minor = require_whole(form, item + "[price_data][unit_amount]");
        if (minor > Money::minor_max) refuse("amount_too_large", "Too large.", item);
        lines.push_back({require_text(form, item + "[price_data][product_data][name]"),
                         {minor, currency},
                         require_whole(form, item + "[quantity]")});
        if (lines.back().amount.currency != lines.front().amount.currency)
            refuse("", "All prices of a session have one currency.", item);
    }
    if (lines.empty())
        refuse("parameter_missing", "Missing required param: line_items.", "line_items");
    return lines;
}

Money total_of(const std::vector<Line>& lines) {
    Money total{0, lines.front().amount.currency};
    for (const auto& line : lines)
        for (std::int64_t i = 0; i < line.quantity; ++i) total = total + line.amount;
    if (total.minor < total_minor_min)
        refuse("amount_too_small",
               "The Checkout Session's total amount due must add up to at least 50 cents.",
               "line_items");
    return total;
}

// What belongs to the other mode of a session.
void refuse_other_mode(const http::Fields& form, bool is_monthly) {
    constexpr std::string_view interval = "[price_data][recurring][interval]";
    const std::string other = is_monthly ? "payment_intent_data" : "subscription_data";
    bool recurs = false;
    for (const auto& [name, value] : form.rows()) {
        if (name.starts_with(other + "["))
            refuse("",
                   "You can not pass `" + other + "` in `" +
                       (is_monthly ? "subscription" : "payment") + "` mode.",
                   other);
        if (name.ends_with(interval) && value != "month")
            refuse("", "Here money is taken every month.", name);
        recurs = recurs || name.ends_with(interval);
    }
    if (is_monthly && !recurs)
        refuse("",
               "You must provide at least one recurring price in `subscription` mode when "
               "using prices.",
               "mode");
    if (!is_monthly && recurs)
        refuse("",
               "You specified `payment` mode but passed a recurring price. Either switch to "
               "`subscription` mode or use only one-time prices.",
               "mode");
}

Instant read_expiry(const http::Fields& form, Instant now) {
    const auto asked = read_whole(form, "expires_at");
    if (!asked) return now + expiry_max;
    const Instant expires{std::chrono::seconds{*asked}};
    if (expires < now + expiry_min - expiry_slack)
        refuse("",
               "The `expires_at` timestamp must be at least 30 minutes from Checkout Session "
               "creation.",
               "expires_at");
    if (expires > now + expiry_max + expiry_slack)
        refuse("",
               "The `expires_at` timestamp must be less than 24 hours from Checkout Session "
               "creation.",
               "expires_at");
    return expires;
}

}  // namespace

std::optional<std::int64_t> read_whole(const http::Fields& form, const std::string& name) {
    const auto text = form.text(name);
    if (text.empty()) return {};
    std::int64_t number = 0;
    if (!read_number(text, number))
        refuse("parameter_invalid_integer", "Invalid integer: " + text, name);
    return number;
}

Labels read_labels(const http::Fields& form, const std::string& prefix) {
    Labels labels;
    for (const auto& [name, value] : form.rows()) {
        if (!name.starts_with(prefix + "[") || !name.ends_with(']')) continue;
        const auto label = name.substr(prefix.size() + 1, name.size() - prefix.size() - 2);
        if (label.find('[') != label.npos) continue;
        if (labels.size() == label_names_max || value.size() > label_text_max)
            refuse("", "Metadata has at most 50 names and values of at most 500 characters.", name);
        labels.emplace(label, value);
    }
    return labels;
}

Expand read_expand(const http::Fields& form) {
    std::set<std::string> paths;
    for (const auto& [name, value] : form.rows())
        if (name.starts_with("expand[")) paths.insert(value);
    return Expand{paths};
}

Sale read_session(const http::Fields& form, Instant now) {
    refuse_unknown_names(form);
    const std::string modes[] = {"payment", "subscription"},
                      submits[] = {"", "auto", "pay", "book", "donate"};
    require_one_of(modes, require_text(form, "mode"), "mode");
    require_one_of(submits, form.text("submit_type"), "submit_type");
    if (form.has("locale")) require_one_of(locales, form.text("locale"), "locale");
    Sale sale{.vendor = Vendor::stripe, .id = new_id("cs_test_")};
    sale.is_monthly = form.text("mode") == "subscription";
    refuse_other_mode(form, sale.is_monthly);
    sale.lines = read_lines_sold(form);
    sale.asked = total_of(sale.lines), sale.taken = Money{0, sale.asked.currency};
    sale.success_url = require_address(form, "success_url");
    if (form.has("cancel_url")) sale.cancel_url = require_address(form, "cancel_url");
    sale.reference = form.text("client_reference_id");
    sale.language = form.text("locale"), sale.submit_type = form.text("submit_type");
    sale.labels = read_labels(form, "metadata");
    sale.intent_labels = read_labels(
        form, sale.is_monthly ? "subscription_data[metadata]" : "payment_intent_data[metadata]");
    sale.made_at = now, sale.expires_at = read_expiry(form, now);
    return sale;
}

Sale read_intent(const http::Fields& form, Instant now) {
    if (form.text("confirm") != "true")
        refuse("parameter_missing", "Here an intent is confirmed when it is made.", "confirm");
    Sale sale{.vendor = Vendor::stripe, .id = new_id("cs_test_"), .intent = new_id("pi_")};
    const auto currency = read_currency(form, "currency");
    sale.asked = Money{std::min(require_whole(form, "amount"), Money::minor_max), currency};
    sale.taken = Money{0, currency};
    if (sale.asked.minor < total_minor_min)
        refuse("amount_too_small", "Amount must be at least 50 cents", "amount");
    sale.lines = {{"Payment", sale.asked}};
    sale.intent_labels = read_labels(form, "metadata");
    sale.made_at = now, sale.expires_at = now + expiry_max;
    return sale;
}

}  // namespace sandbox
