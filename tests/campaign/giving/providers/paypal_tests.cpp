// PayPal's adapter against the stand-in provider, a real process.
#include "campaign/giving/providers/paypal.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/support/hook_inbox.h"
#include "tests/support/sandbox_client.h"

using providers::CheckoutAsked;
using providers::Headers;
using providers::KeyRing;
using providers::Payment;
using support::HookInbox;
using support::SandboxClient;

namespace {

const Currency euro = currency_of("EUR");
const Instant now = *read_instant("2027-05-01T10:00:00Z");

KeyRing ring(const std::string& secret = "sandbox-secret",
             const std::string& webhook = "SANDBOX-WEBHOOK") {
    return {{"client", {"sandbox-client"}}, {"secret", {secret}}, {"webhook", {webhook}}};
}

CheckoutAsked asked(const std::string& key = "payment:1") {
    return {.gift = "4711",
            .campaign = "spring-walk",
            .amount = Money{2500, euro},
            .title = "Spring Walk",
            .language = "de",
            .return_url = "http://localhost:1/g/token",
            .cancel_url = "http://localhost:1/g/token?back=1",
            .key = key,
            .expires_at = now + std::chrono::hours{1}};
}

// A payer who chose this on PayPal's page; what the adapter then finds.
Payment found_after(const SandboxClient& sandbox, const providers::Provider& paypal,
                    const std::string& checkout, const std::string& choice) {
    sandbox.post("/pay/" + checkout, {{"choice", choice}});
    const auto payment = paypal.find_payment(checkout);
    BOOST_TEST_REQUIRE(payment.has_value());
    return *payment;
}

Headers headers_of(const support::Hook& hook) { return {hook.headers}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(paypal_tests)

BOOST_AUTO_TEST_CASE(what_the_payer_agreed_to_is_taken_once_whoever_looks_how_often) {
    const SandboxClient sandbox;
    const auto paypal = providers::make_paypal(ring(), sandbox.url());
    const auto checkout = paypal->begin_checkout(asked());
    BOOST_TEST(paypal->begin_checkout(asked()).id == checkout.id);
    BOOST_TEST(checkout.url.ends_with("/pay/" + checkout.id));
    BOOST_CHECK(paypal->find_payment(checkout.id)->state == Payment::State::open);

    const auto payment = found_after(sandbox, *paypal, checkout.id, "pay");
    const auto again = paypal->find_payment(checkout.id);

    BOOST_CHECK(payment.state == Payment::State::paid);
    BOOST_CHECK((payment.captured == Money{2500, euro}));
    BOOST_CHECK((payment.fee == Money{60, euro}));
    BOOST_TEST(payment.gift == "4711");
    BOOST_TEST(payment.checkout == checkout.id);
    BOOST_TEST(again->payment == payment.payment);
    BOOST_CHECK(again->captured == payment.captured);
    BOOST_TEST(sandbox.state().at("sales").items().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_declined_instrument_leaves_it_open_and_the_next_try_is_taken) {
    const SandboxClient sandbox;
    const auto paypal = providers::make_paypal(ring(), sandbox.url());
    const auto id = paypal->begin_checkout(asked()).id;

    const auto declined = found_after(sandbox, *paypal, id, "decline");
    const auto paid = found_after(sandbox, *paypal, id, "pay");

    BOOST_CHECK(declined.state == Payment::State::open);
    BOOST_TEST(declined.captured.minor == 0);
    BOOST_CHECK(paid.state == Payment::State::paid);
}

BOOST_AUTO_TEST_CASE(a_payment_under_way_is_decided_later) {
    const SandboxClient sandbox{{"--fail", "settle_ms=600000"}};
    const auto paypal = providers::make_paypal(ring(), sandbox.url());
    const auto good = paypal->begin_checkout(asked("a")).id;
    const auto bad = paypal->begin_checkout(asked("b")).id;
    BOOST_CHECK(found_after(sandbox, *paypal, good, "pay_later").state ==
                Payment::State::processing);
    BOOST_CHECK(found_after(sandbox, *paypal, bad, "fail_later").state ==
                Payment::State::processing);

    sandbox.tell("/sandbox/sales/" + good + "/settle");
    sandbox.tell("/sandbox/sales/" + bad + "/fail");

    BOOST_CHECK(paypal->find_payment(good)->state == Payment::State::paid);
    BOOST_CHECK(paypal->find_payment(bad)->state == Payment::State::failed);
    BOOST_TEST(paypal->find_payment(bad)->captured.minor == 0);
}

BOOST_AUTO_TEST_CASE(refunds_and_disputes_are_told_with_their_payment) {
    const SandboxClient sandbox;
    const auto paypal = providers::make_paypal(ring(), sandbox.url());
    const auto id = paypal->begin_checkout(asked()).id;
    found_after(sandbox, *paypal, id, "pay");

    sandbox.tell("/sandbox/sales/" + id + "/refund", {{"amount", "700"}});
    sandbox.tell("/sandbox/sales/" + id + "/refund", {{"amount", "300"}});
    sandbox.tell("/sandbox/sales/" + id + "/dispute", {{"amount", "1500"}});
    const auto open = *paypal->find_payment(id);
    sandbox.tell("/sandbox/sales/" + id + "/lose");
    const auto lost = *paypal->find_stray(open.payment);

    BOOST_CHECK((open.refunded == Money{1000, euro}));
    BOOST_CHECK((open.captured == Money{2500, euro}));
    BOOST_TEST_REQUIRE(open.disputes.size() == 1u);
    BOOST_CHECK((open.disputes[0].amount == Money{1500, euro}));
    BOOST_CHECK(open.disputes[0].state == Payment::Dispute::State::open);
    BOOST_CHECK(lost.disputes[0].state == Payment::Dispute::State::lost);
    BOOST_TEST(lost.gift == "4711");
}

BOOST_AUTO_TEST_CASE(another_amount_or_currency_than_asked_is_told_as_it_is) {
    const SandboxClient sandbox;
    const auto paypal = providers::make_paypal(ring(), sandbox.url());
    const auto more = paypal->begin_checkout(asked("a")).id;
    const auto dollars = paypal->begin_checkout(asked("b")).id;

    sandbox.tell("/sandbox/sales/" + more + "/pay", {{"amount", "2600"}});
    sandbox.tell("/sandbox/sales/" + dollars + "/pay", {{"currency", "USD"}});

    BOOST_CHECK((paypal->find_payment(more)->captured == Money{2600, euro}));
    BOOST_CHECK((paypal->find_payment(dollars)->captured == Money{2500, currency_of("USD")}));
}

BOOST_AUTO_TEST_CASE(a_message_is_believed_only_when_paypal_says_that_it_is_its_own) {
    const HookInbox inbox;
    const SandboxClient sandbox{{"--paypal-hook", inbox.url()}};
    const auto paypal = providers::make_paypal(ring(), sandbox.url());
    auto two = ring("sandbox-secret", "OLD-WEBHOOK");
    two["webhook"].push_back("SANDBOX-WEBHOOK");
    const auto id = paypal->begin_checkout(asked()).id;
    const auto payment = found_after(sandbox, *paypal, id, "pay");
    sandbox.tell("/sandbox/sales/" + id + "/refund", {{"amount", "100"}});
    sandbox.tell("/sandbox/sales/" + id + "/dispute");
    BOOST_REQUIRE(inbox.wait_for(4));

    for (const auto& hook : inbox.heard()) {
        const auto notice = paypal->read_notice(headers_of(hook), hook.body, now);
        BOOST_TEST_REQUIRE(notice.has_value());
        BOOST_TEST(notice->gift == "4711");
        const auto is_about_it = notice->checkout == id || notice->payment == payment.payment;
        BOOST_TEST(is_about_it, notice->type);
        auto changed = hook.body;
        changed.replace(changed.find("4711"), 4, "4712");
        BOOST_TEST(!paypal->read_notice(headers_of(hook), changed, now));
        auto bare = headers_of(hook);
        bare.all.erase("paypal-transmission-sig");
        BOOST_TEST(!paypal->read_notice(bare, hook.body, now));
        const auto other = providers::make_paypal(ring("sandbox-secret", "OTHER"), sandbox.url());
        BOOST_TEST(!other->read_notice(headers_of(hook), hook.body, now));
        BOOST_TEST(providers::make_paypal(two, sandbox.url())
                       ->read_notice(headers_of(hook), hook.body, now)
                       .has_value());
        BOOST_TEST(!paypal->read_notice(headers_of(hook), "{\"id\":\"x\"", now));
    }
}

BOOST_AUTO_TEST_CASE(wrong_keys_unknown_orders_and_bad_days_are_told_apart) {
    const SandboxClient sandbox;
    const auto paypal = providers::make_paypal(ring(), sandbox.url());
    const auto stranger = providers::make_paypal(ring("other"), sandbox.url());
    BOOST_TEST(paypal->try_keys().empty());
    BOOST_TEST(!stranger->try_keys().empty());
    BOOST_CHECK_THROW(stranger->begin_checkout(asked()), providers::NotTaken);
    BOOST_TEST(!paypal->find_payment("0NONE"));
    BOOST_TEST(!paypal->find_payment("../../v1/balance"));
    BOOST_TEST(!paypal->find_stray("a/b"));

    sandbox.tell("/sandbox/switches", {{"errors", "100"}});
    BOOST_CHECK_THROW(paypal->begin_checkout(asked()), outside::Unreachable);
    sandbox.tell("/sandbox/switches", {{"errors", "0"}, {"lost", "100"}});
    BOOST_CHECK_THROW(paypal->begin_checkout(asked()), outside::Unreachable);
    sandbox.tell("/sandbox/switches", {{"lost", "0"}});
    paypal->begin_checkout(asked());
    BOOST_TEST(sandbox.state().at("sales").items().size() == 1u);
}

BOOST_AUTO_TEST_CASE(amounts_are_written_with_the_decimals_that_paypal_takes) {
    BOOST_TEST(*providers::paypal_text(Money{2500, euro}) == "25.00");
    BOOST_TEST(*providers::paypal_text(Money{2500, currency_of("JPY")}) == "2500");
    BOOST_TEST(*providers::paypal_text(Money{250000, currency_of("HUF")}) == "2500");
    BOOST_TEST(!providers::paypal_text(Money{250050, currency_of("HUF")}));
    BOOST_CHECK((*providers::money_of_paypal("2500", "HUF") == Money{250000, currency_of("HUF")}));
    BOOST_TEST(!providers::money_of_paypal("25.001", "EUR"));
    BOOST_TEST(!providers::money_of_paypal("25.00", "ZZZ"));
}

BOOST_AUTO_TEST_SUITE_END()
