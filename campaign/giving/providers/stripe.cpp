#include "campaign/giving/providers/stripe.h"

#include <algorithm>
#include <array>
#include <thread>

#include "campaign/giving/providers/stripe_facts.h"

#include "campaign/outside/http_client.h"
#include "campaign/outside/json.h"

namespace providers {

namespace {

using outside::JsonNode;
constexpr auto version = "2025-03-31.basil";
constexpr std::size_t answer_max = 256 * 1024, list_max = 2 * 1024 * 1024;
constexpr int page = 50, pages_max = 200;
constexpr std::chrono::milliseconds deadline{8'000};

// The smallest amounts it takes, in its own numbers (docs.stripe.com/currencies, minimum charges).
constexpr std::array<std::pair<std::string_view, std::int64_t>, 27> smallest_numbers{
    {{"AED", 200}, {"AUD", 50},   {"BRL", 50},  {"CAD", 50},   {"CHF", 50},    {"CZK", 1500},
     {"DKK", 250}, {"EUR", 50},   {"GBP", 30},  {"HKD", 400},  {"HUF", 17500}, {"INR", 50},
     {"JPY", 50},  {"MXN", 1000}, {"MYR", 200}, {"NOK", 300},  {"NZD", 50},    {"PLN", 200},
     {"RON", 200}, {"SEK", 300},  {"SGD", 50},  {"THB", 1000}, {"USD", 50},    {"COP", 200000},
     {"KRW", 700}, {"PHP", 3000}, {"ZAR", 1000}}};

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
    Payment::Refund refund(const RefundAsked& asked) const override;
    std::vector<Notice> notices_since(Instant since) const override;
    std::vector<PayoutSeen> payouts_since(Instant since) const override;
    std::vector<Movement> movements_of(const std::string& payout) const override;
    std::vector<Money> balances() const override;
    bool takes_monthly() const override { return true; }
    std::optional<Subscription> find_subscription(const std::string& id) const override;
    void change_subscription(const std::string& id, SubscriptionChange change) const override;
    std::string dispute_page(const std::string& dispute) const override;
    std::string try_keys() const override;

private:
    const std::string& key() const { return ring_.at("api").front(); }
    outside::HttpAnswer call_with(const std::string& key, const std::string& method,
                                  const std::string& path, const std::string& body,
                                  const std::string& once) const;
    outside::HttpAnswer call(const std::string& method, const std::string& path,
                             const std::string& body = {}, const std::string& once = {}) const;
    // Every object of a list, page after page, the newest first.
    std::vector<JsonNode> ask_list(const std::string& path, const outside::HttpFields& asked) const;
    // The answer's object; nothing if there is no such thing. Throws NotTaken for any other no.
    std::optional<JsonNode> ask(const std::string& method, const std::string& path,
                                const std::string& body = {}, const std::string& once = {}) const;
    void read_charge(Payment& payment, const JsonNode& intent) const;
    std::optional<JsonNode> ask_intent(const std::string& intent) const;
    // What was paid of an invoice: since version 2025-03-31 the two know each other by a list
    // alone.
    void read_invoice_payment(Payment& payment, const std::string& invoice) const;
    std::optional<Payment> find_invoice_payment(const std::string& invoice) const;
    void name_invoice_of(Payment& payment) const;  // Of a payment that no checkout led to.

    KeyRing ring_;
    std::string api_;
};

outside::HttpAnswer Stripe::call_with(const std::string& key, const std::string& method,
                                      const std::string& path, const std::string& body,
                                      const std::string& once) const {
    outside::HttpCall call{.method = method, .url = api_ + path};
    call.headers = {{"Authorization", "Bearer " + key}, {"Stripe-Version", version}};
    if (!once.empty()) call.headers.emplace_back("Idempotency-Key", once);
    if (method == "POST")
        call.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    call.body = body, call.deadline = deadline, call.answer_bytes_max = list_max;
    return outside::call_http(call);
}

// While keys are changed, the newest that is known there is used.
outside::HttpAnswer Stripe::call(const std::string& method, const std::string& path,
                                 const std::string& body, const std::string& once) const {
    constexpr int unknown_key = 401;
    outside::HttpAnswer answer;
    for (const auto& one : ring_.at("api")) {
        answer = call_with(one, method, path, body, once);
        if (answer.status != unknown_key) break;
    }
    return answer;
}

std::vector<JsonNode> Stripe::ask_list(const std::string& path,
                                       const outside::HttpFields& asked) const {
    std::vector<JsonNode> all;
    for (int i = 0; i < pages_max; ++i) {
        auto fields = asked;
        fields.emplace_back("limit", std::to_string(page));
        if (!all.empty()) fields.emplace_back("starting_after", all.back().at("id").text());
        const auto found = ask("GET", path + "?" + outside::form_text(fields));
        if (!found) return all;
        const auto items = found->at("data").items();
        all.insert(all.end(), items.begin(), items.end());
        if (items.empty() || !found->at("has_more").truth()) return all;
    }
    throw outside::Unreachable{"Stripe's list has no end"};
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
    const auto node = outside::read_json(answer.body, list_max);
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
    const std::string price = "line_items[0][price_data]";
    outside::HttpFields fields{
        {"mode", asked.series.empty() ? "payment" : "subscription"},
        {"client_reference_id", asked.gift},
        {"line_items[0][quantity]", "1"},
        {price + "[currency]", currency},
        {price + "[unit_amount]", std::to_string(*number)},
        {price + "[product_data][name]", asked.title},
        {"metadata[gift]", asked.gift},
        {"metadata[campaign]", asked.campaign},
        {"locale", stripe_locale(asked.language)},
        {"success_url", asked.return_url},
        {"cancel_url", asked.cancel_url},
        {"expires_at", std::to_string(expires_at.time_since_epoch().count())}};
    const auto add = [&](const std::string& name, const std::string& value) {
        fields.emplace_back(name, value);
    };
    if (asked.series.empty()) {
        add("submit_type", "donate");
        add("payment_intent_data[metadata][gift]", asked.gift);
        add("payment_intent_data[metadata][campaign]", asked.campaign);
    } else {
        add(price + "[recurring][interval]", "month");
        add("payment_method_types[0]", "card");
        add("metadata[series]", asked.series);
        add("subscription_data[metadata][series]", asked.series);
        add("subscription_data[metadata][campaign]", asked.campaign);
    }
    const auto body = outside::form_text(fields);
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
    add_refunds(payment, charge.at("refunds"));
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
    if (!is_plain_stripe_id(checkout)) return {};
    if (checkout.starts_with("in_")) return find_invoice_payment(checkout);
    const auto session = ask(
        "GET",
        "/v1/checkout/sessions/" + checkout + "?" +
            outside::form_text({{"expand[]", "payment_intent.latest_charge.balance_transaction"},
                                {"expand[]", "payment_intent.latest_charge.refunds"}}));
    if (!session) return {};
    const auto intent = session->at("payment_intent");
    Payment payment;
    payment.checkout = session->at("id").text(), payment.payment = id_in(intent);
    payment.gift = session->at("metadata.gift").text();
    payment.state = state_from(*session, intent);
    payment.captured = money_in({}, session->at("currency").text());
    payment.refunded = payment.captured;
    read_charge(payment, intent);
    if (session->at("mode").text() == "subscription")
        read_invoice_payment(payment, id_in(session->at("invoice")));
    return payment;
}

std::optional<JsonNode> Stripe::ask_intent(const std::string& id) const {
    if (!is_plain_stripe_id(id)) return {};
    return ask("GET", "/v1/payment_intents/" + id + "?" +
                          outside::form_text({{"expand[]", "latest_charge.balance_transaction"},
                                              {"expand[]", "latest_charge.refunds"}}));
}

void Stripe::read_invoice_payment(Payment& payment, const std::string& invoice) const {
    if (!is_plain_stripe_id(invoice)) return;
    std::string id;
    for (const auto& one : ask_list("/v1/invoice_payments", {{"invoice", invoice}}))
        if (id.empty() || one.at("status").text() == "paid")
            id = id_in(one.at("payment.payment_intent"));
    const auto intent = ask_intent(id);
    if (!intent) return;
    payment.payment = id;
    payment.captured = money_in({}, intent->at("currency").text());
    payment.refunded = payment.captured;
    read_charge(payment, *intent);
}

std::optional<Payment> Stripe::find_invoice_payment(const std::string& id) const {
    const auto invoice = ask("GET", "/v1/invoices/" + id);
    if (!invoice) return {};
    Payment payment;
    payment.checkout = id, payment.gift = series_name_in(*invoice);
    payment.captured = money_in({}, invoice->at("currency").text());
    payment.refunded = payment.captured;
    const auto status = invoice->at("status").text();
    if (status == "paid") payment.state = Payment::State::paid;
    if (status == "void" || status == "uncollectible") payment.state = Payment::State::failed;
    read_invoice_payment(payment, id);
    return payment;
}

void Stripe::name_invoice_of(Payment& payment) const {
    const auto found = ask_list(
        "/v1/invoice_payments",
        {{"payment[type]", "payment_intent"}, {"payment[payment_intent]", payment.payment}});
    if (found.empty()) return;
    const auto id = id_in(found.front().at("invoice"));
    const auto invoice = is_plain_stripe_id(id) ? ask("GET", "/v1/invoices/" + id) : std::nullopt;
    if (invoice) payment.checkout = id, payment.gift = series_name_in(*invoice);
}

std::optional<Payment> Stripe::find_stray(const std::string& id) const {
    const auto intent = ask_intent(id);
    if (!intent) return {};
    Payment payment;
    payment.payment = id, payment.gift = intent->at("metadata.gift").text();
    payment.captured = money_in({}, intent->at("currency").text());
    payment.refunded = payment.captured;
    read_charge(payment, *intent);
    if (payment.captured.minor > 0) payment.state = Payment::State::paid;
    if (payment.gift.empty()) name_invoice_of(payment);
    return payment;
}

std::optional<Subscription> Stripe::find_subscription(const std::string& named) const {
    if (!is_plain_stripe_id(named)) return {};
    auto id = named;
    if (named.starts_with("cs_")) {
        const auto session = ask("GET", "/v1/checkout/sessions/" + named);
        id = session ? id_in(session->at("subscription")) : std::string{};
    }
    const auto found =
        is_plain_stripe_id(id) ? ask("GET", "/v1/subscriptions/" + id) : std::nullopt;
    if (!found) return {};
    auto subscription = subscription_from_stripe(*found);
    for (const auto& node : ask_list("/v1/invoices", {{"subscription", id}}))
        if (node.at("status").text() != "draft")  // Its amount is not settled yet.
            subscription.invoices.push_back(invoice_from_stripe(node));
    std::ranges::reverse(subscription.invoices);  // It names the newest first.
    return subscription;
}

void Stripe::change_subscription(const std::string& id, SubscriptionChange change) const {
    if (!is_plain_stripe_id(id)) return;
    const auto path = "/v1/subscriptions/" + id;
    if (change == SubscriptionChange::end) return static_cast<void>(ask("DELETE", path));
    const std::string ends = change == SubscriptionChange::stop ? "true" : "false";
    ask("POST", path, outside::form_text({{"cancel_at_period_end", ends}}));
}

void Stripe::end_checkout(const std::string& checkout) const {
    if (!is_plain_stripe_id(checkout)) return;
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
    return notice_from_stripe(*event);
}

Payment::Refund Stripe::refund(const RefundAsked& asked) const {
    const auto number = stripe_number(asked.amount);
    if (!number || !is_plain_stripe_id(asked.payment))
        throw NotTaken{"Stripe cannot write this amount"};
    const auto body = outside::form_text({{"payment_intent", asked.payment},
                                          {"amount", std::to_string(*number)},
                                          {"reason", "requested_by_customer"},
                                          {"metadata[refund]", asked.own}});
    const auto made = ask("POST", "/v1/refunds", body, asked.key);
    if (!made) throw NotTaken{"Stripe does not know this payment"};
    return refund_from_stripe(*made);
}

std::vector<Notice> Stripe::notices_since(Instant since) const {
    std::vector<Notice> notices;
    for (const auto& event : ask_list("/v1/events", {{"created[gte]", stripe_seconds(since)}}))
        notices.push_back(notice_from_stripe(event));
    std::ranges::reverse(notices);
    return notices;
}

std::vector<PayoutSeen> Stripe::payouts_since(Instant since) const {
    std::vector<PayoutSeen> payouts;
    for (const auto& node : ask_list("/v1/payouts", {{"created[gte]", stripe_seconds(since)}}))
        payouts.push_back(payout_from_stripe(node));
    return payouts;
}

std::vector<Movement> Stripe::movements_of(const std::string& payout) const {
    std::vector<Movement> movements;
    if (!is_plain_stripe_id(payout)) return movements;
    for (const auto& node :
         ask_list("/v1/balance_transactions", {{"payout", payout}, {"expand[]", "data.source"}}))
        if (!node.at("type").text().starts_with("payout"))
            movements.push_back(movement_from_stripe(node));
    return movements;
}

std::vector<Money> Stripe::balances() const {
    const auto found = ask("GET", "/v1/balance");
    if (!found) return {};
    return balances_from_stripe(*found);
}

std::string Stripe::dispute_page(const std::string& dispute) const {
    if (!is_plain_stripe_id(dispute) || api_ != "https://api.stripe.com") return {};
    return std::string{"https://dashboard.stripe.com/"} + (moves_no_money() ? "test/" : "") +
           "disputes/" + dispute;
}

std::string Stripe::try_keys() const {
    const auto answer = call_with(key(), "GET", "/v1/balance", "", "");  // This key alone.
    if (answer.status == 200) return {};
    if (answer.status == 401) return "Stripe does not know this key. Copy it again, whole.";
    if (answer.status == 403)
        return "Stripe knows this key, but it may not do what is needed. Look at its permissions.";
    return "Stripe answered " + std::to_string(answer.status) + ". Please try again in a minute.";
}

}  // namespace

std::unique_ptr<Provider> make_stripe(const KeyRing& ring, const std::string& api) {
    return std::make_unique<Stripe>(ring, api);
}

}  // namespace providers
