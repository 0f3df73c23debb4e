// Correcting, trusting and reading: what a moderator does besides yes and no.
#include "campaign/posts/moderating.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "campaign/holding.h"
#include "campaign/mail/outbox.h"
#include "campaign/posts/posting.h"
#include "campaign/posts/reading.h"
#include "campaign/posts/trusting.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

using posts::State;

struct Moderating : FreshDatabase {
    Moderating() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        anna = roster::join_campaign(*store,
                                     {.campaign = walk.id,
                                      .name = "Anna",
                                      .email = "anna@example.org",
                                      .request_key = "anna"},
                                     self, test_now())
                   .participant.id;
    }
    posts::Post write(const std::string& words, const std::string& key) {
        return posts::write_post(
            *store, {.campaign = walk.id, .participant = anna, .words = words, .request_key = key},
            self, at);
    }
    posts::Post official(const std::string& words) {
        return posts::write_post(*store,
                                 {.campaign = walk.id, .words = words, .request_key = "official"},
                                 test_author(), at);
    }
    posts::Post now_of(const posts::Post& post) {
        return posts::find_post(store->session(), post.id).value();
    }
    void correct(const posts::Post& post, const std::string& words,
                 const people::Actor& actor = test_approver()) {
        posts::correct_post(*store, {post.id, now_of(post).version, words}, actor, at);
    }
    void trust() { posts::trust_author(*store, {anna, "Writes for us."}, organiser, at); }
    std::vector<posts::PublicPost> all_public() {
        return posts::recent_public_posts(store->session(), walk.id, 20);
    }
    bool open(const std::string& words, std::int64_t reader, Instant now) {
        return posts::open_words(*store, {words, walk.id, AccountId{reader}}, now);
    }

    campaign::Campaign walk;
    ParticipantId anna;
    people::Actor self{{}, "participant"}, organiser{AccountId{3}, "organiser"};
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

BOOST_FIXTURE_TEST_SUITE(moderating_tests, Moderating)

BOOST_AUTO_TEST_CASE(small_things_are_mended_and_the_author_is_told) {
    const auto post = write("Six km donne.", "one");

    correct(post, "Six km done.");

    BOOST_TEST(all_public().at(0).words == "Six km done.");
    const auto told = posts::corrections_of(store->session(), anna);
    BOOST_REQUIRE(told.size() == 1u);
    BOOST_TEST(told[0].words_before == "Six km donne.");
    const auto mails = mail::mails_about(store->session(), post.id.value, 5);
    BOOST_REQUIRE(mails.size() == 1u);
    BOOST_TEST(mails[0].to == "anna@example.org");
    BOOST_TEST(mails[0].facts.at("BEFORE") == "Six km donne.");
    BOOST_TEST(mails[0].facts.at("AFTER") == "Six km done.");

    posts::rewrite_post(*store, {post.id, anna, "Seven km.", now_of(post).version}, self, at);
    BOOST_TEST(posts::corrections_of(store->session(), anna).empty());
    posts::withdraw_post(*store, {post.id, anna}, self, at);
}

BOOST_AUTO_TEST_CASE(a_withdrawn_post_keeps_nothing_of_what_was_corrected) {
    const auto post = write("Ring 0171 555 0142.", "one");
    correct(post, "Ring us.");
    posts::withdraw_post(*store, {post.id, anna}, self, at);
    BOOST_TEST(store->session()
                   .one("SELECT COUNT(*) AS n FROM post WHERE words_before <> ''")
                   ->number("n") == 0);
}

BOOST_AUTO_TEST_CASE(who_corrected_an_official_post_does_not_approve_it) {
    const auto post = official("Bags are her.");
    BOOST_TEST((reason_of([&] { correct(post, "Bags are here.", test_author()); }) ==
                Reason::needs_second_person));

    correct(post, "Bags are here.", test_approver());

    BOOST_TEST(all_public().empty());
    const auto publish = [&](const people::Actor& who) {
        posts::review_post(*store, {.post = post.id, .seen_version = now_of(post).version}, who,
                           at);
    };
    BOOST_TEST((reason_of([&] { publish(test_approver()); }) == Reason::needs_second_person));
    publish(test_finance());
    BOOST_TEST(all_public().at(0).words == "Bags are here.");
    std::string broken;
    try {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE post SET approved_by = corrected_by WHERE id = ?", post.id);
        });
    } catch (const store::ConstraintBroken& constraint) {
        broken = constraint.constraint;
    }
    BOOST_TEST(broken == "official_post_is_not_approved_by_its_corrector");
}

