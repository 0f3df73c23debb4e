// Numbers of bank accounts, from the registry's own examples.
#include "campaign/organisation/iban.h"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace organisation;

BOOST_AUTO_TEST_SUITE(iban_tests)

BOOST_AUTO_TEST_CASE(the_examples_of_the_registry_are_read_however_they_are_typed) {
    for (const auto* iban :
         {"DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606",
          "NO9386011117947", "MT84MALT011000012345MTLCAST001S", "AT611904300234573201",
          "SA0380000000608010167519"}) {
        BOOST_TEST(read_iban(iban).value() == iban);
        BOOST_TEST(read_iban(spaced_iban(iban)).value() == iban);
    }
    BOOST_TEST(read_iban("de89 3704 0044 0532 0130 00").value() == "DE89370400440532013000");
}

BOOST_AUTO_TEST_CASE(every_single_mistyped_digit_is_noticed) {
    const std::string good = "DE89370400440532013000";
    int noticed = 0;
    for (std::size_t at = 2; at < good.size(); ++at)
        for (char digit = '0'; digit <= '9'; ++digit) {
            auto typed = good;
            if (typed[at] == digit) continue;
            typed[at] = digit;
            noticed += !read_iban(typed);
        }

    BOOST_TEST(noticed == 20 * 9);
}

BOOST_AUTO_TEST_CASE(what_is_no_iban_is_refused) {
    for (const auto* typed :
         {"", "DE", "DE8937040044053201300", "DE893704004405320130000", "12345678901234567890",
          "DE8937040044053201300O", "DE89-3704-0044-0532-0130-00", "XX00000000000000"})
        BOOST_TEST(!read_iban(typed), typed);
}

BOOST_AUTO_TEST_CASE(a_bic_has_eight_or_eleven_signs_or_is_left_out) {
    BOOST_TEST(read_bic("").value().empty());
    BOOST_TEST(read_bic("cobadeff").value() == "COBADEFF");
    BOOST_TEST(read_bic("COBADEFFXXX").value() == "COBADEFFXXX");
    for (const auto* typed : {"COBADEF", "COBADEFFXX", "C0BADEFF", "COBADEFF-XX"})
        BOOST_TEST(!read_bic(typed), typed);
}

BOOST_AUTO_TEST_SUITE_END()
