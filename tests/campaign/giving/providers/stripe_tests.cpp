// Stripe's amounts and signatures, without Stripe.
#include "campaign/giving/providers/stripe.h"

#include <boost/test/unit_test.hpp>

#include "campaign/words/token.h"

using providers::is_signed_by_stripe;
using providers::money_of_stripe;
using providers::stripe_number;

namespace {

const std::string secret = "whsec_test_secret",
                  body = R"({"id":"evt_test_1","type":"checkout.session.completed"})",
                  known = "e17483e5c2ebe6a2135e3277331a998ac7b39ebf8ca81155231abba6facafbaf";
const Instant at{std::chrono::seconds{1'760'000'000}};

Money money(std::int64_t minor, std::string_view currency) {
    return {minor, currency_of(currency)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stripe_tests)

BOOST_AUTO_TEST_CASE(the_published_vector_is_right) {
    BOOST_TEST(is_signed_by_stripe("t=1760000000,v1=" + known, body, {secret}, at));
    BOOST_TEST(hmac_sha256_hex(secret, "1760000000." + body) == known);
}

BOOST_AUTO_TEST_CASE(a_secret_is_changed_without_losing_a_message) {
    const auto by = [&](const std::string& key) {
        return ",v1=" + hmac_sha256_hex(key, "1760000000." + body);
    };

    BOOST_TEST(is_signed_by_stripe("t=1760000000" + by("whsec_old"), body,
                                   {"whsec_new", "whsec_old"}, at));
    BOOST_TEST(is_signed_by_stripe("t=1760000000" + by("whsec_old") + by("whsec_new"), body,
                                   {"whsec_new"}, at));
    BOOST_TEST(
        is_signed_by_stripe("t=1760000000,v0=00" + by("whsec_new"), body, {"whsec_new"}, at));
    BOOST_TEST(!is_signed_by_stripe("t=1760000000" + by("whsec_older"), body,
                                    {"whsec_new", "whsec_old"}, at));
}

BOOST_AUTO_TEST_CASE(a_message_is_fresh_for_300_seconds_both_ways) {
    const auto header = "t=1760000000,v1=" + known;
    const auto later = [&](int seconds) {
        return is_signed_by_stripe(header, body, {secret}, at + std::chrono::seconds{seconds});
    };

    BOOST_TEST(later(300));
    BOOST_TEST(later(-300));
    BOOST_TEST(!later(301));
    BOOST_TEST(!later(-301));
}

BOOST_AUTO_TEST_CASE(amounts_are_written_as_stripe_counts_them) {
    BOOST_TEST(*stripe_number(money(2'060, "EUR")) == 2'060);
    BOOST_TEST(*stripe_number(money(2'000, "JPY")) == 2'000);
    BOOST_TEST(*stripe_number(money(500, "ISK")) == 50'000);  // Two decimals there, none in ISO.
    BOOST_TEST(*stripe_number(money(1'230, "KWD")) == 1'230);
    BOOST_TEST(!stripe_number(money(1'234, "KWD")).has_value());  // The last digit must be 0.
    for (const auto& currency : all_currencies()) {
        const Money one{1'000, currency};
        BOOST_TEST((*money_of_stripe(*stripe_number(one), currency.text()) == one));
    }
    BOOST_TEST((*money_of_stripe(2'060, "eur") == money(2'060, "EUR")));
    BOOST_TEST(!money_of_stripe(1, "xxx").has_value());
    BOOST_TEST(!money_of_stripe(-1, "eur").has_value());
    BOOST_TEST(!money_of_stripe(50, "isk").has_value());  // Half a krona.
}

BOOST_AUTO_TEST_SUITE_END()
