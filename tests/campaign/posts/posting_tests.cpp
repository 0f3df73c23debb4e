#include "campaign/posts/posting.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "campaign/ledger/audit.h"
#include "campaign/posts/moderating.h"
#include "campaign/publishing.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

using posts::State;

struct OnTheWay : FreshDatabase {
    OnTheWay() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        anna = join("anna");
    }
    ParticipantId join(const std::string& name, AccountId account = {}) {
        return roster::join_campaign(*store,
                                     {.campaign = walk.id,
                                      .name = name,
                                      .email = name + "@example.org",
                                      .request_key = "join-" + name,
                                      .account = account},
                                     self, test_now())
            .participant.id;
    }
    posts::Post write(const std::string& words, const std::string& key = "post-1") {
        return posts::write_post(
            *store, {.campaign = walk.id, .participant = anna, .words = words, .request_key = key},
            self, at);
    }
    void judge(const posts::Post& post, State to, const std::string& reason = {},
               const people::Actor& actor = test_approver()) {
        posts::review_post(*store, {post.id, now_of(post).version, to, reason}, actor, at);
    }
    posts::Post now_of(const posts::Post& post) {
        return posts::find_post(store->session(), post.id).value();
    }
    std::vector<posts::PublicPost> all_public() {
        return posts::recent_public_posts(store->session(), walk.id, 10);
    }
    posts::PostChange change_of(const posts::Post& post, const std::string& words) {
        return {post.id, post.participant, words, now_of(post).version};
    }

    campaign::Campaign walk;
    ParticipantId anna;
    people::Actor self{{}, "participant"};
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

BOOST_FIXTURE_TEST_SUITE(posting_tests, OnTheWay)

BOOST_AUTO_TEST_CASE(a_post_is_public_only_after_somebody_has_read_it) {
    const auto post = write("Six kilometres.\nIn the rain. #walk");
    BOOST_TEST(all_public().empty());
    BOOST_TEST(posts::posts_waiting(store->session(), walk.id).count == 1);

    judge(post, State::published);

    BOOST_REQUIRE(all_public().size() == 1);
    BOOST_TEST(all_public()[0].words == "Six kilometres.\nIn the rain. #walk");
    BOOST_TEST(posts::posts_waiting(store->session(), walk.id).count == 0);
    BOOST_TEST(posts::recent_public_posts_by(store->session(), anna, 10).size() == 1);
    const auto audit = ledger::audit_of(store->session(), "post", post.id.value, 10);
    BOOST_TEST(audit.size() == 2);
}

BOOST_AUTO_TEST_CASE(nobody_says_yes_to_their_own_post) {
    const auto official = posts::write_post(
        *store, {.campaign = walk.id, .words = "Bags are here.", .request_key = "official"},
        test_author(), at);
    const auto as = [&](const people::Actor& who) {
        return [&, who] { judge(official, State::published, {}, who); };
    };
    BOOST_TEST((reason_of(as(test_author())) == Reason::needs_second_person));
    BOOST_TEST((reason_of([&] { judge(official, State::sent_back, "no", test_author()); }) ==
                Reason::needs_second_person));

    anna = join("colleague", test_author().account);
    const auto walked = write("I walk, too.", "post-own");
    BOOST_TEST((reason_of([&] { judge(walked, State::published, {}, test_author()); }) ==
                Reason::needs_second_person));

    judge(official, State::published), judge(walked, State::published);
    BOOST_TEST(all_public().size() == 2);
}

BOOST_AUTO_TEST_CASE(the_database_itself_wants_a_second_person) {
    const auto official = posts::write_post(
        *store, {.campaign = walk.id, .words = "Bags are here.", .request_key = "official"},
        test_author(), at);
    const auto try_out = [&](const std::string& change) {
        try {
            store->in_transaction([&](store::Transaction& tx) {
                tx.run("UPDATE post SET " + change + " WHERE id = ?", official.id);
            });
        } catch (const store::ConstraintBroken& broken) {
            return broken.constraint;
        }
        return std::string{};
    };

    BOOST_TEST(try_out("approved_by = author_id") == "post_is_approved_by_another_person");
    BOOST_TEST(try_out("decided_by = author_id") == "post_is_decided_by_another_person");
    BOOST_TEST(try_out("shown = words") == "post_shows_what_was_approved");
    BOOST_TEST(try_out("words = ''") == "post_has_words_until_withdrawn");
    BOOST_TEST(try_out("author_id = NULL") == "official_post_has_an_author");
}

BOOST_AUTO_TEST_CASE(a_form_sent_twenty_times_at_once_is_one_post) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 20; ++i) threads.emplace_back([&] { write("Once."); });
    for (auto& thread : threads) thread.join();

    BOOST_TEST(posts::recent_posts_by(store->session(), anna, 30).size() == 1);
    anna = join("ben");
    BOOST_TEST((reason_of([&] { write("Mine."); }) == Reason::form_expired));
}

BOOST_AUTO_TEST_CASE(an_edit_waits_while_the_approved_words_stay) {
    const auto post = write("First.");
    judge(post, State::published);

    posts::rewrite_post(*store, change_of(post, "Second."), self, at);
    BOOST_TEST(all_public().at(0).words == "First.");
    BOOST_TEST(posts::posts_to_review(store->session(), walk.id, 10).size() == 1);
    judge(post, State::sent_back, "Not that.");
    BOOST_TEST(all_public().at(0).words == "First.");
    BOOST_TEST(now_of(post).reason == "Not that.");

    posts::rewrite_post(*store, change_of(post, "Third."), self, at);
    judge(post, State::published);
    BOOST_TEST(all_public().at(0).words == "Third.");
    posts::rewrite_post(*store, change_of(post, "Fourth."), self, at);
    posts::rewrite_post(*store, change_of(post, "Third."), self, at);
    BOOST_TEST((now_of(post).state == State::published));
}

