// What one gift draws, and how it falls and rises. Pure.
#include "campaign/matching/match.h"

#include <boost/test/unit_test.hpp>

using matching::Match;

namespace {

matching::NewPool pool_of(matching::Ratio ratio, std::int64_t gift_cap = 0) {
    matching::NewPool pool;
    pool.ratio = ratio, pool.cap = {100'000, currency_of("EUR")};
    pool.gift_cap = {gift_cap, currency_of("EUR")};
    return pool;
}

Match after(const Match& match, std::int64_t counting, std::int64_t left = 100'000,
            matching::Ratio ratio = {}) {
    return matching::weighed(match, pool_of(ratio), counting, left);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(match_tests)

BOOST_AUTO_TEST_CASE(the_ratio_says_how_much_and_parts_of_a_cent_are_not_drawn) {
    BOOST_TEST(matching::wanted_of(pool_of({1, 1}), 2'001) == 2'001);
    BOOST_TEST(matching::wanted_of(pool_of({1, 2}), 2'001) == 1'000);
    BOOST_TEST(matching::wanted_of(pool_of({3, 2}), 2'001) == 3'001);
    BOOST_TEST(matching::wanted_of(pool_of({1, 1}, 500), 2'001) == 500);
    BOOST_TEST(matching::wanted_of(pool_of({1, 1}), 0) == 0);
}

BOOST_AUTO_TEST_CASE(the_last_gift_draws_what_is_left) {
    BOOST_TEST(after({}, 2'000, 300).earned == 300);
    BOOST_TEST(after({}, 2'000, 0).earned == 0);
}

BOOST_AUTO_TEST_CASE(what_comes_later_draws_for_itself_alone) {
    const auto first = after({}, 4'500, 1'000);
    BOOST_TEST(first.earned == 1'000);

    const auto second = after(first, 5'000);

    BOOST_TEST(second.granted == 1'500);  // Not what was missing at first.
    BOOST_TEST(second.earned == 1'500);
}

BOOST_AUTO_TEST_CASE(it_falls_in_proportion_by_the_largest_remainder) {
    const auto whole = after({}, 10'001, 100'000, {1, 2});
    BOOST_TEST(whole.earned == 5'000);

    BOOST_TEST(after(whole, 6'667, 100'000, {1, 2}).earned == 3'333);
    BOOST_TEST(after(whole, 0, 100'000, {1, 2}).earned == 0);
    BOOST_TEST(after(whole, -5, 100'000, {1, 2}).earned == 0);
}

BOOST_AUTO_TEST_CASE(it_rises_again_if_the_pool_still_has_it) {
    const auto fallen = after(after({}, 2'000), 0);

    BOOST_TEST(after(fallen, 2'000).earned == 2'000);
    BOOST_TEST(after(fallen, 2'000, 700).earned == 700);
    BOOST_TEST(after(after(fallen, 2'000, 700), 2'000, 0).earned == 700);
}

BOOST_AUTO_TEST_SUITE_END()
