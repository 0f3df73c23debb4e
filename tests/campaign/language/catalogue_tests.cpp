// Catalogue: what is missing is said in English, what is there follows the rules of its language.
#include "campaign/language/catalogue.h"

#include <boost/test/unit_test.hpp>

using namespace language;

BOOST_AUTO_TEST_SUITE(catalogue_tests)

BOOST_AUTO_TEST_CASE(a_text_that_nobody_translated_is_said_in_english) {
    BOOST_TEST(say("No such text anywhere", "de") == "No such text anywhere");
    BOOST_TEST(say("Give", "tlh") == "Give");
    BOOST_TEST(say("", "de") == "");
    BOOST_TEST(say_count("{1} unseen", "{1} unseens", 2, "de") == "2 unseens");
    BOOST_TEST(say_count("{1} unseen", "{1} unseens", 1, "en") == "1 unseen");
}

BOOST_AUTO_TEST_CASE(places_are_filled_once_and_in_any_order) {
    const std::vector<std::string> values{"{2}", "b"};

    BOOST_TEST(say_with("{2} and {1}, {3} {x} {", values, "en") == "b and {2}, {3} {x} {");
}

BOOST_AUTO_TEST_SUITE_END()
