// The codes of RFC 6238, and what liboath makes of them here.
#include "campaign/people/totp.h"

#include <boost/test/unit_test.hpp>

#include <set>

#include "tests/support/colleagues.h"

using namespace people;

namespace {

Instant at_second(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(totp_tests)

// Appendix B, SHA-1: eight digits there, of which an app shows the last six.
BOOST_AUTO_TEST_CASE(the_vectors_of_the_standard_are_right) {
    struct Vector {
        std::int64_t seconds;
        const char* code;
        std::int64_t step;
    };
    for (const auto& [seconds, code, step] :
         {Vector{59, "287082", 0x1}, Vector{1111111109, "081804", 0x23523EC},
          Vector{1111111111, "050471", 0x23523ED}, Vector{1234567890, "005924", 0x273EF07},
          Vector{2000000000, "279037", 0x3F940AA}, Vector{20000000000, "353130", 0x27BC86AA}}) {
        const auto found = step_of_code(test_totp_secret, code, at_second(seconds));
        BOOST_REQUIRE(found.has_value());
        BOOST_TEST(*found == step);
    }
}

BOOST_AUTO_TEST_CASE(a_clock_may_be_one_step_off_and_no_more) {
    constexpr std::int64_t seconds = 1111111109;  // The last but one second of its step.
    const auto step_at = [](std::int64_t at) {
        return step_of_code(test_totp_secret, "081804", at_second(at));
    };
    BOOST_TEST(step_at(seconds + 30).has_value());
    BOOST_TEST(step_at(seconds - 30).has_value());
    BOOST_TEST(*step_at(seconds + 30) == *step_at(seconds));
    BOOST_TEST(*step_at(seconds - 30) == *step_at(seconds));
    BOOST_TEST(!step_at(seconds + 60));
    BOOST_TEST(!step_at(seconds - 60));
}

BOOST_AUTO_TEST_CASE(what_is_no_code_of_six_digits_is_never_one) {
    for (const auto* typed : {"", "28708", "2870820", "94287082", "28708a", "-287082", "28708\n"})
        BOOST_TEST(!step_of_code(test_totp_secret, typed, at_second(59)), typed);
    BOOST_TEST(step_of_code(test_totp_secret, "287 082", at_second(59)).has_value());
    BOOST_TEST(!step_of_code("", "287082", at_second(59)));
    BOOST_TEST(!step_of_code("not base32!", "287082", at_second(59)));
}

BOOST_AUTO_TEST_CASE(secrets_are_long_and_never_the_same) {
    std::set<std::string> made;
    for (int i = 0; i < 1000; ++i) made.insert(random_totp_secret());

    BOOST_TEST(made.size() == 1000u);
    BOOST_TEST(made.begin()->size() == 32u);
}

BOOST_AUTO_TEST_CASE(an_app_can_read_the_address) {
    BOOST_TEST(totp_address("ABC", "Riverside & Co", "anna@example.org") ==
               "otpauth://totp/Riverside%20%26%20Co:anna%40example.org"
               "?secret=ABC&issuer=Riverside%20%26%20Co");
}

BOOST_AUTO_TEST_SUITE_END()