BOOST_AUTO_TEST_CASE(what_was_changed_since_it_was_read_is_not_published) {
    const auto post = write("Harmless.");
    posts::rewrite_post(*store, change_of(post, "Not harmless."), self, at);

    const auto blind = [&] {
        posts::review_post(*store, {.post = post.id, .seen_version = post.version}, test_approver(),
                           at);
    };
    BOOST_TEST((reason_of(blind) == Reason::already_decided));
    BOOST_TEST(all_public().empty());
}

BOOST_AUTO_TEST_CASE(a_verdict_can_be_taken_back_for_a_short_while_by_whoever_gave_it) {
    const auto post = write("First.");
    const auto undo = [&](const people::Actor& who, Instant when) {
        posts::undo_verdict(*store, post.id, now_of(post).version, who, when);
    };
    judge(post, State::published);
    BOOST_TEST((reason_of([&] { undo(test_finance(), at); }) == Reason::already_decided));
    undo(test_approver(), at + std::chrono::minutes{9});
    BOOST_TEST(all_public().empty());
    BOOST_TEST((now_of(post).state == State::waiting));

    judge(post, State::published);
    judge(post, State::hidden, "a name");
    BOOST_TEST(all_public().empty());
    undo(test_approver(), at + std::chrono::minutes{9});
    BOOST_TEST(all_public().at(0).words == "First.");

    judge(post, State::hidden);
    BOOST_TEST((reason_of([&] { undo(test_approver(), at + std::chrono::minutes{11}); }) ==
                Reason::already_decided));
    posts::rewrite_post(*store, change_of(post, "Better."), self, at);
    BOOST_TEST(all_public().empty());  // What was hidden does not come back by an edit.
    BOOST_TEST((now_of(post).state == State::waiting));
}

BOOST_AUTO_TEST_CASE(a_withdrawn_post_keeps_no_words) {
    const auto post = write("Too much said.");
    judge(post, State::published);
    const auto ben = join("ben");
    BOOST_TEST((reason_of([&] {
                    posts::withdraw_post(*store, {post.id, ben}, self, at);
                }) == Reason::not_found));

    posts::withdraw_post(*store, {post.id, anna}, self, at);
    posts::withdraw_post(*store, {post.id, anna}, self, at);

    BOOST_TEST(all_public().empty());
    const auto row = store->session().one(
        "SELECT CONCAT(words, shown, shown_before) AS left_over FROM post WHERE id = ?", post.id);
    BOOST_TEST(row->text("left_over") == "");
    BOOST_TEST((reason_of([&] { judge(post, State::published); }) == Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(words_are_bounded_and_cleaned) {
    BOOST_TEST((reason_of([&] { write(std::string(501, 'a')); }) == Reason::not_a_valid_value));
    BOOST_TEST((reason_of([&] { write(" \n "); }) == Reason::not_a_valid_value));
    std::string lines;
    for (int i = 0; i < 17; ++i) lines += "x\n";
    BOOST_TEST((reason_of([&] { write(lines); }) == Reason::not_a_valid_value));
    BOOST_TEST((reason_of([&] { write("\xff"); }) == Reason::not_a_valid_value));

    std::string umlauts;
    for (int i = 0; i < 500; ++i) umlauts += "😀";
    BOOST_TEST(write(umlauts, "long").words == umlauts);
    BOOST_TEST(now_of(write("a\u202Eb c\u0301\u0301\u0301\u0301\u0301\u0301", "odd")).words ==
               "ab c\u0301\u0301\u0301\u0301");
}

BOOST_AUTO_TEST_CASE(one_participant_does_not_flood_the_queue) {
    for (int i = 0; i < posts::waiting_max; ++i)
        write("Post " + std::to_string(i), "post-" + std::to_string(i));
    BOOST_TEST((reason_of([&] { write("One more", "more"); }) == Reason::not_a_valid_value));
    BOOST_TEST(write("Post 3", "post-3").words == "Post 3");  // An earlier form is still answered.
}

BOOST_AUTO_TEST_CASE(pages_of_all_posts_follow_each_other_without_a_gap) {
    for (int i = 0; i < 7; ++i) {
        judge(write("Post " + std::to_string(i), "post-" + std::to_string(i)), State::published);
        if (i % 2 == 0) at += std::chrono::seconds{1};  // Some have the same moment.
    }
    std::string seen;
    posts::PostsAsked asked{.campaign = walk.id, .limit = 2};
    for (auto page = posts::public_posts_before(store->session(), asked); !page.empty();
         page = posts::public_posts_before(store->session(), asked)) {
        for (const auto& post : page) seen += post.words.back();
        asked.before = page.back().at, asked.before_id = page.back().id;
    }
    BOOST_TEST(seen.size() == 7);
    std::ranges::sort(seen);
    BOOST_TEST(seen == "0123456");
}

BOOST_AUTO_TEST_CASE(a_closed_campaign_takes_no_more_posts) {
    const auto post = write("Before.");
    campaign::change_state(*store, {.campaign = walk.id, .to = campaign::State::closed},
                           test_approver(), at);
    BOOST_TEST((reason_of([&] { write("After.", "after"); }) == Reason::campaign_not_open));
    judge(post, State::published);
    BOOST_TEST(all_public().size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
