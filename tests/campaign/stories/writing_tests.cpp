#include "campaign/stories/writing.h"

#include <boost/test/unit_test.hpp>

#include "campaign/pictures/keeping.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

using stories::VersionState;

struct Telling : FreshDatabase {
    Telling() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
    }
    stories::Story begin(const std::string& title = "A night on Ward 3",
                         const std::string& key = "one") {
        return stories::begin_story(*store, {walk.id, {title, "One sentence.", "**Long**."}, key},
                                    test_author(), at);
    }
    stories::Version newest(const stories::Story& story) {
        return stories::recent_versions(store->session(), story.id, 1).at(0);
    }
    void publish(const stories::Story& story) {
        stories::submit_story(*store, story.id, test_author(), at);
        stories::decide_story(*store, {newest(story).id, true, {}}, test_approver(), at);
    }
    std::vector<stories::PublicStory> told() {
        return stories::public_stories(store->session(), {.campaign = walk.id});
    }

    pictures::PhotoId bring(const stories::Story& story, bool shows_people = false) {
        return pictures::keep_photo(*store, darkroom,
                                    {.campaign = walk.id,
                                     .account = AccountId{1},
                                     .story = story.id,
                                     .bytes = album_file("phone.jpg"),
                                     .shows_people = shows_people,
                                     .request_key = "p" + std::to_string(++brought)},
                                    at)
            .id;
    }
    void rewrite(const stories::Story& story, const std::string& body) {
        stories::rewrite_story(*store, {story.id, {"Title", "", body}, newest(story).number},
                               test_author(), at);
    }
    bool is_public(pictures::PhotoId photo) {
        return !pictures::public_photos(store->session(), {photo}, at).empty();
    }

    pictures::Darkroom darkroom;
    int brought = 0;
    campaign::Campaign walk;
    Instant at = *read_instant("2027-06-10T10:00:00Z");
};

