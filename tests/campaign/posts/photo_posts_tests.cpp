#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "campaign/pictures/keeping.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

using posts::State;

struct PhotoPosts : FreshDatabase {
    PhotoPosts() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        anna = join("anna"), ben = join("ben");
    }
    ParticipantId join(const std::string& name) {
        return roster::join_campaign(*store,
                                     {.campaign = walk.id,
                                      .name = name,
                                      .email = name + "@example.org",
                                      .request_key = "join-" + name},
                                     self, test_now())
            .participant.id;
    }
    pictures::PhotoId bring(const std::string& key, ParticipantId who) {
        return pictures::keep_photo(*store, darkroom,
                                    {.campaign = walk.id,
                                     .participant = who,
                                     .bytes = album_file("phone.jpg"),
                                     .alt = "Hills",
                                     .request_key = key},
                                    at)
            .id;
    }
    posts::Post write(const std::string& words, std::vector<pictures::PhotoId> photos,
                      const std::string& key = "post-1") {
        return posts::write_post(*store,
                                 {.campaign = walk.id,
                                  .participant = anna,
                                  .words = words,
                                  .request_key = key,
                                  .photos = std::move(photos)},
                                 self, at);
    }
    posts::Post now_of(const posts::Post& post) {
        return posts::find_post(store->session(), post.id).value();
    }
    void publish(const posts::Post& post) {
        at += std::chrono::minutes{1};
        posts::review_post(*store, {post.id, now_of(post).version, State::published, {}},
                           test_approver(), at);
    }
    std::size_t public_photos() {
        auto found = posts::recent_public_posts(store->session(), walk.id, 10);
        posts::read_photos_and_cheers(store->session(), found, at);
        return found.empty() ? 99 : found.front().photos.size();
    }
    bool address_works(pictures::PhotoId id) {
        const auto photo = pictures::find_photo(store->session(), id).value();
        return std::ranges::any_of(
            pictures::photos_behind(store->session(), photo.sizes[0].digest, at),
            &pictures::PhotoBehind::is_public);
    }

    campaign::Campaign walk;
    pictures::Darkroom darkroom;
    ParticipantId anna, ben;
    people::Actor self{{}, "participant"};
    Instant at = *read_instant("2027-06-10T10:00:00Z");
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(photo_posts_tests, PhotoPosts)

BOOST_AUTO_TEST_CASE(photos_alone_are_a_post_and_public_with_its_verdict) {
    const auto photo = bring("a", anna);
    const auto post = write("", {photo});
    BOOST_TEST(now_of(post).words.empty());
    BOOST_TEST(!address_works(photo));

    publish(post);

    BOOST_TEST(public_photos() == 1u);
    BOOST_TEST(address_works(photo));
    BOOST_TEST(posts::recent_public_posts(store->session(), walk.id, 9).at(0).words.empty());
    posts::undo_verdict(*store, post.id, now_of(post).version, test_approver(), at);
    BOOST_TEST(!address_works(photo));
    publish(post);
    BOOST_TEST(address_works(photo));
}

BOOST_AUTO_TEST_CASE(without_words_and_photos_there_is_no_post) {
    BOOST_CHECK_THROW(write("", {}), Refused);
}

BOOST_AUTO_TEST_CASE(nobody_posts_the_photo_of_another_person) {
    BOOST_CHECK_THROW(write("Mine.", {bring("b", ben)}), Refused);
    BOOST_TEST(posts::recent_posts_by(store->session(), anna, 9).empty());
}

BOOST_AUTO_TEST_CASE(a_photo_stands_in_one_post_and_sent_twice_in_the_same) {
    const auto photo = bring("a", anna);
    const auto first = write("Once.", {photo}), again = write("Once.", {photo});
    BOOST_TEST((first.id == again.id));
    BOOST_CHECK_THROW(write("Twice.", {photo}, "post-2"), Refused);
}

BOOST_AUTO_TEST_CASE(more_than_ten_photos_are_too_many) {
    BOOST_CHECK_THROW(write("Many.", std::vector<pictures::PhotoId>(11, pictures::PhotoId{1})),
                      Refused);
}

BOOST_AUTO_TEST_CASE(a_photo_added_later_waits_while_the_others_stay) {
    const auto first = bring("a", anna);
    const auto post = write("Here.", {first});
    publish(post);

    const auto second = bring("b", anna);
    posts::rewrite_post(*store,
                        {.post = post.id,
                         .participant = anna,
                         .words = "Here.",
                         .seen_version = now_of(post).version,
                         .more_photos = {second}},
                        self, at);
    BOOST_TEST((now_of(post).state == State::waiting));
    BOOST_TEST(public_photos() == 1u);
    publish(post);
    BOOST_TEST(public_photos() == 2u);
}

BOOST_AUTO_TEST_CASE(a_photo_taken_out_is_gone_at_once_without_a_reading) {
    const auto photo = bring("a", anna), other = bring("b", anna);
    const auto post = write("Two.", {photo, other});
    publish(post);

    posts::rewrite_post(*store,
                        {.post = post.id,
                         .participant = anna,
                         .words = "Two.",
                         .seen_version = now_of(post).version,
                         .fewer_photos = {photo}},
                        self, at);

    BOOST_TEST((now_of(post).state == State::published));
    BOOST_TEST(public_photos() == 1u);
}

BOOST_AUTO_TEST_CASE(with_the_post_its_photos_go) {
    const auto photo = bring("a", anna);
    const auto post = write("Here.", {photo});
    publish(post);

    posts::withdraw_post(*store, {.post = post.id, .participant = anna}, self, at);

    BOOST_TEST(!address_works(photo));
    BOOST_TEST(pictures::find_photo(store->session(), photo)->withdrawn_at.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
