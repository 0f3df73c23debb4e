// Gifts paid through PayPal on a real database; its part is played by the sandbox, a real process.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <numeric>

#include "campaign/giving/collecting.h"
#include "campaign/giving/keying.h"
#include "campaign/giving/receiving.h"
#include "campaign/outside/http_client.h"
#include "tests/campaign/giving/giving_fixture.h"
#include "tests/support/hook_inbox.h"
#include "tests/support/sandbox_client.h"

using giving::State;

namespace {

struct AtPaypal : WithCampaign {
    AtPaypal() {
        giving::enter_keys(*store, registry, *providers::find_kind("paypal"),
                           {{"client", "sandbox-client"},
                            {"secret", "sandbox-secret"},
                            {"webhook", "SANDBOX-WEBHOOK"}},
                           people::program_actor(), now);
    }
    giving::Gift begin(const std::string& key) {
        auto asked = gift_of(10'000, key, "card");
        asked.origin = "form";
        asked.lines.push_back({"fee_cover", fund, euro(300), false});
        const auto gift = giving::record_gift(*store, asked, terms, donor, now).gift;
        giving::begin_checkout(*store, *paypal(), gift.id,
                               {"walk", "Spring Walk", "https://wlk.example/g/x",
                                "https://wlk.example/g/x", "client", "network"},
                               now);
        return gift;
    }
    std::unique_ptr<providers::Provider> paypal() { return registry.find("paypal", now); }
    giving::CardPayment payment_of(const giving::Gift& gift) {
        return giving::payments_of(store->session(), gift.id).front();
    }
    void act(const giving::Gift& gift, const std::string& what,
             const outside::HttpFields& more = {}) {
        sandbox.tell("/sandbox/sales/" + payment_of(gift).checkout + "/" + what, more);
    }
    void choose(const giving::Gift& gift, const std::string& choice) {
        sandbox.post("/pay/" + payment_of(gift).checkout, {{"choice", choice}});
    }
    giving::Gift ask(const giving::Gift& gift) {
        return giving::ask_and_settle(*store, *paypal(), payment_of(gift), now).gift;
    }
    giving::Gift reread(const giving::Gift& gift) {
        return *giving::find_gift(store->session(), gift.id);
    }
    giving::Received receive(const support::Hook& hook) {
        return giving::receive_notice(*store, *paypal(), {hook.headers}, hook.body, now);
    }

    support::HookInbox inbox;
    support::SandboxClient sandbox{{"--paypal-hook", inbox.url()}};
    // The checkouts are made at the clock's time, since the sandbox lives by it.
    const bool is_present =
        (now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
         true);
    providers::Addresses addresses{{"paypal", sandbox.url()}};
    providers::Registry registry{store->session(), addresses};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(paypal_collecting_tests, AtPaypal)

BOOST_AUTO_TEST_CASE(all_24_orders_of_four_messages_end_in_the_same_gift) {
    std::vector<std::size_t> order(4);
    std::iota(order.begin(), order.end(), 0);
    std::size_t orders = 0;
    do {
        const auto gift = begin("order-" + std::to_string(orders));
        act(gift, "approve"), act(gift, "pay");
        act(gift, "refund", {{"amount", "3000"}}), act(gift, "dispute", {{"amount", "2000"}});
        BOOST_REQUIRE(inbox.wait_for(4 * (orders + 1)));
        const auto heard = inbox.heard();
        for (const auto i : order) {
            const auto& hook = heard[4 * orders + i];
            BOOST_CHECK(receive(hook) == giving::Received::kept);
            giving::work_off_inbox(*store, registry, now);
            BOOST_CHECK(receive(hook) == giving::Received::known);
        }

        const auto after = reread(gift);
        BOOST_TEST((after.state == State::confirmed));
        BOOST_TEST(after.confirmed.minor == 5'300);
        ++orders;
    } while (std::ranges::next_permutation(order).found);

    BOOST_TEST(orders == 24u);
    BOOST_TEST(figures().confirmed == 24 * 5'300);
    BOOST_TEST(figures().gifts == 24);
    BOOST_TEST(figures().costs == 24 * 169);  // 1.4 % of 103.00 and 0.25.
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_message_that_the_payer_agreed_takes_the_money) {
    const auto gift = begin("agreed");
    choose(gift, "pay");
    BOOST_REQUIRE(inbox.wait_for(1));
    BOOST_TEST((reread(gift).state == State::intent));

    receive(inbox.heard().front());
    giving::work_off_inbox(*store, registry, now);

    BOOST_TEST((reread(gift).state == State::confirmed));
    BOOST_TEST(sandbox.state().at("sales.0.captured").number().value() == 10'300);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_was_agreed_to_is_not_taken_when_another_attempt_has_paid) {
    const auto gift = begin("agreed twice");
    auto older = payment_of(gift);
    older.id = new_id<giving::PaymentId>(now), older.attempt = 0, older.checkout = "OLDER1";
    choose(gift, "pay");
    store->in_transaction([&](store::Transaction& tx) {
        giving::insert_payment(tx, older);
        tx.run("UPDATE payment SET captured_minor = 10300, state = 'paid' WHERE id = ?", older.id);
    });

    ask(gift);

    BOOST_TEST(sandbox.state().at("sales.0.captured").number().value() == 0);
}

BOOST_AUTO_TEST_CASE(a_message_that_never_comes_is_made_up_for_by_asking) {
    const auto gift = begin("silent");
    choose(gift, "pay");

    giving::sweep_payments(*store, registry, now + std::chrono::minutes{2});

    BOOST_TEST((reread(gift).state == State::confirmed));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(declined_delayed_and_failed_payments_are_what_they_are) {
    const auto declined = begin("declined"), good = begin("good"), bad = begin("bad");
    choose(declined, "decline"), choose(good, "pay_later"), choose(bad, "fail_later");
    BOOST_TEST((ask(declined).state == State::intent));
    BOOST_TEST((ask(good).state == State::pending));
    BOOST_TEST((ask(bad).state == State::pending));
    choose(declined, "pay"), act(good, "settle"), act(bad, "fail");

    BOOST_TEST((ask(declined).state == State::confirmed));
    BOOST_TEST((ask(good).state == State::confirmed));
    BOOST_TEST((ask(bad).state == State::failed));
    BOOST_TEST(figures().confirmed == 20'600);
    BOOST_TEST(figures().pledged == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(another_amount_or_currency_than_was_asked_goes_to_quarantine) {
    const auto more = begin("more"), other = begin("other");
    act(more, "pay", {{"amount", "99999"}});
    act(other, "pay", {{"amount", "10300"}, {"currency", "USD"}});

    BOOST_TEST((ask(more).state == State::intent));
    BOOST_TEST((ask(other).state == State::intent));
    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(payment_of(more).quarantine == "amount");
    BOOST_TEST(payment_of(other).quarantine == "currency");
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_forged_message_leaves_no_row_and_a_bad_day_of_theirs_is_not_a_forgery) {
    const auto gift = begin("forged");
    choose(gift, "pay");
    BOOST_REQUIRE(inbox.wait_for(1));
    auto forged = inbox.heard().front();
    forged.body.replace(forged.body.find("APPROVED"), 8, "ENLARGED");
    BOOST_CHECK(receive(forged) == giving::Received::refused);
    forged.headers.clear();
    BOOST_CHECK(receive(forged) == giving::Received::refused);
    sandbox.tell("/sandbox/switches", {{"errors", "100"}});

    BOOST_CHECK_THROW(receive(inbox.heard().front()), outside::Unreachable);

    BOOST_TEST(store->session().one("SELECT COUNT(*) AS n FROM webhook_event")->number("n") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
