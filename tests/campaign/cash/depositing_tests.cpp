// From the bag to the bank statement.
#include <algorithm>

#include "campaign/bank/depositing.h"
#include "tests/campaign/cash/cash_fixture.h"
#include "tests/support/joining.h"

namespace {

struct AtTheBank : WithCash {
    // The open lines after a file with these amounts has come.
    std::vector<bank::Line> lines_of(const std::vector<SampleLine>& lines) {
        SampleFile file;
        file.lines = lines;
        bring(camt_text(file));
        return bank::open_lines(store->session(), 100);
    }
    using WithCash::again;
    cash::Deposit again(const cash::Deposit& one) {
        return *cash::find_deposit(store->session(), one.id);
    }
    void place(const bank::Line& line, const cash::Deposit& deposit) {
        later();
        bank::place_as_deposit(*store, line.id, deposit.id, {}, finance, now);
    }
    std::vector<cash::OpenItem> items() {
        return cash::open_cash_items(store->session(), campaign, now);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cash_depositing_tests, AtTheBank)

BOOST_AUTO_TEST_CASE(a_bag_goes_to_the_bank_and_its_line_finds_the_deposit) {
    const auto bag = closed_bag();
    const auto deposit = deposit_of({bag});
    BOOST_TEST(balance_of("transit:deposit-1") == 18'000);
    BOOST_TEST(balance_of("cash:bag-1") == 0);
    BOOST_TEST(figures().banked == 0);
    const auto line =
        lines_of({{.cents = 18'000, .text = "Bareinzahlung SLIP4711", .reference = "D1"}}).at(0);

    const auto guesses = bank::deposits_like(store->session(), line);
    BOOST_REQUIRE_EQUAL(guesses.size(), 1U);
    BOOST_TEST(guesses[0].is_named);
    BOOST_TEST(guesses[0].is_whole);
    BOOST_TEST(guesses[0].score == 100);
    place(line, deposit);

    BOOST_TEST(figures().banked == 18'000);
    BOOST_TEST(figures().on_the_way == 0);
    BOOST_TEST(balance_of("transit:deposit-1") == 0);
    BOOST_TEST(balance_of("unplaced") == 0);
    BOOST_TEST(again(deposit).rest() == 0);
    BOOST_TEST(items().empty());
    check_ledger();
}

BOOST_AUTO_TEST_CASE(after_a_recount_the_bank_gets_a_hundred_and_seventy) {
    const auto bag = closed_bag();
    cash::begin_recount(*store, bag.id, cleo, now);
    counted_by_both(bag, 17'000);
    cash::close_recount(*store, bag.id, "A note is missing", cleo, now);
    const auto deposit = deposit_of({bag});

    place(lines_of({{.cents = 17'000, .reference = "D1"}}).at(0), deposit);

    BOOST_TEST(figures().confirmed == 18'000);
    BOOST_TEST(figures().banked == 17'000);
    BOOST_TEST(figures().costs == 1'000);
    BOOST_TEST(figures().on_the_way == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_deposit_may_be_several_lines_and_a_placing_is_taken_back) {
    const auto deposit = deposit_of({closed_bag()});
    const auto lines =
        lines_of({{.cents = 10'000, .reference = "D1"}, {.cents = 8'000, .reference = "D2"}});

    place(lines[0], deposit);
    BOOST_TEST(again(deposit).rest() == 8'000);
    place(lines[1], deposit);
    BOOST_TEST(again(deposit).rest() == 0);
    BOOST_TEST(figures().banked == 18'000);
    later();
    bank::take_back_placing(*store, bank::recent_placings_of_bank(store->session(), 1).at(0).id,
                            finance, now);

    BOOST_TEST(again(deposit).rest() == 8'000);
    BOOST_TEST(figures().banked == 10'000);
    BOOST_TEST(bank::count_open_lines(store->session()) == 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_the_bank_counts_less_is_agreed_by_two) {
    const auto deposit = deposit_of({closed_bag()});
    place(lines_of({{.cents = 17'500, .reference = "D1"}}).at(0), deposit);

    BOOST_CHECK_EXCEPTION(cash::propose_difference(*store, deposit.id, "", cleo, now), Refused,
                          beside("reason"));
    cash::propose_difference(*store, deposit.id, "One note was false", cleo, now);
    BOOST_CHECK_EXCEPTION(cash::agree_difference(*store, deposit.id, cleo, now), Refused,
                          because(Reason::needs_second_person));
    BOOST_TEST(figures().costs == 0);
    cash::agree_difference(*store, deposit.id, dora, now);
    BOOST_CHECK_THROW(cash::agree_difference(*store, deposit.id, dora, now), Refused);

    BOOST_TEST(figures().costs == 500);
    BOOST_TEST(figures().on_the_way == 0);
    BOOST_TEST(figures().confirmed == 18'000);
    BOOST_TEST(figures().banked == 17'500);
    BOOST_TEST(again(deposit).rest() == 0);
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE cash_difference SET approver = author");
    }),
                      store::ConstraintBroken);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_the_bank_counts_more_is_over) {
    const auto deposit = deposit_of({closed_bag()});
    place(lines_of({{.cents = 18'540, .reference = "D1"}}).at(0), deposit);
    cash::propose_difference(*store, deposit.id, "The machine found more", cleo, now);

    cash::agree_difference(*store, deposit.id, dora, now);

    BOOST_TEST(figures().confirmed == 18'540);
    BOOST_TEST(figures().raised == 18'000);
    BOOST_TEST(figures().banked == 18'540);
    BOOST_TEST(figures().on_the_way == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_desk_box_goes_along_and_never_twice) {
    enter_and_confirm(5'000, 5'000, "cash");
    BOOST_TEST(cash::left_at_desk(store->session(), campaign) == 5'000);
    BOOST_CHECK_THROW(deposit_of({}, 5'001), Refused);

    deposit_of({}, 3'000);

    BOOST_TEST(cash::left_at_desk(store->session(), campaign) == 2'000);
    BOOST_CHECK_THROW(deposit_of({}, 3'000), Refused);
    deposit_of({closed_bag()}, 2'000);
    BOOST_TEST(balance_of("transit:deposit-2") == 20'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_bag_is_deposited_once_and_the_same_form_makes_one_deposit) {
    const auto bag = closed_bag();
    const cash::NewDeposit asked{.campaign = campaign,
                                 .bags = {bag.id},
                                 .taken_on = *read_date("2027-05-20"),
                                 .request_key = "once"};

    const auto first = cash::make_deposit(*store, asked, cleo, now);

    BOOST_TEST(cash::make_deposit(*store, asked, cleo, now).id.value == first.id.value);
    BOOST_CHECK_THROW(deposit_of({bag}), Refused);
    BOOST_TEST(balance_of("transit:deposit-1") == 18'000);
}

BOOST_AUTO_TEST_CASE(a_deposit_typed_wrong_is_taken_back_and_everything_stands_where_it_stood) {
    enter_and_confirm(5'000, 5'000, "cash");
    enter_and_confirm(1'234, 1'234, "cheque");
    const auto bag = closed_bag();
    const auto before = figures();
    const auto deposit = deposit_of({bag}, 5'500);
    BOOST_CHECK_EXCEPTION(cash::undo_deposit(*store, deposit.id, "", cleo, now), Refused,
                          beside("reason"));

    cash::undo_deposit(*store, deposit.id, "The slip was of another bag", cleo, now);

    BOOST_CHECK(figures() == before);
    BOOST_TEST(balance_of("transit:deposit-1") == 0);
    BOOST_TEST(balance_of("cash:bag-1") == 18'000);
    BOOST_TEST(cash::left_at_desk(store->session(), campaign) == 6'234);
    BOOST_CHECK(again(bag).state == cash::BagState::counted);
    BOOST_TEST(!again(bag).deposit);
    BOOST_TEST(again(deposit).is_taken_back());
    BOOST_TEST(cash::taking_back_of(store->session(), again(deposit))->reason ==
               "The slip was of another bag");
    BOOST_TEST(cash::open_deposits(store->session(), currency_of("EUR")).empty());
    BOOST_CHECK_THROW(cash::undo_deposit(*store, deposit.id, "Again", cleo, now), Refused);
    check_ledger();
    deposit_of({again(bag)}, 6'234);
    BOOST_TEST(balance_of("transit:deposit-2") == 24'234);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_deposit_with_a_line_on_it_is_not_taken_back) {
    const auto deposit = deposit_of({closed_bag()});
    place(lines_of({{.cents = 17'500, .reference = "D1"}}).at(0), deposit);

    BOOST_CHECK_EXCEPTION(cash::undo_deposit(*store, deposit.id, "Wrong", cleo, now), Refused,
                          because(Reason::not_allowed));

    cash::propose_difference(*store, deposit.id, "A note was false", cleo, now);
    cash::agree_difference(*store, deposit.id, dora, now);
    BOOST_CHECK_THROW(cash::undo_deposit(*store, deposit.id, "Wrong", cleo, now), Refused);
    const auto settled = cash::differences_of(store->session(), deposit.id);
    BOOST_REQUIRE(settled.size() == 1);
    BOOST_TEST(settled[0].minor == -500);
    BOOST_TEST(settled[0].reason == "A note was false");
    BOOST_TEST(settled[0].approver_name == "Colleague 704");
    check_ledger();
}

BOOST_AUTO_TEST_CASE(change_that_was_drawn_meets_its_line) {
    cash::draw_float(*store, {campaign, 10'000, "", "f"}, cleo, now);
    const auto line = lines_of({{.cents = -10'000, .text = "ATM", .reference = "F1"}}).at(0);

    bank::place_as_float(*store, line.id, {}, finance, now);

    BOOST_TEST(balance_of("unplaced") == 0);
    BOOST_TEST(balance_of("float") == 10'000);
    BOOST_TEST(items().size() == 1U);  // It is out.
    BOOST_CHECK(items().at(0).kind == cash::ItemKind::float_out);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_bag_that_says_something_else_than_its_account_is_found) {
    closed_bag();
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE cash_bag SET content_minor = content_minor + 1");
    });

    const auto verdict = ledger::verify_ledger(*store, {});

    BOOST_REQUIRE_EQUAL(verdict.differences.size(), 1U);
    BOOST_TEST(verdict.differences[0] ==
               "Bag 1 says that it holds 18001; its account holds 18000.");
}

BOOST_AUTO_TEST_CASE(every_open_item_has_an_amount_an_age_and_an_owner) {
    hold(0, 8'000);
    bring_envelope(0);
    const auto bag = closed_bag();
    now += std::chrono::days{15};

    const auto open = items();

    const auto of = [&](cash::ItemKind kind) {
        return std::ranges::find(open, kind, &cash::OpenItem::kind);
    };
    BOOST_REQUIRE(of(cash::ItemKind::counted_bag) != open.end());
    BOOST_TEST(of(cash::ItemKind::counted_bag)->amount.minor == 18'000);
    BOOST_TEST(of(cash::ItemKind::counted_bag)->owner == "Colleague 701");
    BOOST_TEST(of(cash::ItemKind::counted_bag)->is_late);
    BOOST_REQUIRE(of(cash::ItemKind::envelope) != open.end());
    BOOST_TEST(of(cash::ItemKind::envelope)->amount.minor == 8'000);
    BOOST_TEST(cash::open_cash_items(store->session(), {}, now).size() == open.size());
}

BOOST_AUTO_TEST_SUITE_END()
