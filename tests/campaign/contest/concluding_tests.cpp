#include "campaign/contest/concluding.h"

#include "campaign/contest/grouping.h"
#include "campaign/contest/scoring.h"
#include "tests/campaign/contest/contest_fixture.h"
#include "tests/support/campaigns.h"

namespace {

bool refuses(Reason reason, const std::function<void()>& act) {
    try {
        act();
    } catch (const Refused& refused) {
        return refused.refusal.reason == reason;
    }
    return false;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(concluding_tests, WithContest)

BOOST_AUTO_TEST_CASE(a_result_is_proposed_after_the_hold_and_agreed_by_another_person) {
    give(0, 1000);
    give(1, 3000);
    BOOST_TEST(refuses(Reason::not_allowed,
                       [&] { contest::propose_end(*store, contest.id, test_author(), now); }));
    at("2027-07-15T10:00:00Z");

    contest::propose_end(*store, contest.id, test_author(), now);
    BOOST_TEST(refuses(Reason::needs_second_person,
                       [&] { contest::agree_to_end(*store, contest.id, test_author(), now); }));
    contest::agree_to_end(*store, contest.id, test_approver(), now);

    BOOST_TEST(contest::contest_of(store->session(), contest.id).is_final());
    const auto result = contest::result_of(store->session(), contest.id, "participant", 10);
    BOOST_REQUIRE_EQUAL(result.size(), 2u);
    BOOST_TEST(result[0].id == walkers[1].id.value);
    BOOST_TEST(result[0].score == 3000);
    BOOST_TEST(result[1].place == 2);
    BOOST_TEST(refuses(Reason::already_decided,
                       [&] { contest::agree_to_end(*store, contest.id, test_approver(), now); }));
}

BOOST_AUTO_TEST_CASE(a_result_without_a_second_person_is_refused_by_the_database_itself) {
    contest::set_rules(*store, {.campaign = contest.id}, test_author(), now);
    at("2027-07-15T10:00:00Z");
    contest::propose_end(*store, contest.id, test_author(), now);

    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE contest SET agreed_by = proposed_by, agreed_at = ? WHERE campaign_id = ?",
               now, contest.id);
    }),
                      store::ConstraintBroken);
}

BOOST_AUTO_TEST_CASE(what_goes_back_after_the_hold_is_told_and_moves_nothing) {
    const auto cash = hand_in(0, 1000);
    giving::confirm_entered(*store, {cash.id, Money{1000, terms.currency}, ""}, test_finance(),
                            now);
    give(1, 900);
    at("2027-07-15T10:00:00Z");
    // As a dispute writes it: the gift's step takes away what it gave.
    store->in_transaction([&](store::Transaction& tx) {
        contest::append_score_changes(tx,
                                      {{.campaign = contest.id,
                                        .gift = cash.id,
                                        .participant = walkers[0].id,
                                        .team = team,
                                        .raised = -1000,
                                        .gifts = -1,
                                        .given_at = cash.given_at}},
                                      now);
    });
    contest::propose_end(*store, contest.id, test_author(), now);
    contest::agree_to_end(*store, contest.id, test_approver(), now);

    const auto result = contest::result_of(store->session(), contest.id, "participant", 10);
    BOOST_TEST(result.at(0).id == walkers[0].id.value);
    BOOST_TEST(contest::contest_of(store->session(), contest.id).returned_since == 1000);
}

BOOST_AUTO_TEST_CASE(the_rules_stand_once_a_result_is_proposed) {
    contest::set_rules(
        *store, {.campaign = contest.id, .measure = contest::Measure::donors, .hold_days = 0},
        test_author(), now);
    at("2027-07-01T10:00:00Z");
    contest::propose_end(*store, contest.id, test_author(), now);

    BOOST_TEST(refuses(Reason::already_decided, [&] {
        contest::set_rules(*store, {.campaign = contest.id}, test_author(), now);
    }));
    contest::take_proposal_back(*store, contest.id, test_author(), now);
    contest::set_rules(*store, {.campaign = contest.id, .hold_days = 3}, test_author(), now);
    BOOST_TEST(contest::contest_of(store->session(), contest.id).hold_days == 3);
    BOOST_TEST(refuses(Reason::not_a_valid_value, [&] {
        contest::set_rules(*store, {.campaign = contest.id, .hold_days = 61}, test_author(), now);
    }));
}

BOOST_AUTO_TEST_CASE(a_group_is_public_when_somebody_else_has_read_its_name) {
    const auto group =
        contest::add_group(*store, {contest.id, "  River   School "}, test_author(), now);
    contest::seat_team(*store, {contest.id, team, group.id}, test_author(), now);

    auto groups = contest::all_groups(store->session(), contest.id);
    BOOST_REQUIRE_EQUAL(groups.size(), 1u);
    BOOST_TEST(groups[0].name == "River School");
    BOOST_TEST(!groups[0].is_public);
    BOOST_TEST(groups[0].teams.size() == 1u);
    BOOST_TEST(refuses(Reason::needs_second_person, [&] {
        contest::agree_to_group(*store, contest.id, group.id, test_author(), now);
    }));
    contest::agree_to_group(*store, contest.id, group.id, test_approver(), now);
    contest::seat_team(*store, {contest.id, team, {}}, test_author(), now);

    groups = contest::all_groups(store->session(), contest.id);
    BOOST_TEST(groups[0].is_public);
    BOOST_TEST(groups[0].teams.empty());
    BOOST_TEST(refuses(Reason::not_a_valid_value, [&] {
        contest::add_group(*store, {contest.id, "River School"}, test_author(), now);
    }));
}

BOOST_AUTO_TEST_SUITE_END()
