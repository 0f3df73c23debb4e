#include "campaign/ledger/totals.h"

#include "tests/campaign/giving/giving_fixture.h"

namespace {

struct WithTotals : WithCampaign {
    WithTotals() {
        arrive(give(gift_of(5000, "a")).gift, 5000, "S-1");
        enter_and_confirm(2000, 2000, "cash");
        give(gift_of(700, "b"));
        cut.campaign = campaign, cut.currency = currency_of("EUR");
    }
    ledger::Cut cut;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(totals_tests, WithTotals)

BOOST_AUTO_TEST_CASE(every_way_of_cutting_adds_up_to_the_same_total) {
    const auto whole = ledger::total_of_cut(store->session(), cut);
    BOOST_CHECK_EQUAL(whole.confirmed, 7000);
    BOOST_CHECK_EQUAL(whole.pledged, 700);
    for (const auto by : ledger::all_by()) {
        if (by == ledger::By::participant) continue;  // Credits never touch the ledger.
        cut.by = by;
        ledger::Figures sum;
        for (const auto& row : ledger::totals_by(store->session(), cut)) sum += row.figures;
        BOOST_TEST_CONTEXT(ledger::by_name(by)) BOOST_CHECK(sum == whole);
    }
}

BOOST_AUTO_TEST_CASE(every_total_opens_to_the_rows_that_make_it) {
    for (const auto by : {ledger::By::method, ledger::By::kind, ledger::By::channel,
                          ledger::By::day, ledger::By::fund, ledger::By::campaign}) {
        cut.by = by, cut.key.clear();
        for (const auto& total : ledger::totals_by(store->session(), cut)) {
            cut.key = total.key.empty() ? "-" : total.key;
            std::int64_t confirmed = 0;
            for (const auto& row :
                 ledger::rows_of_figure(store->session(), cut, "confirmed", {}, 100))
                confirmed += row.adds;
            BOOST_TEST_CONTEXT(ledger::by_name(by) << " " << total.key)
            BOOST_CHECK_EQUAL(confirmed, total.figures.confirmed);
        }
    }
}

BOOST_AUTO_TEST_CASE(rows_are_walked_page_by_page_without_missing_one) {
    std::size_t rows = 0;
    TransferId last;
    for (;;) {
        const auto page = ledger::rows_of_figure(store->session(), cut, "", last, 2);
        if (page.empty()) break;
        rows += page.size();
        last = page.back().transfer.id;
    }

    BOOST_CHECK_EQUAL(rows, 7u);  // The bank line itself belongs to no campaign.
    BOOST_CHECK_EQUAL(ledger::count_rows_of_figure(store->session(), cut, ""), 7);
}

BOOST_AUTO_TEST_CASE(days_outside_the_span_are_left_out) {
    cut.until = *read_date("2027-05-19");

    BOOST_CHECK(ledger::total_of_cut(store->session(), cut) == ledger::Figures{});
}

BOOST_AUTO_TEST_SUITE_END()
