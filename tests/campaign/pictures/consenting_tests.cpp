#include "campaign/pictures/consenting.h"

#include <boost/test/unit_test.hpp>

#include "campaign/organisation/picture.h"
#include "campaign/pictures/keeping.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

using posts::State;

struct Register : FreshDatabase {
    Register() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        photo = bring("a");
        post = posts::write_post(*store,
                                 {.campaign = walk.id,
                                  .words = "At the well.",
                                  .request_key = "p",
                                  .photos = {photo}},
                                 test_author(), at)
                   .id;
    }
    pictures::PhotoId bring(const std::string& key) {
        return pictures::keep_photo(*store, darkroom,
                                    {.campaign = walk.id,
                                     .account = AccountId{1},
                                     .bytes = album_file("phone.jpg"),
                                     .shows_people = true,
                                     .request_key = key},
                                    at)
            .id;
    }
    pictures::NewConsent of(const std::string& person) {
        return {.campaign = walk.id,
                .person = person,
                .scope = "campaign",
                .given_how = "Signed form",
                .photos = {photo},
                .request_key = "consent-" + person};
    }
    pictures::RecordedConsent record(const pictures::NewConsent& asked) {
        return pictures::record_consent(*store, asked, test_approver(), at);
    }
    void publish() {
        const auto version = posts::find_post(store->session(), post)->version;
        posts::review_post(*store, {post, version, State::published, {}}, test_approver(), at);
    }
    std::string refusal_of_publishing() {
        try {
            publish();
        } catch (const Refused& refused) {
            return refused.refusal.field;
        }
        return {};
    }
    std::size_t shown_photos() {
        auto found = posts::recent_public_posts(store->session(), walk.id, 1);
        posts::read_photos_and_cheers(store->session(), found, at);
        return found.at(0).photos.size();
    }
    pictures::PhotoBehind behind(pictures::PhotoId id) {
        const auto found = pictures::find_photo(store->session(), id).value();
        return pictures::photos_behind(store->session(), found.sizes[0].digest, at).at(0);
    }

    campaign::Campaign walk;
    pictures::Darkroom darkroom;
    pictures::PhotoId photo;
    posts::PostId post;
    Instant at = *read_instant("2027-06-10T10:00:00Z");
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(consenting_tests, Register)

BOOST_AUTO_TEST_CASE(a_photo_that_shows_people_is_not_published_without_their_consent) {
    BOOST_TEST(refusal_of_publishing() == "photo");
    BOOST_TEST((posts::find_post(store->session(), post)->state == State::waiting));

    record(of("Kofi"));
    publish();

    BOOST_TEST(shown_photos() == 1u);
    BOOST_TEST(behind(photo).is_public);
}

BOOST_AUTO_TEST_CASE(revoking_withdraws_the_photo_everywhere_and_for_good) {
    const auto consent = record(of("Kofi"));
    publish();
    const auto twin = bring("b");

    const auto changed = pictures::revoke_consent(*store, consent.id, test_approver(), at);

    BOOST_TEST(changed.size() == 1u);
    BOOST_TEST(shown_photos() == 0u);
    BOOST_TEST(behind(photo).is_gone);
    BOOST_TEST(pictures::find_photo(store->session(), twin)->withdrawn_at.has_value());
    pictures::revoke_consent(*store, consent.id, test_approver(), at);  // Again is harmless.
    record(of("Kofi again"));
    BOOST_TEST(shown_photos() == 0u);
}

BOOST_AUTO_TEST_CASE(one_of_two_people_is_enough_to_take_it_away) {
    record(of("Kofi"));
    const auto second = record(of("Ama"));
    publish();
    BOOST_TEST(shown_photos() == 1u);

    pictures::revoke_consent(*store, second.id, test_approver(), at);

    BOOST_TEST(shown_photos() == 0u);
}

BOOST_AUTO_TEST_CASE(a_consent_that_runs_out_takes_the_photo_with_it_though_nobody_acts) {
    auto asked = of("Kofi");
    asked.until = at + std::chrono::hours{2};
    record(asked);
    publish();
    BOOST_TEST(shown_photos() == 1u);

    at += std::chrono::hours{2};

    BOOST_TEST(shown_photos() == 0u);
    BOOST_TEST(behind(photo).is_gone);
    BOOST_TEST(pictures::withdraw_what_is_over(*store, at).size() == 1u);
    BOOST_TEST(pictures::find_photo(store->session(), photo)->withdrawn_at.has_value());
    BOOST_TEST(pictures::withdraw_what_is_over(*store, at).empty());
}

BOOST_AUTO_TEST_CASE(for_a_minor_a_guardian_consents) {
    auto asked = of("Child");
    asked.is_minor = true;
    BOOST_CHECK_THROW(record(asked), Refused);
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO consent (id, campaign_id, person, scope, is_minor, given_how,"
            " recorded_by, recorded_at, request_key, token_digest)"
            " VALUES (1, ?, 'Child', 'all', 1, 'form', 1, ?, 'k', 't')",
            walk.id, at);
    }),
                      store::ConstraintBroken);

    asked.guardian = "Mother";
    record(asked);

    BOOST_TEST(pictures::consents_of_photo(store->session(), photo).at(0).guardian == "Mother");
}

BOOST_AUTO_TEST_CASE(somebody_who_is_seen_later_hides_the_photo_until_they_agree) {
    pictures::describe_photo(*store, {photo, "A well", false}, test_approver(), at);
    publish();
    BOOST_TEST(shown_photos() == 1u);

    pictures::describe_photo(*store, {photo, "A well", true}, test_approver(), at);

    BOOST_TEST(shown_photos() == 0u);
    record(of("Kofi"));
    BOOST_TEST(shown_photos() == 1u);
}

BOOST_AUTO_TEST_CASE(a_person_has_a_link_and_a_form_sent_twice_is_one_consent) {
    const auto first = record(of("Kofi")), again = record(of("Kofi"));
    BOOST_TEST((first.id == again.id));
    BOOST_TEST(again.token.empty());
    BOOST_TEST((pictures::find_consent_by_token(store->session(), first.token)->id == first.id));
}

BOOST_AUTO_TEST_CASE(a_consent_for_one_campaign_does_not_cover_another) {
    const auto other = open_test_campaign(*store, "other");
    auto asked = of("Kofi");
    asked.campaign = other.id, asked.photos = {};
    const auto consent = record(asked);
    BOOST_CHECK_THROW(pictures::link_consent(*store, photo, consent.id, test_approver(), at),
                      Refused);
}

BOOST_AUTO_TEST_CASE(the_bytes_of_what_was_withdrawn_are_erased_a_day_later) {
    const auto consent = record(of("Kofi"));
    const auto digest = pictures::find_photo(store->session(), photo)->sizes[0].digest;
    pictures::revoke_consent(*store, consent.id, test_approver(), at);
    BOOST_TEST(pictures::erase_withdrawn(*store, at) == 0);

    BOOST_TEST(pictures::erase_withdrawn(*store, at + std::chrono::hours{25}) == 2);

    BOOST_TEST(!organisation::find_picture(store->session(), digest));
    BOOST_TEST(behind(photo).is_gone);
}

BOOST_AUTO_TEST_SUITE_END()
