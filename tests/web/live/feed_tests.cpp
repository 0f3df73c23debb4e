#include "web/live/feed.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "campaign/giving/giving.h"
#include "campaign/language/locale.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

struct WithFeed : FreshDatabase {
    WithFeed() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
    }

    // Cash that one person entered and another confirmed.
    giving::Gift give(std::int64_t cents, giving::Donor donor = {}) {
        const auto fund = campaign::first_fund(store->session(), walk.id).id;
        const giving::Terms terms{.campaign = walk.id, .currency = walk.currency, .fund = fund};
        const Money amount{cents, walk.currency};
        const auto entered = giving::record_gift(
            *store,
            {.method = "cash",
             .origin = "desk",
             .lines = {{.kind = "gift", .fund = fund, .amount = amount}},
             .donor = std::move(donor),
             .request_key = "gift-" + std::to_string(++gifts)},
            terms, test_author(), june);
        return giving::confirm_entered(
            *store, {.gift = entered.gift.id, .counted = amount, .reason = {}}, test_finance(),
            june);
    }
    std::string json(const std::string& language = "en") {
        const auto state = live::read_state(store->session(), "walk", june);
        BOOST_REQUIRE(state);
        return live::render_state_json(*state, language, june);
    }
    // The newest event of the channel, once it is another than `known`.
    std::string next_id(const std::string& channel, const std::string& known) {
        for (int attempt = 0; attempt < 200; ++attempt) {
            const auto id = viewers.newest_id(channel);
            if (id && *id != known) return *id;
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        }
        return known;
    }

    campaign::Campaign walk;
    live::Viewers viewers{{}};
    Instant june = *read_instant("2027-06-10T10:00:00Z");
    int gifts = 0;
};

// The feed's own thread reads the clock.
Instant present() {
    return std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now());
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(feed_tests, WithFeed)

BOOST_AUTO_TEST_CASE(the_state_says_what_was_raised_in_words_and_numbers) {
    give(1'360'000);

    const auto text = json();

    BOOST_CHECK(holds(text, R"("raised":"€13,600")"));
    BOOST_CHECK(holds(text, R"("raised_minor":1360000)"));
    BOOST_CHECK(holds(text, R"("percent":68)"));
    BOOST_CHECK(holds(text, R"("gifts_text":"1 gift")"));
    BOOST_CHECK(holds(text, R"("goal_line":"€6,400 to go by )"));
}

BOOST_AUTO_TEST_CASE(nothing_that_is_hidden_or_not_yet_read_is_in_the_state) {
    give(4711, {.name = "Hidden Helga", .is_anonymous = true, .hides_amount = true,
                .message = "Secret words", .email = "helga@example.org"});
    give(5000, {.name = "Unread Udo", .message = "Nobody read this"});

    for (const auto& language : language::all_languages()) {
        const auto text = json(language);
        for (const auto* secret : {"Helga", "Secret", "4711", "47.11", "47,11", "example.org",
                                   "Udo", "Nobody read"})
            BOOST_CHECK_MESSAGE(!holds(text, secret), language + " shows " + secret);
    }
}

BOOST_AUTO_TEST_CASE(a_name_that_was_read_by_a_person_is_shown) {
    const auto gift = give(2000, {.name = "Friendly Fritz", .message = "Go on!"});

    giving::review_words(*store, gift.id, "published", "", test_approver(), june);

    BOOST_CHECK(holds(json(), R"("who":"Friendly Fritz","amount":"€20","message":"Go on!")"));
}

BOOST_AUTO_TEST_CASE(the_version_changes_with_what_is_shown_and_not_with_time) {
    const auto before = live::read_state(store->session(), "walk", june);
    const auto later =
        live::read_state(store->session(), "walk", june + std::chrono::minutes{10});
    give(2000);
    const auto after = live::read_state(store->session(), "walk", june);

    BOOST_CHECK_EQUAL(before->version, later->version);
    BOOST_CHECK_NE(before->version, after->version);
}

BOOST_AUTO_TEST_CASE(who_watches_is_told_of_a_gift) {
    live::Feed feed{*store, viewers};
    const auto channel = live::channel_of("walk", "en");
    BOOST_REQUIRE(feed.open_channel("walk", "en", present()));
    BOOST_REQUIRE(viewers.admit_viewer("192.0.2.1", channel));
    const auto before = *viewers.newest_id(channel);

    give(2000);
    feed.changed(walk.id);

    BOOST_CHECK_NE(next_id(channel, before), before);
}

BOOST_AUTO_TEST_CASE(a_change_by_another_process_is_found_without_a_word) {
    live::Feed feed{*store, viewers};
    const auto channel = live::channel_of("walk", "de");
    BOOST_REQUIRE(feed.open_channel("walk", "de", present()));
    BOOST_REQUIRE(viewers.admit_viewer("192.0.2.1", channel));
    const auto before = *viewers.newest_id(channel);

    give(2000);

    BOOST_CHECK_NE(next_id(channel, before), before);
}

BOOST_AUTO_TEST_CASE(what_is_asked_for_twice_within_a_second_is_read_once_unless_it_changed) {
    live::Feed feed{*store, viewers};
    const auto first = feed.state_of("walk", june);
    give(2000);
    const auto same = feed.state_of("walk", june + std::chrono::milliseconds{500});
    feed.changed(walk.id);
    const auto changed = feed.state_of("walk", june + std::chrono::milliseconds{600});

    BOOST_CHECK(first == same);
    BOOST_CHECK_EQUAL(changed->figures.raised, 2000);
}

BOOST_AUTO_TEST_CASE(who_takes_part_is_read_once_in_two_seconds) {
    live::Feed feed{*store, viewers};

    const auto first = feed.crowd_of(walk.id, june);
    const auto same = feed.crowd_of(walk.id, june + std::chrono::milliseconds{1999});
    const auto later = feed.crowd_of(walk.id, june + std::chrono::milliseconds{2001});

    BOOST_CHECK_EQUAL(first->participants, 0);
    BOOST_CHECK(first == same);
    BOOST_CHECK(first != later);
}

BOOST_AUTO_TEST_CASE(a_draft_and_an_unknown_campaign_have_no_state) {
    draft_test_campaign(*store, "draft");
    live::Feed feed{*store, viewers};

    BOOST_CHECK(!feed.state_of("draft", june));
    BOOST_CHECK(!feed.open_channel("nothing", "en", june));
}

BOOST_AUTO_TEST_SUITE_END()
