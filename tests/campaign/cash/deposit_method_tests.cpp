// Cash and cheques go to the bank on one slip, and each leaves "on the way" by its own method.
#include "campaign/bank/depositing.h"
#include "campaign/ledger/totals.h"
#include "tests/campaign/cash/cash_fixture.h"

namespace {

struct ByMethod : WithCash {
    ledger::Figures of(const std::string& method) {
        return ledger::total_of_cut(store->session(), {.campaign = campaign,
                                                       .currency = currency_of("EUR"),
                                                       .by = ledger::By::method,
                                                       .key = method});
    }
    // Cash of 123.45 and a cheque of 76.56 on one sheet, counted and closed.
    cash::Bag mixed_bag() {
        const auto envelope = bring_envelope(1);
        cash::keep_sheet(*store,
                         {.envelope = envelope.id,
                          .rows = {{"Ada", euro(12'345), "gift", "cash"},
                                   {"Bob", euro(7'656), "gift", "cheque"}},
                          .form_key = "abcdefghijklmnopqrstuvwxyz"},
                         terms, ben, now);
        const auto bag =
            counted_by_both(sealed_bag({envelope}), 12'345, {piece(cash::Sort::cheque, 7'656)});
        cash::close_bag(*store, bag.id, "", cleo, now);
        return again(bag);
    }
    bank::Line line_of(std::int64_t cents, const std::string& reference) {
        SampleFile file;
        file.lines = {{.cents = cents, .reference = reference}};
        bring(camt_text(file));
        return bank::open_lines(store->session(), 100).at(0);
    }
    void place(const bank::Line& line, const cash::Deposit& deposit) {
        later();
        bank::place_as_deposit(*store, line.id, deposit.id, {}, finance, now);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cash_deposit_method_tests, ByMethod)

BOOST_AUTO_TEST_CASE(a_bag_with_a_cheque_is_banked_by_method_to_the_cent) {
    const auto deposit = deposit_of({mixed_bag()});
    BOOST_TEST(of("cash").on_the_way == 12'345);
    BOOST_TEST(of("cheque").on_the_way == 7'656);

    place(line_of(20'001, "D1"), deposit);

    BOOST_TEST(of("cash").banked == 12'345);
    BOOST_TEST(of("cheque").banked == 7'656);
    BOOST_TEST(of("cash").on_the_way == 0);
    BOOST_TEST(of("cheque").on_the_way == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(cheques_of_the_desk_leave_its_box_as_cheques) {
    enter_and_confirm(43'366, 43'366, "cash");
    enter_and_confirm(62'550, 62'550, "cheque");

    place(line_of(105'916, "D1"), deposit_of({}, 105'916));

    for (const auto* method : {"cash", "cheque"}) {
        BOOST_TEST(of(method).on_the_way == 0);
        BOOST_TEST(of(method).banked == of(method).confirmed);
    }
    BOOST_TEST(balance_of("cash:desk") == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(cash_and_cheques_may_come_on_lines_of_their_own_and_go_back) {
    const auto deposit = deposit_of({mixed_bag()});
    place(line_of(7'656, "D1"), deposit);
    BOOST_TEST(of("cheque").banked == 7'656);
    BOOST_TEST(of("cash").banked == 0);
    place(line_of(12'345, "D2"), *cash::find_deposit(store->session(), deposit.id));
    BOOST_TEST(of("cash").on_the_way == 0);

    for (int i = 0; i < 2; ++i) {
        later();
        bank::take_back_placing(*store, bank::recent_placings_of_bank(store->session(), 1).at(0).id,
                                finance, now);
    }

    BOOST_TEST(of("cash").banked == 0);
    BOOST_TEST(of("cash").on_the_way == 12'345);
    BOOST_TEST(of("cheque").on_the_way == 7'656);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_difference_of_a_deposit_is_cash_and_leaves_nothing_behind) {
    const auto deposit = deposit_of({mixed_bag()});
    place(line_of(19'501, "D1"), deposit);
    cash::propose_difference(*store, deposit.id, "A note was false", cleo, now);

    cash::agree_difference(*store, deposit.id, dora, now);

    BOOST_TEST(of("cash").on_the_way == 0);
    BOOST_TEST(of("cheque").on_the_way == 0);
    BOOST_TEST(of("cash").costs == 500);
    BOOST_TEST(of("cheque").costs == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_a_recount_misses_is_cash_as_long_as_there_is_some) {
    const auto bag = mixed_bag();
    cash::begin_recount(*store, bag.id, cleo, now);
    counted_by_both(bag, 7'656);
    cash::close_recount(*store, bag.id, "The notes are gone, and a cent", cleo, now);
    BOOST_TEST(of("cash").costs == 12'345);
    BOOST_TEST(of("cash").on_the_way == 0);

    place(line_of(7'656, "D1"), deposit_of({again(bag)}));

    BOOST_TEST(of("cheque").banked == 7'656);
    BOOST_TEST(of("cheque").on_the_way == 0);
    BOOST_TEST(of("cash").on_the_way == 0);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
