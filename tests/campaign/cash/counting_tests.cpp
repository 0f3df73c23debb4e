#include <atomic>
#include <thread>

#include "tests/campaign/cash/cash_fixture.h"
#include "tests/support/joining.h"

using cash::Result;
using cash::Sort;

BOOST_FIXTURE_TEST_SUITE(cash_counting_tests, WithCash)

BOOST_AUTO_TEST_CASE(pieces_make_sums_and_each_sort_stands_apart) {
    const auto eur = currency_of("EUR");
    const auto found = cash::sum_pieces({{Sort::note, eur, 5000, 3},
                                         {Sort::coin, eur, 50, 4},
                                         {Sort::cheque, eur, 12'345, 1},
                                         {Sort::abroad, currency_of("USD"), 500, 2},
                                         {Sort::abroad, currency_of("CHF"), 2000, 1},
                                         {Sort::float_inside, eur, 10'000, 1},
                                         {Sort::voucher, eur, 800, 1}},
                                        eur);

    BOOST_TEST(found.money == 15'200);
    BOOST_TEST(found.cheques == 12'345);
    BOOST_TEST(found.inside() == 27'545);
    BOOST_TEST(found.gifts() == 18'345);
    BOOST_TEST(found.abroad == "CHF 20.00, USD 10.00");
    BOOST_CHECK_THROW(cash::sum_pieces({{Sort::note, currency_of("USD"), 500, 1}}, eur), Refused);
    BOOST_CHECK_THROW(cash::sum_pieces({{Sort::coin, eur, 1, -1}}, eur), Refused);
    for (const auto* code : {"EUR", "GBP", "USD", "CHF", "JPY"})
        BOOST_TEST(!cash::denominations_of(currency_of(code)).notes.empty(), code);
}

BOOST_AUTO_TEST_CASE(two_who_agree_are_enough_and_one_alone_is_not) {
    hold(0, 18'000);
    const auto bag = sealed_bag({bring_envelope(0)});

    BOOST_CHECK(count(bag, anna, 18'000).result == Result::first);
    BOOST_CHECK_EXCEPTION(count(bag, anna, 18'000), Refused, because(Reason::needs_second_person));
    BOOST_CHECK(!cash::find_closure(store->session(), bag.id));
    BOOST_CHECK(count(bag, ben, 18'000).result == Result::agreed);

    BOOST_CHECK(again(bag).state == cash::BagState::agreed);
    BOOST_TEST(figures().confirmed == 0);  // Counted is not closed.
    BOOST_CHECK_EXCEPTION(count(bag, cleo, 18'000), Refused, because(Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(who_differ_count_again_and_after_three_rounds_a_third_decides_with_a_reason) {
    hold(0, 18'000);
    const auto bag = sealed_bag({bring_envelope(0)});
    for (int round = 1; round <= 2; ++round) {
        count(bag, anna, 21'460);
        const auto second = count(bag, ben, 21'260);
        BOOST_CHECK(second.result == Result::differ);
        BOOST_TEST(second.other->found.inside() == 21'460);
    }
    count(bag, ben, 21'260);
    BOOST_CHECK(count(bag, anna, 21'460).result == Result::disputed);

    const auto last = cash::counts_of_round(store->session(), again(bag));
    BOOST_CHECK_EXCEPTION(cash::decide_count(*store, bag.id, last[0].id, "", cleo, now), Refused,
                          beside("reason"));
    BOOST_CHECK_EXCEPTION(cash::decide_count(*store, bag.id, last[0].id, "mine", anna, now),
                          Refused, because(Reason::needs_second_person));
    cash::decide_count(*store, bag.id, last[0].id, "A coin lay under the bag", cleo, now);

    BOOST_TEST(cash::find_closure(store->session(), bag.id)->found.inside() == 21'260);
    BOOST_TEST(cash::counts_of(store->session(), bag.id).size() == 6U);
}

BOOST_AUTO_TEST_CASE(the_same_sum_with_other_cheques_is_not_the_same_count) {
    const auto bag = sealed_bag({bring_envelope(0)});

    count(bag, anna, 10'000, {piece(Sort::cheque, 5'000)});

    BOOST_CHECK(count(bag, ben, 15'000).result == Result::differ);
}

BOOST_AUTO_TEST_CASE(two_who_send_at_the_same_moment_are_first_and_second) {
    const auto bag = sealed_bag({bring_envelope(0)});
    std::vector<std::thread> both;
    std::atomic<int> taken = 0;
    for (const auto* who : {&anna, &ben})
        both.emplace_back([&, who] {
            cash::count_bag(*store,
                            {.bag = bag.id,
                             .counter = who->account,
                             .pieces = {piece(Sort::coin, 5'000)},
                             .device_key = "phone-" + std::to_string(who->account.value)},
                            *who, now);
            ++taken;
        });
    for (auto& one : both) one.join();

    BOOST_TEST(taken == 2);
    BOOST_CHECK(again(bag).state == cash::BagState::agreed);
}

BOOST_AUTO_TEST_CASE(a_device_that_sends_twice_has_counted_once) {
    hold(0, 18'000);
    const auto bag = sealed_bag({bring_envelope(0)});
    cash::NewCount mine{.bag = bag.id,
                        .round = 1,
                        .counter = anna.account,
                        .pieces = {piece(Sort::coin, 18'000)},
                        .device_key = "phone-1"};

    const auto first = cash::count_bag(*store, mine, anna, now);
    const auto second = cash::count_bag(*store, mine, anna, now);

    BOOST_TEST(first.own.id.value == second.own.id.value);
    BOOST_TEST(cash::counts_of(store->session(), bag.id).size() == 1U);
    mine.counter = ben.account;
    BOOST_CHECK_THROW(cash::count_bag(*store, mine, ben, now), Refused);
}

BOOST_AUTO_TEST_CASE(what_was_counted_offline_for_a_round_that_is_over_is_not_taken) {
    const auto bag = sealed_bag({bring_envelope(0)});
    count(bag, anna, 100), count(bag, ben, 200);

    BOOST_CHECK_EXCEPTION(cash::count_bag(*store,
                                          {.bag = bag.id,
                                           .round = 1,
                                           .counter = cleo.account,
                                           .pieces = {piece(Sort::coin, 100)},
                                           .device_key = "late"},
                                          cleo, now),
                          Refused, because(Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(nobody_counts_a_bag_with_their_own_envelope) {
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE participant SET account_id = ? WHERE id = ?", ben.account, walkers[0].value);
    });
    const auto bag = sealed_bag({bring_envelope(0)});

    BOOST_CHECK_EXCEPTION(count(bag, ben, 100), Refused, because(Reason::needs_second_person));
}

BOOST_AUTO_TEST_CASE(sql_itself_wants_two_counters_and_another_one_to_decide) {
    const auto bag = sealed_bag({bring_envelope(0)});
    const auto set = [&](const std::string& what) {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE cash_bag SET " + what + " WHERE id = ?", bag.id.value);
        });
    };

    BOOST_CHECK_THROW(set("first_counter = 7, second_counter = 7"), store::ConstraintBroken);
    BOOST_CHECK_THROW(set("first_counter = 7, second_counter = 8, decided_by = 8"),
                      store::ConstraintBroken);
    count(bag, anna, 100);
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO cash_count SELECT 5, bag_id, round, 2, counter, NULL, 0, 0, 0, 0, '', 1,"
            " 'k', made_at FROM cash_count WHERE bag_id = ?",
            bag.id.value);
    }),
                      store::Duplicate);
}

BOOST_AUTO_TEST_CASE(a_pin_lets_one_count_and_guessing_it_is_slowed_down) {
    BOOST_CHECK_THROW(cash::set_pin(*store, ben.account, "1111", now), Refused);
    BOOST_CHECK_THROW(cash::set_pin(*store, ben.account, "12a4", now), Refused);
    cash::set_pin(*store, ben.account, "4711", now);

    cash::insist_on_pin(*store, ben.account, "4711", "192.0.2.1", now);
    for (int bags = 0; bags < 20; ++bags)  // Who knows it is never slowed down.
        cash::insist_on_pin(*store, ben.account, "4711", "192.0.2.8", now);
    int refused_for_good = 0;
    for (int i = 0; i < 8; ++i) try {
            cash::insist_on_pin(*store, ben.account, "0815", "192.0.2.1", now);
        } catch (const Refused& refused) {
            if (refused.refusal.reason == Reason::too_many_attempts) ++refused_for_good;
        }

    BOOST_TEST(refused_for_good > 0);
    BOOST_CHECK_EXCEPTION(cash::insist_on_pin(*store, ben.account, "4711", "192.0.2.1", now),
                          Refused, because(Reason::too_many_attempts));
    BOOST_CHECK_THROW(cash::insist_on_pin(*store, cleo.account, "", "192.0.2.9", now), Refused);
}

BOOST_AUTO_TEST_SUITE_END()
