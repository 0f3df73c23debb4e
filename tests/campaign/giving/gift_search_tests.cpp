#include "campaign/giving/gift_search.h"

#include <algorithm>

#include "tests/campaign/giving/giving_fixture.h"

namespace {

struct WithGifts : WithCampaign {
    giving::Gift gift(std::int64_t cents, const std::string& name, const std::string& email = "") {
        static int count = 0;
        auto asked = gift_of(cents, "g" + std::to_string(++count));
        asked.donor.name = name, asked.donor.email = email, asked.is_meant = true;
        now += std::chrono::seconds{1};
        return give(asked).gift;
    }
    std::vector<std::int64_t> found(const std::string& query, bool only_confirmed = false) {
        std::vector<std::int64_t> ids;
        for (const auto& one :
             giving::gifts_like(store->session(), {query, currency_of("EUR"), 3, only_confirmed}))
            ids.push_back(one.id.value);
        return ids;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(gift_search_tests, WithGifts)

BOOST_AUTO_TEST_CASE(a_gift_is_found_by_whatever_is_known_of_it_the_latest_first) {
    const auto older = gift(8240, "Patrick Bennett", "pat@example.org");
    const auto later = gift(2575, "Patrick Bennett", "pat@example.org");
    const auto other = gift(8240, "100% Zorn_");
    const std::vector both{later.id.value, older.id.value};
    const std::vector one{older.id.value}, zorn{other.id.value};

    BOOST_TEST(found(older.reference) == one);
    BOOST_TEST(found(giving::grouped(older.reference)) == one);
    BOOST_TEST(found(older.reference.substr(older.reference.size() - 6)) == one);
    BOOST_TEST(found("bennett") == both);
    BOOST_TEST(found("pat@example") == both);
    BOOST_TEST(found("82,40") == (std::vector{other.id.value, older.id.value}));
    BOOST_TEST(found("25.75") == std::vector{later.id.value});
    BOOST_TEST(found("100%") == zorn);  // A sign of a pattern is a sign like any other.
    BOOST_TEST(found("n_") == zorn);
    BOOST_TEST(found("").empty());
    BOOST_TEST(found("nobody").empty());
}

BOOST_AUTO_TEST_CASE(a_search_has_a_limit_and_leaves_out_what_is_no_gift) {
    for (int i = 0; i < 5; ++i) gift(1000, "Ann");
    give(gift_of(1000, "begun", "card"));
    terms.is_rehearsal = true;
    const auto rehearsed = gift(1000, "Ann");

    const auto ids = found("10");

    BOOST_TEST(ids.size() == 3u);
    BOOST_TEST(std::ranges::count(ids, rehearsed.id.value) == 0);
    BOOST_TEST(found("Ann", true).empty());  // Nothing of them has come.
}

BOOST_AUTO_TEST_SUITE_END()
