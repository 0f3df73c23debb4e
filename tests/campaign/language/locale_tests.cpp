// Locale: money, numbers and the choice of a language, as people of each language write them.
#include "campaign/language/locale.h"

#include <boost/test/unit_test.hpp>

using namespace language;

namespace {

Money money(std::int64_t minor, std::string_view code) { return {minor, currency_of(code)}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(locale_tests)

BOOST_AUTO_TEST_CASE(a_whole_amount_has_no_decimals_and_another_has_all_of_them) {
    BOOST_TEST(money_text(money(2000, "EUR"), "en") == "€20");
    BOOST_TEST(money_text(money(1250, "EUR"), "en") == "€12.50");
    BOOST_TEST(money_text(money(123450, "EUR"), "en") == "€1,234.50");
    BOOST_TEST(money_text(money(-500, "EUR"), "en") == "-€5");
    BOOST_TEST(money_text(money(123450, "EUR"), "de") == "1.234,50\u00A0€");
    BOOST_TEST(money_text(money(123450, "EUR"), "fr") == "1\u202F234,50\u00A0€");
    BOOST_TEST(money_text(money(2000, "EUR"), "ar") == "\u200F٢٠\u00A0€");
}

BOOST_AUTO_TEST_CASE(decimals_are_those_of_the_currency_and_not_of_the_reader) {
    BOOST_TEST(money_text(money(1000, "JPY"), "de") == "1.000\u00A0¥");
    BOOST_TEST(money_text(money(12345, "KWD"), "en") == "KWD\u00A012.345");
    BOOST_TEST(money_text(money(12300, "KWD"), "de") == "12,300\u00A0KWD");
    BOOST_TEST(money_text(money(2000, "IDR"), "en") == "IDR\u00A020");
    BOOST_TEST(money_text(money(2050, "HUF"), "en") == "HUF\u00A020.50");
    BOOST_TEST(money_text(money(1'000'000'000'000'000, "USD"), "en") == "US$10,000,000,000,000");
}

BOOST_AUTO_TEST_CASE(every_currency_can_be_written_in_every_language) {
    for (const auto& currency : all_currencies())
        for (const auto& language : all_languages())
            BOOST_TEST(money_text(Money{12345, currency}, language).size() > 3u);
}

BOOST_AUTO_TEST_CASE(counts_are_grouped_as_the_reader_groups_them) {
    BOOST_TEST(count_text(3000, "en") == "3,000");
    BOOST_TEST(count_text(1234567, "de") == "1.234.567");
    BOOST_TEST(count_text(1234567, "fr") == "1\u202F234\u202F567");
    BOOST_TEST(count_text(1234, "ar") == "١٬٢٣٤");
}

BOOST_AUTO_TEST_CASE(a_goal_is_not_reached_before_it_is) {
    BOOST_TEST(percent_text(9999, 10000, "en") == "99%");
    BOOST_TEST(percent_text(10000, 10000, "en") == "100%");
    BOOST_TEST(percent_text(3, 2, "de") == "150\u00A0%");
    BOOST_TEST(percent_text(5, 0, "en") == "0%");
    BOOST_TEST(percent_text(900'000'000'000'000, 1'000'000'000'000'000, "en") == "90%");
}

BOOST_AUTO_TEST_CASE(the_reader_gets_the_best_language_that_we_have) {
    BOOST_TEST(choose_language("de-AT,de;q=0.9,en;q=0.8") == "de");
    BOOST_TEST(choose_language("nl, fr;q=0.7, de;q=0.8") == "de");
    BOOST_TEST(choose_language("en;q=0.5, ar-EG;q=0.5") == "en");
    BOOST_TEST(choose_language("AR") == "ar");
    BOOST_TEST(choose_language("de;q=0, fr;q=0.001") == "fr");
    BOOST_TEST(choose_language("*") == "en");
    BOOST_TEST(choose_language("") == "en");
    BOOST_TEST(choose_language(",;q=,de;q=x,q=1;;,") == "en");
    BOOST_TEST(choose_language(std::string(100'000, ',') + "de") == "en");
}

BOOST_AUTO_TEST_CASE(a_language_knows_its_name_its_direction_and_its_separator) {
    BOOST_TEST(native_name("de") == "Deutsch");
    BOOST_TEST(is_right_to_left("ar"));
    BOOST_TEST(!is_right_to_left("fr"));
    BOOST_TEST(decimal_separator("de") == ',');
    BOOST_TEST(decimal_separator("en") == '.');
    BOOST_TEST(native_name("tlh") == "English");
}

BOOST_AUTO_TEST_SUITE_END()
