#include "campaign/links/link.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "campaign/words/check.h"
#include "campaign/words/token.h"
#include "tests/support/database.h"

BOOST_FIXTURE_TEST_SUITE(link_tests, FreshDatabase)

BOOST_AUTO_TEST_CASE(a_link_is_found_however_its_code_is_typed) {
    const auto link = store->in_transaction([&](store::Transaction& tx) {
        return links::make_link(
            tx, {.campaign = CampaignId{7}, .channel = "whatsapp", .landing = "give"}, test_now());
    });
    auto typed = link.code.substr(0, 3) + "-" + link.code.substr(3) + " ";
    for (auto& letter : typed) letter = static_cast<char>(std::tolower(letter));

    const auto found = links::find_link(store->session(), typed);

    BOOST_REQUIRE(found);
    BOOST_CHECK(found->id == link.id);
    BOOST_CHECK_EQUAL(found->channel, "whatsapp");
    BOOST_CHECK_EQUAL(found->landing, "give");
    BOOST_CHECK(!found->retired_at);
}

BOOST_AUTO_TEST_CASE(a_retired_link_is_still_found_and_says_since_when) {
    const auto link = store->in_transaction([&](store::Transaction& tx) {
        return links::make_link(tx, {.campaign = CampaignId{7}}, test_now());
    });

    const bool retired = store->in_transaction(
        [&](store::Transaction& tx) { return links::retire_link(tx, link.id, test_now()); });
    const bool again = store->in_transaction(
        [&](store::Transaction& tx) { return links::retire_link(tx, link.id, test_now()); });

    BOOST_CHECK(retired);
    BOOST_CHECK(!again);
    BOOST_CHECK(links::find_link_by_id(store->session(), link.id)->retired_at == test_now());
}

BOOST_AUTO_TEST_CASE(a_link_of_an_unknown_channel_or_landing_cannot_be_made) {
    const auto make = [&](const links::NewLink& asked) {
        store->in_transaction([&](store::Transaction& tx) {
            links::make_link(tx, asked, test_now());
        });
    };

    BOOST_CHECK_THROW(make({.campaign = CampaignId{7}, .channel = "pigeon"}), BrokenInvariant);
    BOOST_CHECK_THROW(make({.campaign = CampaignId{7}, .landing = "moon"}), BrokenInvariant);
}

BOOST_AUTO_TEST_CASE(every_code_has_a_digit_and_can_be_typed_back) {
    std::set<std::string> codes;
    for (int i = 0; i < 2000; ++i) codes.insert(random_code());

    for (const auto& code : codes) {
        BOOST_CHECK(code.find_first_of("0123456789") != std::string::npos);
        BOOST_CHECK_EQUAL(normalise_code(code), code);
    }
    BOOST_CHECK_GT(codes.size(), 1990u);
}

BOOST_AUTO_TEST_SUITE_END()
