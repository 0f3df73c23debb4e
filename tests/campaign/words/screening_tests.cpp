#include "campaign/words/screening.h"

#include <boost/test/unit_test.hpp>

namespace {

std::string found_in(const std::string& text) {
    constexpr const char* names[] = {"mail", "telephone", "record", "link"};
    std::string found;
    for (const auto& [hint, what] : screen(text))
        found +=
            (found.empty() ? "" : ", ") + std::string{names[static_cast<int>(hint)]} + ' ' + what;
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(screening_tests)

BOOST_AUTO_TEST_CASE(what_should_not_be_public_is_found_as_it_stands) {
    BOOST_TEST(found_in("Write to Anna@Example.org now") == "mail Anna@Example.org");
    BOOST_TEST(found_in("Ring me on 0171 555 0142!") == "telephone 0171 555 0142");
    BOOST_TEST(found_in("Ring +49 (171) 5550142") == "telephone +49 (171) 5550142");
    BOOST_TEST(found_in("Patient 4711082, room 12") == "record 4711082");
    BOOST_TEST(found_in("See https://evil.example/x?y") == "link https://evil.example/x?y");
    BOOST_TEST(found_in("Look at cheap-pills.com") == "link cheap-pills.com");
    BOOST_TEST(found_in("a@b.de, 030/1234567, www.x.io") ==
               "mail a@b.de,, telephone 030/1234567, link www.x.io");
}

BOOST_AUTO_TEST_CASE(digits_of_other_scripts_are_digits) {
    BOOST_TEST(found_in("رقم ٤٧١١٠٨٢ هنا") == "record ٤٧١١٠٨٢");
    BOOST_TEST(found_in("番号 ０３１２３４５６７８") == "telephone ０３１２３４５６７８");
}

BOOST_AUTO_TEST_CASE(days_times_and_sums_are_no_numbers_of_anything) {
    for (const auto* text :
         {"On 12.06.2027, 10:30 we start", "2027-06-12", "We have €13,600 of 20.000", "10 km",
          "9,412 steps", "Room 12, floor 3", "e.g. this", "End.Of the line", ""})
        BOOST_TEST(found_in(text) == "");
}

BOOST_AUTO_TEST_SUITE_END()
