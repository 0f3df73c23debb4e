#include "campaign/words/number.h"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(number_tests)

BOOST_AUTO_TEST_CASE(all_of_the_text_is_the_number_or_there_is_none) {
    BOOST_TEST(number_in("17") == 17);
    BOOST_TEST(number_in("-3") == -3);
    BOOST_TEST(number_in("9223372036854775807") == 9'223'372'036'854'775'807);
    for (const auto* none :
         {"", "x", "17x", " 17", "17 ", "+17", "1.5", "0x10", "9223372036854775808"})
        BOOST_TEST(number_in(none) == 0);
    BOOST_TEST(number_in<int>("2147483648") == 0);
}

BOOST_AUTO_TEST_CASE(what_is_no_number_changes_nothing) {
    int number = 5;
    BOOST_TEST(!read_number("five", number));
    BOOST_TEST(number == 5);
    BOOST_TEST(read_number("6", number));
    BOOST_TEST(number == 6);
}

BOOST_AUTO_TEST_CASE(a_name_gives_its_stem_before_its_own_ending_alone) {
    BOOST_TEST(stem_of("17.pdf", ".pdf") == "17");
    BOOST_TEST(stem_of("17.svg", ".pdf").empty());
    BOOST_TEST(stem_of("17", ".pdf").empty());
    BOOST_TEST(stem_of("", ".pdf").empty());
}

BOOST_AUTO_TEST_SUITE_END()
