#include "campaign/ledger/figures.h"

#include <boost/test/unit_test.hpp>
#include <set>

namespace {

using ledger::Event;

ledger::NewTransfer row(Event event, const std::string& debit, const std::string& credit,
                        std::int64_t cents) {
    ledger::NewTransfer transfer;
    transfer.event = event, transfer.debit = debit, transfer.credit = credit;
    transfer.amount = {cents, currency_of("EUR")};
    transfer.purpose.campaign = CampaignId{1}, transfer.purpose.counts = true;
    BOOST_CHECK(ledger::is_event(event, debit, credit));
    return transfer;
}

// An account of each class of a pattern of the chart.
std::string account_of(std::string_view pattern) {
    const std::string name{pattern};
    if (name == "income" || name == "returned") return name + ":gift";
    for (const auto* parted : {"bank", "clearing", "cash", "transit", "quarantine"})
        if (name == parted) return name + ":7";
    return name;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(figures_tests)

BOOST_AUTO_TEST_CASE(every_event_of_the_chart_keeps_the_bridge) {
    for (const auto& event : ledger::all_events()) {
        const auto debit = account_of(event.debit), credit = account_of(event.credit);

        const auto figures = ledger::figures_of_row(row(event.event, debit, credit, 1234));

        BOOST_TEST_CONTEXT(debit << " -> " << credit) {
            BOOST_CHECK(figures.bridge_holds());
            BOOST_CHECK(ledger::is_event(Event::reversed, credit, debit));
        }
    }
}

BOOST_AUTO_TEST_CASE(all_twenty_one_events_stand_in_the_chart) {
    std::set<int> numbers{static_cast<int>(Event::reversed)};
    for (const auto& event : ledger::all_events()) numbers.insert(static_cast<int>(event.event));

    BOOST_CHECK_EQUAL(numbers.size(), 21u);
    BOOST_CHECK_EQUAL(*numbers.rbegin(), 21);
}

BOOST_AUTO_TEST_CASE(pairs_that_no_event_allows_are_refused) {
    BOOST_CHECK(!ledger::is_event(Event::promised, "memo", "promised"));
    BOOST_CHECK(!ledger::is_event(Event::counted, "cash:1", "promised"));
    BOOST_CHECK(!ledger::is_event(Event::counted, "cash", "income:gift"));
    BOOST_CHECK(!ledger::is_event(Event::counted, "cash:1", "income:tombola"));
    BOOST_CHECK(!ledger::is_event(Event::captured, "cash:1", "income:gift"));
}

BOOST_AUTO_TEST_CASE(a_card_refunded_after_its_payout_ends_at_the_fee) {
    std::vector<ledger::NewTransfer> rows{
        row(Event::captured, "clearing:p", "income:gift", 10000),
        row(Event::provider_fee, "cost:card_fee", "clearing:p", 290),
        row(Event::payout_announced, "payout", "clearing:p", 9710),
        row(Event::payout_placed, "unplaced", "payout", 9710)};
    auto figures = ledger::figures_of_rows(rows);
    BOOST_CHECK_EQUAL(figures.banked, 9710);
    BOOST_CHECK_EQUAL(figures.costs, 290);
    BOOST_CHECK_EQUAL(figures.confirmed, 10000);

    rows.push_back(row(Event::refunded, "returned:gift", "refund_due", 10000));
    rows.push_back(row(Event::refunded, "refund_due", "clearing:p", 10000));
    figures = ledger::figures_of_rows(rows);
    BOOST_CHECK_EQUAL(figures.confirmed, 0);
    BOOST_CHECK_EQUAL(figures.on_the_way, -10000);
    BOOST_CHECK(figures.bridge_holds());

    rows.push_back(row(Event::payout_announced, "clearing:p", "payout", 10000));
    rows.push_back(row(Event::payout_placed, "payout", "unplaced", 10000));
    figures = ledger::figures_of_rows(rows);
    BOOST_CHECK_EQUAL(figures.banked, -290);
    BOOST_CHECK_EQUAL(figures.on_the_way, 0);
    BOOST_CHECK(figures.bridge_holds());
}

BOOST_AUTO_TEST_CASE(a_lost_dispute_costs_the_gift_and_the_fee) {
    const auto figures =
        ledger::figures_of_rows({row(Event::captured, "clearing:p", "income:gift", 10000),
                                 row(Event::provider_fee, "cost:card_fee", "clearing:p", 290),
                                 row(Event::disputed, "returned:gift", "dispute_held", 10000),
                                 row(Event::disputed, "dispute_held", "clearing:p", 10000),
                                 row(Event::disputed, "cost:dispute_fee", "clearing:p", 2000)});

    BOOST_CHECK_EQUAL(figures.confirmed, 0);
    BOOST_CHECK_EQUAL(figures.on_the_way, -2290);
    BOOST_CHECK_EQUAL(figures.costs, 2290);
    BOOST_CHECK(figures.bridge_holds());
}

BOOST_AUTO_TEST_CASE(a_recount_at_hand_over_is_a_cost_and_not_the_donors_loss) {
    const auto figures =
        ledger::figures_of_rows({row(Event::counted, "cash:17", "income:gift", 18000),
                                 row(Event::deposited, "transit:3", "cash:17", 17000),
                                 row(Event::count_corrected, "cost:cash_short", "cash:17", 1000),
                                 row(Event::deposited, "unplaced", "transit:3", 17000)});

    BOOST_CHECK_EQUAL(figures.confirmed, 18000);
    BOOST_CHECK_EQUAL(figures.banked, 17000);
    BOOST_CHECK_EQUAL(figures.costs, 1000);
    BOOST_CHECK(figures.bridge_holds());
}

BOOST_AUTO_TEST_CASE(a_prepaid_pool_waits_in_advance_until_it_is_earned) {
    std::vector<ledger::NewTransfer> rows{row(Event::pool_moved, "unplaced", "advance", 500000)};
    BOOST_CHECK_EQUAL(ledger::figures_of_rows(rows).confirmed, 0);
    BOOST_CHECK(ledger::figures_of_rows(rows).bridge_holds());

    rows.push_back(row(Event::pool_moved, "advance", "income:matching", 120000));

    const auto figures = ledger::figures_of_rows(rows);
    BOOST_CHECK_EQUAL(figures.raised, 120000);
    BOOST_CHECK_EQUAL(figures.banked, 500000);
    BOOST_CHECK_EQUAL(figures.on_the_way, -380000);
    BOOST_CHECK(figures.bridge_holds());
}

BOOST_AUTO_TEST_CASE(a_gift_in_kind_enters_no_figure) {
    const auto figures =
        ledger::figures_of_rows({row(Event::given_in_kind, "in_kind", "memo", 40000)});

    BOOST_CHECK(figures == ledger::Figures{});
}

BOOST_AUTO_TEST_SUITE_END()
