#include "campaign/publishing.h"

#include <boost/test/unit_test.hpp>

#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"
#include "campaign/phase.h"
#include "campaign/store/connection.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

using namespace campaign;
using namespace std::chrono;

namespace {

struct Desk : FreshDatabase {
    Desk() { add_test_colleagues(*store); }

    Campaign again(CampaignId id) { return *find_campaign_by_id(store->session(), id); }
    Plan shown_plan(CampaignId id) {
        return find_shown_version(store->session(), again(id)).value().plan;
    }
    Version newest(CampaignId id) { return recent_versions(store->session(), id, 1).at(0); }
    void approve(VersionId version) {
        decide_plan(*store, {.version = version}, test_approver(), test_now());
    }
};

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(publishing_tests, Desk)

BOOST_AUTO_TEST_CASE(a_draft_is_kept_whole_with_a_fund_and_tallies_at_zero) {
    auto plan = test_plan();
    plan.milestones = {{500'000, "A swing: for two"}, {1'000'000, "The slide"}};
    plan.sponsors = {"Bäckerei Nord", "City Bank"};
    plan.event_at = test_now();

    const auto made = draft_campaign(*store, {.plan = plan}, test_author(), test_now());

    BOOST_TEST(made.slug == "spring-walk");
    BOOST_TEST((newest(made.id).plan == plan));
    BOOST_TEST((again(made.id).state == State::draft));
    BOOST_TEST(first_fund(store->session(), made.id).name == "General");
    BOOST_TEST((ledger::figures_of(store->session(), made.id) == ledger::Figures{}));
    BOOST_TEST(!find_shown_version(store->session(), made));
}

BOOST_AUTO_TEST_CASE(a_form_sent_back_untouched_changes_nothing) {
    auto plan = test_plan();
    plan.hashtag = "#SpringWalk";
    plan.story = "\nEvery step counts.\n";
    const auto made = draft_campaign(*store, {.plan = plan}, test_author(), test_now());
    const auto kept = newest(made.id).plan;
    BOOST_TEST(kept.hashtag == "SpringWalk");

    edit_plan(*store, {made.id, kept, 1}, test_author(), test_now() + hours{1});

    BOOST_TEST((newest(made.id).plan == kept));
}

BOOST_AUTO_TEST_CASE(two_campaigns_of_one_title_have_two_addresses) {
    const auto first = draft_campaign(*store, {.plan = test_plan()}, test_author(), test_now());
    const auto second = draft_campaign(*store, {.plan = test_plan()}, test_author(), test_now());

    BOOST_TEST(first.slug == "spring-walk");
    BOOST_TEST(second.slug == "spring-walk-2");
    BOOST_CHECK_EXCEPTION(draft_test_campaign(*store, "spring-walk"), Refused,
                          because(Reason::not_a_valid_value));
    BOOST_CHECK_EXCEPTION(draft_test_campaign(*store, "reviews"), Refused,
                          because(Reason::not_a_valid_value));
}

BOOST_AUTO_TEST_CASE(nobody_approves_what_they_wrote) {
    const auto made = draft_test_campaign(*store, "walk");
    const auto version = submit_plan(*store, made.id, test_author(), test_now());

    const auto approve_own = [&] {
        decide_plan(*store, {.version = version.id}, test_author(), test_now());
    };

    BOOST_CHECK_EXCEPTION(approve_own(), Refused, because(Reason::needs_second_person));
    BOOST_TEST((again(made.id).state == State::draft));
}

BOOST_AUTO_TEST_CASE(the_database_too_wants_a_second_person) {
    draft_test_campaign(*store, "walk");

    const auto approve_own = [&] {
        store::Connection{root}.execute(
            "UPDATE campaign_version SET state = 'approved', decided_by = author_id");
    };

    BOOST_CHECK_EXCEPTION(approve_own(), store::ConstraintBroken, [](const auto& broken) {
        return broken.constraint == "version_is_approved_by_another_person";
    });
}

BOOST_AUTO_TEST_CASE(a_second_person_makes_it_public_once) {
    const auto made = draft_test_campaign(*store, "walk");
    const auto version = submit_plan(*store, made.id, test_author(), test_now());

    approve(version.id);

    BOOST_TEST((again(made.id).state == State::approved));
    BOOST_TEST(shown_plan(made.id).title == "Spring Walk");
    BOOST_CHECK_EXCEPTION(approve(version.id), Refused, because(Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(what_is_sent_back_comes_with_a_reason_and_can_be_mended) {
    const auto made = draft_test_campaign(*store, "walk");
    const auto version = submit_plan(*store, made.id, test_author(), test_now());
    Decision decision{.version = version.id, .verdict = Verdict::send_back};

    BOOST_CHECK_EXCEPTION(decide_plan(*store, decision, test_approver(), test_now()), Refused,
                          because(Reason::not_a_valid_value));
    decision.reason = "The date is wrong.";
    decide_plan(*store, decision, test_approver(), test_now());
    edit_plan(*store, {made.id, test_plan(), 1}, test_author(), test_now());
    approve(submit_plan(*store, made.id, test_author(), test_now()).id);

    BOOST_TEST(newest(made.id).number == 2);
    const auto versions = recent_versions(store->session(), made.id, 10);
    BOOST_TEST((versions.at(1).state == VersionState::sent_back));
    BOOST_TEST(versions.at(1).reason == "The date is wrong.");
}

BOOST_AUTO_TEST_CASE(a_change_after_approval_waits_while_the_approved_one_stays) {
    const auto made = open_test_campaign(*store, "walk");
    auto plan = test_plan();
    plan.place = "Harbour";

    edit_plan(*store, {made.id, plan, 1}, test_author(), test_now());
    const auto waiting = submit_plan(*store, made.id, test_author(), test_now());
    BOOST_TEST(shown_plan(made.id).place == "Riverside Park");
    approve(waiting.id);

    BOOST_TEST(shown_plan(made.id).place == "Harbour");
    BOOST_TEST(
        (recent_versions(store->session(), made.id, 2).at(1).state == VersionState::replaced));
}

BOOST_AUTO_TEST_CASE(what_was_submitted_is_never_changed_under_the_reader) {
    const auto made = draft_test_campaign(*store, "walk");
    const auto read = submit_plan(*store, made.id, test_author(), test_now());
    auto plan = test_plan();
    plan.title = "Another walk";

    BOOST_CHECK_EXCEPTION(edit_plan(*store, {made.id, plan}, test_author(), test_now()), Refused,
                          because(Reason::already_decided));
    withdraw_plan(*store, made.id, test_author(), test_now());
    edit_plan(*store, {made.id, plan}, test_author(), test_now());
    submit_plan(*store, made.id, test_author(), test_now());

    BOOST_CHECK_EXCEPTION(approve(read.id), Refused, because(Reason::already_decided));
    BOOST_TEST((again(made.id).state == State::draft));
}

BOOST_AUTO_TEST_CASE(of_two_who_write_at_once_the_second_is_told) {
    const auto made = open_test_campaign(*store, "walk");
    edit_plan(*store, {made.id, test_plan(), 1}, test_author(), test_now());

    BOOST_CHECK_EXCEPTION(edit_plan(*store, {made.id, test_plan(), 1}, test_approver(), test_now()),
                          Refused, because(Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(a_raised_goal_waits_and_the_old_one_becomes_a_milestone) {
    const auto made = open_test_campaign(*store, "walk");

    const auto waiting = raise_goal(*store, {made.id, 5'000'000}, test_author(), test_now());
    BOOST_TEST(shown_plan(made.id).goal == 2'000'000);
    approve(waiting.id);

    BOOST_TEST(shown_plan(made.id).goal == 5'000'000);
    const auto milestones = all_milestones(store->session(), made.id);
    BOOST_TEST_REQUIRE(milestones.size() == 1u);
    BOOST_TEST(milestones[0].amount == 2'000'000);
    BOOST_TEST(milestones[0].is_former_goal);
    BOOST_CHECK_EXCEPTION(raise_goal(*store, {made.id, 100}, test_author(), test_now()), Refused,
                          because(Reason::not_a_valid_value));
}

BOOST_AUTO_TEST_CASE(a_milestone_once_reached_keeps_its_date) {
    auto plan = test_plan();
    plan.milestones = {{500'000, "A swing"}, {1'000'000, "The slide"}};
    const auto made = draft_campaign(*store, {.plan = plan}, test_author(), test_now());
    approve(submit_plan(*store, made.id, test_author(), test_now()).id);

    reach_milestones(*store, made.id, 600'000, test_now());
    reach_milestones(*store, made.id, 700'000, test_now() + hours{5});

    const auto milestones = all_milestones(store->session(), made.id);
    BOOST_TEST((milestones.at(0).reached_at == test_now()));
    BOOST_TEST(!milestones.at(1).reached_at);
}

BOOST_AUTO_TEST_CASE(a_campaign_without_an_active_account_is_not_submitted) {
    auto plan = test_plan();
    plan.bank_account = {};
    const auto made = draft_campaign(*store, {.plan = plan}, test_author(), test_now());
    BOOST_CHECK_EXCEPTION(submit_plan(*store, made.id, test_author(), test_now()), Refused,
                          [](const Refused& why) { return why.refusal.field == "bank_account"; });

    plan.bank_account = BankAccountId{99};
    BOOST_CHECK_EXCEPTION(edit_plan(*store, {made.id, plan}, test_author(), test_now()), Refused,
                          [](const Refused& why) { return why.refusal.field == "bank_account"; });
}

BOOST_AUTO_TEST_CASE(pausing_needs_a_reason_and_resuming_none) {
    const auto made = open_test_campaign(*store, "walk");
    const auto become = [&](State to, const std::string& reason) {
        change_state(*store, {made.id, to, reason}, test_author(), test_now());
        return again(made.id).state;
    };

    BOOST_CHECK_EXCEPTION(become(State::paused, ""), Refused, because(Reason::not_a_valid_value));
    BOOST_TEST((become(State::paused, "We look into a report.") == State::paused));
    BOOST_TEST(again(made.id).state_reason == "We look into a report.");
    BOOST_TEST((become(State::approved, "") == State::approved));
    BOOST_TEST((become(State::cancelled, "The storm.") == State::cancelled));
    BOOST_CHECK_EXCEPTION(become(State::approved, ""), Refused, because(Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(last_years_campaign_is_copied_without_its_gifts_and_dates) {
    auto plan = test_plan();
    plan.event_at = read_instant("2027-06-12T08:00:00Z");
    const auto old = draft_campaign(*store, {.plan = plan}, test_author(), test_now());
    const NewCopy asked{old.id, "Spring Walk 2028", "", 2028y / June / 1, 2028y / June / 30};

    const auto copy = copy_campaign(*store, asked, test_author(), test_now());

    const auto copied = newest(copy.id).plan;
    BOOST_TEST(copy.slug == "spring-walk-2028");
    BOOST_TEST(copied.title == "Spring Walk 2028");
    BOOST_TEST(copied.story == plan.story);
    BOOST_TEST(copied.goal == plan.goal);
    BOOST_TEST(iso_text(copied.event_at.value()) == "2028-06-12T08:00:00Z");
    BOOST_TEST(copy.preview_token != old.preview_token);
    BOOST_TEST((again(copy.id).state == State::draft));
}

BOOST_AUTO_TEST_CASE(a_campaign_rehearses_only_before_it_opens) {
    const auto made = open_test_campaign(*store, "walk");
    const auto opened = read_instant("2027-06-12T08:00:00Z").value();
    const auto before = read_instant("2027-05-12T08:00:00Z").value();

    set_rehearsal(*store, made.id, Rehearsal::on, test_author(), before);
    BOOST_TEST(again(made.id).is_rehearsal);
    set_rehearsal(*store, made.id, Rehearsal::off, test_author(), opened);
    BOOST_TEST(!again(made.id).is_rehearsal);
    BOOST_CHECK_EXCEPTION(set_rehearsal(*store, made.id, Rehearsal::on, test_author(), opened),
                          Refused, because(Reason::not_allowed));
}

BOOST_AUTO_TEST_CASE(every_change_says_who_in_which_role_and_why) {
    const auto made = open_test_campaign(*store, "walk");

    change_state(*store, {made.id, State::postponed, "The storm."}, test_approver(),
                 test_now() + hours{1});

    const auto entries = ledger::recent_audit(store->session(), made.id, 10);
    BOOST_TEST_REQUIRE(entries.size() == 4u);
    BOOST_TEST(entries[0].action == "campaign postponed");
    BOOST_TEST(entries[0].actor_name == "Colleague 2");
    BOOST_TEST(entries[0].actor_role == "coordinator");
    BOOST_TEST(entries[0].reason == "The storm.");
}

BOOST_AUTO_TEST_SUITE_END()
