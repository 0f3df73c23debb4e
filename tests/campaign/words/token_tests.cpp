// Token: digests as the standards have them.
#include "campaign/words/token.h"

#include <boost/test/unit_test.hpp>
#include <chrono>

#include "campaign/words/id.h"

BOOST_AUTO_TEST_SUITE(token_tests)

BOOST_AUTO_TEST_CASE(a_message_is_signed_as_rfc_2104_and_a_provider_say) {
    BOOST_TEST(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231, 2.
    BOOST_TEST(hmac_sha256_hex("whsec_test_secret",
                               "1760000000.{\"id\":\"evt_test_1\",\"type\":"
                               "\"checkout.session.completed\"}") ==
               "e17483e5c2ebe6a2135e3277331a998ac7b39ebf8ca81155231abba6facafbaf");
}

BOOST_AUTO_TEST_CASE(more_numbers_than_one_moment_holds_never_meet_each_other) {
    const Instant now{std::chrono::sys_days{std::chrono::year{2027} / 6 / 12}};
    constexpr std::int64_t many = 1'500'000;  // A millisecond holds two million.
    auto end = new_numbers(now, many) + many;
    for (int i = 0; i < 5; ++i) {
        const auto first = new_numbers(now, many);
        BOOST_TEST(first == end);
        end = first + many;
    }
    BOOST_TEST(new_number(now - std::chrono::days{1}) < end - many * 6);
}

BOOST_AUTO_TEST_SUITE_END()