template <typename Work>
Reason reason_of(Work work) {
    try {
        work();
    } catch (const Refused& refused) {
        return refused.refusal.reason;
    }
    BOOST_FAIL("it was not refused");
    return {};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(story_tests, Telling)

BOOST_AUTO_TEST_CASE(a_story_is_public_after_a_second_person_said_yes) {
    const auto story = begin();
    BOOST_TEST(story.slug == "a-night-on-ward-3");
    BOOST_TEST(told().empty());
    stories::submit_story(*store, story.id, test_author(), at);
    BOOST_TEST(stories::versions_to_review(store->session(), walk.id, 9).size() == 1u);
    BOOST_TEST((reason_of([&] {
                    stories::decide_story(*store, {newest(story).id, true, {}}, test_author(), at);
                }) == Reason::needs_second_person));

    stories::decide_story(*store, {newest(story).id, true, {}}, test_approver(), at);

    BOOST_REQUIRE(told().size() == 1u);
    BOOST_TEST(told()[0].words.title == "A night on Ward 3");
}

BOOST_AUTO_TEST_CASE(an_edit_waits_while_the_approved_words_stay) {
    const auto story = begin();
    publish(story);
    stories::rewrite_story(*store, {story.id, {"Two nights", "", "More."}, 1}, test_author(),
                           at + std::chrono::hours{1});
    BOOST_TEST(told().at(0).words.title == "A night on Ward 3");
    stories::submit_story(*store, story.id, test_author(), at);
    stories::decide_story(*store, {newest(story).id, false, "Which night?"}, test_approver(), at);
    BOOST_TEST(told().at(0).words.title == "A night on Ward 3");
    BOOST_TEST((newest(story).state == VersionState::sent_back));

    stories::rewrite_story(*store, {story.id, {"Two nights", "", "Now."}, 2}, test_author(), at);
    stories::submit_story(*store, story.id, test_author(), at);
    stories::decide_story(*store, {newest(story).id, true, {}}, test_approver(),
                          at + std::chrono::hours{2});
    BOOST_TEST(told().at(0).words.title == "Two nights");
    BOOST_TEST(told().at(0).slug == story.slug);
    BOOST_TEST((told().at(0).published_at == at));
    BOOST_TEST((told().at(0).updated_at == at + std::chrono::hours{2}));
}

BOOST_AUTO_TEST_CASE(the_database_itself_wants_a_second_person) {
    const auto story = begin();
    const auto id = newest(story).id;
    const auto try_out = [&](const std::string& change) {
        try {
            store->in_transaction([&](store::Transaction& tx) {
                tx.run("UPDATE story_version SET " + change + " WHERE id = ?", id);
            });
        } catch (const store::ConstraintBroken& broken) {
            return broken.constraint;
        }
        return std::string{};
    };
    BOOST_TEST(try_out("decided_by = author_id") == "story_is_approved_by_another_person");
    BOOST_TEST(try_out("state = 'approved'") == "approved_story_has_an_approver");
}

BOOST_AUTO_TEST_CASE(withdrawn_it_is_gone_until_other_words_are_approved) {
    const auto story = begin();
    publish(story);
    stories::withdraw_story(*store, story.id, "A name.", test_approver(), at);
    stories::withdraw_story(*store, story.id, "A name.", test_approver(), at);
    BOOST_TEST(told().empty());

    stories::rewrite_story(*store, {story.id, {"Without names", "", "Text."}, 1}, test_author(),
                           at);
    publish(story);
    BOOST_TEST(told().at(0).words.title == "Without names");
}

BOOST_AUTO_TEST_CASE(one_form_is_one_story_and_every_story_has_its_own_address) {
    BOOST_TEST((begin().id == begin().id));
    BOOST_TEST(begin("A night on Ward 3", "two").slug == "a-night-on-ward-3-2");
    BOOST_TEST(begin("رحلة", "three").slug == "story");
    BOOST_TEST((reason_of([&] { begin("", "four"); }) == Reason::not_a_valid_value));
}

BOOST_AUTO_TEST_CASE(two_writers_do_not_overwrite_each_other) {
    const auto story = begin();
    stories::rewrite_story(*store, {story.id, {"Ben's", "", "B."}, 1}, test_approver(), at);
    BOOST_TEST(
        (reason_of([&] {
             stories::rewrite_story(*store, {story.id, {"Anna's", "", "A."}, 1}, test_author(), at);
         }) == Reason::already_decided));
    BOOST_TEST(newest(story).words.title == "Ben's");
}

BOOST_AUTO_TEST_CASE(a_picture_is_public_with_the_words_that_show_it_and_no_longer) {
    const auto story = begin();
    const auto hills = bring(story), stairs = bring(story);
    rewrite(story, "![Hills](photo:" + std::to_string(hills.value) + ")");
    BOOST_TEST(!is_public(hills));
    publish(story);
    BOOST_TEST(is_public(hills));
    BOOST_TEST(!is_public(stairs));

    rewrite(story, "![Stairs](photo:" + std::to_string(stairs.value) + ")");
    publish(story);
    BOOST_TEST(!is_public(hills));
    BOOST_TEST(is_public(stairs));
    const auto digest = pictures::find_photo(store->session(), stairs)->sizes[0].digest;
    BOOST_TEST(pictures::photos_behind(store->session(), digest, at).at(0).is_public);
    stories::withdraw_story(*store, story.id, "A name.", test_approver(), at);
    for (const auto& behind : pictures::photos_behind(store->session(), digest, at))
        BOOST_TEST(!behind.is_public);
}

BOOST_AUTO_TEST_CASE(a_picture_of_somebody_waits_for_their_consent_and_a_lost_one_is_said_so) {
    const auto story = begin();
    const auto photo = bring(story, true);
    rewrite(story, "![Kofi](photo:" + std::to_string(photo.value) + ")");
    stories::submit_story(*store, story.id, test_author(), at);
    BOOST_TEST(
        (reason_of([&] {
             stories::decide_story(*store, {newest(story).id, true, {}}, test_approver(), at);
         }) == Reason::not_a_valid_value));
    BOOST_TEST(told().empty());
    stories::take_story_back(*store, story.id, test_author(), at);
    const auto other = begin("Another", "two");
    const auto theirs = bring(other);
    rewrite(story, "![Not ours](photo:" + std::to_string(theirs.value) + ")");
    BOOST_TEST((reason_of([&] { stories::submit_story(*store, story.id, test_author(), at); }) ==
                Reason::not_a_valid_value));
}

BOOST_AUTO_TEST_SUITE_END()
