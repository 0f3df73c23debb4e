#include "campaign/contest/standings.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <random>

using contest::Measure;
using contest::Scores;
using contest::Standings;

namespace {

// The same by sorting everybody: what the tree has to agree with.
std::vector<contest::Placed> sorted(const std::map<std::int64_t, Scores>& all, Measure measure) {
    std::vector<contest::Placed> rows;
    for (const auto& [id, scores] : all)
        if (scores.by(measure) > 0) rows.push_back({.id = id, .place = 0, .scores = scores});
    std::ranges::stable_sort(rows, std::ranges::greater{},
                             [&](const auto& row) { return row.scores.by(measure); });
    for (auto& row : rows)
        row.place = 1 + std::ranges::count_if(rows, [&](const auto& other) {
                        return other.scores.by(measure) > row.scores.by(measure);
                    });
    return rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(standings_tests)

BOOST_AUTO_TEST_CASE(equal_scores_share_a_place_and_the_next_place_counts_them_all) {
    Standings standings;
    standings.put(4, {.raised = 500, .gifts = 1});
    standings.put(2, {.raised = 700, .gifts = 1});
    standings.put(3, {.raised = 700, .gifts = 1});
    standings.put(1, {.raised = 900, .gifts = 1});
    standings.put(5, {});

    const auto rows = standings.rows(Measure::raised, 0, 10);

    BOOST_TEST(rows.size() == 4u);
    const std::vector<std::pair<std::int64_t, std::int64_t>> expected{
        {1, 1}, {2, 2}, {3, 2}, {4, 4}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        BOOST_TEST(rows[i].id == expected[i].first);
        BOOST_TEST(rows[i].place == expected[i].second);
    }
    BOOST_TEST(standings.find(Measure::raised, 3)->place == 2);
    BOOST_TEST(!standings.find(Measure::raised, 5).has_value());
    BOOST_TEST(standings.find(Measure::gifts, 4)->place == 1);
}

BOOST_AUTO_TEST_CASE(a_page_that_begins_within_a_tie_has_the_place_of_the_tie) {
    Standings standings;
    for (int id = 1; id <= 10; ++id) standings.put(id, {.raised = 100});

    const auto rows = standings.rows(Measure::raised, 5, 3);

    BOOST_TEST(rows.size() == 3u);
    BOOST_TEST(rows[0].id == 6);
    for (const auto& row : rows) BOOST_TEST(row.place == 1);
    BOOST_TEST(standings.rows(Measure::raised, 10, 3).empty());
}

BOOST_AUTO_TEST_CASE(after_thousands_of_changes_it_says_what_sorting_everybody_says) {
    std::minstd_rand dice{7};
    Standings standings;
    std::map<std::int64_t, Scores> all;
    for (int i = 0; i < 20'000; ++i) {
        const auto id = static_cast<std::int64_t>(dice() % 400);
        const auto some = [&](unsigned most) { return static_cast<std::int64_t>(dice() % most); };
        const Scores scores{.raised = some(50), .gifts = some(5), .donors = some(3)};
        all[id] = scores;
        standings.put(id, scores);
    }

    for (const auto measure : contest::all_measures) {
        const auto expected = sorted(all, measure);
        const auto rows = standings.rows(measure, 0, 1'000);
        BOOST_REQUIRE_EQUAL(rows.size(), expected.size());
        BOOST_TEST(standings.size(measure) == expected.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            BOOST_REQUIRE_EQUAL(rows[i].id, expected[i].id);
            BOOST_REQUIRE_EQUAL(rows[i].place, expected[i].place);
            BOOST_REQUIRE_EQUAL(standings.find(measure, rows[i].id)->place, expected[i].place);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
