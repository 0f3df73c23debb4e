// How an amount that leaves an account is told apart by method.
#include "campaign/ledger/holding.h"

#include <boost/test/unit_test.hpp>

namespace {

std::string told(const std::vector<ledger::Holding>& parts) {
    std::string text;
    for (const auto& part : parts)
        text += (text.empty() ? "" : ", ") + part.method + " " + std::to_string(part.minor);
    return text;
}

const std::vector<ledger::Holding> box{{"cash", 43'366}, {"cheque", 62'550}};

}  // namespace

BOOST_AUTO_TEST_SUITE(ledger_holding_tests)

BOOST_AUTO_TEST_CASE(all_of_it_leaves_by_its_own_method) {
    BOOST_TEST(told(ledger::parts_moved(box, 105'916)) == "cheque 62550, cash 43366");
}

BOOST_AUTO_TEST_CASE(an_amount_that_is_all_of_one_method_is_that_method) {
    BOOST_TEST(told(ledger::parts_moved(box, 43'366)) == "cash 43366");
    BOOST_TEST(told(ledger::parts_moved(box, 62'550)) == "cheque 62550");
}

BOOST_AUTO_TEST_CASE(of_a_part_the_cheques_go_first_and_cash_makes_it_up) {
    BOOST_TEST(told(ledger::parts_moved(box, 62'551)) == "cheque 62550, cash 1");
    BOOST_TEST(told(ledger::parts_missing(box, 43'367)) == "cash 43366, cheque 1");
}

BOOST_AUTO_TEST_CASE(more_than_is_there_is_cash) {
    BOOST_TEST(told(ledger::parts_moved(box, 105'917)) == "cheque 62550, cash 43367");
    BOOST_TEST(told(ledger::parts_moved({}, 7)) == "cash 7");
    BOOST_TEST(told(ledger::parts_moved({{"cheque", 5}}, 7)) == "cheque 5, cash 2");
}

BOOST_AUTO_TEST_CASE(what_older_rows_left_below_nothing_is_not_moved) {
    BOOST_TEST(told(ledger::parts_moved({{"cash", -43'366}, {"cheque", 62'550}}, 19'184)) ==
               "cheque 19184");
}

BOOST_AUTO_TEST_SUITE_END()
