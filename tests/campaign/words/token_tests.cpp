// Token: digests as the standards have them.
#include "campaign/words/token.h"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(token_tests)

BOOST_AUTO_TEST_CASE(a_message_is_signed_as_rfc_2104_and_a_provider_say) {
    BOOST_TEST(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231, 2.
    BOOST_TEST(hmac_sha256_hex("whsec_test_secret",
                               "1760000000.{\"id\":\"evt_test_1\",\"type\":"
                               "\"checkout.session.completed\"}") ==
               "e17483e5c2ebe6a2135e3277331a998ac7b39ebf8ca81155231abba6facafbaf");
}

BOOST_AUTO_TEST_SUITE_END()
