#include "web/live/boards.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "campaign/contest/scoring.h"
#include "tests/campaign/contest/contest_fixture.h"

BOOST_FIXTURE_TEST_SUITE(boards_tests, WithContest)

BOOST_AUTO_TEST_CASE(two_programs_see_the_same_ranking_after_every_change) {
    live::Boards here{*store}, there{*store};
    BOOST_TEST(here.page_of({.campaign = contest.id}).size == 0u);

    give(0, 1000);
    contest::score_changes(*store);
    for (auto* boards : {&here, &there}) {
        const auto page = boards->page_of({.campaign = contest.id});
        BOOST_REQUIRE_EQUAL(page.rows.size(), 1u);
        BOOST_TEST(page.rows[0].id == walkers[0].id.value);
    }

    give(1, 1500);
    contest::score_changes(*store);
    for (auto* boards : {&here, &there}) {
        const auto page = boards->page_of({.campaign = contest.id});
        BOOST_REQUIRE_EQUAL(page.rows.size(), 2u);
        BOOST_TEST(page.rows[0].id == walkers[1].id.value);
        BOOST_TEST(boards->place_of({.campaign = contest.id}, walkers[0].id.value)->place == 2);
        BOOST_TEST(
            boards->page_of({.campaign = contest.id, .type = "team"}).rows[0].scores.raised ==
            2500);
    }
}

BOOST_AUTO_TEST_CASE(many_threads_ask_while_scores_move_and_none_sees_nonsense) {
    live::Boards boards{*store};
    std::atomic<bool> ends = false;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i)
        readers.emplace_back([&] {
            while (!ends) {
                const auto page = boards.page_of({.campaign = contest.id});
                if (!std::ranges::is_sorted(page.rows, std::ranges::greater{},
                                            [](const auto& row) { return row.scores.raised; }))
                    ++wrong;
            }
        });
    for (int i = 0; i < 40; ++i) {
        give(i % 2, 100 + i);
        contest::score_changes(*store);
    }
    ends = true;
    for (auto& reader : readers) reader.join();

    BOOST_TEST(wrong == 0);
    BOOST_TEST(boards.scores_of(contest.id, "team", team.value).gifts == 40);
}

BOOST_AUTO_TEST_SUITE_END()
