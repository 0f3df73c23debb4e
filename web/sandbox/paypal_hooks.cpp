#include <array>

#include "campaign/outside/json.h"
#include "campaign/words/token.h"
#include "web/sandbox/paypal.h"
#include "web/sandbox/paypal_objects.h"

namespace sandbox {

namespace {

using outside::JsonWriter;

// PayPal signs with a certificate; here it is a keyed digest that only the sandbox can check, since
// who receives it asks us anyway.
std::string signature_of(const Account& account, const std::string& id, const std::string& time,
                         std::string_view body) {
    return "s" +
           hmac_sha256_hex(account.paypal_secret,
                           id + "|" + time + "|" + account.paypal_webhook + "|" + sha256_hex(body));
}

// The text of a member of an object as it was sent, byte for byte: what was signed.
std::string_view raw_member(std::string_view json, std::string_view name) {
    const auto quoted = "\"" + std::string{name} + "\"";
    auto at = json.find(quoted);
    if (at == json.npos) return {};
    at = json.find('{', at + quoted.size());
    if (at == json.npos) return {};
    int depth = 0;
    bool is_text = false;
    for (auto end = at; end < json.size(); ++end) {
        const char c = json[end];
        if (is_text && c == '\\') {
            ++end;
        } else if (c == '"') {
            is_text = !is_text;
        } else if (!is_text && (c == '{' || c == '}')) {
            depth += c == '{' ? 1 : -1;
            if (depth == 0) return json.substr(at, end + 1 - at);
        }
    }
    return {};
}

std::string event_object(const Event& event, std::string_view kind, std::string_view resource) {
    JsonWriter w;
    w.text("id", event.id).text("event_version", "1.0");
    w.text("create_time", iso_text(event.made_at)).text("resource_type", kind);
    w.text("event_type", event.type).text("summary", "In the sandbox: " + event.type);
    return w.raw("resource", resource).raw("links", "[]").object();
}

struct Told {
    std::string_view type, kind;
    std::string resource;
};

Told what_to_tell(const Sale& sale, Act act, const Account& account) {
    switch (act) {
        case Act::approve:
            return {"CHECKOUT.ORDER.APPROVED", "checkout-order", order_object(sale, account.url)};
        case Act::pay:
        case Act::settle:
            return {"PAYMENT.CAPTURE.COMPLETED", "capture", capture_object(sale)};
        case Act::pay_later:
        case Act::fail_later:
            return {"PAYMENT.CAPTURE.PENDING", "capture", capture_object(sale)};
        case Act::fail:
            return {"PAYMENT.CAPTURE.DENIED", "capture", capture_object(sale)};
        case Act::refund:
            return {"PAYMENT.CAPTURE.REFUNDED", "refund",
                    paypal_refund_object(sale, sale.refunds.back())};
        case Act::fail_refund:
            return {"PAYMENT.REFUND.FAILED", "refund",
                    paypal_refund_object(sale, sale.refunds.back())};
        case Act::dispute:
        case Act::open_dispute:
            return {"CUSTOMER.DISPUTE.CREATED", "dispute",
                    paypal_dispute_object(sale, sale.disputes.back())};
        case Act::withdraw:
        case Act::answer:
            return {"CUSTOMER.DISPUTE.UPDATED", "dispute",
                    paypal_dispute_object(sale, sale.disputes.back())};
        case Act::win:
        case Act::lose:
            return {"CUSTOMER.DISPUTE.RESOLVED", "dispute",
                    paypal_dispute_object(sale, sale.disputes.back())};
        case Act::decline:
        case Act::expire:
            return {};
    }
    return {};
}

}  // namespace

std::vector<Event> paypal_events(const Sale& sale, Act act, const Account& account, Instant now) {
    const auto told = what_to_tell(sale, act, account);
    if (told.type.empty()) return {};
    Event event{.id = new_id("WH-"), .type = std::string{told.type}, .sale = sale.id};
    event.vendor = Vendor::paypal, event.made_at = now;
    event.body = event_object(event, told.kind, told.resource);
    return {event};
}

outside::HttpFields paypal_headers(const Event& event, const Account& account, Instant now) {
    const auto id = "t" + random_token(), time = iso_text(now);
    return {{"Content-Type", "application/json"},
            {"User-Agent", "PayPal/AUHD-214.0-58937070"},
            {"Paypal-Auth-Algo", "SHA256withRSA"},
            {"Paypal-Cert-Url", account.url + "/v1/notifications/certs/CERT-sandbox"},
            {"Paypal-Transmission-Id", id},
            {"Paypal-Transmission-Time", time},
            {"Paypal-Transmission-Sig", signature_of(account, id, time, event.body)}};
}

http::Response verify_signature(const http::Request& request, Sandbox& sandbox) {
    constexpr std::array required{"auth_algo",        "cert_url",          "transmission_id",
                                  "transmission_sig", "transmission_time", "webhook_id"};
    constexpr std::size_t question_bytes_max = 256 * 1024;
    const auto question = outside::read_json(request.body, question_bytes_max);
    const auto event = raw_member(request.body, "webhook_event");
    const auto refuse = [](std::string_view field) {
        throw Declined{paypal_error({.status = 400,
                                     .name = "VALIDATION_ERROR",
                                     .message = "Invalid request - see details",
                                     .issue = "MISSING_REQUIRED_PARAMETER",
                                     .field = "/" + std::string{field}})};
    };
    if (!question || event.empty()) refuse("webhook_event");
    for (const auto* field : required)
        if (question->at(field).text().empty()) refuse(field);
    const auto account = sandbox.account();
    const auto wanted = signature_of(account, question->at("transmission_id").text(),
                                     question->at("transmission_time").text(), event);
    const bool is_ours = question->at("webhook_id").text() == account.paypal_webhook &&
                         equal_in_constant_time(question->at("transmission_sig").text(), wanted);
    JsonWriter w;
    return http::json(w.text("verification_status", is_ours ? "SUCCESS" : "FAILURE").object());
}

}  // namespace sandbox
