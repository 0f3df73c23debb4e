#include "campaign/roster/enrolling.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "campaign/ledger/tally.h"
#include "campaign/links/link.h"
#include "campaign/publishing.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

using namespace roster;

namespace {

const people::Actor walker{{}, "participant"};

struct Open : FreshDatabase {
    Open() { add_test_colleagues(*store), walk = open_test_campaign(*store, "walk"); }

    NewParticipant anna(const std::string& key) {
        return {.campaign = walk.id,
                .name = "Anna Schmidt",
                .email = "anna@example.org",
                .request_key = key};
    }
    Joined join(const NewParticipant& asked) {
        return join_campaign(*store, asked, walker, test_now());
    }
    Participant again(ParticipantId id) { return *find_participant_by_id(store->session(), id); }

    campaign::Campaign walk;
};

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}
auto beside(const std::string& field) {
    return [field](const Refused& refused) { return refused.refusal.field == field; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(enrolling_tests, Open)

BOOST_AUTO_TEST_CASE(who_joins_has_a_page_a_link_a_tally_and_a_private_address) {
    const auto joined = join(anna("key-1"));

    const auto link = links::find_link_by_id(store->session(), joined.participant.link);
    BOOST_TEST_REQUIRE(link.has_value());
    BOOST_TEST((link->participant == joined.participant.id));
    BOOST_TEST(link->channel == "participant");
    BOOST_TEST(find_participant_by_token(store->session(), joined.token)->name == "Anna Schmidt");
    BOOST_TEST(find_participant(store->session(), walk.id, joined.participant.slug).has_value());
    BOOST_TEST(ledger::ranking_of(store->session(), walk.id, "participant", 10).size() == 1u);
    BOOST_TEST(!find_participant_by_token(store->session(), "guessed"));
}

BOOST_AUTO_TEST_CASE(an_address_tells_no_name_before_anybody_has_read_it) {
    const auto joined = join(anna("key-1"));

    BOOST_TEST(joined.participant.slug.find("anna") == std::string::npos);
    BOOST_TEST(again(joined.participant.id).shown_name == "");
}

BOOST_AUTO_TEST_CASE(a_form_posted_twice_at_once_is_one_participant) {
    std::vector<std::string> tokens(8);
    std::vector<std::thread> posts;
    for (auto& token : tokens) posts.emplace_back([&] { token = join(anna("same-form")).token; });
    for (auto& post : posts) post.join();

    BOOST_TEST(count_participants(store->session(), walk.id) == 1);
    for (const auto& token : tokens) BOOST_TEST(token == tokens[0]);
}

BOOST_AUTO_TEST_CASE(a_name_and_an_address_are_needed) {
    auto nameless = anna("key-1");
    nameless.name.clear();
    auto lost = anna("key-2");
    lost.email = "not an address";

    BOOST_CHECK_EXCEPTION(join(nameless), Refused, beside("name"));
    BOOST_CHECK_EXCEPTION(join(lost), Refused, beside("email"));
}

BOOST_AUTO_TEST_CASE(a_team_is_founded_and_joined) {
    auto founder = anna("key-1");
    founder.new_team = "Blue Herons";
    const auto team = join(founder).participant.team;
    auto second = anna("key-2");
    second.team = team;
    join(second);
    auto stranger = anna("key-3");
    stranger.team = TeamId{42};

    BOOST_TEST(count_members(store->session(), team) == 2);
    BOOST_TEST(find_team_by_id(store->session(), team)->shown_name() == "");
    BOOST_CHECK_EXCEPTION(join(stranger), Refused, beside("team"));
    review_team(*store, {.team = team}, test_author(), test_now());
    BOOST_TEST(find_team_by_id(store->session(), team)->shown_name() == "Blue Herons");
}

BOOST_AUTO_TEST_CASE(nobody_joins_a_campaign_that_is_over) {
    campaign::change_state(*store, {walk.id, campaign::State::cancelled, "The storm."},
                           test_author(), test_now());

    BOOST_CHECK_EXCEPTION(join(anna("key-1")), Refused, because(Reason::campaign_not_open));
}

BOOST_AUTO_TEST_CASE(words_are_public_once_somebody_has_read_them) {
    const auto one = join(anna("key-1")).participant;
    BOOST_TEST(participants_to_review(store->session(), walk.id, 10).size() == 1u);

    review_page(*store, {.participant = one.id, .seen_version = 1}, test_author(), test_now());

    BOOST_TEST(again(one.id).shown_name == "Anna Schmidt");
    BOOST_TEST(participants_to_review(store->session(), CampaignId{}, 10).empty());
}

BOOST_AUTO_TEST_CASE(an_edit_waits_while_the_published_words_stay) {
    const auto one = join(anna("key-1")).participant;
    review_page(*store, {.participant = one.id, .seen_version = 1}, test_author(), test_now());

    rewrite_page(*store, {one.id, "Anna S.", "For my sister.", 10'000}, walker, test_now());

    BOOST_TEST(again(one.id).shown_name == "Anna Schmidt");
    BOOST_TEST(again(one.id).shown_story == "");
    BOOST_TEST((again(one.id).words_state == WordsState::waiting));
    BOOST_TEST(again(one.id).goal == 10'000);
}

BOOST_AUTO_TEST_CASE(words_changed_while_they_were_read_are_not_published) {
    const auto one = join(anna("key-1")).participant;
    rewrite_page(*store, {one.id, "Something rude", "", 0}, walker, test_now());

    const auto publish = [&] {
        review_page(*store, {.participant = one.id, .seen_version = 1}, test_author(), test_now());
    };

    BOOST_CHECK_EXCEPTION(publish(), Refused, because(Reason::already_decided));
    BOOST_TEST(again(one.id).shown_name == "");
}

BOOST_AUTO_TEST_CASE(sending_back_needs_a_reason_that_the_author_reads) {
    const auto one = join(anna("key-1")).participant;
    PageVerdict verdict{.participant = one.id, .seen_version = 1, .to = WordsState::sent_back};

    BOOST_CHECK_EXCEPTION(review_page(*store, verdict, test_author(), test_now()), Refused,
                          beside("reason"));
    verdict.reason = "Leave the surname out, please.";
    review_page(*store, verdict, test_author(), test_now());

    BOOST_TEST(again(one.id).words_reason == "Leave the surname out, please.");
    BOOST_TEST((again(one.id).words_state == WordsState::sent_back));
}

BOOST_AUTO_TEST_CASE(a_goal_alone_needs_no_second_look) {
    const auto one = join(anna("key-1")).participant;
    review_page(*store, {.participant = one.id, .seen_version = 1}, test_author(), test_now());

    rewrite_page(*store, {one.id, "Anna Schmidt", "", 50'000}, walker, test_now());

    BOOST_TEST((again(one.id).words_state == WordsState::published));
}

BOOST_AUTO_TEST_CASE(nobody_publishes_their_own_page) {
    auto colleague = anna("key-1");
    colleague.account = test_author().account;
    const auto one = join(colleague).participant;

    const auto publish = [&] {
        review_page(*store, {.participant = one.id, .seen_version = 1}, test_author(), test_now());
    };

    BOOST_CHECK_EXCEPTION(publish(), Refused, because(Reason::needs_second_person));
}

BOOST_AUTO_TEST_SUITE_END()
