#include "campaign/finance/bookkeeping.h"

#include <algorithm>

#include "campaign/finance/exports.h"
#include "campaign/finance/ledger_tables.h"
#include "campaign/words/refusal.h"
#include "tests/campaign/giving/giving_fixture.h"

namespace {

struct WithBooks : WithCampaign {
    WithBooks() {
        arrive(give(gift_of(5000, "a")).gift, 5000, "S-1");
        enter_and_confirm(2000, 2000, "cash");
        give(gift_of(700, "b"));
        cut.span.currency = currency_of("EUR");
    }
    std::string journal() {
        return finance::all_of(finance::pieces_of({finance::journal_table(store->session(), cut)},
                                                  finance::Format::csv));
    }
    void number_all() {
        auto accounts = finance::account_numbers(store->session());
        int number = 1000;
        for (auto& account : accounts) account.number = std::to_string(++number);
        finance::number_accounts(*store, accounts, finance, now);
    }
    finance::JournalCut cut;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bookkeeping_tests, WithBooks)

BOOST_AUTO_TEST_CASE(promises_enter_no_journal_and_bags_share_one_number) {
    BOOST_TEST(finance::numbered_account("promised").empty());
    BOOST_TEST(finance::numbered_account("cash:17") == "cash");
    BOOST_TEST(finance::numbered_account("bank:17") == "bank:17");
    for (const auto& account : finance::account_numbers(store->session()))
        BOOST_TEST(account.account != "promised");
}

BOOST_AUTO_TEST_CASE(accounts_without_a_number_are_named) {
    const auto missing = finance::unnumbered_accounts(store->session(), cut);

    BOOST_TEST(std::ranges::count(missing, "income:gift") == 1);
    BOOST_TEST(std::ranges::count(missing, "unplaced") == 1);
    ledger::Cut all;
    all.currency = cut.span.currency;
    BOOST_CHECK_THROW(finance::find_export(store->session(), {.what = "journal", .cut = all}),
                      Refused);
    number_all();
    BOOST_TEST(finance::unnumbered_accounts(store->session(), cut).empty());
    BOOST_TEST(finance::find_export(store->session(), {.what = "journal", .cut = all}).has_value());
}

BOOST_AUTO_TEST_CASE(the_journal_speaks_in_the_numbers_of_the_bookkeeping) {
    number_all();
    finance::name_cost_centres(*store, {{campaign, {}, "", "", "4711"}}, finance, now);

    const auto csv = journal();
    BOOST_TEST(std::ranges::count(csv, '\n') == 4);  // Head, bank line, placing, counted cash.
    BOOST_TEST(csv.find(",4711,") != std::string::npos);
    BOOST_TEST(csv.find(",1001,") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_cost_centre_of_a_fund_goes_before_its_campaigns) {
    number_all();
    finance::name_cost_centres(
        *store, {{campaign, {}, "", "", "4711"}, {campaign, fund, "", "", "0815"}}, finance, now);

    const auto csv = journal();
    BOOST_TEST(csv.find(",0815,") != std::string::npos);
    BOOST_TEST(csv.find(",4711,") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(debits_and_credits_of_a_trial_balance_are_equal) {
    std::int64_t debits = 0, credits = 0, closing = 0;
    for (const auto& balance : ledger::trial_balance(store->session(), cut.span)) {
        debits += balance.debits, credits += balance.credits, closing += balance.closing();
        BOOST_TEST(balance.opening == 0);
    }
    BOOST_TEST(debits == credits);
    BOOST_TEST(debits > 0);
    BOOST_TEST(closing == 0);
}

BOOST_AUTO_TEST_CASE(what_was_booked_before_a_span_is_its_opening) {
    const auto whole = ledger::trial_balance(store->session(), cut.span);
    cut.span.from = Date{std::chrono::sys_days{*read_date("2027-06-12")} + std::chrono::days{400}};

    const auto later = ledger::trial_balance(store->session(), cut.span);
    BOOST_REQUIRE(later.size() == whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        BOOST_TEST(later[i].opening == whole[i].closing());
        BOOST_TEST(later[i].debits == 0);
    }
}

BOOST_AUTO_TEST_CASE(every_export_can_be_written_in_every_form) {
    number_all();
    ledger::Cut all;
    all.currency = cut.span.currency;
    for (const auto what : finance::all_exports())
        for (const auto* name : {"csv", "excel", "raw", "xlsx", "jsonl"}) {
            auto table =
                finance::find_export(store->session(), {.what = std::string{what}, .cut = all});
            BOOST_REQUIRE(table);
            const auto bytes = finance::all_of(
                finance::pieces_of({std::move(*table)}, *finance::find_format(name)));
            BOOST_TEST_CONTEXT(what << " as " << name) BOOST_TEST(bytes.size() > 20);
        }
}

BOOST_AUTO_TEST_CASE(what_flows_between_accounts_adds_up_to_each_figure) {
    ledger::Cut all;
    all.currency = cut.span.currency;
    const auto total = ledger::total_of_cut(store->session(), all);
    for (const auto& [figure, value] : {std::pair{"pledged", total.pledged},
                                        {"entered", total.entered},
                                        {"confirmed", total.confirmed},
                                        {"raised", total.raised},
                                        {"banked", total.banked},
                                        {"on_the_way", total.on_the_way},
                                        {"costs", total.costs}}) {
        std::int64_t adds = 0, by_account = 0;
        for (const auto& flow : ledger::flows_of_figure(store->session(), all, figure)) {
            adds += flow.adds;
            by_account += flow.minor * (ledger::weight_of(figure, flow.debit) -
                                        ledger::weight_of(figure, flow.credit));
        }
        BOOST_TEST_CONTEXT(figure) {
            BOOST_TEST(adds == value);
            BOOST_TEST(by_account == value);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
