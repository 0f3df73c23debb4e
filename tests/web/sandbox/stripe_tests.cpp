// The stand-in provider as a real process: Stripe's API, its page for the payer, and its webhooks.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <thread>

#include "campaign/words/token.h"
#include "tests/support/hook_inbox.h"
#include "tests/support/sandbox_client.h"
#include "tests/support/web_client.h"

using support::HookInbox;
using support::json_of;
using support::SandboxClient;
using support::session_fields;

namespace {

outside::HttpFields without(outside::HttpFields fields, const std::string& name) {
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    return fields;
}

std::string error_of(const outside::HttpAnswer& answer, const std::string& field) {
    return json_of(answer).at("error." + field).text();
}

std::vector<std::string> types_of(const HookInbox& inbox) {
    std::vector<std::string> types;
    for (const auto& hook : inbox.heard())
        types.push_back(outside::read_json(hook.body)->at("type").text());
    return types;
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

// "t=12,v1=ab,v1=cd" -> the v1's that fit the body under this secret.
int signatures_that_fit(const support::Hook& hook, const std::string& secret) {
    const auto& header = hook.headers.at("stripe-signature");
    const auto stamp = header.substr(2, header.find(',') - 2);
    const auto wanted = ",v1=" + hmac_sha256_hex(secret, stamp + "." + hook.body);
    return header.find(wanted) == header.npos ? 0 : 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_stripe_tests)

BOOST_AUTO_TEST_CASE(a_session_is_paid_on_its_page_and_the_charge_says_what_it_cost) {
    const SandboxClient sandbox;
    const auto id = sandbox.open_session();
    const auto session = sandbox.ask("/v1/checkout/sessions/" + id);
    BOOST_TEST(session.at("status").text() == "open");
    BOOST_TEST(session.at("metadata.gift").text() == "G1");
    BOOST_TEST(!session.at("payment_intent").is_there());
    const auto page = sandbox.get("/pay/" + id);
    BOOST_TEST(page.status == 200);
    BOOST_TEST(page.body.find("No money moves here") != std::string::npos);
    BOOST_TEST(page.body.find("25.00 EUR") != std::string::npos);

    const auto answer = sandbox.post("/pay/" + id, {{"choice", "pay"}});

    BOOST_TEST(answer.status == 303);
    BOOST_TEST(answer.headers.at("location") == "http://localhost:1/g/token?cs=" + id);
    const auto paid = sandbox.ask(
        "/v1/checkout/sessions/" + id +
        "?expand%5B%5D=payment_intent.latest_charge.balance_transaction&expand%5B%5D=line_items");
    BOOST_TEST(paid.at("payment_status").text() == "paid");
    BOOST_TEST(paid.at("payment_intent.status").text() == "succeeded");
    BOOST_TEST(paid.at("payment_intent.metadata.gift").text() == "G1");
    const auto charge = paid.at("payment_intent.latest_charge");
    BOOST_TEST(charge.at("amount_captured").number().value() == 2500);
    BOOST_TEST(charge.at("balance_transaction.fee").number().value() == 60);  // 35 and 25.
    BOOST_TEST(charge.at("balance_transaction.net").number().value() == 2440);
    BOOST_TEST(!paid.at("url").is_there());
}

BOOST_AUTO_TEST_CASE(a_declined_card_leaves_the_session_open_and_abandoning_goes_back) {
    const SandboxClient sandbox;
    const auto id = sandbox.open_session();

    const auto declined = sandbox.post("/pay/" + id, {{"choice", "decline"}});
    BOOST_TEST(declined.status == 200);
    BOOST_TEST(declined.body.find("Your card was declined") != std::string::npos);
    const auto session =
        sandbox.ask("/v1/checkout/sessions/" + id + "?expand%5B%5D=payment_intent");
    BOOST_TEST(session.at("status").text() == "open");
    BOOST_TEST(session.at("payment_intent.last_payment_error.code").text() == "card_declined");

    const auto back = sandbox.post("/pay/" + id, {{"choice", "cancel"}});
    BOOST_TEST(back.headers.at("location") == "http://localhost:1/g/token");
    sandbox.tell("/v1/checkout/sessions/" + id + "/expire");
    BOOST_TEST(sandbox.post("/pay/" + id, {{"choice", "pay"}}).status == 200);
    BOOST_TEST(sandbox.ask("/v1/checkout/sessions/" + id).at("status").text() == "expired");
    BOOST_TEST(sandbox.post("/v1/checkout/sessions/" + id + "/expire").status == 400);
}

BOOST_AUTO_TEST_CASE(a_delayed_payment_completes_unpaid_and_is_decided_later) {
    const SandboxClient sandbox{{"--fail", "settle_ms=600000"}};
    for (const auto& [choice, end] :
         {std::pair{"pay_later", "settle"}, std::pair{"fail_later", "fail"}}) {
        const auto id = sandbox.open_session();
        sandbox.post("/pay/" + id, {{"choice", choice}});
        const auto under_way = sandbox.ask("/v1/checkout/sessions/" + id);
        BOOST_TEST(under_way.at("status").text() == "complete");
        BOOST_TEST(under_way.at("payment_status").text() == "unpaid");

        sandbox.tell("/sandbox/sales/" + id + "/" + end);

        const auto decided = sandbox.ask("/v1/checkout/sessions/" + id);
        BOOST_TEST(decided.at("payment_status").text() ==
                   (std::string{end} == "settle" ? "paid" : "unpaid"));
    }
    const auto id = sandbox.open_session();
    sandbox.tell("/sandbox/switches", {{"settle_ms", "1"}});
    sandbox.post("/pay/" + id, {{"choice", "pay_later"}});
    for (int i = 0; i < 500; ++i) {
        if (sandbox.ask("/v1/checkout/sessions/" + id).at("payment_status").text() == "paid")
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    BOOST_ERROR("a delayed payment settles by itself");
}

BOOST_AUTO_TEST_CASE(refunds_add_up_and_never_exceed_what_was_paid) {
    const SandboxClient sandbox;
    const auto id = sandbox.open_session();
    const auto paid = sandbox.tell("/sandbox/sales/" + id + "/pay");
    const auto charge = paid.at("charge").text(), intent = paid.at("payment").text();

    const auto part = sandbox.tell("/v1/refunds", {{"charge", charge}, {"amount", "1000"}});
    BOOST_TEST(part.at("amount").number().value() == 1000);
    BOOST_TEST(!sandbox.ask("/v1/charges/" + charge).at("refunded").truth());
    const auto too_much =
        sandbox.post("/v1/refunds", {{"payment_intent", intent}, {"amount", "1501"}});
    BOOST_TEST(too_much.status == 400);
    BOOST_TEST(error_of(too_much, "param") == "amount");
    sandbox.tell("/v1/refunds", {{"payment_intent", intent}});
    const auto after = sandbox.ask("/v1/charges/" + charge);
    BOOST_TEST(after.at("amount_refunded").number().value() == 2500);
    BOOST_TEST(after.at("refunded").truth());
    const auto again = sandbox.post("/v1/refunds", {{"charge", charge}});
    BOOST_TEST(error_of(again, "code") == "charge_already_refunded");
}

BOOST_AUTO_TEST_CASE(a_dispute_is_seen_at_its_charge_and_closes_either_way) {
    const SandboxClient sandbox;
    for (const std::string end : {"win", "lose"}) {
        const auto id = sandbox.open_session();
        const auto charge = sandbox.tell("/sandbox/sales/" + id + "/pay").at("charge").text();

        sandbox.tell("/sandbox/sales/" + id + "/dispute", {{"amount", "2000"}});
        const auto open = sandbox.ask("/v1/disputes?charge=" + charge).at("data.0");
        BOOST_TEST(open.at("amount").number().value() == 2000);
        BOOST_TEST(open.at("status").text() == "needs_response");
        BOOST_TEST(open.at("balance_transactions.0.fee").number().value() == 1500);
        sandbox.tell("/sandbox/sales/" + id + "/" + end);

        const auto closed = sandbox.ask("/v1/disputes/" + open.at("id").text());
        BOOST_TEST(closed.at("status").text() == (end == "win" ? "won" : "lost"));
        BOOST_TEST(closed.at("balance_transactions").items().size() == (end == "win" ? 2u : 1u));
        BOOST_TEST(sandbox.ask("/v1/charges/" + charge).at("disputed").truth());
    }
}

BOOST_AUTO_TEST_CASE(the_same_key_gets_the_same_answer_and_another_question_is_refused) {
    const SandboxClient sandbox;
    const outside::HttpFields key{{"Idempotency-Key", "gift-1-attempt-1"}};
    const auto first = sandbox.post("/v1/checkout/sessions", session_fields(), key);

    const auto again = sandbox.post("/v1/checkout/sessions", session_fields(), key);
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(again.headers.at("idempotent-replayed") == "true");
    auto other = without(session_fields(), "metadata[gift]");
    const auto refused = sandbox.post("/v1/checkout/sessions", other, key);
    BOOST_TEST(refused.status == 400);
    BOOST_TEST(error_of(refused, "type") == "idempotency_error");
    BOOST_TEST(sandbox.state().at("sales").items().size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_stripe_would_refuse_is_refused_in_its_words) {
    const SandboxClient sandbox;
    const auto ask = [&](outside::HttpFields fields) {
        return sandbox.post("/v1/checkout/sessions", fields);
    };
    auto unknown = session_fields(), arabic = session_fields(), soon = session_fields();
    unknown.emplace_back("tip", "1");
    arabic.emplace_back("locale", "ar");
    soon.emplace_back("expires_at", "1000");
    auto tiny = without(session_fields(), "line_items[0][price_data][unit_amount]");
    tiny.emplace_back("line_items[0][price_data][unit_amount]", "49");

    BOOST_TEST(error_of(ask(unknown), "code") == "parameter_unknown");
    BOOST_TEST(error_of(ask(arabic), "param") == "locale");
    BOOST_TEST(error_of(ask(soon), "param") == "expires_at");
    BOOST_TEST(error_of(ask(tiny), "code") == "amount_too_small");
    BOOST_TEST(error_of(ask(without(session_fields(), "success_url")), "param") == "success_url");
    BOOST_TEST(sandbox.get("/v1/checkout/sessions/cs_test_none").status == 404);
    BOOST_TEST(sandbox.get("/v1/customers").status == 404);
    const auto stranger =
        outside::call_http({.url = sandbox.url("/v1/balance"),
                            .headers = {{"Authorization", "Bearer sk_test_other"}}});
    BOOST_TEST(stranger.status == 401);
    BOOST_TEST(error_of(stranger, "type") == "invalid_request_error");
    BOOST_TEST(sandbox.ask("/v1/balance").at("object").text() == "balance");
}

BOOST_AUTO_TEST_CASE(webhooks_are_signed_with_every_secret_and_repeated_until_they_are_taken) {
    const HookInbox inbox{{500, 503, 404}};
    const SandboxClient sandbox{{"--hook", inbox.url(), "--hook-secret", "whsec_new",
                                 "--hook-secret", "whsec_old", "--fail", "retry_ms=20"}};
    const auto id = sandbox.open_session();

    sandbox.post("/pay/" + id, {{"choice", "pay"}});
    BOOST_REQUIRE(inbox.wait_for(6));
    for (int i = 0; i < 500 && *sandbox.state().at("waiting").number() > 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});

    BOOST_TEST(inbox.heard().size() == 6u);  // Three events, three of them refused once.
    for (const auto& hook : inbox.heard()) {
        BOOST_TEST(signatures_that_fit(hook, "whsec_new") == 1);
        BOOST_TEST(signatures_that_fit(hook, "whsec_old") == 1);
        BOOST_TEST(signatures_that_fit(hook, "whsec_other") == 0);
    }
    BOOST_TEST(holds(types_of(inbox), "checkout.session.completed"));
    const auto event = sandbox.state().at("events.2.id").text();
    BOOST_TEST(sandbox.ask("/v1/events/" + event).at("data.object.id").text() == id);
}

BOOST_AUTO_TEST_CASE(webhooks_are_doubled_dropped_or_sent_by_hand_as_the_switches_say) {
    const HookInbox inbox;
    const SandboxClient sandbox{{"--hook", inbox.url(), "--fail", "duplicates=100"}};
    const auto id = sandbox.open_session();
    sandbox.tell("/sandbox/sales/" + id + "/decline");
    BOOST_REQUIRE(inbox.wait_for(2));
    BOOST_TEST(inbox.heard()[0].body == inbox.heard()[1].body);

    sandbox.tell("/sandbox/switches", {{"duplicates", "0"}, {"drop", "100"}});
    sandbox.tell("/sandbox/sales/" + id + "/pay");
    std::this_thread::sleep_for(std::chrono::milliseconds{200});
    BOOST_TEST(inbox.heard().size() == 2u);
    const auto lost = sandbox.state().at("events.1");
    BOOST_TEST(lost.at("dropped").truth());
    const auto sent = sandbox.tell("/sandbox/events/" + lost.at("id").text() + "/send");
    BOOST_TEST(sent.at("status").number().value() == 200);
    BOOST_TEST(inbox.heard().size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_bad_day_of_the_api_is_repeated_safely_under_one_key) {
    const SandboxClient sandbox{{"--fail", "lost=100"}};
    const outside::HttpFields key{{"Idempotency-Key", "k"}};

    const auto lost = sandbox.post("/v1/checkout/sessions", session_fields(), key);
    sandbox.tell("/sandbox/switches", {{"lost", "0"}});
    const auto found = sandbox.post("/v1/checkout/sessions", session_fields(), key);

    BOOST_TEST(lost.status == 500);
    BOOST_TEST(error_of(lost, "type") == "api_error");
    BOOST_TEST(found.status == 200);
    BOOST_TEST(sandbox.state().at("sales").items().size() == 1u);
    sandbox.tell("/sandbox/switches", {{"errors", "100"}});
    BOOST_TEST(sandbox.post("/v1/checkout/sessions", session_fields()).status == 500);
    BOOST_TEST(sandbox.state().at("sales").items().size() == 1u);
    sandbox.tell("/sandbox/switches", {{"errors", "0"}, {"stalls", "100"}, {"stall_ms", "60000"}});
    BOOST_CHECK_THROW(outside::call_http({.url = sandbox.url("/v1/balance"),
                                          .headers = {{"Authorization", "Bearer sk_test_sandbox"}},
                                          .deadline = std::chrono::milliseconds{300}}),
                      outside::Unreachable);
    BOOST_TEST(sandbox.post("/sandbox/switches", {{"gremlins", "1"}}).status == 400);
    BOOST_TEST(sandbox.post("/sandbox/switches", {{"drop", "101"}}).status == 400);
}

BOOST_AUTO_TEST_SUITE_END()
