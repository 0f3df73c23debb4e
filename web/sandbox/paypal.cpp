#include "web/sandbox/paypal.h"

#include <algorithm>

#include "campaign/outside/json.h"
#include "campaign/words/token.h"
#include "web/sandbox/paypal_objects.h"

namespace sandbox {

namespace {

using outside::JsonWriter;
constexpr std::chrono::hours approval_max{3};
constexpr int created = 201;

[[noreturn]] void refuse(PaypalTrouble trouble) { throw Declined{paypal_error(trouble)}; }

[[noreturn]] void refuse_field(std::string field, std::string issue) {
    refuse({.status = 400,
            .name = "INVALID_REQUEST",
            .message = "Request is not well-formed, syntactically incorrect, or violates schema.",
            .issue = std::move(issue),
            .field = std::move(field)});
}

// RFC 4648, 4.
std::string base64_text(std::string_view bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto left = bytes.size() - at;
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8 | (i < left ? static_cast<unsigned char>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= left ? digits[group >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

// Good as long as the secret is: a new secret ends every token.
std::string token_of(const Account& account) {
    return "A21AA" + hmac_sha256_hex(account.paypal_secret, "token of " + account.paypal_client);
}

Sale find_order(const Sandbox& sandbox, const std::string& id) {
    const auto sale = sandbox.till.find(id);
    const bool is_there =
        sale && sale->vendor == Vendor::paypal && sale->state != Sale::State::expired;
    if (!is_there) refuse(unknown_paypal_resource());
    return *sale;
}

Money read_amount(const outside::JsonNode& amount, const std::string& field) {
    const auto currency = find_currency(amount.at("currency_code").text());
    if (!currency) refuse_field(field + "/currency_code", "INVALID_CURRENCY_CODE");
    const auto money = read_money(amount.at("value").text(), *currency, '.');
    if (!money || money->minor == 0) refuse_field(field + "/value", "INVALID_PARAMETER_VALUE");
    return *money;
}

outside::JsonNode read_body(const http::Request& request) {
    if (request.body.empty()) return {};
    const auto body = outside::read_json(request.body);
    if (!body) refuse_field("/", "MALFORMED_REQUEST_JSON");
    return *body;
}

// Both places where PayPal takes them; the later one is its newer.
outside::JsonNode context_of(const outside::JsonNode& body) {
    const auto newer = body.at("payment_source.paypal.experience_context");
    return newer.is_there() ? newer : body.at("application_context");
}

Sale read_order(const outside::JsonNode& body, Instant now) {
    if (body.at("intent").text() != "CAPTURE") refuse_field("/intent", "INVALID_PARAMETER_VALUE");
    const auto units = body.at("purchase_units").items();
    if (units.size() != 1) refuse_field("/purchase_units", "MISSING_REQUIRED_PARAMETER");
    const auto& unit = units.front();
    const auto context = context_of(body);
    Sale sale{.vendor = Vendor::paypal, .id = new_id("")};
    sale.asked = read_amount(unit.at("amount"), "/purchase_units/@reference_id=='default'/amount");
    sale.taken = Money{0, sale.asked.currency};
    const auto description = unit.at("description").text();
    sale.lines = {{description.empty() ? "Payment" : description, sale.asked}};
    sale.reference = unit.at("custom_id").text(), sale.invoice = unit.at("invoice_id").text();
    if (!sale.reference.empty()) sale.labels.emplace("gift", sale.reference);
    sale.success_url = context.at("return_url").text();
    sale.cancel_url = context.at("cancel_url").text();
    sale.language = context.at("locale").text();
    sale.made_at = now, sale.expires_at = now + approval_max;
    return sale;
}

http::Response order_answer(const Sale& sale, const Sandbox& sandbox, int status = 200) {
    return http::json(order_object(sale, sandbox.account().url), status);
}

}  // namespace

http::Response give_token(const http::Request& request, Sandbox& sandbox) {
    const auto account = sandbox.account();
    const auto wanted = "Basic " + base64_text(account.paypal_client + ":" + account.paypal_secret);
    JsonWriter w;
    if (request.header("authorization") != wanted)
        return http::json(w.text("error", "invalid_client")
                              .text("error_description", "Client Authentication failed")
                              .object(),
                          401);
    if (request.form.text("grant_type") != "client_credentials")
        return http::json(w.text("error", "unsupported_grant_type")
                              .text("error_description", "Grant Type is not supported")
                              .object(),
                          400);
    w.text("scope", "https://uri.paypal.com/services/payments/payment");
    w.text("access_token", token_of(account)).text("token_type", "Bearer");
    return http::json(w.text("app_id", "APP-SANDBOX").number("expires_in", 32'400).object());
}

http::Response create_order(const http::Request& request, Sandbox& sandbox) {
    const auto sale = read_order(read_body(request), request.now);
    sandbox.till.add(sale);
    return order_answer(sale, sandbox, created);
}

http::Response show_order(const http::Request& request, Sandbox& sandbox) {
    return order_answer(find_order(sandbox, request.param("id")), sandbox);
}

http::Response capture_order(const http::Request& request, Sandbox& sandbox) {
    const auto sale = find_order(sandbox, request.param("id"));
    if (sale.state == Sale::State::open)
        refuse({.message = "The requested action could not be performed.",
                .issue = "ORDER_NOT_APPROVED"});
    if (sale.state != Sale::State::approved)
        refuse({.message = "The requested action could not be performed.",
                .issue = "ORDER_ALREADY_CAPTURED"});
    Deed deed{.act = sale.on_capture, .settle_ms = sandbox.switches.at("settle_ms")};
    if (const auto extra = sandbox.switches.at("extra"))
        deed.amount = Money{sale.asked.minor + extra, sale.asked.currency};
    const auto taken = sandbox.act(sale.id, deed, request.now);
    if (deed.act == Act::decline)
        refuse({.message = "The requested action could not be performed.",
                .issue = "INSTRUMENT_DECLINED"});
    return order_answer(taken, sandbox, created);
}

http::Response show_capture(const http::Request& request, Sandbox& sandbox) {
    const auto sale = find_order(sandbox, request.param("id"));
    if (sale.charge != request.param("id")) refuse(unknown_paypal_resource());
    return http::json(capture_object(sale));
}

http::Response refund_capture(const http::Request& request, Sandbox& sandbox) {
    const auto sale = find_order(sandbox, request.param("id"));
    if (sale.charge != request.param("id")) refuse(unknown_paypal_resource());
    const auto body = read_body(request);
    Deed deed{.act = Act::refund, .reason = body.at("note_to_payer").text()};
    if (body.at("custom_id").is_there()) deed.labels["custom_id"] = body.at("custom_id").text();
    if (body.at("amount").is_there()) deed.amount = read_amount(body.at("amount"), "/amount");
    const auto changed = sandbox.act(sale.id, deed, request.now);
    return http::json(paypal_refund_object(changed, changed.refunds.back()), created);
}

http::Response show_paypal_refund(const http::Request& request, Sandbox& sandbox) {
    const auto sale = find_order(sandbox, request.param("id"));
    for (const auto& refund : sale.refunds)
        if (refund.id == request.param("id")) return http::json(paypal_refund_object(sale, refund));
    refuse(unknown_paypal_resource());
}

http::Response list_paypal_disputes(const http::Request& request, Sandbox& sandbox) {
    const auto about = request.query.text("disputed_transaction_id");
    std::vector<std::string> rows;
    for (const auto& sale : sandbox.till.all())
        if (sale.vendor == Vendor::paypal && (about.empty() || sale.charge == about))
            for (const auto& dispute : sale.disputes)
                rows.push_back(paypal_dispute_summary(dispute));
    JsonWriter w;
    return http::json(w.raw("items", outside::json_list(rows)).raw("links", "[]").object());
}

http::Response show_paypal_dispute(const http::Request& request, Sandbox& sandbox) {
    for (const auto& sale : sandbox.till.all())
        for (const auto& dispute : sale.disputes)
            if (sale.vendor == Vendor::paypal && dispute.id == request.param("id"))
                return http::json(paypal_dispute_object(sale, dispute));
    refuse(unknown_paypal_resource());
}

http::Response list_paypal_events(const http::Request& request, Sandbox& sandbox) {
    const auto since = read_instant(request.query.text("start_time"));
    std::vector<std::string> rows;
    for (const auto& event : sandbox.courier.all())
        if (event.vendor == Vendor::paypal && (!since || event.made_at >= *since))
            rows.push_back(event.body);
    std::reverse(rows.begin(), rows.end());
    JsonWriter w;
    return http::json(w.raw("events", outside::json_list(rows)).raw("links", "[]").object());
}

http::Response show_paypal_event(const http::Request& request, Sandbox& sandbox) {
    const auto event = sandbox.courier.find(request.param("id"));
    if (event && event->vendor == Vendor::paypal) return http::json(event->body);
    refuse(unknown_paypal_resource());
}

http::Response paypal_error(const PaypalTrouble& trouble) {
    JsonWriter w, detail;
    if (!trouble.field.empty()) detail.text("field", trouble.field).text("location", "body");
    detail.text("issue", trouble.issue).text("description", trouble.message);
    w.text("name", trouble.name).text("message", trouble.message);
    w.text("debug_id", random_token().substr(0, 13));
    w.raw("details", trouble.issue.empty() ? "[]" : outside::json_list({detail.object()}));
    return http::json(w.raw("links", "[]").object(), trouble.status);
}

http::Response paypal_error(const NotPossible& why) {
    if (why.code == "resource_missing") return paypal_error(unknown_paypal_resource());
    std::string issue = "UNPROCESSABLE_ENTITY";
    if (why.code == "charge_already_refunded") issue = "CAPTURE_FULLY_REFUNDED";
    if (why.code == "amount_too_large") issue = "REFUND_AMOUNT_EXCEEDED";
    if (why.code == "currency_mismatch") issue = "REFUND_CAPTURE_CURRENCY_MISMATCH";
    return paypal_error({.message = why.what(), .issue = issue});
}

PaypalTrouble unknown_paypal_resource() {
    return {.status = 404,
            .name = "RESOURCE_NOT_FOUND",
            .message = "The specified resource does not exist.",
            .issue = "INVALID_RESOURCE_ID"};
}

void check_paypal_token(const http::Request& request, const Account& account) {
    if (equal_in_constant_time(request.header("authorization"), "Bearer " + token_of(account)))
        return;
    JsonWriter w;
    w.text("error", "invalid_token");
    w.text("error_description", "Token signature verification failed");
    throw Declined{http::json(w.object(), 401)};
}

http::Response answer_paypal_once(const http::Request& request, Sandbox& sandbox,
                                  http::Response (*answer)(const http::Request&, Sandbox&)) {
    using Outcome = Replies::Outcome;
    if (request.method != http::Method::post) return answer(request, sandbox);
    const auto key = request.header("paypal-request-id");
    auto reply = sandbox.replies.once(key.empty() ? "" : "paypal:" + request.path + ":" + key,
                                      request.body, [&] { return answer(request, sandbox); });
    if (reply.outcome == Outcome::other_question)
        refuse({.message = "The request id was used for another request.",
                .issue = "PAYPAL_REQUEST_ID_PREVIOUSLY_USED"});
    if (reply.outcome == Outcome::in_progress)
        refuse({.status = 409,
                .message = "A previous request on this resource is currently in progress.",
                .issue = "PREVIOUS_REQUEST_IN_PROGRESS"});
    if (reply.outcome == Outcome::replayed && reply.response.status == created)
        reply.response.status = 200;
    return std::move(reply.response);
}

}  // namespace sandbox
