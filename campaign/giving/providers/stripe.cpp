#include "campaign/giving/providers/stripe.h"

#include <algorithm>
#include <array>
#include <thread>

#include "campaign/outside/http_client.h"
#include "campaign/outside/json.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace providers {

namespace {

using outside::JsonNode;
constexpr auto version = "2025-03-31.basil";
constexpr std::size_t answer_max = 256 * 1024;
constexpr std::chrono::milliseconds deadline{8'000};

// The smallest amounts it takes, in its own numbers (docs.stripe.com/currencies, minimum charges).
constexpr std::array<std::pair<std::string_view, std::int64_t>, 27> smallest_numbers{
    {{"AED", 200}, {"AUD", 50},   {"BRL", 50},  {"CAD", 50},   {"CHF", 50},    {"CZK", 1500},
     {"DKK", 250}, {"EUR", 50},   {"GBP", 30},  {"HKD", 400},  {"HUF", 17500}, {"INR", 50},
     {"JPY", 50},  {"MXN", 1000}, {"MYR", 200}, {"NOK", 300},  {"NZD", 50},    {"PLN", 200},
     {"RON", 200}, {"SEK", 300},  {"SGD", 50},  {"THB", 1000}, {"USD", 50},    {"COP", 200000},
     {"KRW", 700}, {"PHP", 3000}, {"ZAR", 1000}}};

std::string upper_case(std::string_view text) {
    std::string upper{text};
    for (auto& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return upper;
}

// An id that we put into an address: no path, no query.
bool is_plain_id(std::string_view id) {
    constexpr std::size_t id_max = 250;
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    };
    return !id.empty() && id.size() <= id_max && std::ranges::all_of(id, is_plain);
}

// The languages of its page; the browser's in any other case.
std::string locale_of(std::string_view language) {
    constexpr std::array spoken{"bg",  "cs", "da", "de", "el", "en", "es", "et", "fi",
                                "fil", "fr", "hr", "hu", "id", "it", "ja", "ko", "lt",
                                "lv",  "ms", "mt", "nb", "nl", "pl", "pt", "ro", "ru",
                                "sk",  "sl", "sv", "th", "tr", "vi", "zh"};
    const auto found = std::ranges::find(spoken, language);
    return found == spoken.end() ? "auto" : *found;
}

// An expanded object, or its id alone.
std::string id_in(const JsonNode& node) {
    const auto bare = node.text();
    return bare.empty() ? node.at("id").text() : bare;
}

Money money_in(const JsonNode& number, const std::string& currency) {
    const auto money = money_of_stripe(number.number().value_or(0), currency);
    if (!money) throw outside::Unreachable{"Stripe named an amount of an unknown currency"};
    return *money;
}

Payment::Dispute dispute_from(const JsonNode& node) {
    const auto currency = node.at("currency").text();
    Payment::Dispute dispute{node.at("id").text(), Payment::Dispute::State::open,
                             money_in(node.at("amount"), currency), money_in({}, currency)};
    const auto status = node.at("status").text();
    if (status == "won") dispute.state = Payment::Dispute::State::won;
    if (status == "lost") dispute.state = Payment::Dispute::State::lost;
    for (const auto& movement : node.at("balance_transactions").items())
        if (movement.at("currency").text() == currency && movement.at("fee").number() > 0)
            dispute.fee = dispute.fee + money_in(movement.at("fee"), currency);
    return dispute;
}

// An inquiry takes no money: it is a question, and no dispute yet.
bool is_inquiry(const JsonNode& dispute) {
    return dispute.at("status").text().starts_with("warning_");
}

Payment::State state_from(const JsonNode& session, const JsonNode& intent) {
    using State = Payment::State;
    const auto status = session.at("status").text(), paid = session.at("payment_status").text();
    if (status == "expired") return State::expired;
    if (status != "complete") return State::open;
    if (paid == "paid" || paid == "no_payment_required") return State::paid;
    return intent.at("status").text() == "processing" ? State::processing : State::failed;
}

class Stripe : public Provider {
public:
    Stripe(const KeyRing& ring, std::string api) : ring_{ring}, api_{std::move(api)} {}

    std::string name() const override { return "stripe"; }
    std::string way() const override { return "card"; }
    std::string label() const override { return "Card"; }
    std::string origin() const override {
        return api_ == "https://api.stripe.com" ? "https://checkout.stripe.com" : api_;
    }
    bool moves_no_money() const override { return key().find("_test_") != std::string::npos; }
    Money smallest(Currency currency) const override;
    Checkout begin_checkout(const CheckoutAsked& asked) const override;
    std::optional<Payment> find_payment(const std::string& checkout, bool) const override;
    std::optional<Payment> find_stray(const std::string& payment) const override;
    void end_checkout(const std::string& checkout) const override;
    std::optional<Notice> read_notice(const Headers& headers, const std::string& raw_body,
                                      Instant now) const override;
    std::string try_keys() const override;

private:
    const std::string& key() const { return ring_.at("api").front(); }
    outside::HttpAnswer call(const std::string& method, const std::string& path,
                             const std::string& body = {}, const std::string& once = {}) const;
    // The answer's object; nothing if there is no such thing. Throws NotTaken for any other no.
    std::optional<JsonNode> ask(const std::string& method, const std::string& path,
                                const std::string& body = {}, const std::string& once = {}) const;
    void read_charge(Payment& payment, const JsonNode& intent) const;

    KeyRing ring_;
    std::string api_;
};

outside::HttpAnswer Stripe::call(const std::string& method, const std::string& path,
                                 const std::string& body, const std::string& once) const {
    outside::HttpCall call{.method = method, .url = api_ + path};
    call.headers = {{"Authorization", "Bearer " + key()}, {"Stripe-Version", version}};
    if (!once.empty()) call.headers.emplace_back("Idempotency-Key", once);
    if (method == "POST")
        call.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    call.body = body, call.deadline = deadline, call.answer_bytes_max = answer_max;
    return outside::call_http(call);
}

std::optional<JsonNode> Stripe::ask(const std::string& method, const std::string& path,
                                    const std::string& body, const std::string& once) const {
    constexpr int conflict = 409, too_many = 429, broken = 500, patience = 8;
    auto answer = call(method, path, body, once);
    // The same question is being answered to somebody else: it gets the same answer soon.
    for (int i = 0; answer.status == conflict && !once.empty() && i < patience; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{250});
        answer = call(method, path, body, once);
    }
    if (answer.status == 404) return {};
    if (answer.status >= broken || answer.status == conflict || answer.status == too_many)
        throw outside::Unreachable{"Stripe answered " + std::to_string(answer.status)};
    const auto node = outside::read_json(answer.body, answer_max);
    if (!node) throw outside::Unreachable{"Stripe's answer cannot be read"};
    if (answer.status < 200 || answer.status >= 300)
        throw NotTaken{std::to_string(answer.status) + " " + node->at("error.code").text() + " " +
                       node->at("error.message").text()};
    return node;
}

Money Stripe::smallest(Currency currency) const {
    for (const auto& [code, number] : smallest_numbers)
        if (code == currency.text())
            if (const auto money = money_of_stripe(number, code)) return *money;
    std::int64_t unit = 1;
    for (int i = 0; i < currency.decimals; ++i) unit *= 10;
    return {unit, currency};
}

Checkout Stripe::begin_checkout(const CheckoutAsked& asked) const {
    const auto number = stripe_number(asked.amount);
    if (!number)
        throw NotTaken{"Stripe cannot write this amount of " + asked.amount.currency.text()};
    const auto expires_at = std::chrono::floor<std::chrono::seconds>(asked.expires_at);
    auto currency = asked.amount.currency.text();
    for (auto& c : currency) c = static_cast<char>(c | 0x20);
    const auto body =
        outside::form_text({{"mode", "payment"},
                            {"submit_type", "donate"},
                            {"client_reference_id", asked.gift},
                            {"line_items[0][quantity]", "1"},
                            {"line_items[0][price_data][currency]", currency},
                            {"line_items[0][price_data][unit_amount]", std::to_string(*number)},
                            {"line_items[0][price_data][product_data][name]", asked.title},
                            {"metadata[gift]", asked.gift},
                            {"metadata[campaign]", asked.campaign},
                            {"payment_intent_data[metadata][gift]", asked.gift},
                            {"payment_intent_data[metadata][campaign]", asked.campaign},
                            {"locale", locale_of(asked.language)},
                            {"success_url", asked.return_url},
                            {"cancel_url", asked.cancel_url},
                            {"expires_at", std::to_string(expires_at.time_since_epoch().count())}});
    const auto session = ask("POST", "/v1/checkout/sessions", body, asked.key);
    if (!session || session->at("id").text().empty()) throw NotTaken{"Stripe made no checkout"};
    return {session->at("id").text(), session->at("url").text()};
}

// What was taken of it, what went back, and what is disputed.
void Stripe::read_charge(Payment& payment, const JsonNode& intent) const {
    const auto charge = intent.at("latest_charge");
    const auto currency = charge.at("currency").text();
    // A bank debit under way says that it is paid, too.
    if (charge.at("status").text() != "succeeded" || currency.empty()) return;
    payment.captured = money_in(charge.at("amount_captured"), currency);
    payment.refunded = money_in(charge.at("amount_refunded"), currency);
    const auto movement = charge.at("balance_transaction");
    if (movement.at("currency").text() == currency && movement.at("fee").number())
        payment.fee = money_in(movement.at("fee"), currency);
    if (!charge.at("disputed").truth()) return;
    const auto disputes = ask("GET", "/v1/disputes?limit=100&payment_intent=" + payment.payment);
    if (!disputes) return;
    for (const auto& dispute : disputes->at("data").items())
        if (!is_inquiry(dispute)) payment.disputes.push_back(dispute_from(dispute));
}

std::optional<Payment> Stripe::find_payment(const std::string& checkout, bool) const {
    if (!is_plain_id(checkout)) return {};
    const auto session = ask(
        "GET",
        "/v1/checkout/sessions/" + checkout + "?" +
            outside::form_text({{"expand[]", "payment_intent.latest_charge.balance_transaction"}}));
    if (!session) return {};
    const auto intent = session->at("payment_intent");
    Payment payment;
    payment.checkout = session->at("id").text(), payment.payment = id_in(intent);
    payment.gift = session->at("metadata.gift").text();
    payment.state = state_from(*session, intent);
    payment.captured = money_in({}, session->at("currency").text());
    payment.refunded = payment.captured;
    read_charge(payment, intent);
    return payment;
}

std::optional<Payment> Stripe::find_stray(const std::string& id) const {
    if (!is_plain_id(id)) return {};
    const auto intent =
        ask("GET", "/v1/payment_intents/" + id + "?" +
                       outside::form_text({{"expand[]", "latest_charge.balance_transaction"}}));
    if (!intent) return {};
    Payment payment;
    payment.payment = id, payment.gift = intent->at("metadata.gift").text();
    payment.captured = money_in({}, intent->at("currency").text());
    payment.refunded = payment.captured;
    read_charge(payment, *intent);
    if (payment.captured.minor > 0) payment.state = Payment::State::paid;
    return payment;
}

void Stripe::end_checkout(const std::string& checkout) const {
    if (!is_plain_id(checkout)) return;
    try {
        ask("POST", "/v1/checkout/sessions/" + checkout + "/expire");
    } catch (const NotTaken&) {  // It was paid or had ended: find_payment() tells.
    }
}

std::optional<Notice> Stripe::read_notice(const Headers& headers, const std::string& raw_body,
                                          Instant now) const {
    if (!is_signed_by_stripe(headers.text("stripe-signature"), raw_body, ring_.at("webhook"), now))
        return {};
    const auto event = outside::read_json(raw_body, answer_max);
    if (!event || event->at("id").text().empty()) return {};
    const auto object = event->at("data.object");
    const auto kind = object.at("object").text();
    Notice notice{event->at("id").text(), event->at("type").text(), "", ""};
    if (kind == "checkout.session") notice.checkout = object.at("id").text();
    if (kind == "payment_intent") notice.payment = object.at("id").text();
    if (notice.payment.empty()) notice.payment = id_in(object.at("payment_intent"));
    notice.gift = object.at("metadata.gift").text();
    notice.is_decline = notice.type == "payment_intent.payment_failed";
    return notice;
}

std::string Stripe::try_keys() const {
    const auto answer = call("GET", "/v1/balance");
    if (answer.status == 200) return {};
    if (answer.status == 401) return "Stripe does not know this key. Copy it again, whole.";
    if (answer.status == 403)
        return "Stripe knows this key, but it may not do what is needed. Look at its permissions.";
    return "Stripe answered " + std::to_string(answer.status) + ". Please try again in a minute.";
}

// Decimals as Stripe counts them where they are not those of ISO 4217.
int stripe_decimals(Currency currency) {
    for (const std::string_view zero : {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA",
                                        "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"})
        if (zero == currency.text()) return 0;
    for (const std::string_view two : {"ISK", "UGX"})  // Once had cents, and are still sent so.
        if (two == currency.text()) return 2;
    return currency.decimals;
}

}  // namespace

std::unique_ptr<Provider> make_stripe(const KeyRing& ring, const std::string& api) {
    return std::make_unique<Stripe>(ring, api);
}

std::optional<std::int64_t> stripe_number(Money money) {
    auto number = money.minor;
    const auto decimals = stripe_decimals(money.currency);
    for (int i = money.currency.decimals; i < decimals; ++i) number *= 10;
    for (int i = decimals; i < money.currency.decimals; ++i) {
        if (number % 10 != 0) return {};
        number /= 10;
    }
    constexpr int three = 3, ten = 10;
    if (decimals == three && number % ten != 0) return {};  // The last digit must be 0 there.
    return number;
}

std::optional<Money> money_of_stripe(std::int64_t number, std::string_view code) {
    const auto currency = find_currency(upper_case(code));
    if (!currency || number < 0 || number > Money::minor_max / 100) return {};
    const auto decimals = stripe_decimals(*currency);
    for (int i = decimals; i < currency->decimals; ++i) number *= 10;
    for (int i = currency->decimals; i < decimals; ++i) {
        if (number % 10 != 0) return {};
        number /= 10;
    }
    return Money{number, *currency};
}

}  // namespace providers
