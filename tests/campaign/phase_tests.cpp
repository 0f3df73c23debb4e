#include "campaign/phase.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/campaigns.h"

using namespace campaign;
using namespace std::chrono;

namespace {

Instant at(const char* text) { return read_instant(text).value(); }

struct Approved {
    Campaign walk{.id = CampaignId{1}, .slug = "walk", .state = State::approved};
    Version version{.id = VersionId{1}, .campaign = CampaignId{1}, .plan = test_plan()};

    Phase on(const char* text) { return phase_of(walk, version, at(text)); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(phase_tests, Approved)

BOOST_AUTO_TEST_CASE(a_window_opens_and_closes_by_itself_in_its_own_zone) {
    BOOST_TEST((on("2027-05-31T21:59:59Z") == Phase::before));
    BOOST_TEST((on("2027-05-31T22:00:00Z") == Phase::open));  // Midnight in Berlin.
    BOOST_TEST((on("2027-06-30T21:59:59Z") == Phase::open));  // The last day is inclusive.
    BOOST_TEST((on("2027-06-30T22:00:00Z") == Phase::after));
    BOOST_TEST((on("2027-08-29T21:59:59Z") == Phase::after));
    BOOST_TEST((on("2027-08-29T22:00:00Z") == Phase::ended));
}

BOOST_AUTO_TEST_CASE(a_day_of_twenty_three_or_twenty_five_hours_is_one_day) {
    version.plan.starts_on = version.plan.ends_on = 2027y / March / 28;
    BOOST_TEST((on("2027-03-27T23:00:00Z") == Phase::open));
    BOOST_TEST((on("2027-03-28T21:59:59Z") == Phase::open));
    BOOST_TEST((on("2027-03-28T22:00:00Z") == Phase::after));

    version.plan.starts_on = version.plan.ends_on = 2027y / October / 31;
    BOOST_TEST((on("2027-10-30T22:00:00Z") == Phase::open));
    BOOST_TEST((on("2027-10-31T22:59:59Z") == Phase::open));
    BOOST_TEST((on("2027-10-31T23:00:00Z") == Phase::after));
}

BOOST_AUTO_TEST_CASE(a_day_that_has_no_midnight_starts_with_its_first_moment) {
    version.plan.time_zone = "Africa/Cairo";  // On 28 April 2023 clocks went from 0:00 to 1:00.
    version.plan.starts_on = version.plan.ends_on = 2023y / April / 28;

    BOOST_TEST((on("2023-04-27T21:59:59Z") == Phase::before));
    BOOST_TEST((on("2023-04-27T22:00:00Z") == Phase::open));
}

BOOST_AUTO_TEST_CASE(gifts_are_taken_in_the_window_and_late_for_sixty_days) {
    BOOST_TEST(gift_objection(walk, version, at("2027-05-01T12:00:00Z")).has_value());
    BOOST_TEST(!gift_objection(walk, version, at("2027-06-12T12:00:00Z")));
    BOOST_TEST(!is_late(walk, version, at("2027-06-12T12:00:00Z")));
    BOOST_TEST(!gift_objection(walk, version, at("2027-07-12T12:00:00Z")));
    BOOST_TEST(is_late(walk, version, at("2027-07-12T12:00:00Z")));
    BOOST_TEST(gift_objection(walk, version, at("2027-09-12T12:00:00Z")).has_value());
}

BOOST_AUTO_TEST_CASE(a_paused_or_cancelled_campaign_takes_nothing) {
    for (const auto state : {State::paused, State::postponed, State::cancelled, State::closed}) {
        walk.state = state;
        const auto why = gift_objection(walk, version, at("2027-06-12T12:00:00Z"));

        BOOST_TEST_REQUIRE(why.has_value());
        BOOST_TEST((why->reason == Reason::campaign_not_open));
        BOOST_TEST(!why->detail.empty());
        BOOST_TEST(join_objection(walk, version, at("2027-06-12T12:00:00Z")).has_value());
    }
}

BOOST_AUTO_TEST_CASE(a_rehearsal_takes_gifts_before_the_opening_and_ends_with_it) {
    walk.is_rehearsal = true;
    BOOST_TEST(!gift_objection(walk, version, at("2027-05-01T12:00:00Z")));
    BOOST_TEST(is_rehearsing(walk, version, at("2027-05-01T12:00:00Z")));
    BOOST_TEST(!is_rehearsing(walk, version, at("2027-06-01T12:00:00Z")));

    walk.state = State::draft;
    BOOST_TEST(is_rehearsing(walk, version, at("2027-06-01T12:00:00Z")));
    BOOST_TEST(!gift_objection(walk, version, at("2027-06-01T12:00:00Z")));
}

BOOST_AUTO_TEST_CASE(a_plan_says_what_is_wrong_beside_its_field) {
    const auto field_of = [](const Plan& plan) {
        const auto why = plan_objection(plan);
        return why ? why->field : "";
    };
    auto plan = test_plan();
    BOOST_TEST(field_of(plan) == "");

    plan.ends_on = 2027y / May / 31;
    BOOST_TEST(field_of(plan) == "ends_on");
    plan = test_plan();
    plan.title.clear();
    BOOST_TEST(field_of(plan) == "title");
    plan = test_plan();
    plan.time_zone = "Mars/Olympus";
    BOOST_TEST(field_of(plan) == "time_zone");
    plan = test_plan();
    plan.milestones = {{0, "Nothing"}};
    BOOST_TEST(field_of(plan) == "milestones");
}

BOOST_AUTO_TEST_SUITE_END()
