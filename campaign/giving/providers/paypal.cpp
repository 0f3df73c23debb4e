#include "campaign/giving/providers/paypal.h"

#include <algorithm>
#include <array>

#include "campaign/giving/providers/paypal_facts.h"
#include "campaign/outside/http_client.h"
#include "campaign/outside/json.h"

namespace providers {

namespace {

using outside::JsonNode;
using outside::JsonWriter;
constexpr std::string_view live = "https://api-m.paypal.com";
constexpr std::string_view trial = "https://api-m.sandbox.paypal.com";
constexpr std::size_t answer_max = 256 * 1024, description_max = 127;
constexpr std::chrono::milliseconds deadline{8'000};

// It takes no decimals of these, whatever ISO 4217 says (developer.paypal.com, currency codes).
bool has_no_decimals(std::string_view code) {
    return code == "HUF" || code == "JPY" || code == "TWD";
}

std::string first_letters(std::string text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0) == 0x80)
        --bytes_max;
    text.resize(bytes_max);
    return text;
}

class Paypal : public Provider {
public:
    Paypal(const KeyRing& ring, std::string api) : ring_{ring}, api_{std::move(api)} {}

    std::string name() const override { return "paypal"; }
    std::string way() const override { return "paypal"; }
    std::string label() const override { return "PayPal"; }
    std::string origin() const override;
    bool moves_no_money() const override { return api_ != live; }
    Money smallest(Currency currency) const override;
    Checkout begin_checkout(const CheckoutAsked& asked) const override;
    std::optional<Payment> find_payment(const std::string& checkout, bool may_take) const override;
    std::optional<Payment> find_stray(const std::string& payment) const override;
    // An order that nobody agreed to ends by itself after some hours; PayPal knows no other end.
    void end_checkout(const std::string&) const override {}
    std::optional<Notice> read_notice(const Headers& headers, const std::string& raw_body,
                                      Instant now) const override;
    Payment::Refund refund(const RefundAsked& asked) const override;
    std::vector<Notice> notices_since(Instant since) const override;
    std::string dispute_page(const std::string& dispute) const override;
    std::string try_keys() const override;

private:
    struct Question {
        std::string method, path, body = {}, once = {};
    };
    outside::HttpAnswer ask_for_token(std::size_t which) const;
    const std::string& token() const;
    outside::HttpAnswer call(const Question&) const;
    // The answer's object; nothing if there is no such thing. Throws NotTaken for any other no.
    std::optional<JsonNode> ask(const Question&) const;
    // Takes what was agreed to. Nothing if that cannot be done now: the order tells why.
    std::optional<JsonNode> capture(const JsonNode& order) const;
    void read_disputes(Payment& payment) const;
    bool is_signed(const Headers& headers, const std::string& raw_body,
                   const std::string& webhook) const;

