// What a month says was open, and how the two sides of a bank account are made.
#include <algorithm>

#include "campaign/bank/balance.h"
#include "campaign/finance/open_items.h"
#include "campaign/finance/sides.h"
#include "campaign/ledger/totals.h"
#include "tests/campaign/cash/cash_fixture.h"

namespace {

// The desk has cash since May; June brings more cash, a bank line and change.
struct TwoMonths : WithCash {
    TwoMonths() {
        enter_and_confirm(2'000, 2'000, "cash");
        SampleFile may, june;
        may.opening = 100'000, may.lines = {{.cents = 700, .day = "2027-05-28", .reference = "M"}};
        june.opening = 100'700, june.lines = {{.cents = 90, .day = "2027-06-03", .reference = "J"}};
        bring(camt_text(may));
        now += std::chrono::days{40};
        bring(camt_text(june));
        enter_and_confirm(500, 500, "cash");
        cash::draw_float(*store, {campaign, 10'000, "", "f"}, cleo, now);
    }
    static std::int64_t amount_of(const std::vector<finance::OpenItem>& items,
                                  const std::string& account) {
        std::int64_t sum = 0;
        for (const auto& item : items)
            if (item.account == account) sum += item.amount.minor;
        return sum;
    }
    const Date end_of_may = *read_date("2027-05-31");
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(month_items_tests, TwoMonths)

BOOST_AUTO_TEST_CASE(a_month_tells_what_was_there_by_its_last_day_and_nothing_later) {
    const auto today = finance::open_items(store->session());
    BOOST_TEST(amount_of(today, "cash:desk") == 2'500);
    BOOST_TEST(amount_of(today, "unplaced") == 700 + 90 + 10'000);

    const auto may = finance::open_items_by(store->session(), end_of_may);

    BOOST_TEST(amount_of(may, "cash:desk") == 2'000);
    BOOST_TEST(amount_of(may, "unplaced") == 700);
    BOOST_TEST(std::ranges::all_of(may, [&](const auto& i) { return i.since <= end_of_may; }));
}

BOOST_AUTO_TEST_CASE(what_has_found_its_place_since_is_not_open_any_more) {
    deposit_of({}, 2'500);

    const auto may = finance::open_items_by(store->session(), end_of_may);

    BOOST_TEST(amount_of(may, "cash:desk") == 0);
    BOOST_TEST(amount_of(may, "unplaced") == 700);
}

BOOST_AUTO_TEST_CASE(a_side_says_how_its_number_is_made_and_leads_to_rows_that_add_up) {
    const auto sides = finance::all_sides(store->session(), currency_of("EUR"));
    const auto side = *std::ranges::find(sides, "bank:300", &finance::Side::account);
    BOOST_TEST(side.opening->minor == 100'000);
    BOOST_TEST(side.moved->minor == 790);
    BOOST_TEST(side.ledger.minor == 100'790);
    BOOST_TEST(side.agrees());

    for (const auto& [account, sum] :
         {std::pair{std::string{"bank:300"}, side.moved->minor}, {"unplaced", 10'790}}) {
        std::int64_t rows = 0;
        for (const auto& row : ledger::rows_of_figure(
                 store->session(), {.currency = currency_of("EUR")}, "account:" + account, {}, 100))
            rows += row.adds;
        BOOST_TEST_CONTEXT(account) BOOST_TEST(rows == sum);
    }
}

BOOST_AUTO_TEST_SUITE_END()
