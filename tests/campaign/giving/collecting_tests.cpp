// Gifts by card on a real database, whatever is said of them and in which order.
#include <algorithm>
#include <numeric>
#include <thread>

#include "campaign/ledger/verifying.h"
#include "campaign/mail/outbox.h"
#include "tests/campaign/giving/card_fixture.h"

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
    BOOST_TEST(count_mails("thanks") == 120);
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
    BOOST_TEST(count_mails("thanks") == 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_donor_is_thanked_by_mail_when_the_card_money_has_come_and_not_before) {
    const auto gift = begin_gift("thanked");
    const auto payment = begin_payment(gift);
    settle(payment, seen_of(payment, Payment::State::processing));
    BOOST_TEST(mail::mails_about(store->session(), gift.id.value, 10).empty());

    settle(payment, facts_of(payment)[1]);
    const auto mails = mail::mails_about(store->session(), gift.id.value, 10);
    BOOST_REQUIRE_EQUAL(mails.size(), 1u);
    BOOST_TEST((mails[0].kind == mail::Kind::thanks));
    BOOST_TEST(mails[0].to == "thanked@example.org");
    BOOST_TEST(mails[0].facts.at("AMOUNT") == "€123");
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

BOOST_AUTO_TEST_CASE(an_attempt_that_came_to_nothing_leaves_alone_what_an_older_one_has_paid) {
    const auto gift = begin_gift("older");
    const auto first = begin_payment(gift);
    auto second = first;
    second.id = new_id<giving::PaymentId>(now), second.attempt = 2, second.checkout += "b";
    store->in_transaction([&](store::Transaction& tx) { giving::insert_payment(tx, second); });
    settle(first, facts_of(first)[1]);

    settle(second, seen_of(second, Payment::State::expired));

    BOOST_TEST((reread(gift).state == State::confirmed));
    BOOST_TEST(figures().confirmed == 12'300);
    BOOST_TEST(figures().gifts == 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(each_attempt_that_failed_is_told) {
    const auto gift = begin_gift("failed-twice");
    const auto first = begin_payment(gift);
    auto second = first;
    second.id = new_id<giving::PaymentId>(now), second.attempt = 2, second.checkout += "b";
    const auto fail = [&](const giving::CardPayment& payment) {
        settle(payment, seen_of(payment, Payment::State::processing));
        settle(payment, seen_of(payment, Payment::State::failed));
    };
    fail(first);
    store->in_transaction([&](store::Transaction& tx) { giving::insert_payment(tx, second); });
    fail(second);

    BOOST_TEST(store->session()
                   .one("SELECT COUNT(*) AS n FROM mail WHERE cause_type = 'payment'")
                   ->number("n") == 2);
}

BOOST_AUTO_TEST_CASE(a_promise_is_released_once_and_only_where_it_was_booked) {
    const auto two_attempts = [&](const std::string& key) {
        const auto first = begin_payment(begin_gift(key));
        auto second = first;
        second.id = new_id<giving::PaymentId>(now), second.attempt = 2, second.checkout += "b";
        return std::pair{first, second};
    };
    const auto begin = [&](const giving::CardPayment& payment) {
        store->in_transaction([&](store::Transaction& tx) { giving::insert_payment(tx, payment); });
    };
    // An older attempt is under way while a newer one is there: nothing was promised.
    const auto [older, newer] = two_attempts("older under way");
    begin(newer);
    settle(older, facts_of(older)[0]);
    BOOST_TEST(figures().pledged == 0);
    settle(older, facts_of(older)[1]);
    BOOST_TEST(figures().pledged == 0);
    check_ledger();
    // A newer attempt was begun beside a promise, and is paid.
    const auto [promised, paid] = two_attempts("beside");
    settle(promised, facts_of(promised)[0]);
    BOOST_TEST(figures().pledged > 0);
    begin(paid);
    settle(paid, facts_of(paid)[1]);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(figures().confirmed == 2 * 12'300);
    check_ledger();
    // What comes in the end is another amount.
    const auto gift = begin_gift("other amount");
    const auto odd = begin_payment(gift);
    settle(odd, facts_of(odd)[0]);
    auto less = facts_of(odd)[1];
    less.captured = euro(100);
    settle(odd, less);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST((reread(gift).state == State::intent));
    BOOST_TEST(figures_of_walker(0).pledged == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_gift_that_differs_from_its_payment_is_named) {
    const auto payment = begin_payment(begin_gift("paid"));
    settle(payment, facts_of(payment)[1]);
    check_ledger();
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE payment SET captured_minor = captured_minor - 5 WHERE id = ?", payment.id);
    });

    const auto verdict = ledger::verify_ledger(*store, {});
    BOOST_REQUIRE_EQUAL(verdict.differences.size(), 1u);
    BOOST_TEST(verdict.differences[0].find("its card payments say 12295") != std::string::npos);
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
