// Holding everything: nothing new becomes public, whoever says yes and however many at once.
#include "campaign/holding.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "campaign/ledger/audit.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/roster/enrolling.h"
#include "campaign/stories/writing.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

struct Held : FreshDatabase {
    Held() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        anna = roster::join_campaign(*store,
                                     {.campaign = walk.id,
                                      .name = "Anna",
                                      .email = "anna@example.org",
                                      .new_team = "The Annas",
                                      .request_key = "anna"},
                                     self, test_now())
                   .participant;
    }
    posts::Post write(const std::string& key) {
        return posts::write_post(
            *store,
            {.campaign = walk.id, .participant = anna.id, .words = "We go.", .request_key = key},
            self, at);
    }
    void publish(const posts::Post& post) {
        posts::review_post(*store, {.post = post.id, .seen_version = 1}, test_approver(), at);
    }
    void hold(bool hides_posts = false) {
        campaign::hold_everything(*store, {walk.id, "A wrong name is out.", hides_posts},
                                  test_author(), at);
    }
    std::size_t all_public() {
        return posts::recent_public_posts(store->session(), walk.id, 50).size();
    }

    campaign::Campaign walk;
    roster::Participant anna;
    people::Actor self{{}, "participant"};
    Instant at = *read_instant("2027-06-10T10:00:00Z");
};

template <typename Work>
Refusal refusal_of(Work work) {
    try {
        work();
    } catch (const Refused& refused) {
        return refused.refusal;
    }
    BOOST_FAIL("it was not refused");
    return {Reason::not_found};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(holding_tests, Held)

BOOST_AUTO_TEST_CASE(what_is_held_waits_and_is_published_after_the_release) {
    const auto post = write("one");
    hold();

    const auto refusal = refusal_of([&] { publish(post); });
    BOOST_TEST(refusal.detail.starts_with("Everything is held"));
    BOOST_TEST(all_public() == 0u);
    write("two");  // People go on writing.
    BOOST_TEST(posts::posts_waiting(store->session(), walk.id).count == 2);

    campaign::release_hold(*store, walk.id, test_approver(), at + std::chrono::seconds{1});
    publish(post);
    BOOST_TEST(all_public() == 1u);
    const auto audit = ledger::audit_of(store->session(), "campaign", walk.id.value, 20);
    BOOST_TEST(audit.back().action == "hold released");
}

BOOST_AUTO_TEST_CASE(pages_teams_names_and_stories_are_held_too) {
    const auto story = stories::begin_story(
        *store, {walk.id, {"A story", "Short.", "Long."}, "story"}, test_author(), at);
    stories::submit_story(*store, story.id, test_author(), at);
    const auto version = stories::recent_versions(store->session(), story.id, 1).at(0);
    hold();

    const auto held = [&](auto work) {
        BOOST_TEST(refusal_of(work).detail.starts_with("Everything is held"));
    };
    held([&] {
        roster::review_page(*store, {.participant = anna.id, .seen_version = anna.version},
                            test_approver(), at);
    });
    held([&] { roster::review_team(*store, {.team = anna.team}, test_approver(), at); });
    held([&] { stories::decide_story(*store, {version.id, true, {}}, test_approver(), at); });
    // To send back publishes nothing.
    roster::review_page(*store,
                        {.participant = anna.id,
                         .seen_version = anna.version,
                         .to = roster::WordsState::sent_back,
                         .reason = "Not now."},
                        test_approver(), at);
}

BOOST_AUTO_TEST_CASE(hiding_all_posts_takes_them_away_and_the_release_brings_them_back) {
    publish(write("one"));
    hold();
    BOOST_TEST(all_public() == 1u);
    hold(true);  // Pressed once more, for the worst case.
    BOOST_TEST(all_public() == 0u);
    BOOST_TEST(posts::recent_public_posts_by(store->session(), anna.id, 9).empty());

    campaign::release_hold(*store, walk.id, test_approver(), at);
    BOOST_TEST(all_public() == 1u);
}

BOOST_AUTO_TEST_CASE(once_the_button_has_answered_no_publish_slips_in_behind_it) {
    constexpr int count = 200;
    std::vector<posts::Post> written;
    for (int i = 0; i < count; ++i) {
        const posts::NewPost asked{.campaign = walk.id,
                                   .words = "Post " + std::to_string(i),
                                   .request_key = "p" + std::to_string(i)};
        written.push_back(posts::write_post(*store, asked, test_author(), at));
    }
    std::atomic<int> next = 0, published = 0, refused = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 8; ++i)
        readers.emplace_back([&] {
            for (int mine; (mine = next++) < count;) try {
                    publish(written[static_cast<std::size_t>(mine)]);
                    ++published;
                } catch (const Refused&) {
                    ++refused;
                }
        });
    while (published < 3) std::this_thread::yield();

    hold();
    const auto seen = all_public();
    for (auto& reader : readers) reader.join();

    BOOST_TEST(all_public() == seen);
    BOOST_TEST(static_cast<int>(seen) == published.load());
    BOOST_TEST(published + refused == count);
    BOOST_TEST(refused > 0);
}

BOOST_AUTO_TEST_CASE(a_hold_has_a_reason_and_is_of_one_campaign) {
    BOOST_TEST(refusal_of([&] {
                   campaign::hold_everything(*store, {walk.id, "", false}, test_author(), at);
               }).field == "reason");
    const auto other = open_test_campaign(*store, "other");
    hold();
    BOOST_TEST(campaign::all_holds(store->session()).size() == 1u);
    BOOST_TEST(!campaign::find_hold(store->session(), other.id));
    hold();
    BOOST_TEST(campaign::all_holds(store->session()).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
