#include "web/watch/gifts_first.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/support/database.h"
#include "web/routes.h"

using watch::Pressure;

BOOST_AUTO_TEST_SUITE(gifts_first_tests)

BOOST_AUTO_TEST_CASE(long_queues_put_gifts_first_and_half_a_minute_of_calm_ends_it) {
    Pressure pressure;
    auto now = test_now();
    const auto look = [&](std::size_t giving, std::size_t looking) {
        now += std::chrono::seconds{1};
        return pressure.note({giving, looking}, now);
    };

    BOOST_TEST(!look(0, Pressure::looking_max + 1));  // One look may be chance.
    BOOST_TEST(look(0, Pressure::looking_max + 1));
    BOOST_TEST(look(0, 0));
    for (int i = 0; i < 28; ++i) BOOST_TEST(look(0, 0));
    BOOST_TEST(!look(0, 0));
    BOOST_TEST(!look(Pressure::giving_max + 1, 0));
    BOOST_TEST(look(Pressure::giving_max + 1, 0));
}

BOOST_AUTO_TEST_CASE(what_rests_are_walls_and_rankings_and_nothing_by_which_anybody_gives) {
    int resting = 0;
    for (const auto& route : all_routes()) {
        if (!may_rest(route.method, route.pattern)) continue;
        if (route.method == http::Method::get) ++resting;
        BOOST_TEST(route.pattern.find("give") == std::string_view::npos);
        BOOST_TEST(!route.pattern.starts_with("/g/"));
        BOOST_TEST(!route.pattern.starts_with("/desk"));
    }
    BOOST_TEST(resting == 12);  // Each of them is a route of this site.
}

BOOST_AUTO_TEST_SUITE_END()