BOOST_AUTO_TEST_CASE(a_correction_of_words_that_were_changed_meanwhile_is_refused) {
    const auto post = write("First.", "one");
    posts::rewrite_post(*store, {post.id, anna, "Second.", 1}, self, at);
    BOOST_TEST((reason_of([&] {
                    posts::correct_post(*store, {post.id, 1, "Third."}, test_approver(), at);
                }) == Reason::already_decided));
    BOOST_TEST(now_of(post).words == "Second.");
}

BOOST_AUTO_TEST_CASE(a_trusted_authors_text_is_public_at_once_and_looked_at_afterwards) {
    trust();
    const auto post = write("Down at the river.", "one");

    BOOST_TEST(all_public().size() == 1u);
    BOOST_REQUIRE(posts::posts_to_look_at(store->session(), walk.id, 10).size() == 1u);
    posts::look_at_post(*store, post.id, now_of(post).version, test_approver(), at);

    BOOST_TEST(posts::posts_to_look_at(store->session(), walk.id, 10).empty());
    BOOST_TEST(all_public().size() == 1u);
    posts::end_trust(*store, anna, organiser, at);
    write("Up on the hill.", "two");
    BOOST_TEST(all_public().size() == 1u);
}

BOOST_AUTO_TEST_CASE(trust_covers_no_hints_no_official_posts_and_no_hold) {
    trust();
    write("Ring me on 0171 555 0142.", "one");
    official("The bags are here.");
    BOOST_TEST(all_public().empty());
    campaign::hold_everything(*store, {walk.id, "Wait.", false}, test_author(), at);
    write("Down at the river.", "two");
    BOOST_TEST(all_public().empty());
    BOOST_TEST(posts::posts_waiting(store->session(), walk.id).count == 3);
}

BOOST_AUTO_TEST_CASE(only_an_organiser_trusts_and_never_themselves) {
    BOOST_TEST((reason_of([&] {
                    posts::trust_author(*store, {anna, "Nice."}, test_author(), at);
                }) == Reason::not_allowed));
    BOOST_TEST((reason_of([&] {
                    posts::trust_author(*store, {anna, ""}, organiser, at);
                }) == Reason::not_a_valid_value));
    store->in_transaction(
        [&](store::Transaction& tx) { roster::claim_participant(tx, anna, organiser.account); });
    BOOST_TEST((reason_of([&] { trust(); }) == Reason::needs_second_person));
}

BOOST_AUTO_TEST_CASE(what_one_reads_the_other_does_not_get_until_it_is_put_down_or_over) {
    using std::chrono::minutes;
    BOOST_TEST(open("post-1", 1, at));
    BOOST_TEST(open("post-1", 1, at));  // Still theirs.
    BOOST_TEST(!open("post-1", 2, at + minutes{1}));
    BOOST_TEST(open("post-1", 2, at + minutes{6}));  // By itself.
    BOOST_TEST(!open("post-1", 1, at + minutes{7}));
    BOOST_TEST(open("post-2", 2, at + minutes{7}));  // Moved on: the first is free.
    BOOST_TEST(open("post-1", 1, at + minutes{7}));
    posts::put_words_down(*store, {"post-1", walk.id, AccountId{1}});
    BOOST_TEST(open("post-1", 3, at + minutes{7}));
    BOOST_TEST(posts::readings_now(store->session(), at + minutes{7}).size() == 2u);
}

BOOST_AUTO_TEST_CASE(of_many_who_open_the_same_at_once_one_has_it) {
    std::atomic<int> got = 0;
    std::vector<std::thread> readers;
    for (int i = 1; i <= 12; ++i)
        readers.emplace_back([&, i] { got += open("post-9", i, at) ? 1 : 0; });
    for (auto& reader : readers) reader.join();
    BOOST_TEST(got == 1);
}

BOOST_AUTO_TEST_SUITE_END()
