// The stand-in provider as a real process: PayPal's orders, refunds and webhooks verified by
// asking.
#include <boost/test/unit_test.hpp>

#include "tests/support/hook_inbox.h"
#include "tests/support/sandbox_client.h"

using outside::HttpAnswer;
using outside::HttpFields;
using support::HookInbox;
using support::json_of;
using support::SandboxClient;

namespace {

const std::string order_of_25_euro =
    R"({"intent":"CAPTURE","purchase_units":[{"custom_id":"G1","description":"Spring Walk",)"
    R"("amount":{"currency_code":"EUR","value":"25.00"}}],"payment_source":{"paypal":)"
    R"({"experience_context":{"return_url":"http://localhost:1/g/token",)"
    R"("cancel_url":"http://localhost:1/g/token?back=1"}}}})";

class Seller {
public:
    explicit Seller(const SandboxClient& sandbox) : sandbox_{sandbox} {
        const auto answer =
            outside::call_http({.method = "POST",
                                .url = sandbox.url("/v1/oauth2/token"),
                                .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                                .body = "grant_type=client_credentials",
                                .user = "sandbox-client",
                                .password = "sandbox-secret"});
        token_ = json_of(answer).at("access_token").text();
    }

    HttpAnswer call(const std::string& method, const std::string& path,
                    const std::string& body = {}, const std::string& once = {}) const {
        HttpFields headers{{"Authorization", "Bearer " + token_},
                           {"Content-Type", "application/json"}};
        if (!once.empty()) headers.emplace_back("PayPal-Request-Id", once);
        return outside::call_http(
            {.method = method, .url = sandbox_.url(path), .headers = headers, .body = body});
    }
    std::string open_order() const {
        return json_of(call("POST", "/v2/checkout/orders", order_of_25_euro)).at("id").text();
    }
    void agree(const std::string& order, const std::string& choice = "pay") const {
        BOOST_TEST(sandbox_.post("/pay/" + order, {{"choice", choice}}).status == 303);
    }
    HttpAnswer capture(const std::string& order, const std::string& once = {}) const {
        return call("POST", "/v2/checkout/orders/" + order + "/capture", "{}", once);
    }
    outside::JsonNode order(const std::string& id) const {
        return json_of(call("GET", "/v2/checkout/orders/" + id));
    }

private:
    const SandboxClient& sandbox_;
    std::string token_;
};

std::string issue_of(const HttpAnswer& answer) {
    return json_of(answer).at("details.0.issue").text();
}

constexpr auto first_capture = "purchase_units.0.payments.captures.0";

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_paypal_tests)

BOOST_AUTO_TEST_CASE(an_order_is_agreed_to_on_its_page_and_captured_once) {
    const SandboxClient sandbox;
    const Seller seller{sandbox};
    const auto made = seller.call("POST", "/v2/checkout/orders", order_of_25_euro, "k");
    BOOST_TEST(made.status == 201);
    BOOST_TEST(seller.call("POST", "/v2/checkout/orders", order_of_25_euro, "k").status == 200);
    const auto id = json_of(made).at("id").text();
    BOOST_TEST(json_of(made).at("links.1.rel").text() == "payer-action");
    BOOST_TEST(issue_of(seller.capture(id)) == "ORDER_NOT_APPROVED");

    const auto back = sandbox.post("/pay/" + id, {{"choice", "pay"}});
    BOOST_TEST(back.headers.at("location") ==
               "http://localhost:1/g/token?token=" + id + "&PayerID=SANDBOXPAYER");
    BOOST_TEST(seller.order(id).at("status").text() == "APPROVED");
    const auto captured = seller.capture(id, "c");

    BOOST_TEST(captured.status == 201);
    const auto capture = json_of(captured).at(first_capture);
    BOOST_TEST(capture.at("status").text() == "COMPLETED");
    BOOST_TEST(capture.at("custom_id").text() == "G1");
    BOOST_TEST(capture.at("seller_receivable_breakdown.paypal_fee.value").text() == "0.60");
    BOOST_TEST(seller.capture(id, "c").body == captured.body);
    BOOST_TEST(issue_of(seller.capture(id)) == "ORDER_ALREADY_CAPTURED");
    BOOST_TEST(sandbox.state().at("sales.0.captured").number().value() == 2500);
}

