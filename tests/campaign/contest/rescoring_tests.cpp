#include "campaign/contest/rescoring.h"

#include "campaign/contest/challenging.h"
#include "campaign/contest/concluding.h"
#include "campaign/contest/scoring.h"
#include "campaign/publishing.h"
#include "tests/campaign/contest/contest_fixture.h"
#include "tests/support/campaigns.h"

using contest::Scores;

namespace {

struct Moving : WithContest {
    // Another window, approved by a second person.
    void move_window(const char* starts_on, const char* ends_on) {
        auto plan = campaign::current_version(store->session(), contest).plan;
        plan.starts_on = *read_date(starts_on), plan.ends_on = *read_date(ends_on);
        campaign::edit_plan(*store, {contest.id, plan}, test_author(), now);
        const auto version = campaign::submit_plan(*store, contest.id, test_author(), now);
        campaign::decide_plan(*store, {.version = version.id}, test_approver(), now);
    }
    std::size_t rescore() { return contest::rescore_moved(*store, now).size(); }
    contest::Contest rules() { return contest::contest_of(store->session(), contest.id); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(rescoring_tests, Moving)

BOOST_AUTO_TEST_CASE(a_longer_window_counts_what_was_given_after_the_old_one) {
    give(0, 1000, "anna@example.org");
    at("2027-07-02T10:00:00Z");
    give(1, 500, "berta@example.org");
    contest::score_changes(*store);
    BOOST_TEST((scores_of(1) == Scores{}));
    BOOST_TEST(rescore() == 0u);

    move_window("2027-06-01", "2027-07-05");
    const auto before = contest::scores_after(store->session(), contest.id, -1).step;

    BOOST_TEST(rescore() == 1u);
    BOOST_TEST((scores_of(0) == Scores{1000, 1, 1}));
    BOOST_TEST((scores_of(1) == Scores{500, 1, 1}));
    BOOST_TEST((team_scores() == Scores{1500, 2, 2}));
    const auto news = contest::scores_after(store->session(), contest.id, before);
    BOOST_TEST(news.rows.size() == 2u);  // The walker who moved, and the team.
    BOOST_TEST(rescore() == 0u);
}

BOOST_AUTO_TEST_CASE(a_shorter_window_leaves_out_what_is_outside_of_it) {
    give(0, 1000, "anna@example.org");
    at("2027-06-20T10:00:00Z");
    give(0, 300);
    give(1, 700);
    contest::score_changes(*store);
    BOOST_TEST((team_scores() == Scores{2000, 3, 1}));

    move_window("2027-06-15", "2027-06-30");
    BOOST_TEST(rescore() == 1u);

    BOOST_TEST((scores_of(0) == Scores{300, 1, 0}));
    BOOST_TEST((scores_of(1) == Scores{700, 1, 0}));
    BOOST_TEST((team_scores() == Scores{1000, 2, 0}));
}

BOOST_AUTO_TEST_CASE(what_waits_to_be_folded_counts_once_by_the_new_window) {
    give(0, 1000);
    contest::score_changes(*store);
    at("2027-07-02T10:00:00Z");
    give(1, 500);
    move_window("2027-06-01", "2027-07-05");

    contest::rescore_moved(*store, now);
    contest::score_changes(*store);
    contest::rescore_moved(*store, now);

    BOOST_TEST(scores_of(1).raised == 500);
    BOOST_TEST(team_scores().raised == 1500);
}

BOOST_AUTO_TEST_CASE(a_longer_hold_counts_what_was_confirmed_after_the_old_one) {
    at("2027-06-30T10:00:00Z");
    give(0, 200);
    const auto slow = promise(1, 900);
    at("2027-07-16T10:00:00Z");
    arrive(slow);
    contest::score_changes(*store);
    BOOST_TEST((scores_of(1) == Scores{}));

    contest::set_rules(*store, {.campaign = contest.id, .hold_days = 30}, test_author(), now);
    BOOST_TEST(rescore() == 1u);

    BOOST_TEST(scores_of(1).raised == 900);
}

BOOST_AUTO_TEST_CASE(a_race_begins_at_what_counts_by_the_new_window) {
    give(0, 1000);
    at("2027-06-20T10:00:00Z");
    contest::score_changes(*store);
    const auto race = contest::ask_to_race(*store,
                                           {.campaign = contest.id,
                                            .asking = walkers[0].id.value,
                                            .asked = walkers[1].id.value,
                                            .request_key = "race"},
                                           {}, now);
    contest::answer_race(*store, {race.id, "participant", walkers[1].id.value},
                         contest::Answer::accept, {}, now);
    give(0, 250);
    contest::score_changes(*store);

    move_window("2027-06-15", "2027-06-30");
    BOOST_TEST(rescore() == 1u);

    const auto moved = *contest::find_challenge(store->session(), race.id);
    BOOST_TEST(moved.asking_from == 0);
    BOOST_TEST(contest::gained_in(moved, scores_of(0), scores_of(1)).asking == 250);
}

BOOST_AUTO_TEST_CASE(a_proposed_result_is_taken_back_and_an_agreed_one_stands) {
    give(0, 1000);
    contest::score_changes(*store);
    at("2027-07-15T10:00:00Z");
    contest::propose_end(*store, contest.id, test_author(), now);
    move_window("2027-06-11", "2027-06-30");

    BOOST_CHECK_THROW(contest::agree_to_end(*store, contest.id, test_approver(), now), Refused);
    BOOST_TEST((scores_of(0) == Scores{}));
    BOOST_TEST(!rules().proposed_at);

    move_window("2027-06-01", "2027-06-30");
    contest::propose_end(*store, contest.id, test_author(), now);
    contest::agree_to_end(*store, contest.id, test_approver(), now);
    BOOST_TEST(scores_of(0).raised == 1000);
    move_window("2027-06-11", "2027-06-30");
    BOOST_TEST(rescore() == 0u);
    BOOST_TEST(scores_of(0).raised == 1000);
    BOOST_TEST(contest::result_of(store->session(), contest.id, "participant", 9).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
