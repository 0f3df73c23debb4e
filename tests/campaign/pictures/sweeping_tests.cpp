#include "campaign/pictures/sweeping.h"

#include <boost/test/unit_test.hpp>

#include "campaign/introductions/introducing.h"
#include "campaign/organisation/picture.h"
#include "campaign/pictures/keeping.h"
#include "campaign/posts/posting.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

struct Brought : FreshDatabase {
    Brought() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
    }
    pictures::Photo bring(const std::string& key) {
        return pictures::keep_photo(*store, darkroom,
                                    {.campaign = walk.id,
                                     .account = test_author().account,
                                     .bytes = album_file("phone.jpg"),
                                     .request_key = key},
                                    now);
    }
    int sweep(std::chrono::hours after) {
        return pictures::sweep_unused_photos(*store, now + after);
    }
    bool is_there(const pictures::Photo& photo) {
        return pictures::find_photo(store->session(), photo.id).has_value();
    }
    bool has_bytes(const pictures::Photo& photo) {
        return organisation::find_picture(store->session(), photo.sizes[0].digest).has_value();
    }

    campaign::Campaign walk;
    pictures::Darkroom darkroom;
    Instant now = test_now();
    static constexpr std::chrono::hours week{7 * 24};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sweeping_tests, Brought)

BOOST_AUTO_TEST_CASE(a_photo_that_was_never_used_is_gone_after_a_week_with_its_bytes) {
    const auto photo = bring("one");

    BOOST_TEST(sweep(week - std::chrono::hours{1}) == 0);
    BOOST_TEST(is_there(photo));
    BOOST_TEST(sweep(week + std::chrono::hours{1}) == 1);
    BOOST_TEST(!is_there(photo));
    BOOST_TEST(!has_bytes(photo));
    BOOST_TEST(sweep(week + std::chrono::hours{1}) == 0);
}

BOOST_AUTO_TEST_CASE(what_a_post_or_an_introduction_has_stays_and_so_do_bytes_that_another_shares) {
    const auto posted = bring("posted"), portrait = bring("portrait"), unused = bring("unused");
    posts::write_post(*store,
                      {.campaign = walk.id,
                       .words = "Up the hill!",
                       .request_key = "post",
                       .photos = {posted.id}},
                      test_author(), now);
    introductions::write_introduction(*store,
                                      {.campaign = walk.id,
                                       .words = {.name = "Dr. Ada",
                                                 .role = "Head physician",
                                                 .words = "I am here.",
                                                 .photo = portrait.id},
                                       .request_key = "ada"},
                                      test_author(), now);

    BOOST_TEST(sweep(2 * week) == 1);

    BOOST_TEST(is_there(posted));
    BOOST_TEST(is_there(portrait));
    BOOST_TEST(!is_there(unused));
    BOOST_TEST(has_bytes(posted));  // The same picture as the unused one.
}

BOOST_AUTO_TEST_CASE(what_was_public_once_is_for_others_to_erase) {
    const auto photo = bring("one");
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE photo SET shown_at = ? WHERE id = ?", now, photo.id);
    });

    BOOST_TEST(sweep(2 * week) == 0);
    BOOST_TEST(is_there(photo));
}

BOOST_AUTO_TEST_SUITE_END()
