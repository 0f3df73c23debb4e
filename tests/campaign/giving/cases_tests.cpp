// The worked cases of the money page that need no card and no bank file.
#include "campaign/giving/giving.h"
#include "campaign/giving/settling.h"
#include "tests/campaign/giving/giving_fixture.h"

BOOST_FIXTURE_TEST_SUITE(cases_tests, WithCampaign)

BOOST_AUTO_TEST_CASE(cash_200_entered_and_180_counted_books_no_loss) {
    const auto given = give(gift_of(20000, "a", "cash"));
    BOOST_CHECK_EQUAL(figures().entered, 20000);

    giving::confirm_entered(*store, {given.gift.id, euro(18000), "One note was missing"}, finance,
                            now);

    const auto after = figures();
    BOOST_CHECK_EQUAL(after.pledged, 0);
    BOOST_CHECK_EQUAL(after.entered, 0);
    BOOST_CHECK_EQUAL(after.confirmed, 18000);
    BOOST_CHECK_EQUAL(after.raised, 18000);
    BOOST_CHECK_EQUAL(after.costs, 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_transfer_of_50_of_which_45_arrives) {
    const auto given = give(gift_of(5000, "a"));

    arrive(given.gift, 4500, "S-1");

    BOOST_CHECK_EQUAL(figures().confirmed, 4500);
    BOOST_CHECK_EQUAL(figures().pledged, 500);
    BOOST_CHECK_EQUAL(figures().banked, 4500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_registration_of_25_with_a_gift_of_20) {
    auto asked = gift_of(2000, "a");
    asked.lines.push_back({"registration", fund, euro(2500), false});

    arrive(give(asked).gift, 4500, "S-1");

    BOOST_CHECK_EQUAL(figures().confirmed, 4500);
    BOOST_CHECK_EQUAL(figures().raised, 2000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_covered_fee_counts_as_confirmed_and_not_as_raised) {
    auto asked = gift_of(1000, "a");
    asked.lines.push_back({"fee_cover", fund, euro(30), false});

    arrive(give(asked).gift, 1030, "S-1");

    BOOST_CHECK_EQUAL(figures().confirmed, 1030);
    BOOST_CHECK_EQUAL(figures().raised, 1000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_short_transfer_loses_its_covered_fee_first) {
    auto asked = gift_of(1000, "a");
    asked.lines.push_back({"fee_cover", fund, euro(30), false});

    arrive(give(asked).gift, 1010, "S-1");

    BOOST_CHECK_EQUAL(figures().raised, 1000);
    BOOST_CHECK_EQUAL(figures().confirmed, 1010);
    BOOST_CHECK_EQUAL(figures().pledged, 20);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_team_gift_of_100_for_two_walkers_is_counted_once) {
    auto asked = gift_of(10000, "a");
    asked.shares = {{walkers[0], team, euro(0)}, {walkers[1], team, euro(0)}};

    arrive(give(asked).gift, 10000, "S-1");

    BOOST_CHECK_EQUAL(figures().raised, 10000);
    BOOST_CHECK_EQUAL(figures_of_walker(0).raised, 5000);
    BOOST_CHECK_EQUAL(figures_of_walker(1).raised, 5000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(every_state_by_every_method_stands_in_one_figure_only) {
    struct Case {
        std::string method;
        giving::State state;
        ledger::Figures wanted;
    };
    constexpr auto pending = giving::State::pending, confirmed = giving::State::confirmed,
                   lapsed = giving::State::lapsed, withdrawn = giving::State::withdrawn,
                   rejected = giving::State::rejected;
    ledger::Figures pledged, declared, banked, in_cash, none;
    pledged.pledged = 1000, declared.entered = 1000;
    banked.confirmed = banked.raised = banked.banked = 1000, banked.gifts = 1;
    in_cash.confirmed = in_cash.raised = in_cash.on_the_way = 1000, in_cash.gifts = 1;
    std::vector<Case> cases{{"transfer", pending, pledged},
                            {"transfer", confirmed, banked},
                            {"transfer", lapsed, none},
                            {"transfer", withdrawn, none}};
    for (const auto* method : {"cash", "cheque", "card_reader"}) {
        cases.push_back({method, giving::State::entered, declared});
        cases.push_back({method, confirmed, in_cash});
        cases.push_back({method, rejected, none});
    }
    ledger::Figures before;
    int key = 0;
    for (const auto& one : cases) {
        const auto gift = give(gift_of(1000, "case-" + std::to_string(++key), one.method)).gift;
        const auto is_transfer = one.method == "transfer";

        if (one.state == confirmed && is_transfer) arrive(gift, 1000, "S-" + std::to_string(key));
        if (one.state == confirmed && !is_transfer)
            giving::confirm_entered(*store, {gift.id, euro(1000), ""}, finance, now);
        if (one.state == rejected)
            giving::reject_entered(*store, gift.id, "not ours", finance, now);
        if (one.state == lapsed || one.state == withdrawn)
            giving::end_promise(*store, gift.id, one.state, "ended", donor, now);

        BOOST_TEST_CONTEXT(one.method << " " << giving::state_name(one.state)) {
            auto wanted = before;
            wanted += one.wanted;
            BOOST_CHECK(figures() == wanted);
            const auto stored = giving::find_gift(store->session(), gift.id);
            BOOST_CHECK(stored->state == one.state);
            check_ledger();
        }
        before = figures();
    }
}

BOOST_AUTO_TEST_SUITE_END()
