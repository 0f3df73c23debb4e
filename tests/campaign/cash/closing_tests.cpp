// The worked cases of cash, to the cent.
#include <atomic>
#include <thread>

#include "tests/campaign/cash/cash_fixture.h"
#include "tests/support/joining.h"

using cash::Sort;

BOOST_FIXTURE_TEST_SUITE(cash_closing_tests, WithCash)

BOOST_AUTO_TEST_CASE(two_hundred_were_told_and_a_hundred_and_eighty_counted) {
    const auto gift = hold(0, 20'000);
    BOOST_TEST(figures().entered == 20'000);
    BOOST_TEST(figures_of_walker(0).entered == 20'000);
    const auto envelope = bring_envelope(0);
    set_found(envelope, gift, 18'000);
    const auto bag = counted_by_both(sealed_bag({envelope}), 18'000);

    cash::close_bag(*store, bag.id, "", cleo, now);

    const auto after = figures();
    BOOST_TEST(after.pledged == 0);
    BOOST_TEST(after.entered == 0);
    BOOST_TEST(after.confirmed == 18'000);
    BOOST_TEST(after.raised == 18'000);
    BOOST_TEST(after.banked == 0);
    BOOST_TEST(after.on_the_way == 18'000);
    BOOST_TEST(after.costs == 0);
    BOOST_TEST(figures_of_walker(0).raised == 18'000);
    BOOST_TEST(figures_of_walker(0).entered == 0);
    BOOST_TEST(stored(gift).confirmed.minor == 18'000);
    BOOST_TEST(balance_of("cash:bag-1") == 18'000);
    BOOST_TEST(balance_of("cash:desk") == 0);
    BOOST_TEST(again(envelope).counted.value() == 18'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_recount_at_the_hand_over_finds_a_hundred_and_seventy) {
    const auto bag = closed_bag();
    cash::begin_recount(*store, bag.id, cleo, now);
    counted_by_both(bag, 17'000);
    BOOST_CHECK_EXCEPTION(cash::close_recount(*store, bag.id, "", cleo, now), Refused,
                          beside("reason"));

    cash::close_recount(*store, bag.id, "A note stuck to another", cleo, now);

    const auto after = figures();
    BOOST_TEST(after.confirmed == 18'000);
    BOOST_TEST(after.raised == 18'000);
    BOOST_TEST(after.costs == 1'000);
    BOOST_TEST(after.on_the_way == 17'000);
    BOOST_TEST(balance_of("cost:cash_short") == 1'000);
    BOOST_TEST(again(bag).content == 17'000);
    BOOST_TEST(figures_of_walker(0).raised == 18'000);  // The donors' gifts stand.
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_recount_that_finds_more_or_the_same_books_just_that) {
    const auto bag = closed_bag();
    cash::begin_recount(*store, bag.id, cleo, now);
    counted_by_both(bag, 18'000);
    cash::close_recount(*store, bag.id, "", cleo, now);
    BOOST_TEST(figures().confirmed == 18'000);
    cash::begin_recount(*store, bag.id, cleo, now);
    counted_by_both(bag, 18'200);

    cash::close_recount(*store, bag.id, "In the lining", cleo, now);

    BOOST_TEST(figures().confirmed == 18'200);
    BOOST_TEST(figures().raised == 18'000);
    BOOST_TEST(balance_of("income:cash_over") == -200);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(nothing_is_spread_rows_that_make_too_much_refuse_the_closing) {
    const auto gift = hold(0, 20'000);
    const auto envelope = bring_envelope(0);
    const auto bag = counted_by_both(sealed_bag({envelope}), 18'000);

    BOOST_CHECK_EXCEPTION(cash::close_bag(*store, bag.id, "", cleo, now), Refused, beside("sheet"));
    BOOST_TEST(figures().entered == 20'000);
    BOOST_TEST(figures().confirmed == 0);
    set_found(envelope, gift, 18'000);
    cash::close_bag(*store, bag.id, "", cleo, now);
    BOOST_TEST(figures().confirmed == 18'000);
}

BOOST_AUTO_TEST_CASE(a_control_total_that_its_rows_do_not_make_refuses_the_closing) {
    const auto gift = hold(0, 18'000);
    const auto envelope = bring_envelope(0);
    cash::keep_sheet(*store, {.envelope = envelope.id, .control = 18'500}, terms, ben, now);
    const auto bag = counted_by_both(sealed_bag({envelope}), 18'000);

    BOOST_CHECK_EXCEPTION(cash::close_bag(*store, bag.id, "", cleo, now), Refused, beside("sheet"));
}

BOOST_AUTO_TEST_CASE(a_sheet_that_says_two_hundred_and_holds_a_hundred_and_eighty_is_closed_so) {
    const auto gift = hold(0, 20'000);
    const auto envelope = bring_envelope(0);
    cash::keep_sheet(*store,
                     {.envelope = envelope.id, .control = 20'000, .found = {{gift.id, 18'000}}},
                     terms, ben, now);
    const auto bag = counted_by_both(sealed_bag({envelope}), 18'000);
    BOOST_TEST(cash::find_closure(store->session(), bag.id)->wants_reason());
    BOOST_CHECK_EXCEPTION(cash::close_bag(*store, bag.id, "", cleo, now), Refused,
                          beside("reason"));

    cash::close_bag(*store, bag.id, "A note of 20 was not in it", cleo, now);

    BOOST_TEST(figures().confirmed == 18'000);
    BOOST_TEST(figures().entered == 0);
    BOOST_TEST(figures().costs == 0);  // The first count: no loss is booked.
    BOOST_TEST(stored(gift).confirmed.minor == 18'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(whoever_would_be_refused_is_told_so_before) {
    const auto gift = hold(0, 20'000);
    const auto envelope = bring_envelope(0);
    set_found(envelope, gift, 18'000);
    const auto bag = counted_by_both(sealed_bag({envelope}), 18'000);

    const auto objection = cash::closing_objection(store->session(), bag, ben.account);

    BOOST_REQUIRE(objection.has_value());
    BOOST_CHECK(objection->reason == Reason::needs_second_person);
    BOOST_CHECK_EXCEPTION(cash::close_bag(*store, bag.id, "", ben, now), Refused,
                          because(Reason::needs_second_person));
    BOOST_TEST(!cash::closing_objection(store->session(), bag, cleo.account).has_value());
}

BOOST_AUTO_TEST_CASE(what_nobody_claims_is_over_and_needs_a_reason) {
    hold(0, 18'000);
    const auto bag = counted_by_both(sealed_bag({bring_envelope(0)}), 18'500);
    BOOST_CHECK_EXCEPTION(cash::close_bag(*store, bag.id, "", cleo, now), Refused,
                          beside("reason"));

    cash::close_bag(*store, bag.id, "Loose coins", cleo, now);

    BOOST_TEST(figures().confirmed == 18'500);
    BOOST_TEST(figures().raised == 18'000);
    BOOST_TEST(balance_of("income:cash_over") == -500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(float_and_vouchers_are_told_apart_from_what_was_given) {
    cash::draw_float(*store, {campaign, 10'000, "for the cake stall", "f"}, cleo, now);
    cash::draw_float(*store, {campaign, 10'000, "for the cake stall", "f"}, cleo, now);
    BOOST_TEST(balance_of("float") == 10'000);
    BOOST_TEST(balance_of("unplaced") == -10'000);
    hold(0, 5'000);
    // 5,000 given + 10,000 change - 800 paid out for milk = 14,200 lie inside.
    const auto bag =
        counted_by_both(sealed_bag({bring_envelope(0)}), 14'200,
                        {piece(Sort::float_inside, 10'000), piece(Sort::voucher, 800)});

    cash::close_bag(*store, bag.id, "", cleo, now);

    BOOST_TEST(balance_of("cash:bag-1") == 14'200);
    BOOST_TEST(again(bag).content == 14'200);
    BOOST_TEST(balance_of("float") == 0);
    BOOST_TEST(balance_of("cost:paid_out") == 800);
    BOOST_TEST(figures().confirmed == 5'000);
    BOOST_TEST(figures().costs == 800);
    BOOST_TEST(cash::float_out(store->session(), campaign) == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(more_change_than_is_out_does_not_come_back) {
    hold(0, 5'000);
    const auto bag = counted_by_both(sealed_bag({bring_envelope(0)}), 15'000,
                                     {piece(Sort::float_inside, 10'000)});

    BOOST_CHECK_EXCEPTION(cash::close_bag(*store, bag.id, "", cleo, now), Refused, beside("float"));
    BOOST_TEST(figures().confirmed == 0);
}

BOOST_AUTO_TEST_CASE(a_row_found_empty_is_rejected_and_a_sale_counts_toward_no_goal) {
    const auto gift = hold(0, 8'000);
    const auto envelope = bring_envelope(0);
    cash::keep_sheet(*store,
                     {.envelope = envelope.id,
                      .control = 9'000,
                      .found = {{gift.id, 0}},
                      .rows = {{"Jo", euro(6'000)}, {"Cakes", euro(3'000), "sale"}},
                      .form_key = "k"},
                     terms, ben, now);
    const auto bag = counted_by_both(sealed_bag({envelope}), 9'000);

    BOOST_CHECK_EXCEPTION(cash::close_bag(*store, bag.id, "", ben, now), Refused,
                          because(Reason::needs_second_person));
    cash::close_bag(*store, bag.id, "", cleo, now);

    BOOST_CHECK(stored(gift).state == giving::State::rejected);
    BOOST_TEST(figures().confirmed == 9'000);
    BOOST_TEST(figures().raised == 6'000);
    BOOST_TEST(figures().entered == 0);
    BOOST_TEST(figures_of_walker(0).raised == 6'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(twenty_who_close_at_once_close_it_once) {
    const auto gift = hold(0, 20'000);
    const auto envelope = bring_envelope(0);
    set_found(envelope, gift, 18'000);
    const auto bag = counted_by_both(sealed_bag({envelope}), 18'000);
    std::atomic<int> closed = 0, refused = 0;
    std::vector<std::thread> closers;
    for (int i = 0; i < 20; ++i)
        closers.emplace_back([&] {
            try {
                cash::close_bag(*store, bag.id, "", cleo, now);
                ++closed;
            } catch (const Refused&) {
                ++refused;
            }
        });
    for (auto& one : closers) one.join();

    BOOST_TEST(closed == 1);
    BOOST_TEST(refused == 19);
    BOOST_TEST(figures().confirmed == 18'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(its_walker_answers_a_difference_once) {
    closed_bag();
    const auto envelope = cash::envelopes_from(store->session(), walkers[0]).at(0);
    const people::Actor self{{}, "participant"};

    BOOST_CHECK_EXCEPTION(
        cash::answer_difference(*store, envelope.id, walkers[1], "Mine", self, now), Refused,
        because(Reason::not_found));
    cash::answer_difference(*store, envelope.id, walkers[0], "It was 200", self, now);

    BOOST_TEST(again(envelope).answer == "It was 200");
    BOOST_CHECK_THROW(cash::answer_difference(*store, envelope.id, walkers[0], "No", self, now),
                      Refused);
}

BOOST_AUTO_TEST_SUITE_END()
