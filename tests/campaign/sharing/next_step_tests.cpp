#include "campaign/sharing/next_step.h"

#include <boost/test/unit_test.hpp>

using namespace sharing;

namespace {

Standing going_well() {
    return {.gifts = 4, .raised = 10'000, .goal = 50'000, .visits = 30, .best_channel = "whatsapp"};
}
bool suggests(Step step, const Standing& standing) { return next_step(standing) == step; }

}  // namespace

BOOST_AUTO_TEST_SUITE(next_step_tests)

BOOST_AUTO_TEST_CASE(a_page_at_zero_begins_with_its_own_gift) {
    BOOST_TEST(suggests(Step::give_first, {}));
    BOOST_TEST(suggests(Step::tell_one, {.takes_gifts = false}));
}

BOOST_AUTO_TEST_CASE(a_page_that_nobody_was_told_of_is_sent_to_one_person) {
    BOOST_TEST(suggests(Step::tell_one, {.gifts = 1, .raised = 1'000}));
}

BOOST_AUTO_TEST_CASE(thanks_come_before_more_asking) {
    auto standing = going_well();
    standing.to_thank = 3, standing.cash_waiting = 8'000;
    BOOST_TEST(suggests(Step::thank, standing));
    BOOST_TEST(suggests(Step::thank, {.gifts = 1, .raised = 500, .to_thank = 1}));
}

BOOST_AUTO_TEST_CASE(cash_that_waits_is_handed_in) {
    auto standing = going_well();
    standing.cash_waiting = 8'000;
    BOOST_TEST(suggests(Step::hand_in, standing));
}

BOOST_AUTO_TEST_CASE(what_works_is_done_again_and_a_near_goal_is_said) {
    BOOST_TEST(suggests(Step::again, going_well()));
    auto standing = going_well();
    standing.raised = 41'000;
    BOOST_TEST(suggests(Step::nearly_there, standing));
    standing.raised = 50'000;
    BOOST_TEST(suggests(Step::again, standing));
}

BOOST_AUTO_TEST_CASE(who_is_only_seen_asks_a_friend_to_come_along) {
    auto standing = going_well();
    standing.best_channel.clear();
    BOOST_TEST(suggests(Step::bring_a_friend, standing));
    standing.takes_people = false;
    BOOST_TEST(suggests(Step::tell_one, standing));
}

BOOST_AUTO_TEST_SUITE_END()
