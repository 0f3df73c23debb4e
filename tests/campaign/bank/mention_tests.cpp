#include "campaign/bank/mention.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace {

const std::string ours = giving::creditor_reference("539007547034");

bool names(const bank::StatementLine& line, bank::Where where) {
    return std::ranges::any_of(bank::mentions_in(line), [&](const bank::Mention& one) {
        return one.reference == ours && one.where == where;
    });
}

bank::StatementLine with_text(const std::string& text) {
    bank::StatementLine line;
    line.text = text;
    return line;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mention_tests)

BOOST_AUTO_TEST_CASE(a_reference_is_found_however_it_was_typed) {
    BOOST_CHECK_EQUAL(ours, "RF18539007547034");
    for (const auto* text :
         {"RF18539007547034", "RF18 5390 0754 7034", "rf18-5390-0754-7034",
          "Spende RF18 5390 07\n54 7034 fuer den Lauf", "SVWZ+RF18539007547034KINDERLAUF",
          "RF 18 539007547034.", "zRF18539007547034x"})
        BOOST_CHECK_MESSAGE(names(with_text(text), bank::Where::reference), text);
}

BOOST_AUTO_TEST_CASE(without_its_letters_it_is_a_code) {
    for (const auto* text :
         {"18539007547034", "Lauf 18 5390 0754 7034 danke", "539007547034", "5390-0754-7034"})
        BOOST_CHECK_MESSAGE(names(with_text(text), bank::Where::code), text);
}

BOOST_AUTO_TEST_CASE(a_structured_and_an_end_to_end_reference_count_too) {
    bank::StatementLine line;
    line.creditor_reference = ours;
    BOOST_CHECK(names(line, bank::Where::reference));
    line = {};
    line.end_to_end = "RF18-5390-0754-7034";
    BOOST_CHECK(names(line, bank::Where::end_to_end));
}

BOOST_AUTO_TEST_CASE(one_wrong_digit_names_nothing_of_ours) {
    for (const auto* text : {"RF18539007547035", "RF19539007547034", "RF18539007457034",
                             "53900754703", "Spende 2027-05-21"})
        BOOST_CHECK_MESSAGE(!names(with_text(text), bank::Where::reference) &&
                                !names(with_text(text), bank::Where::code),
                            text);
}

BOOST_AUTO_TEST_CASE(long_texts_of_digits_cost_little) {
    const auto mentions = bank::mentions_in(with_text(std::string(1000, '7')));
    BOOST_CHECK_LE(mentions.size(), 40U);
}

BOOST_AUTO_TEST_SUITE_END()
