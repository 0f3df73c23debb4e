#include "campaign/words/money.h"

#include <boost/test/unit_test.hpp>

#include "campaign/words/check.h"

BOOST_AUTO_TEST_SUITE(money_tests)

BOOST_AUTO_TEST_CASE(amounts_are_read_strictly) {
    const auto euro = currency_of("EUR"), yen = currency_of("JPY"), dinar = currency_of("KWD");
    const auto read = [](std::string_view text, Currency currency, char separator = '.') {
        const auto money = read_money(text, currency, separator);
        return money ? money->minor : -1;
    };

    BOOST_CHECK_EQUAL(read("20", euro), 2000);
    BOOST_CHECK_EQUAL(read(" 20.5 ", euro), 2050);
    BOOST_CHECK_EQUAL(read("12,34", euro, ','), 1234);
    BOOST_CHECK_EQUAL(read("500", yen), 500);
    BOOST_CHECK_EQUAL(read("1.234", dinar), 1234);
    for (const auto* bad :
         {"", "-5", "+5", "1,000", "1.000.00", "1e3", "0x10", "NaN", "１２", "12.345", "5.", ".5",
          "1 000", "12€", "999999999999999999999", "20;DROP", "1'000"})
        BOOST_CHECK_EQUAL(read(bad, euro), -1);
    BOOST_CHECK_EQUAL(read("1.0", yen), -1);
    BOOST_CHECK_EQUAL(read("1.50", euro, ','), -1);
}

BOOST_AUTO_TEST_CASE(the_parts_of_a_split_add_up) {
    for (std::int64_t whole : {0, 1, 7, 100, 9999, 123457}) {
        for (const std::vector<std::int64_t>& weights :
             {std::vector<std::int64_t>{1}, {1, 1, 1}, {0, 0}, {5, 3, 2}, {1, 0, 999983}}) {
            Money sum{0, currency_of("EUR")};
            for (const auto part : split_money(Money{whole, sum.currency}, weights))
                sum = sum + part;
            BOOST_CHECK_EQUAL(sum.minor, whole);
        }
    }
    const auto thirds = split_money(Money{100, currency_of("EUR")}, {1, 1, 1});
    BOOST_CHECK_EQUAL(thirds[0].minor, 34);
    BOOST_CHECK_EQUAL(thirds[2].minor, 33);
}

BOOST_AUTO_TEST_CASE(currencies_never_mix) {
    const Money euro{1, currency_of("EUR")}, yen{1, currency_of("JPY")};

    BOOST_CHECK_THROW(euro + yen, BrokenInvariant);
    BOOST_CHECK_THROW((void)(euro < yen), BrokenInvariant);
    BOOST_CHECK_THROW((Money{Money::minor_max, euro.currency} + euro), BrokenInvariant);
}

BOOST_AUTO_TEST_CASE(machines_get_plain_decimals) {
    BOOST_CHECK_EQUAL(decimal_text(Money{123450, currency_of("EUR")}), "1234.50");
    BOOST_CHECK_EQUAL(decimal_text(Money{-5, currency_of("EUR")}), "-0.05");
    BOOST_CHECK_EQUAL(decimal_text(Money{7, currency_of("JPY")}), "7");
    BOOST_CHECK_EQUAL(decimal_text(Money{7, currency_of("KWD")}), "0.007");
}

BOOST_AUTO_TEST_SUITE_END()
