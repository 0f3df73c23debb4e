#include "campaign/conversations/conversing.h"

#include <boost/test/unit_test.hpp>

#include "campaign/mail/outbox.h"
#include "campaign/people/account.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

using conversations::Conversation;
using conversations::Speaker;
using conversations::State;

struct Conversing : FreshDatabase {
    Conversing() {
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
    Conversation open(const std::string& key = "one") {
        return conversations::open_conversation(*store,
                                                {.participant = anna,
                                                 .about = "post-7",
                                                 .title = "About your post",
                                                 .words = "May we ring you?",
                                                 .request_key = key},
                                                test_author(), at);
    }
    void say(const Conversation& in, Speaker speaker, const std::string& words,
             const std::string& key) {
        conversations::say_in_conversation(*store, {in.id, speaker, words, key},
                                           speaker == Speaker::participant ? self : test_author(),
                                           at);
    }
    Conversation now_of(const Conversation& one) {
        return conversations::find_conversation(store->session(), one.id).value();
    }

    campaign::Campaign walk;
    ParticipantId anna;
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

BOOST_FIXTURE_TEST_SUITE(conversing_tests, Conversing)

BOOST_AUTO_TEST_CASE(it_goes_to_and_fro_and_always_says_who_is_asked) {
    const auto talk = open();
    BOOST_TEST((now_of(talk).state == State::waiting));
    BOOST_TEST((now_of(talk).owner == test_author().account));
    BOOST_TEST(conversations::count_unanswered_by_participant(store->session(), anna) == 1);

    say(talk, Speaker::participant, "Yes, do.", "two");
    BOOST_TEST((now_of(talk).state == State::open));
    BOOST_TEST(conversations::unanswered_by_team(store->session(), walk.id).count == 1);

    say(talk, Speaker::team, "We will.", "three");
    conversations::close_conversation(*store, talk.id, test_author(), at);
    BOOST_TEST((now_of(talk).state == State::closed));
    say(talk, Speaker::participant, "One more thing.", "four");
    BOOST_TEST((now_of(talk).state == State::open));
    BOOST_TEST(conversations::all_said(store->session(), talk.id).size() == 4u);
}

BOOST_AUTO_TEST_CASE(a_note_is_for_the_team_alone) {
    const auto talk = open();
    say(talk, Speaker::note, "She sounded worried.", "note");

    BOOST_TEST(conversations::all_said(store->session(), talk.id).size() == 2u);
    const auto seen = conversations::said_to_participant(store->session(), talk.id);
    BOOST_REQUIRE(seen.size() == 1u);
    BOOST_TEST(seen[0].words == "May we ring you?");
    BOOST_TEST((now_of(talk).state == State::waiting));
}

BOOST_AUTO_TEST_CASE(the_mail_says_that_there_is_something_and_not_what) {
    const auto talk = open();
    const auto said = conversations::all_said(store->session(), talk.id).at(0);
    const auto mails = mail::mails_about(store->session(), said.id.value, 5);
    BOOST_REQUIRE(mails.size() == 1u);
    BOOST_TEST(mails[0].to == "anna@example.org");
    for (const auto& [name, value] : mails[0].facts)
        BOOST_TEST(value.find("ring you") == std::string::npos, name);
}

BOOST_AUTO_TEST_CASE(a_form_sent_twice_is_said_once) {
    const auto talk = open();
    BOOST_TEST((open().id == talk.id));
    say(talk, Speaker::team, "Hello?", "two"), say(talk, Speaker::team, "Hello?", "two");
    BOOST_TEST(conversations::all_said(store->session(), talk.id).size() == 2u);
}

BOOST_AUTO_TEST_CASE(only_who_may_read_it_can_own_it) {
    const auto talk = open();
    const auto hand = [&](AccountId whose, int seen) {
        conversations::hand_conversation(*store, {talk.id, seen, whose}, test_author(), at);
    };
    BOOST_TEST(refusal_of([&] { hand(AccountId{3}, 1); }).field == "owner");
    store->in_transaction([&](store::Transaction& tx) {
        people::insert_role(tx, {AccountId{3}, people::Role::moderator, walk.id}, {}, at);
    });
    hand(AccountId{3}, 1);
    BOOST_TEST((now_of(talk).owner == AccountId{3}));
    BOOST_TEST((refusal_of([&] { hand(AccountId{3}, 1); }).reason == Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(what_was_closed_long_ago_is_deleted_with_all_that_was_said) {
    const auto old = open(), fresh = open("two");
    conversations::close_conversation(*store, old.id, test_author(), at);
    const auto later = at + std::chrono::days{181};

    const auto gone = store->in_transaction([&](store::Transaction& tx) {
        return conversations::remove_closed_conversations(tx, later - std::chrono::days{180});
    });

    BOOST_TEST(gone == 1);
    BOOST_TEST(!conversations::find_conversation(store->session(), old.id));
    BOOST_TEST(conversations::all_said(store->session(), old.id).empty());
    BOOST_TEST(conversations::all_said(store->session(), fresh.id).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_participant_writes_so_much_a_day) {
    const auto talk = open();
    for (int i = 0; i < conversations::said_a_day_max; ++i)
        say(talk, Speaker::participant, "More.", "more" + std::to_string(i));
    BOOST_TEST(refusal_of([&] { say(talk, Speaker::participant, "More.", "x"); }).field == "words");
}

BOOST_AUTO_TEST_SUITE_END()
