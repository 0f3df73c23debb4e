#include "campaign/finance/csv.h"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(csv_tests)

BOOST_AUTO_TEST_CASE(nothing_that_a_stranger_typed_becomes_a_formula) {
    for (const std::string typed :
         {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"}) {
        const auto line = finance::CsvRow{}.text(typed).line();
        BOOST_CHECK(line.starts_with("'") || line.starts_with("\"'"));
    }
    BOOST_CHECK_EQUAL(finance::CsvRow{}.text("Ann = Lee").line(), "Ann = Lee\r\n");
}

BOOST_AUTO_TEST_CASE(numbers_stay_numbers) {
    BOOST_CHECK_EQUAL(finance::CsvRow{}.number("-12.50").number("3").line(), "-12.50,3\r\n");
}

BOOST_AUTO_TEST_CASE(commas_quotes_and_lines_are_quoted) {
    BOOST_CHECK_EQUAL(finance::CsvRow{}.text("a,b").text("say \"hi\"").text("two\nlines").line(),
                      "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    BOOST_CHECK_EQUAL(finance::csv_header({"a", "b"}), "a,b\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
