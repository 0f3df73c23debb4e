// Gifts draw from a sponsor's pool: what counts, where it ends, and what goes back.
#include "campaign/matching/matching.h"

#include <future>
#include <thread>

#include "tests/campaign/matching/matching_fixture.h"

BOOST_FIXTURE_TEST_SUITE(matching_tests, WithPools)

BOOST_AUTO_TEST_CASE(paid_afterwards_what_was_earned_is_promised_and_not_raised) {
    const auto pool = run(pool_of());
    const auto gift = arrived(2'000);
    match();

    BOOST_TEST(drawn_by(gift) == 2'000);
    BOOST_TEST(figures().raised == 2'000);
    BOOST_TEST(figures().pledged == 2'000);
    BOOST_TEST(figures().gifts == 1);
    BOOST_TEST(reread(pool).open() == 2'000);
    BOOST_TEST(reread(pool).left() == 3'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(prepaid_what_was_earned_is_raised_at_once) {
    const auto pool = run_prepaid();
    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(figures().banked == 5'000);  // The whole pool, and owed until it is earned.
    arrived(2'000);
    match();

    BOOST_TEST(figures().raised == 4'000);
    BOOST_TEST(figures().confirmed == 4'000);
    BOOST_TEST(figures().banked == 7'000);
    BOOST_TEST(figures().on_the_way == -3'000);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(reread(pool).rest() == 3'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(promises_and_what_nobody_has_counted_draw_nothing) {
    run(pool_of());
    const auto promised = give(gift_of(2'000, "promise")).gift;
    const auto entered = give(gift_of(2'000, "bag", "cash")).gift;
    match();
    BOOST_TEST(drawn_by(promised) == -1);
    BOOST_TEST(drawn_by(entered) == -1);

    giving::confirm_entered(*store, {entered.id, euro(1'500), "one note was missing"}, finance,
                            now);
    match();

    BOOST_TEST(drawn_by(entered) == 1'500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_pool_ends_at_its_cap_in_the_order_in_which_money_came) {
    const auto pool = run(pool_of(3'000));
    const auto first = give(gift_of(2'000, "first")).gift, second = give(gift_of(2'000, "2")).gift;
    now += std::chrono::seconds{1};
    arrive(second, 2'000, "line 2");
    now += std::chrono::seconds{1};
    arrive(first, 2'000, "line 1");
    match();

    BOOST_TEST(drawn_by(second) == 2'000);
    BOOST_TEST(drawn_by(first) == 1'000);
    BOOST_TEST(drawn_by(arrived(500)) == -1);
    match();
    BOOST_TEST(reread(pool).left() == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(twenty_gifts_at_once_and_five_programs_never_pass_the_cap) {
    const auto pool = run_prepaid(10'000);
    std::vector<giving::Gift> promised;
    for (int i = 0; i < 20; ++i)
        promised.push_back(give(gift_of(700, "p" + std::to_string(i))).gift);
    {
        std::vector<std::jthread> threads;
        for (const auto& gift : promised)
            threads.emplace_back([&] {
                giving::mark_arrived(*store,
                                     {gift.id, euro(700), *read_date("2027-05-21"),
                                      "line " + std::to_string(gift.id.value), bank_account},
                                     finance, now);
                match();
            });
    }
    std::vector<std::future<void>> programs;
    for (int i = 0; i < 5; ++i)
        programs.push_back(std::async(std::launch::async, [&] { match(); }));
    for (auto& program : programs) program.get();
    match();

    BOOST_TEST(reread(pool).earned == 10'000);
    BOOST_TEST(reread(pool).left() == 0);
    BOOST_TEST(figures().raised == 20 * 700 + 10'000);
    const auto row = store->session().one(
        "SELECT CAST(SUM(earned) AS SIGNED) AS all_of_it, COUNT(*) AS n, MAX(earned) AS most"
        " FROM matched_gift");
    BOOST_TEST(row->number("all_of_it") == 10'000);
    BOOST_TEST(row->number("n") == 20);
    BOOST_TEST(row->number("most") == 700);
    BOOST_TEST(store->session().one("SELECT COUNT(*) AS n FROM match_change")->number("n") == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_window_holds_its_first_moment_and_not_its_last) {
    auto asked = pool_of();
    asked.from = now + std::chrono::hours{1}, asked.until = now + std::chrono::hours{2};
    run(asked);
    const auto start = now;
    const auto give_at = [&](Instant at) {
        now = at;
        return arrived(100);
    };
    const auto before = give_at(asked.from - std::chrono::microseconds{1});
    const auto first = give_at(asked.from);
    const auto last = give_at(asked.until - std::chrono::microseconds{1});
    const auto after = give_at(asked.until);
    match();

    BOOST_TEST((start < now));
    BOOST_TEST(drawn_by(before) == -1);
    BOOST_TEST(drawn_by(first) == 100);
    BOOST_TEST(drawn_by(last) == 100);
    BOOST_TEST(drawn_by(after) == -1);
}

BOOST_AUTO_TEST_CASE(given_inside_and_arrived_later_draws_until_the_pool_is_settled) {
    const auto pool = run(pool_of());
    const auto in_time = give(gift_of(1'000, "a")).gift, too_late = give(gift_of(900, "b")).gift;
    end_of_window();
    arrive(in_time, 1'000, "line a");
    matching::settle_pool(*store, pool.id, finance, now);
    arrive(too_late, 900, "line b");
    match();

    BOOST_TEST(drawn_by(in_time) == 1'000);
    BOOST_TEST(drawn_by(too_late) == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(gifts_that_came_before_the_yes_are_found) {
    const auto early = arrived(1'000);
    match();  // Nothing to draw from yet.
    now += std::chrono::hours{1};
    run(pool_of());
    const auto late = arrived(500);
    match();
    match();

    BOOST_TEST(drawn_by(early) == 1'000);
    BOOST_TEST(drawn_by(late) == 500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_prepaid_pool_begins_when_its_money_has_come) {
    auto asked = pool_of();
    asked.is_prepaid = true;
    const auto pool = run(asked);
    const auto gift = arrived(1'000);
    match();
    BOOST_TEST(drawn_by(gift) == -1);

    matching::mark_pool_paid(*store, payment_for(pool, 5'000), finance, now);
    match();

    BOOST_TEST(drawn_by(gift) == 1'000);
    BOOST_TEST(figures().raised == 2'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(only_what_counts_draws_and_a_refund_takes_it_back_in_proportion) {
    const auto pool = run_prepaid(50'000);
    const auto card = paid_card();  // 100.00 as a gift, 23.00 that does not count.
    match();
    BOOST_TEST(reread(pool).earned == 10'000);
    BOOST_TEST(figures().raised == 20'000);

    refund(card, 3'333);
    match();

    BOOST_TEST(reread(pool).earned == 6'667);
    BOOST_TEST(reread(pool).left() == 50'000 - 6'667);
    BOOST_TEST(figures().raised == 2 * 6'667);
    check_ledger();

    refund(card, 12'300);
    match();
    BOOST_TEST(reread(pool).earned == 0);
    BOOST_TEST(figures().raised == 0);
    BOOST_TEST(figures().confirmed == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_a_dispute_takes_comes_back_with_it_if_nobody_else_has_drawn_it) {
    const auto pool = run_prepaid(10'000);
    const auto card = paid_card();
    match();
    auto seen = facts_of(card)[1];
    seen.disputes = {{"du", Payment::Dispute::State::open, euro(12'300), euro(1'500)}};
    settle(card, seen);
    match();
    BOOST_TEST(reread(pool).earned == 0);
    const auto other = arrived(4'000);
    match();
    BOOST_TEST(drawn_by(other) == 4'000);

    seen.disputes[0].state = Payment::Dispute::State::won;
    settle(card, seen);
    match();

    BOOST_TEST(reread(pool).earned == 10'000);  // 40.00 of the other, and the 60.00 that were left.
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_promised_match_falls_with_its_gift_and_then_what_was_paid_is_owed) {
    const auto pool = run(pool_of(50'000));
    const auto card = paid_card();
    match();
    matching::mark_pool_paid(*store, payment_for(pool, 7'000), finance, now);
    BOOST_TEST(figures().raised == 17'000);
    BOOST_TEST(figures().pledged == 3'000);

    refund(card, 5'000);
    match();

    BOOST_TEST(reread(pool).earned == 5'000);
    BOOST_TEST(reread(pool).open() == 0);
    BOOST_TEST(reread(pool).to_repay() == 2'000);
    BOOST_TEST(figures().pledged == 0);
    BOOST_TEST(figures().raised == 10'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_match_is_in_no_share_and_moves_no_score) {
    run_prepaid(50'000);
    paid_card();
    match();

    BOOST_TEST(figures_of_walker(0).raised == 5'000);
    const auto row = store->session().one(
        "SELECT CAST(SUM(raised) AS SIGNED) AS raised FROM score_change WHERE participant_id <> 0");
    BOOST_TEST(row->number("raised") == 10'000);
}

BOOST_AUTO_TEST_CASE(a_rehearsal_draws_nothing) {
    run(pool_of());
    terms.is_rehearsal = true;
    const auto gift = give(gift_of(1'000, "rehearsal")).gift;
    arrive(gift, 1'000, "line r");
    match();

    BOOST_TEST(drawn_by(gift) == -1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(matching_again_changes_nothing) {
    const auto pool = run_prepaid();
    const auto gift = arrived(1'000);
    match();
    const auto before = figures();
    store->in_transaction([&](store::Transaction& tx) {
        matching::append_match_change(tx, {campaign, gift.id, now}, now);
        matching::append_match_change(tx, {campaign, gift.id, now}, now);
    });
    BOOST_TEST(matching::match_gifts(*store, now).empty());

    BOOST_TEST((figures() == before));
    BOOST_TEST(reread(pool).earned == 1'000);
    BOOST_TEST(matching::match_gifts(*store, now).empty());
}

BOOST_AUTO_TEST_SUITE_END()
