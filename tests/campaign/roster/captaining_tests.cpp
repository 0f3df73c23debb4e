// Captains: whom they let in, to whom they hand over, and who leaves.
#include <thread>

#include "campaign/giving/giving.h"
#include "campaign/ledger/tally.h"
#include "campaign/ledger/verifying.h"
#include "campaign/posts/posting.h"
#include "tests/support/joining.h"

using namespace roster;

namespace {

struct Captaining : WithWalk {
    Captaining() : captain{found_team("Anna", "Blue Herons")} {}

    Handover to(const Participant& heir) { return {captain.team, captain.id, heir.id}; }

    Participant captain;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(captaining_tests, Captaining)

BOOST_AUTO_TEST_CASE(who_founds_a_team_leads_it) {
    BOOST_TEST((team(captain.team).captain == captain.id));
}

BOOST_AUTO_TEST_CASE(the_captain_answers_for_their_own_team_alone) {
    const auto other = found_team("Olga", "Red Kites");
    let_join(captain, Joins::approval);
    const auto asks = join_team("Berta", captain.team);

    BOOST_CHECK_EXCEPTION(
        answer_for_team(*store, {.participant = asks.id, .by = other.id}, self, now), Refused,
        because(Reason::not_found));
    answer_for_team(*store, {.participant = asks.id, .by = captain.id}, self, now);

    BOOST_TEST(is_public(asks));
    BOOST_TEST((again(asks).team == captain.team));
    BOOST_CHECK_EXCEPTION(
        answer_for_team(*store, {.participant = asks.id, .by = captain.id}, self, now), Refused,
        because(Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(who_was_told_no_may_walk_alone) {
    let_join(captain, Joins::approval);
    const auto asks = join_team("Berta", captain.team);

    answer_for_team(
        *store,
        {.participant = asks.id, .says = Says::no, .reason = "We are full.", .by = captain.id},
        self, now);
    BOOST_TEST(!is_public(asks));
    walk_alone(*store, again(asks), self, now);

    BOOST_TEST(is_public(asks));
    BOOST_TEST(!again(asks).team);
}

BOOST_AUTO_TEST_CASE(the_captaincy_moves_only_when_the_other_accepts) {
    const auto heir = join_team("Berta", captain.team), stranger = join("Carla");
    BOOST_CHECK_EXCEPTION(offer_captaincy(*store, to(stranger), self, now), Refused,
                          beside("heir"));
    offer_captaincy(*store, to(heir), self, now);
    BOOST_TEST((team(captain.team).captain == captain.id));
    BOOST_CHECK_EXCEPTION(accept_captaincy(*store, captain.team, stranger.id, self, now), Refused,
                          because(Reason::already_decided));

    accept_captaincy(*store, captain.team, heir.id, self, now);

    BOOST_TEST((team(captain.team).captain == heir.id));
    BOOST_TEST(!team(captain.team).heir);
    BOOST_CHECK_EXCEPTION(offer_captaincy(*store, to(heir), self, now), Refused,
                          because(Reason::not_found));
}

BOOST_AUTO_TEST_CASE(an_heir_who_left_accepts_nothing) {
    const auto heir = join_team("Berta", captain.team);
    offer_captaincy(*store, to(heir), self, now);

    leave_team(*store, again(heir), self, now);

    BOOST_CHECK_EXCEPTION(accept_captaincy(*store, captain.team, heir.id, self, now), Refused,
                          because(Reason::already_decided));
    BOOST_TEST((team(captain.team).captain == captain.id));
}

BOOST_AUTO_TEST_CASE(accepting_and_leaving_at_once_never_leaves_a_captain_outside) {
    for (int round = 0; round < 8; ++round) {
        const auto heir = join_team("Berta " + std::to_string(round), captain.team);
        offer_captaincy(*store, to(heir), self, now);
        std::thread accepting{[&] {
            try {
                accept_captaincy(*store, captain.team, heir.id, self, now);
            } catch (const Refused&) {
            }
        }};
        try {
            leave_team(*store, again(heir), self, now);
        } catch (const Refused&) {
        }
        accepting.join();

        const auto leads = team(captain.team).captain;
        BOOST_TEST_REQUIRE((again({.id = leads}).team == captain.team));
        if (leads == heir.id)
            appoint_captain(*store, {captain.team, {}, captain.id}, "For the next round.",
                            test_author(), now);
    }
}

BOOST_AUTO_TEST_CASE(a_captain_hands_over_before_they_leave_unless_they_are_alone) {
    const auto second = join_team("Berta", captain.team);
    BOOST_CHECK_EXCEPTION(leave_team(*store, again(captain), self, now), Refused,
                          because(Reason::not_allowed));
    BOOST_CHECK_EXCEPTION(leave_campaign(*store, again(captain), self, now), Refused,
                          because(Reason::not_allowed));

    leave_team(*store, again(second), self, now);
    leave_team(*store, again(captain), self, now);

    BOOST_TEST(!team(captain.team).captain);
    BOOST_TEST(!again(captain).team);
}

BOOST_AUTO_TEST_CASE(a_coordinator_takes_somebody_out_with_a_reason_and_the_gifts_stay) {
    const auto second = join_team("Berta", captain.team);
    const giving::Terms terms{walk.id, walk.currency,
                              campaign::first_fund(store->session(), walk.id).id, "Europe/Berlin"};
    giving::NewGift asked;
    asked.request_key = "gift-1", asked.method = "cash", asked.origin = "desk";
    asked.lines = {{"gift", terms.fund, Money{5'000, walk.currency}, true}};
    asked.shares = {{second.id, second.team, Money{0, walk.currency}}};
    giving::record_gift(*store, asked, terms, test_author(), now);
    const auto entered = [&] {
        return ledger::figures_of_subject(store->session(), ledger::tally_of(captain.team, walk.id))
            .entered;
    };
    BOOST_TEST_REQUIRE(entered() == 5'000);

    BOOST_CHECK_EXCEPTION(remove_member(*store, second.id, "", test_author(), now), Refused,
                          beside("reason"));
    remove_member(*store, second.id, "They asked for it.", test_author(), now);

    BOOST_TEST(!again(second).team);
    BOOST_TEST(again(second).note == "They asked for it.");
    BOOST_TEST(is_public(second));
    BOOST_TEST(entered() == 5'000);
    BOOST_TEST(store->session()
                   .one("SELECT team_id FROM share WHERE participant_id = ?", second.id)
                   ->number("team_id") == captain.team.value);
}

BOOST_AUTO_TEST_CASE(going_to_another_team_asks_its_captain_while_the_page_stays_public) {
    const auto other = found_team("Olga", "Red Kites");
    let_join(other, Joins::approval);
    const auto one = join_team("Berta", captain.team);

    ask_for_team(*store, {one.id, other.team}, self, now);
    BOOST_TEST(is_public(one));
    BOOST_TEST((again(one).team == captain.team));
    answer_for_team(*store, {.participant = one.id, .by = other.id}, self, now);

    BOOST_TEST((again(one).team == other.team));
    let_join(other, Joins::invitation);
    BOOST_CHECK_EXCEPTION(ask_for_team(*store, {captain.id, other.team}, self, now), Refused,
                          beside("team"));
}

BOOST_AUTO_TEST_CASE(a_page_is_taken_down_and_put_up_again) {
    const auto one = join("Berta");

    leave_campaign(*store, again(one), self, now);
    BOOST_TEST(!is_public(one));
    BOOST_TEST(count_participants(store->session(), walk.id) == 1);
    come_back(*store, again(one), self, now);

    BOOST_TEST(is_public(one));
}

BOOST_AUTO_TEST_CASE(a_new_name_of_a_team_is_read_while_the_old_one_stays) {
    review_team(*store, {.team = captain.team}, test_author(), now);
    auto led = team(captain.team);
    change_team(*store,
                {.team = led.id,
                 .by = captain.id,
                 .name = "Grey Herons",
                 .wanted_slug = "herons",
                 .seen_version = led.version},
                self, now);
    BOOST_TEST(team(led.id).shown_name() == "Blue Herons");
    BOOST_TEST(teams_to_review(store->session(), walk.id, 10).size() == 1u);

    review_team(*store, {.team = led.id}, test_author(), now);

    BOOST_TEST(team(led.id).shown_name() == "Grey Herons");
    BOOST_TEST(team(led.id).slug == "herons");
}

BOOST_AUTO_TEST_CASE(nobody_posts_before_they_said_yes_to_the_guidelines) {
    write_guidelines(*store, walk.id, "Be kind.", test_author(), now);
    const posts::NewPost post{
        .campaign = walk.id, .participant = captain.id, .words = "Hello.", .request_key = "p-1"};

    BOOST_CHECK_EXCEPTION(posts::write_post(*store, post, self, now), Refused, beside("words"));
    accept_guidelines(*store, captain, 1, self, now);

    BOOST_TEST(posts::write_post(*store, post, self, now).words == "Hello.");
}

BOOST_AUTO_TEST_SUITE_END()
