#include "campaign/roster/portraying.h"

#include "campaign/holding.h"
#include "campaign/pictures/consenting.h"
#include "campaign/pictures/keeping.h"
#include "tests/support/album.h"
#include "tests/support/joining.h"

namespace {

using roster::PortraitState;
using roster::Shows;
using roster::WordsState;

struct Gallery : WithWalk {
    pictures::PhotoId keep(const roster::Participant& one, const std::string& key) {
        return pictures::keep_photo(*store, darkroom,
                                    {.campaign = walk.id,
                                     .participant = one.id,
                                     .bytes = album_file("phone.jpg"),
                                     .alt = "Anna at the start",
                                     .request_key = key},
                                    now)
            .id;
    }
    pictures::PhotoId bring(const std::string& key, Shows shows = Shows::me) {
        const auto photo = keep(anna, key);
        roster::bring_portrait(*store, anna, photo, shows, self, now);
        return photo;
    }
    roster::Portrait portrait(pictures::PhotoId photo) {
        return roster::find_portrait(store->session(), photo).value();
    }
    void judge(pictures::PhotoId photo, WordsState to, const std::string& reason = {}) {
        roster::review_portrait(*store, {photo, portrait(photo).version, to, reason},
                                test_approver(), now);
    }
    std::optional<pictures::PhotoId> shown() {
        const auto found = roster::shown_portraits(store->session(), {anna.id}, now);
        if (found.empty()) return {};
        return found.begin()->second.id;
    }

    pictures::Darkroom darkroom;
    roster::Participant anna = join("Anna");
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portraying_tests, Gallery)

BOOST_AUTO_TEST_CASE(a_portrait_is_public_once_somebody_looked_and_with_its_owners_consent) {
    const auto photo = bring("one");
    BOOST_TEST(!shown());
    BOOST_TEST(roster::portraits_to_review(store->session(), walk.id, 9).size() == 1u);

    judge(photo, WordsState::published);

    BOOST_TEST((shown() == photo));
    BOOST_TEST(roster::portraits_to_review(store->session(), walk.id, 9).empty());
    const auto consents = pictures::consents_of_photo(store->session(), photo);
    BOOST_REQUIRE(consents.size() == 1u);
    BOOST_TEST(consents[0].person == "Anna");
    pictures::revoke_consent(*store, consents[0].id, test_approver(), now);
    BOOST_TEST(!shown());
}

BOOST_AUTO_TEST_CASE(another_one_waits_while_the_published_one_stays) {
    const auto first = bring("one");
    judge(first, WordsState::published);
    const auto second = bring("two");
    BOOST_TEST((shown() == first));
    const auto third = bring("three");  // Chosen better before anybody looked.
    BOOST_TEST((portrait(second).state == PortraitState::replaced));

    judge(third, WordsState::published);

    BOOST_TEST((shown() == third));
    BOOST_TEST((portrait(first).state == PortraitState::replaced));
    BOOST_TEST(pictures::find_photo(store->session(), first)->withdrawn_at.has_value());
}

BOOST_AUTO_TEST_CASE(sent_back_says_why_and_taken_back_is_gone_at_once) {
    const auto photo = bring("one");
    BOOST_CHECK_EXCEPTION(judge(photo, WordsState::sent_back), Refused, beside("reason"));
    judge(photo, WordsState::sent_back, "A number plate can be read.");
    BOOST_TEST(roster::portraits_of(store->session(), anna.id)[0].reason ==
               "A number plate can be read.");
    const auto better = bring("two");
    judge(better, WordsState::published);

    roster::take_portraits_back(*store, anna, self, now);

    BOOST_TEST(!shown());
    BOOST_TEST(roster::portraits_of(store->session(), anna.id).empty());
    roster::take_portraits_back(*store, anna, self, now);  // Again is harmless.
}

BOOST_AUTO_TEST_CASE(where_others_can_be_recognised_their_consent_comes_first) {
    const auto photo = bring("one", Shows::others);
    BOOST_CHECK_EXCEPTION(judge(photo, WordsState::published), Refused, beside("photo"));
    BOOST_TEST(!shown());
    pictures::record_consent(*store,
                             {.campaign = walk.id,
                              .person = "Ben",
                              .scope = "campaign",
                              .given_how = "Signed form",
                              .photos = {photo},
                              .request_key = "ben"},
                             test_approver(), now);
    judge(photo, WordsState::published);
    BOOST_TEST((shown() == photo));
}

BOOST_AUTO_TEST_CASE(a_verdict_is_undone_and_a_late_one_is_refused) {
    const auto photo = bring("one");
    const auto seen = portrait(photo).version;
    judge(photo, WordsState::published);
    BOOST_CHECK_EXCEPTION(
        roster::review_portrait(*store, {photo, seen, WordsState::sent_back, "Late"},
                                test_approver(), now),
        Refused, because(Reason::already_decided));
    judge(photo, WordsState::waiting);
    BOOST_TEST(!shown());
    judge(photo, WordsState::published);
    BOOST_TEST((shown() == photo));
}

BOOST_AUTO_TEST_CASE(minors_and_other_peoples_pictures_are_refused) {
    auto asked = wish("Mia");
    asked.guardian = "Ruth";
    const auto mia = join(asked);
    const auto hers = keep(mia, "mia");
    BOOST_CHECK_EXCEPTION(roster::bring_portrait(*store, mia, hers, Shows::me, self, now), Refused,
                          because(Reason::not_allowed));
    BOOST_CHECK_EXCEPTION(roster::bring_portrait(*store, anna, hers, Shows::me, self, now), Refused,
                          because(Reason::not_found));
}

BOOST_AUTO_TEST_CASE(nothing_is_published_in_a_hold) {
    const auto photo = bring("one");
    campaign::hold_everything(*store, {walk.id, "Something is wrong", false}, test_approver(), now);
    BOOST_CHECK_THROW(judge(photo, WordsState::published), Refused);
    BOOST_TEST(!shown());
}

BOOST_AUTO_TEST_CASE(undone_while_the_next_one_waits_it_is_gone_and_the_next_one_goes_on_waiting) {
    const auto first = bring("one");
    judge(first, WordsState::published);
    const auto second = bring("two");

    judge(first, WordsState::waiting);

    BOOST_TEST(!shown());
    BOOST_TEST((portrait(first).state == PortraitState::replaced));
    BOOST_TEST((portrait(second).state == PortraitState::waiting));
}

BOOST_AUTO_TEST_CASE(who_registered_somebody_does_not_publish_their_picture) {
    auto asked = wish("Otto");
    asked.email.clear(), asked.registered_by = test_approver().account;
    const auto otto = join(asked);
    const auto photo = keep(otto, "otto");
    roster::bring_portrait(*store, otto, photo, Shows::me, self, now);
    BOOST_CHECK_EXCEPTION(judge(photo, WordsState::published), Refused,
                          because(Reason::needs_second_person));
}

BOOST_AUTO_TEST_SUITE_END()
