#include "campaign/giving/gift_lists.h"
#include "tests/campaign/cash/cash_fixture.h"
#include "tests/support/joining.h"

BOOST_FIXTURE_TEST_SUITE(cash_handing_tests, WithCash)

BOOST_AUTO_TEST_CASE(labels_are_numbered_without_gaps_also_when_somebody_fails) {
    const auto first = cash::print_labels(*store, campaign, 3, anna, now);
    BOOST_CHECK_EXCEPTION(cash::print_labels(*store, campaign, 49, anna, now), Refused,
                          because(Reason::not_a_valid_value));
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        cash::lock_next_number(tx, "envelope", campaign);
        throw Refused{{Reason::not_allowed}};
    }),
                      Refused);
    const auto second = cash::print_labels(*store, campaign, 2, anna, now);

    BOOST_TEST(first.first == 1);
    BOOST_TEST(first.last == 3);
    BOOST_TEST(second.first == 4);
    BOOST_TEST(second.last == 5);
    for (const auto& series : cash::gaps_of_series(store->session(), campaign))
        BOOST_TEST(series.gaps.empty(), series.name);
}

BOOST_AUTO_TEST_CASE(a_number_without_its_row_is_reported_as_a_gap) {
    store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO cash_series (series, campaign_id, last_number) VALUES"
            " ('envelope', ?, 2)",
            campaign);
    });
    cash::print_labels(*store, campaign, 2, anna, now);
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE cash_series SET last_number = 6 WHERE series = 'envelope'");
    });

    const auto envelopes = cash::gaps_of_series(store->session(), campaign).at(0);

    BOOST_TEST(envelopes.last == 6);
    BOOST_TEST(envelopes.found == 2);
    BOOST_REQUIRE_EQUAL(envelopes.gaps.size(), 2U);
    BOOST_TEST(envelopes.gaps[0].first == 1);
    BOOST_TEST(envelopes.gaps[0].second == 2);
    BOOST_TEST(envelopes.gaps[1].first == 5);
    BOOST_TEST(envelopes.gaps[1].second == 6);
}

BOOST_AUTO_TEST_CASE(what_a_walker_declared_goes_along_and_cannot_be_taken_back_or_counted_alone) {
    const auto gift = hold(0, 8'000);
    hold(1, 3'000);
    const auto labels = cash::print_labels(*store, campaign, 1, anna, now);
    const auto label = *cash::find_envelope_by_number(store->session(), campaign, labels.first);
    const cash::HandIn asked{.campaign = campaign,
                             .label = label.code,
                             .participant = walkers[0],
                             .request_key = "once"};

    const auto envelope = cash::hand_in(*store, asked, anna, now);

    BOOST_TEST(envelope.id.value == label.id.value);
    BOOST_TEST(cash::rows_in(store->session(), envelope.id).size() == 1U);
    BOOST_TEST(giving::cash_held_by(store->session(), walkers[0], 9).empty());
    BOOST_TEST(giving::cash_held_by(store->session(), walkers[1], 9).size() == 1U);
    BOOST_CHECK_EXCEPTION(giving::confirm_entered(*store, {gift.id, euro(8'000), ""}, finance, now),
                          Refused, because(Reason::already_decided));
    BOOST_CHECK_EXCEPTION(
        giving::take_entry_back(*store, gift.id, walkers[0], {{}, "participant"}, now), Refused,
        because(Reason::already_decided));
    BOOST_TEST(cash::hand_in(*store, asked, anna, now).id.value == envelope.id.value);
    BOOST_CHECK_EXCEPTION(
        cash::hand_in(*store, {.campaign = campaign, .label = label.code, .request_key = "another"},
                      anna, now),
        Refused, beside("label"));
    BOOST_TEST(figures().entered == 11'000);
}

BOOST_AUTO_TEST_CASE(an_unopened_envelope_is_given_back_with_its_gifts) {
    hold(0, 8'000);
    const auto envelope = bring_envelope(0);

    cash::give_back(*store, envelope.id, anna, now);

    BOOST_TEST(giving::cash_held_by(store->session(), walkers[0], 9).size() == 1U);
    BOOST_CHECK_THROW(cash::give_back(*store, envelope.id, anna, now), Refused);
    for (const auto& series : cash::gaps_of_series(store->session(), campaign))
        BOOST_TEST(series.gaps.empty(), series.name);
}

BOOST_AUTO_TEST_CASE(what_was_declared_but_is_not_in_it_stays_with_its_walker) {
    const auto jar = hold(0, 8'000), sheet = hold(0, 2'000);
    const auto envelope = bring_envelope(0);

    cash::keep_sheet(*store, {.envelope = envelope.id, .left = {jar.id}}, terms, ben, now);

    BOOST_TEST(cash::rows_in(store->session(), envelope.id).size() == 1U);
    const auto held = giving::cash_held_by(store->session(), walkers[0], 9);
    BOOST_REQUIRE_EQUAL(held.size(), 1U);
    BOOST_TEST(held[0].id.value == jar.id.value);
    BOOST_TEST(figures().entered == 10'000);
    BOOST_CHECK(stored(sheet).state == giving::State::entered);
}

BOOST_AUTO_TEST_CASE(rows_of_a_sheet_are_gifts_that_wait_and_the_same_form_brings_them_once) {
    const auto envelope = bring_envelope(0);
    const cash::Sheet sheet{.envelope = envelope.id,
                            .control = 3'500,
                            .rows = {{"Uncle Jo", euro(1'000)}, {"", euro(2'500), "sale"}},
                            .form_key = "form"};

    cash::keep_sheet(*store, sheet, terms, ben, now);
    cash::keep_sheet(*store, sheet, terms, ben, now);

    const auto rows = cash::rows_in(store->session(), envelope.id);
    BOOST_REQUIRE_EQUAL(rows.size(), 2U);
    BOOST_TEST(rows[1].kind == "sale");
    BOOST_TEST(figures().entered == 3'500);
    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(figures_of_walker(0).entered == 1'000);  // A cake is nobody's gift.
    BOOST_TEST(again(envelope).sheet_number == 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_bag_is_where_its_receiver_says_that_it_is) {
    hold(0, 8'000);
    const auto bag = sealed_bag({bring_envelope(0)});

    cash::hand_over(*store, bag.id, cleo.account, "to the safe", anna, now);
    BOOST_TEST(again(bag).holder.value == anna.account.value);
    BOOST_CHECK_EXCEPTION(cash::take_over(*store, bag.id, true, dora, now), Refused,
                          because(Reason::not_allowed));
    cash::take_over(*store, bag.id, false, cleo, now);

    BOOST_TEST(again(bag).holder.value == cleo.account.value);
    const auto chain = cash::handovers_of(store->session(), bag.id);
    BOOST_REQUIRE_EQUAL(chain.size(), 1U);
    BOOST_TEST(chain[0].seal_whole.value() == false);
    BOOST_CHECK_THROW(cash::take_over(*store, bag.id, true, cleo, now), Refused);
    BOOST_CHECK_THROW(cash::hand_over(*store, bag.id, ben.account, "", anna, now), Refused);
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO cash_handover (id, bag_id, from_account, to_account, state, made_at)"
            " VALUES (1, ?, 7, 7, 'asked', ?)",
            bag.id.value, now);
    }),
                      store::ConstraintBroken);
}

BOOST_AUTO_TEST_SUITE_END()