BOOST_AUTO_TEST_CASE(a_declined_instrument_may_be_tried_again_and_a_late_one_is_decided_later) {
    const SandboxClient sandbox{{"--fail", "settle_ms=600000"}};
    const Seller seller{sandbox};
    const auto id = seller.open_order();
    seller.agree(id, "decline");
    BOOST_TEST(issue_of(seller.capture(id)) == "INSTRUMENT_DECLINED");
    BOOST_TEST(seller.order(id).at("status").text() == "PAYER_ACTION_REQUIRED");
    seller.agree(id);
    BOOST_TEST(seller.capture(id).status == 201);

    for (const auto& [choice, end, wanted] : {std::tuple{"pay_later", "settle", "COMPLETED"},
                                              std::tuple{"fail_later", "fail", "DECLINED"}}) {
        const auto late = seller.open_order();
        seller.agree(late, choice);
        BOOST_TEST(json_of(seller.capture(late)).at(first_capture).at("status").text() ==
                   "PENDING");
        sandbox.tell("/sandbox/sales/" + late + "/" + end);
        BOOST_TEST(seller.order(late).at(first_capture).at("status").text() == wanted);
    }
}

BOOST_AUTO_TEST_CASE(refunds_of_a_capture_add_up_and_disputes_are_found_by_it) {
    const SandboxClient sandbox;
    const Seller seller{sandbox};
    const auto id = seller.open_order();
    seller.agree(id);
    const auto capture = json_of(seller.capture(id)).at(first_capture).at("id").text();
    const auto refund = [&](const std::string& body) {
        return seller.call("POST", "/v2/payments/captures/" + capture + "/refund", body);
    };

    BOOST_TEST(refund(R"({"amount":{"currency_code":"EUR","value":"10.00"}})").status == 201);
    BOOST_TEST(seller.order(id).at(first_capture).at("status").text() == "PARTIALLY_REFUNDED");
    BOOST_TEST(issue_of(refund(R"({"amount":{"currency_code":"EUR","value":"15.01"}})")) ==
               "REFUND_AMOUNT_EXCEEDED");
    BOOST_TEST(issue_of(refund(R"({"amount":{"currency_code":"USD","value":"1.00"}})")) ==
               "REFUND_CAPTURE_CURRENCY_MISMATCH");
    sandbox.tell("/sandbox/sales/" + id + "/dispute", {{"amount", "500"}});
    const auto disputes =
        json_of(seller.call("GET", "/v1/customer/disputes?disputed_transaction_id=" + capture));
    BOOST_TEST(disputes.at("items.0.dispute_amount.value").text() == "5.00");
    sandbox.tell("/sandbox/sales/" + id + "/win", {});
    const auto won = json_of(
        seller.call("GET", "/v1/customer/disputes/" + disputes.at("items.0.dispute_id").text()));
    BOOST_TEST(won.at("dispute_outcome.outcome_code").text() == "RESOLVED_SELLER_FAVOUR");
    BOOST_TEST(refund("{}").status == 201);
    BOOST_TEST(seller.order(id).at(first_capture).at("status").text() == "REFUNDED");
    BOOST_TEST(issue_of(refund("{}")) == "CAPTURE_FULLY_REFUNDED");
}

BOOST_AUTO_TEST_CASE(a_webhook_is_verified_by_asking_and_a_changed_one_is_not) {
    const HookInbox inbox;
    const SandboxClient sandbox{{"--paypal-hook", inbox.url()}};
    const Seller seller{sandbox};
    const auto id = seller.open_order();
    seller.agree(id);
    seller.capture(id);
    BOOST_REQUIRE(inbox.wait_for(2));

    for (const auto& hook : inbox.heard()) {
        const auto question = [&](const std::string& body, const std::string& webhook) {
            outside::JsonWriter w;
            for (const std::string name : {"auth-algo", "cert-url", "transmission-id",
                                           "transmission-sig", "transmission-time"}) {
                auto field = name;
                field[field.find('-')] = '_';
                w.text(field, hook.headers.at("paypal-" + name));
            }
            w.text("webhook_id", webhook).raw("webhook_event", body);
            return json_of(seller.call("POST", "/v1/notifications/verify-webhook-signature",
                                       w.object()))
                .at("verification_status")
                .text();
        };
        auto changed = hook.body;
        changed.replace(changed.find("25.00"), 5, "99.00");
        BOOST_TEST(question(hook.body, "SANDBOX-WEBHOOK") == "SUCCESS");
        BOOST_TEST(question(changed, "SANDBOX-WEBHOOK") == "FAILURE");
        BOOST_TEST(question(hook.body, "OTHER-WEBHOOK") == "FAILURE");
    }
    BOOST_TEST(outside::call_http({.url = sandbox.url("/v2/checkout/orders/" + id)}).status == 401);
    BOOST_TEST(seller.call("GET", "/v2/checkout/orders/NONE").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
