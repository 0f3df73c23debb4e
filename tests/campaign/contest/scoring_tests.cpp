#include "campaign/contest/scoring.h"

#include <future>
#include <vector>

#include "campaign/ledger/tally.h"
#include "tests/campaign/contest/contest_fixture.h"
#include "tests/support/campaigns.h"

using contest::Scores;

BOOST_FIXTURE_TEST_SUITE(scoring_tests, WithContest)

BOOST_AUTO_TEST_CASE(a_confirmed_gift_counts_for_its_walker_and_the_team) {
    give(0, 2000, "anna@example.org");
    promise(0, 5000);

    const auto moved = contest::score_changes(*store);

    BOOST_TEST(moved.size() == 1u);
    BOOST_TEST((scores_of(0) == Scores{2000, 1, 1}));
    BOOST_TEST((team_scores() == Scores{2000, 1, 1}));
    BOOST_TEST((scores_of(1) == Scores{}));
    BOOST_TEST(contest::score_changes(*store).empty());
}

BOOST_AUTO_TEST_CASE(a_donor_is_new_once_whoever_they_give_to) {
    give(0, 1000, "anna@example.org");
    give(1, 1000, "ANNA@example.org");
    give(1, 1000, "berta@example.org");
    contest::score_changes(*store);
    give(0, 1000, "berta@example.org");
    give(0, 1000);
    contest::score_changes(*store);

    BOOST_TEST(scores_of(0).donors == 1);
    BOOST_TEST(scores_of(1).donors == 1);
    BOOST_TEST(scores_of(0).gifts == 3);
    BOOST_TEST(team_scores().donors == 2);
}

BOOST_AUTO_TEST_CASE(who_gave_to_nobody_before_is_known_all_the_same) {
    give(-1, 1000, "anna@example.org");
    give(0, 1000, "anna@example.org");
    contest::score_changes(*store);

    BOOST_TEST((scores_of(0) == Scores{1000, 1, 0}));
}

BOOST_AUTO_TEST_CASE(what_is_given_after_the_window_moves_no_place) {
    at("2027-07-02T10:00:00Z");
    give(0, 1000, "late@example.org");
    contest::score_changes(*store);

    BOOST_TEST((scores_of(0) == Scores{}));
    BOOST_TEST(
        ledger::figures_of_subject(store->session(), ledger::tally_of(walkers[0].id, contest.id))
            .raised == 1000);
}

BOOST_AUTO_TEST_CASE(given_inside_and_confirmed_before_the_hold_ends_counts_later_not) {
    at("2027-06-30T10:00:00Z");
    const auto in_time = promise(0, 1000), too_late = promise(1, 2000);
    at("2027-07-14T21:59:59Z");  // The hold of 14 days ends with that day in Berlin.
    arrive(in_time);
    at("2027-07-14T22:00:00Z");
    arrive(too_late);
    contest::score_changes(*store);

    BOOST_TEST(scores_of(0).raised == 1000);
    BOOST_TEST((scores_of(1) == Scores{}));
}

BOOST_AUTO_TEST_CASE(outside_a_contest_late_gifts_count_as_well) {
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE campaign SET kind = 'walk' WHERE id = ?", contest.id);
    });
    at("2027-07-20T10:00:00Z");
    give(0, 1000);
    contest::score_changes(*store);

    BOOST_TEST(scores_of(0).raised == 1000);
}

BOOST_AUTO_TEST_CASE(cash_counts_with_what_was_counted) {
    const auto cash = hand_in(0, 2000);
    giving::confirm_entered(*store, {cash.id, Money{1800, terms.currency}, "one note was missing"},
                            test_finance(), now);
    contest::score_changes(*store);

    BOOST_TEST((scores_of(0) == Scores{1800, 1, 0}));
}

BOOST_AUTO_TEST_CASE(several_programs_score_at_once_and_nothing_counts_twice) {
    constexpr int gifts = 60;
    for (int i = 0; i < gifts; ++i) give(i % 2, 100, "d" + std::to_string(i) + "@example.org");

    std::vector<std::future<void>> programs;
    for (int i = 0; i < 6; ++i)
        programs.push_back(std::async(std::launch::async, [&] {
            for (int round = 0; round < 5; ++round) contest::score_changes(*store);
        }));
    for (auto& program : programs) program.get();
    contest::score_changes(*store);

    BOOST_TEST((team_scores() == Scores{gifts * 100, gifts, gifts}));
    BOOST_TEST((scores_of(0) == Scores{gifts * 50, gifts / 2, gifts / 2}));
}

BOOST_AUTO_TEST_CASE(whoever_follows_is_told_what_changed_since_and_no_more) {
    give(0, 1000);
    contest::score_changes(*store);
    const auto all = contest::scores_after(store->session(), contest.id, -1);
    BOOST_TEST(all.rows.size() == 2u);  // The walker and the team.

    give(1, 500);
    contest::score_changes(*store);
    const auto news = contest::scores_after(store->session(), contest.id, all.step);

    BOOST_TEST(news.rows.size() == 2u);
    BOOST_TEST(news.step > all.step);
    BOOST_TEST(contest::scores_after(store->session(), contest.id, news.step).rows.empty());
}

BOOST_AUTO_TEST_SUITE_END()