    KeyRing ring_;
    std::string api_;
    mutable std::string token_ = {};  // Fetched at the first question of this object's short life.
};

std::string Paypal::origin() const {
    if (api_ == live) return "https://www.paypal.com";
    return api_ == trial ? "https://www.sandbox.paypal.com" : api_;
}

outside::HttpAnswer Paypal::ask_for_token(std::size_t which) const {
    const auto& clients = ring_.at("client");
    return outside::call_http({.method = "POST",
                               .url = api_ + "/v1/oauth2/token",
                               .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                               .body = "grant_type=client_credentials",
                               .user = clients.at(std::min(which, clients.size() - 1)),
                               .password = ring_.at("secret").at(which),
                               .deadline = deadline,
                               .answer_bytes_max = answer_max});
}

// While a secret is changed, the newest that is known there is used.
const std::string& Paypal::token() const {
    for (std::size_t i = 0; token_.empty() && i < ring_.at("secret").size(); ++i) {
        const auto answer = ask_for_token(i);
        if (answer.status >= 500) throw outside::Unreachable{"PayPal gave no token"};
        if (const auto node = outside::read_json(answer.body, answer_max))
            token_ = node->at("access_token").text();
    }
    if (token_.empty()) throw NotTaken{"PayPal does not know these keys"};
    return token_;
}

outside::HttpAnswer Paypal::call(const Question& question) const {
    outside::HttpCall call{.method = question.method, .url = api_ + question.path};
    call.headers = {{"Authorization", "Bearer " + token()},
                    {"Content-Type", "application/json"},
                    {"Prefer", "return=representation"}};
    if (!question.once.empty()) call.headers.emplace_back("PayPal-Request-Id", question.once);
    call.body = question.body, call.deadline = deadline, call.answer_bytes_max = answer_max;
    return outside::call_http(call);
}

std::optional<JsonNode> Paypal::ask(const Question& question) const {
    constexpr int conflict = 409, too_many = 429, broken = 500;
    const auto answer = call(question);
    if (answer.status == 404) return {};
    if (answer.status >= broken || answer.status == conflict || answer.status == too_many)
        throw outside::Unreachable{"PayPal answered " + std::to_string(answer.status)};
    const auto node = outside::read_json(answer.body, answer_max);
    if (!node) throw outside::Unreachable{"PayPal's answer cannot be read"};
    if (answer.status < 200 || answer.status >= 300)
        throw NotTaken{std::to_string(answer.status) + " " + node->at("name").text() + " " +
                       node->at("details.0.issue").text()};
    return node;
}

Money Paypal::smallest(Currency currency) const {
    std::int64_t minor = 1;
    if (has_no_decimals(currency.text()))
        for (int i = 0; i < currency.decimals; ++i) minor *= 10;
    return {minor, currency};
}

Checkout Paypal::begin_checkout(const CheckoutAsked& asked) const {
    const auto value = paypal_text(asked.amount);
    if (!value)
        throw NotTaken{"PayPal cannot write this amount of " + asked.amount.currency.text()};
    JsonWriter amount, unit, context, wallet, source, order;
    amount.text("currency_code", asked.amount.currency.text()).text("value", *value);
    unit.text("custom_id", asked.gift).raw("amount", amount.object());
    unit.text("description", first_letters(asked.title, description_max));
    context.text("return_url", asked.return_url).text("cancel_url", asked.cancel_url);
    context.text("user_action", "PAY_NOW").text("shipping_preference", "NO_SHIPPING");
    if (!asked.language.empty()) context.text("locale", asked.language);
    source.raw("paypal", wallet.raw("experience_context", context.object()).object());
    order.text("intent", "CAPTURE").raw("purchase_units", outside::json_list({unit.object()}));
    order.raw("payment_source", source.object());
    const auto made = ask({"POST", "/v2/checkout/orders", order.object(), asked.key});
    if (!made || made->at("id").text().empty()) throw NotTaken{"PayPal made no order"};
    Checkout checkout{made->at("id").text(), ""};
    for (const auto& link : made->at("links").items()) {
        const auto rel = link.at("rel").text();
        if (rel == "payer-action" || rel == "approve") checkout.url = link.at("href").text();
    }
    if (checkout.url.empty()) throw NotTaken{"PayPal named no page to pay on"};
    return checkout;
}

std::optional<JsonNode> Paypal::capture(const JsonNode& order) const {
    const auto id = order.at("id").text();
    // Each time that the payer agrees is a question of its own; an order is captured once.
    const auto once = "capture:" + id + ":" + order.at("update_time").text();
    try {
        return ask({"POST", "/v2/checkout/orders/" + id + "/capture", "{}", once});
    } catch (const NotTaken&) {
        return {};
    }
}

std::optional<Payment> Paypal::find_payment(const std::string& checkout, bool may_take) const {
    if (!is_paypal_id(checkout)) return {};
    const Question question{"GET", "/v2/checkout/orders/" + checkout};
    auto order = ask(question);
    if (may_take && order && order->at("status").text() == "APPROVED") {
        auto taken = capture(*order);
        order = taken && taken->at("purchase_units.0.amount").is_there() ? taken : ask(question);
    }
    if (!order) return {};
    auto payment = payment_from(*order);
    read_disputes(payment);
    return payment;
}

void Paypal::read_disputes(Payment& payment) const {
    if (payment.captured.minor == 0 || !is_paypal_id(payment.payment)) return;
    try {
        const auto found =
            ask({"GET", "/v1/customer/disputes?disputed_transaction_id=" + payment.payment});
        if (!found) return;
        for (const auto& item : found->at("items").items()) {
            const auto id = item.at("dispute_id").text();
            if (!is_paypal_id(id)) continue;
            // The list is a summary: how it ended is told by each of them.
            const auto dispute = ask({"GET", "/v1/customer/disputes/" + id});
            if (dispute && !is_paypal_inquiry(*dispute))
                payment.disputes.push_back(dispute_from_paypal(*dispute));
        }
    } catch (const NotTaken&) {  // An app may lack the right to see disputes; refunds still tell.
    }
}

std::optional<Payment> Paypal::find_stray(const std::string& id) const {
    if (!is_paypal_id(id)) return {};
    const auto capture = ask({"GET", "/v2/payments/captures/" + id});
    if (!capture) return {};
    const auto order_id = capture->at("supplementary_data.related_ids.order_id").text();
    if (!is_paypal_id(order_id)) return {};
    const auto order = ask({"GET", "/v2/checkout/orders/" + order_id});
    if (!order) return {};
    auto payment = payment_from(*order);
    read_disputes(payment);
    return payment;
}

bool Paypal::is_signed(const Headers& headers, const std::string& raw_body,
                       const std::string& webhook) const {
    constexpr std::array proofs{
        std::pair{"auth_algo", "paypal-auth-algo"},
        std::pair{"cert_url", "paypal-cert-url"},
        std::pair{"transmission_id", "paypal-transmission-id"},
        std::pair{"transmission_sig", "paypal-transmission-sig"},
        std::pair{"transmission_time", "paypal-transmission-time"},
    };
    JsonWriter question;
    for (const auto& [name, header] : proofs) {
        const auto value = headers.text(header);
        if (value.empty()) return false;
        question.text(name, value);
    }
    // The message as it came, byte for byte: that is what was signed.
    question.text("webhook_id", webhook).raw("webhook_event", raw_body);
    try {
        const auto answer =
            ask({"POST", "/v1/notifications/verify-webhook-signature", question.object()});
        return answer && answer->at("verification_status").text() == "SUCCESS";
    } catch (const NotTaken&) {  // Not even a question that PayPal understands.
        return false;
    }
}

// How old it is does not matter: PayPal repeats for three days with what it signed first, and the
// same message is taken once.
std::optional<Notice> Paypal::read_notice(const Headers& headers, const std::string& raw_body,
                                          Instant) const {
    const auto event = outside::read_json(raw_body, answer_max);
    if (!event || event->at("id").text().empty() || !event->at("resource").is_there()) return {};
    const auto fits = [&](const auto& webhook) { return is_signed(headers, raw_body, webhook); };
    if (!std::ranges::any_of(ring_.at("webhook"), fits)) return {};
    return notice_from(*event);
}

Payment::Refund Paypal::refund(const RefundAsked& asked) const {
    const auto value = paypal_text(asked.amount);
    if (!value || !is_paypal_id(asked.payment)) throw NotTaken{"PayPal cannot write this amount"};
    JsonWriter amount, body;
    amount.text("currency_code", asked.amount.currency.text()).text("value", *value);
    body.raw("amount", amount.object()).text("custom_id", asked.own);
    const auto made = ask(
        {"POST", "/v2/payments/captures/" + asked.payment + "/refund", body.object(), asked.key});
    if (!made) throw NotTaken{"PayPal does not know this payment"};
    return refund_from_paypal(*made);
}

// Its list holds 30 days.
std::vector<Notice> Paypal::notices_since(Instant since) const {
    constexpr int pages_max = 100;
    std::vector<Notice> notices;
    auto path = "/v1/notifications/webhooks-events?" +
                outside::form_text({{"page_size", "100"}, {"start_time", iso_text(since)}});
    for (int i = 0; i < pages_max && !path.empty(); ++i) {
        const auto found = ask({"GET", path});
        path.clear();
        if (!found) break;
        for (const auto& event : found->at("events").items()) notices.push_back(notice_from(event));
        for (const auto& link : found->at("links").items())
            if (const auto href = link.at("href").text(); link.at("rel").text() == "next")
                if (const auto at = href.find("/v1/notifications/"); at != href.npos)
                    path = href.substr(at);
    }
    std::ranges::reverse(notices);
    return notices;
}

std::string Paypal::dispute_page(const std::string& dispute) const {
    if (!is_paypal_id(dispute) || (api_ != live && api_ != trial)) return {};
    return origin() + "/resolutioncenter/" + dispute;
}

std::string Paypal::try_keys() const {
    const auto answer = ask_for_token(0);
    if (answer.status == 200) return {};
    if (answer.status == 401)
        return "PayPal does not know this client id with this secret. Copy both again, whole.";
    return "PayPal answered " + std::to_string(answer.status) + ". Please try again in a minute.";
}

}  // namespace

std::unique_ptr<Provider> make_paypal(const KeyRing& ring, const std::string& api) {
    return std::make_unique<Paypal>(ring, api);
}

std::optional<std::string> paypal_text(Money money) {
    if (!has_no_decimals(money.currency.text())) return decimal_text(money);
    auto number = money.minor;
    for (int i = 0; i < money.currency.decimals; ++i) {
        if (number % 10 != 0) return {};
        number /= 10;
    }
    return std::to_string(number);
}

std::optional<Money> money_of_paypal(const std::string& value, const std::string& code) {
    const auto currency = find_currency(code);
    if (!currency) return {};
    return read_money(value, *currency, '.');
}

}  // namespace providers
