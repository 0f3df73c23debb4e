// Gifts by card on a real database; the provider's part is played by the sandbox, a real process.
#include "campaign/giving/collecting.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <numeric>
#include <thread>

#include "campaign/giving/keying.h"
#include "campaign/giving/receiving.h"
#include "campaign/outside/http_client.h"
#include "tests/campaign/giving/giving_fixture.h"
#include "tests/support/sandbox_client.h"

using giving::State;
using providers::Payment;

namespace {

struct WithCards : WithCampaign {
    // As a donor's form would: 100.00, 20.00 for the registration, 3.00 for the fee.
    giving::Gift begin_gift(const std::string& key, std::int64_t cents = 10'000) {
        auto asked = gift_of(cents, key, "card");
        asked.origin = "form";
        asked.lines.push_back({"registration", fund, euro(2'000), false});
        asked.lines.push_back({"fee_cover", fund, euro(300), false});
        asked.shares = {{walkers[0], team, euro(0)}, {walkers[1], team, euro(0)}};
        return giving::record_gift(*store, asked, terms, donor, now).gift;
    }
    // A checkout that the provider is said to have made.
    giving::CardPayment begin_payment(const giving::Gift& gift) {
        static int count = 0;
        giving::CardPayment payment;
        payment.id = new_id<giving::PaymentId>(now), payment.gift = gift.id;
        payment.campaign = campaign, payment.provider = "stripe";
        payment.checkout = "cs_" + std::to_string(++count);
        payment.currency = gift.amount.currency, payment.asked = gift.amount;
        payment.begun_at = now, payment.expires_at = now + giving::checkout_open;
        store->in_transaction([&](store::Transaction& tx) { giving::insert_payment(tx, payment); });
        return payment;
    }
    Payment seen_of(const giving::CardPayment& payment,
                    Payment::State state = Payment::State::open) {
        Payment seen{.state = state,
                     .checkout = payment.checkout,
                     .payment = "pi_" + payment.checkout,
                     .gift = std::to_string(payment.gift.value)};
        seen.captured = seen.refunded = euro(0);
        return seen;
    }
    giving::Settled settle(const giving::CardPayment& payment, const Payment& seen) {
        return giving::settle_payment(*store, payment.id, seen, now);
    }
    giving::Gift reread(const giving::Gift& gift) {
        return *giving::find_gift(store->session(), gift.id);
    }
    // Five facts of one payment: what each says is all that it says.
    std::vector<Payment> facts_of(const giving::CardPayment& payment) {
        auto processing = seen_of(payment, Payment::State::processing);
        auto paid = seen_of(payment, Payment::State::paid), refund = seen_of(payment);
        paid.captured = euro(12'300), paid.fee = euro(197), refund.refunded = euro(3'000);
        auto dispute = seen_of(payment), won = seen_of(payment);
        dispute.disputes = {{"du", Payment::Dispute::State::open, euro(7'000), euro(1'500)}};
        won.disputes = {{"du", Payment::Dispute::State::won, euro(7'000), euro(1'500)}};
        return {processing, paid, refund, dispute, won};
    }
    std::map<std::string, std::int64_t> balances_of(const giving::Gift& gift) {
        std::map<std::string, std::int64_t> balances;
        for (const auto& row :
             ledger::transfers_of_cause(store->session(), "gift", gift.id.value)) {
            balances[row.debit] += row.amount.minor, balances[row.credit] -= row.amount.minor;
        }
        std::erase_if(balances, [](const auto& row) { return row.second == 0; });
        return balances;
    }
};

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

BOOST_FIXTURE_TEST_SUITE(collecting_tests, WithCards)

BOOST_AUTO_TEST_CASE(a_checkout_that_was_only_begun_is_in_no_figure) {
    const auto gift = begin_gift("begun");

    BOOST_TEST((gift.state == State::intent));
    BOOST_TEST((figures() == ledger::Figures{}));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(all_120_orders_of_five_facts_end_in_the_same_gift_and_the_same_ledger) {
    std::vector<std::size_t> order(5);
    std::iota(order.begin(), order.end(), 0);
    std::optional<std::map<std::string, std::int64_t>> expected;
    int orders = 0;
    do {
        const auto gift = begin_gift("order-" + std::to_string(++orders));
        const auto payment = begin_payment(gift);
        const auto facts = facts_of(payment);
        for (const auto i : order) settle(payment, facts[i]);
        settle(payment, facts[order.front()]);

        const auto after = reread(gift);
        const auto balances = balances_of(gift);
        if (!expected) expected = balances;
        BOOST_TEST((after.state == State::confirmed));
        BOOST_TEST(after.confirmed.minor == 9'300);
        BOOST_TEST(after.open.minor == 0);
        BOOST_TEST((balances == *expected));
    } while (std::ranges::next_permutation(order).found);

    BOOST_TEST(orders == 120);
    BOOST_TEST(figures().raised == 120 * 7'000);
    BOOST_TEST(figures().confirmed == 120 * 9'300);
    BOOST_TEST(figures().costs == 120 * (197 + 1'500));
    BOOST_TEST(figures().gifts == 120);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(figures_of_walker(0).raised == 120 * 3'500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_same_fact_from_twenty_at_once_is_booked_once) {
    const auto gift = begin_gift("twenty");
    const auto payment = begin_payment(gift);
    const auto paid = facts_of(payment)[1];
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 20; ++i)
            threads.emplace_back([&] { giving::settle_payment(*store, payment.id, paid, now); });
    }

    BOOST_TEST(figures().confirmed == 12'300);
    BOOST_TEST(figures().gifts == 1);
    BOOST_TEST(figures().raised == 10'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(shares_fall_in_proportion_and_rise_again) {
    const auto gift = begin_gift("shares", 10'001);
    const auto payment = begin_payment(gift);
    auto paid = seen_of(payment, Payment::State::paid);
    paid.captured = euro(12'301);
    settle(payment, paid);
    BOOST_TEST(figures_of_walker(0).raised == 5'001);
    BOOST_TEST(figures_of_walker(1).raised == 5'000);
    auto disputed = paid;
    disputed.disputes = {{"du", Payment::Dispute::State::open, euro(12'301), euro(1'500)}};
    settle(payment, disputed);
    BOOST_TEST((reread(gift).state == State::disputed));
    BOOST_TEST(figures_of_walker(0).raised == 0);
    BOOST_TEST(figures_of_walker(0).gifts == 0);
    BOOST_TEST(figures().gifts == 0);
    check_ledger();
    disputed.disputes[0].state = Payment::Dispute::State::won;
    disputed.refunded = euro(3'334);
    settle(payment, disputed);

    BOOST_TEST(figures().raised == 10'001 - 3'334);
    BOOST_TEST(figures_of_walker(0).raised == 3'334);
    BOOST_TEST(figures_of_walker(1).raised == 3'333);
    BOOST_TEST(figures().gifts == 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_kept_in_quarantine_and_is_never_a_gift) {
    std::int64_t kept = 0;
    const auto odd = [&](const std::string& key, auto change, const std::string& reason) {
        const auto gift = begin_gift(key);
        const auto payment = begin_payment(gift);
        auto seen = facts_of(payment)[1];
        change(seen);
        settle(payment, seen), settle(payment, seen);
        BOOST_TEST((reread(gift).state == State::intent));
        BOOST_TEST(giving::find_payment(store->session(), payment.id)->quarantine == reason);
        kept += seen.captured.minor;
    };
    odd(
        "amount", [](auto& seen) { seen.captured = euro(12'301); }, "amount");
    odd(
        "less", [](auto& seen) { seen.captured = euro(1); }, "amount");
    odd(
        "gift", [](auto& seen) { seen.gift = "1"; }, "gift");
    odd(
        "none", [](auto& seen) { seen.gift.clear(); }, "gift");
    odd(
        "checkout", [](auto& seen) { seen.checkout = "cs_other"; }, "checkout");
    odd(
        "currency",
        [](auto& seen) {
            seen.captured = seen.refunded = Money{12'300, currency_of("USD")};
            seen.refunded.minor = 0, seen.fee = {};
        },
        "currency");

    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(figures().gifts == 0);
    BOOST_TEST(giving::quarantined_payments(store->session(), 100).size() == 6u);
    const auto sum = store->session().one(
        "SELECT CAST(SUM(minor) AS SIGNED) AS minor FROM transfer WHERE credit = "
        "'quarantine:stripe' AND campaign_id IS NULL");
    BOOST_TEST(sum->number("minor") == kept);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_gift_is_paid_once_whatever_attempt_brought_it) {
    const auto gift = begin_gift("twice");
    const auto first = begin_payment(gift);
    auto second = first;
    second.id = new_id<giving::PaymentId>(now), second.attempt = 2, second.checkout += "b";
    store->in_transaction([&](store::Transaction& tx) { giving::insert_payment(tx, second); });
    settle(first, seen_of(first, Payment::State::expired));
    BOOST_TEST((reread(gift).state == State::intent));  // The second attempt is open.

    settle(second, facts_of(second)[1]);
    settle(first, facts_of(first)[1]);

    BOOST_TEST(figures().confirmed == 12'300);
    BOOST_TEST(giving::find_payment(store->session(), first.id)->quarantine == "paid twice");
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_rehearsal_enters_no_ledger) {
    terms.is_rehearsal = true;
    const auto gift = begin_gift("rehearsal");
    const auto payment = begin_payment(gift);
    for (const auto& seen : facts_of(payment)) settle(payment, seen);

    BOOST_TEST((reread(gift).state == State::confirmed));
    BOOST_TEST((figures() == ledger::Figures{}));
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()

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
