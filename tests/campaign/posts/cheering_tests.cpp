#include "campaign/posts/cheering.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

struct Cheering : FreshDatabase {
    Cheering() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        post = posts::write_post(*store,
                                 {.campaign = walk.id, .words = "Off we go.", .request_key = "p"},
                                 test_author(), at)
                   .id;
    }
    void publish() {
        posts::review_post(*store, {post, 1, posts::State::published, {}}, test_approver(), at);
    }
    void cheer(const std::string& browser) {
        posts::cheer_post(*store, post, posts::cheer_mark(post, browser), at);
    }
    std::int64_t cheers() {
        auto found = posts::recent_public_posts(store->session(), walk.id, 1);
        posts::read_photos_and_cheers(store->session(), found, at);
        return found.at(0).cheers;
    }

    campaign::Campaign walk;
    posts::PostId post;
    Instant at = *read_instant("2027-06-10T10:00:00Z");
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cheering_tests, Cheering)

BOOST_AUTO_TEST_CASE(one_browser_counts_once_and_nobody_is_written_down) {
    publish();
    cheer("browser-one"), cheer("browser-one"), cheer("browser-two");
    BOOST_TEST(cheers() == 2);
    const auto marks = store->session().all("SELECT mark FROM cheer LIMIT 9");
    for (const auto& row : marks) BOOST_TEST(row.text("mark").find("browser") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_crowd_cheers_at_once_and_none_is_lost) {
    publish();
    std::vector<std::jthread> crowd;
    for (int who = 0; who < 6; ++who)
        crowd.emplace_back([this, who] {
            for (int i = 0; i < 10; ++i) cheer("b" + std::to_string(who) + "-" + std::to_string(i));
        });
    crowd.clear();
    BOOST_TEST(cheers() == 60);
}

BOOST_AUTO_TEST_CASE(what_nobody_has_read_cannot_be_cheered) {
    BOOST_CHECK_THROW(cheer("browser-one"), Refused);
}

BOOST_AUTO_TEST_CASE(marks_are_forgotten_and_the_sum_stays) {
    publish();
    cheer("browser-one");
    BOOST_TEST(posts::forget_cheers(*store, at + std::chrono::days{31}) == 1);
    BOOST_TEST(cheers() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
