// Gifts by card with the sandbox in the provider's part: a real process that speaks its protocol.
#include <algorithm>
#include <thread>

#include "campaign/giving/inbox.h"
#include "campaign/giving/keying.h"
#include "campaign/giving/receiving.h"
#include "campaign/outside/http_client.h"
#include "tests/campaign/giving/card_fixture.h"
#include "tests/support/sandbox_client.h"

namespace {

// With the sandbox as the provider, and its keys entered.
struct AtSandbox : WithCards {
    AtSandbox() {
        giving::enter_keys(*store, registry, *providers::find_kind("stripe"),
                           {{"api", "sk_test_sandbox"}, {"webhook", "whsec_sandbox"}},
                           people::program_actor(), now);
    }
    std::string begin(const giving::Gift& gift) {
        return giving::begin_checkout(*store, *registry.find("stripe", now), gift.id,
                                      {"walk", "Spring Walk", "https://wlk.example/g/x",
                                       "https://wlk.example/g/x", "client", "network"},
                                      now);
    }
    giving::CardPayment payment_of(const giving::Gift& gift) {
        return giving::payments_of(store->session(), gift.id).front();
    }
    void act(const giving::CardPayment& payment, const std::string& what,
             const outside::HttpFields& more = {}) {
        sandbox.tell("/sandbox/sales/" + payment.checkout + "/" + what, more);
    }
    giving::Gift ask(const giving::Gift& gift) {
        return giving::ask_and_settle(*store, *registry.find("stripe", now), payment_of(gift), now)
            .gift;
    }
    std::int64_t quarantined() {
        std::int64_t sum = 0;
        for (const auto& row : store->session().all(
                 "SELECT debit, credit, minor FROM transfer WHERE event = 11 LIMIT 100"))
            sum += row.number("minor") * (row.text("credit") == "quarantine:stripe" ? 1 : -1);
        return sum;
    }

    support::SandboxClient sandbox;
    // The checkouts are made at the clock's time, since the sandbox lives by it.
    const bool is_present =
        (now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
         true);
    providers::Addresses addresses{{"stripe", sandbox.url()}};
    providers::Registry registry{store->session(), addresses};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_gift_tests, AtSandbox)

BOOST_AUTO_TEST_CASE(a_gift_is_paid_refunded_and_disputed_as_the_provider_says) {
    const auto gift = begin_gift("whole");
    const auto url = begin(gift);
    BOOST_TEST(url.find("/pay/cs_") != std::string::npos);
    BOOST_TEST((ask(gift).state == State::intent));
    const auto payment = payment_of(gift);

    act(payment, "pay");
    BOOST_TEST((ask(gift).state == State::confirmed));
    BOOST_TEST(figures().confirmed == 12'300);
    BOOST_TEST(figures().costs == 197);  // 1.4 % and 0.25.
    act(payment, "refund", {{"amount", "3000"}});
    BOOST_TEST(ask(gift).confirmed.minor == 9'300);
    act(payment, "dispute", {{"amount", "9300"}});
    BOOST_TEST((ask(gift).state == State::disputed));
    BOOST_TEST(figures().costs == 197 + 1'500);
    act(payment, "win");
    BOOST_TEST((ask(gift).state == State::confirmed));
    BOOST_TEST(figures().raised == 7'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_paid_gift_stays_one_when_its_provider_does_not_know_it_any_more) {
    const auto gift = begin_gift("unknown");
    const auto payment = begin_payment(gift);  // Of a checkout that the sandbox never made.
    settle(payment, facts_of(payment)[1]);
    now += std::chrono::days{2};

    BOOST_TEST((ask(gift).state == State::confirmed));
    BOOST_TEST(figures().confirmed == 12'300);
    const auto unpaid = begin_gift("unknown and unpaid");
    begin_payment(unpaid);
    BOOST_TEST((ask(unpaid).state == State::intent));
    now += std::chrono::days{2};
    BOOST_TEST((ask(unpaid).state == State::expired));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_cannot_be_settled_is_put_off_and_the_next_one_gets_its_turn) {
    const auto odd = begin_gift("odd"), good = begin_gift("good");
    begin(odd), begin(good);
    act(payment_of(odd), "pay"), act(payment_of(good), "pay");
    const auto seen = registry.find("stripe", now)->find_payment(payment_of(odd).checkout);
    const auto other = begin_payment(begin_gift("other"));  // Has the odd one's money already.
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE payment SET payment = ? WHERE id = ?", seen->payment, other.id);
    });
    now += std::chrono::minutes{2};

    const auto round = giving::sweep_payments(*store, registry, now);

    BOOST_TEST(round.put_off == 1);
    BOOST_TEST(round.done == 1);
    BOOST_TEST((reread(good).state == State::confirmed));
    BOOST_CHECK(*payment_of(odd).ask_at > now);
}

BOOST_AUTO_TEST_CASE(a_provider_that_does_not_answer_is_asked_three_times_in_a_round) {
    for (int i = 0; i < 6; ++i) {
        const auto gift = begin_gift("away-" + std::to_string(i));
        begin(gift);
        giving::InboxEvent event{new_number(now), "stripe", {}, 0, now};
        event.notice.event = "evt_" + std::to_string(i);
        event.notice.checkout = payment_of(gift).checkout;
        store->in_transaction([&](store::Transaction& tx) { insert_event(tx, event, "{}"); });
    }
    sandbox.tell("/sandbox/switches", {{"errors", "100"}});

    BOOST_TEST(giving::work_off_inbox(*store, registry, now).put_off == 6);
    const auto troubles = [&](const std::string& text) {
        return store->session()
            .one("SELECT COUNT(*) AS n FROM webhook_event WHERE trouble LIKE ?", text)
            ->number("n");
    };
    BOOST_TEST(troubles("Stripe answered 5%") == 3);
    BOOST_TEST(troubles("it did not answer a moment ago") == 3);
}

BOOST_AUTO_TEST_CASE(the_same_checkout_is_offered_until_it_ends_and_then_another) {
    const auto gift = begin_gift("again");
    const auto url = begin(gift);
    BOOST_TEST(begin(gift) == url);
    act(payment_of(gift), "expire");
    BOOST_TEST((ask(gift).state == State::expired));

    const auto next = begin(gift);

    BOOST_TEST(next != url);
    BOOST_TEST((reread(gift).state == State::intent));
    act(payment_of(gift), "pay");
    BOOST_TEST((ask(gift).state == State::confirmed));
    BOOST_CHECK_THROW(begin(gift), Refused);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(two_clicks_at_once_begin_one_checkout) {
    const auto gift = begin_gift("clicks");
    std::vector<std::string> urls(8);
    {
        std::vector<std::jthread> threads;
        for (auto& url : urls) threads.emplace_back([&] { url = begin(gift); });
    }

    BOOST_TEST(std::ranges::count(urls, urls.front()) == 8);
    BOOST_TEST(giving::payments_of(store->session(), gift.id).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_delayed_payment_is_promised_until_it_comes_or_does_not) {
    const auto good = begin_gift("later"), bad = begin_gift("never");
    begin(good), begin(bad);
    act(payment_of(good), "pay_later"), act(payment_of(bad), "fail_later");
    BOOST_TEST((ask(good).state == State::pending));
    BOOST_TEST((ask(bad).state == State::pending));
    BOOST_TEST(figures().pledged == 24'600);
    BOOST_TEST(figures_of_walker(0).pledged == 2 * 5'000);
    check_ledger();

    act(payment_of(good), "settle"), act(payment_of(bad), "fail");

    BOOST_TEST((ask(good).state == State::confirmed));
    BOOST_TEST((ask(bad).state == State::failed));
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(figures().confirmed == 12'300);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(another_amount_or_currency_than_was_asked_goes_to_quarantine_and_back) {
    const auto more = begin_gift("more"), other = begin_gift("other");
    begin(more), begin(other);
    act(payment_of(more), "pay", {{"amount", "99999"}});
    act(payment_of(other), "pay", {{"amount", "12300"}, {"currency", "USD"}});

    BOOST_TEST((ask(more).state == State::intent));
    BOOST_TEST((ask(other).state == State::intent));
    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(quarantined() == 99'999 + 12'300);
    act(payment_of(more), "refund"), act(payment_of(other), "refund");
    ask(more), ask(other);
    BOOST_TEST(quarantined() == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_message_that_never_comes_is_made_up_for_by_asking) {
    const auto gift = begin_gift("silent"), left = begin_gift("left");
    begin(gift), begin(left);
    act(payment_of(gift), "pay");
    BOOST_TEST(giving::sweep_payments(*store, registry, now).done == 0);  // Not so soon.

    const auto round = giving::sweep_payments(*store, registry, now + std::chrono::minutes{2});

    BOOST_TEST(round.done == 2);
    BOOST_TEST((reread(gift).state == State::confirmed));
    BOOST_TEST((reread(left).state == State::intent));
    act(payment_of(left), "expire");
    giving::sweep_payments(*store, registry, now + std::chrono::hours{2});
    BOOST_TEST((reread(left).state == State::expired));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_checkout_that_the_provider_never_made_expires) {
    sandbox.tell("/sandbox/switches", {{"errors", "100"}});
    const auto gift = begin_gift("away");
    BOOST_CHECK_THROW(begin(gift), outside::Unreachable);
    sandbox.tell("/sandbox/switches", {{"errors", "0"}});

    giving::sweep_payments(*store, registry, now + std::chrono::hours{2});

    BOOST_TEST((reread(gift).state == State::expired));
    BOOST_TEST(begin(gift).find("/pay/") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wrong_key_is_named_and_not_kept) {
    const auto& stripe = *providers::find_kind("stripe");
    const auto refused = [&](const std::map<std::string, std::string>& typed) {
        try {
            giving::enter_keys(*store, registry, stripe, typed, people::program_actor(), now);
        } catch (const Refused& no) {
            return no.refusal.field + ": " + no.refusal.detail;
        }
        return std::string{};
    };

    BOOST_TEST(refused({{"api", "sk_test_wrong"}}).find("does not know") != std::string::npos);
    BOOST_TEST(refused({{"api", "pk_test_sandbox"}}).starts_with("api: "));
    BOOST_TEST(refused({{"webhook", "sk_test_sandbox"}}).starts_with("webhook: "));
    BOOST_TEST(refused({}).starts_with("api: "));
    BOOST_TEST(registry.keys_of(stripe, now).at("api").size() == 1u);
    BOOST_TEST(refused({{"webhook", "whsec_next"}}).empty());
    BOOST_TEST(registry.keys_of(stripe, now).at("webhook").size() == 2u);
    BOOST_TEST(registry.keys_of(stripe, now + giving::overlap).at("webhook").size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
