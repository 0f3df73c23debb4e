// The pages of those who moderate: the queue for two, the big button, announcements, stories with
// their feed, and conversations that stay private.
#include <boost/test/unit_test.hpp>

#include "campaign/announcements/announcing.h"
#include "campaign/conversations/conversation.h"
#include "campaign/holding.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/roster/enrolling.h"
#include "campaign/stories/writing.h"
#include "tests/support/atom.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"
#include "tests/support/web_client.h"

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Moderators : Site {
    Moderators() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        const auto joined = roster::join_campaign(
            *store,
            {.campaign = walk.id, .name = "Wanda", .email = "w@b.org", .request_key = "wanda"},
            {{}, "participant"}, test_now());
        wanda = joined.participant, home = "/me/" + joined.token;
        roster::review_page(*store, {.participant = wanda.id, .seen_version = wanda.version},
                            test_approver(), test_now());
        for (const auto* words : {"First words.", "Second words.", "Third words."}) write(words);
    }
    void write(const std::string& words) {
        now += std::chrono::seconds{1};
        posts::write_post(
            *store,
            {.campaign = walk.id, .participant = wanda.id, .words = words, .request_key = words},
            {{}, "participant"}, now);
    }
    http::Request form(const std::string& path, const Fields& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return request;
    }
    http::Response post(const people::SignedIn& who, const std::string& path,
                        const Fields& fields) {
        return ask(sent_by(who, form(path, fields)));
    }
    std::string desk(const people::SignedIn& who, const std::string& path) {
        return ask(sent_by(who, request_of(path))).body;
    }
    std::string page(const std::string& path) {
        now += std::chrono::seconds{2};  // Newer than what the feed keeps.
        return ask(path).body;
    }
    // The card that is open for this person.
    std::string open_card(const people::SignedIn& who) {
        const auto text = desk(who, "/desk/walk/review");
        const auto open = text.find("data-open");
        BOOST_REQUIRE(open != text.npos);
        return text.substr(open, text.find("</article>", open) - open);
    }
    http::Response publish(const people::SignedIn& who, const std::string& card) {
        return post(who, "/desk/walk/review",
                    {{"review", support::hidden_value(card, "review")}, {"verdict", "publish"}});
    }

    campaign::Campaign walk;
    roster::Participant wanda;
    std::string home;
    people::SignedIn ann = sign_in_colleague(*store, people::Role::moderator);
    people::SignedIn ben = sign_in_colleague(*store, people::Role::coordinator);
    people::SignedIn organiser = sign_in_colleague(*store, people::Role::organiser);
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(moderation_tests, Moderators)

BOOST_AUTO_TEST_CASE(two_who_moderate_are_given_different_words) {
    const auto first = open_card(ann), second = open_card(ben);
    BOOST_TEST(holds(first, "First words."));
    BOOST_TEST(holds(second, "Second words."));
    BOOST_TEST(holds(desk(ben, "/desk/walk/review"), "is reading this."));

    BOOST_TEST(publish(ben, first).status == 422);  // Ann has it open.
    BOOST_TEST(publish(ann, first).status == 303);
    BOOST_TEST(publish(ben, second).status == 303);

    BOOST_TEST(holds(open_card(ann), "Third words."));
    BOOST_TEST(posts::recent_public_posts(store->session(), walk.id, 9).size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_was_decided_meanwhile_is_refused_kindly) {
    const auto card = open_card(ann);
    BOOST_TEST(publish(ann, card).status == 303);

    const auto late = publish(ben, card);

    BOOST_TEST(late.status == 422);
    BOOST_TEST(holds(late.body, "Somebody was faster"));
    now += std::chrono::minutes{6};
    const auto again = publish(ben, card);
    BOOST_TEST(again.status == 422);
}

BOOST_AUTO_TEST_CASE(words_that_are_moved_to_are_claimed_and_free_again_by_themselves) {
    const auto card = open_card(ann);
    const Fields fields{{"review", support::hidden_value(card, "review")}};
    BOOST_TEST(holds(post(ben, "/desk/walk/review/readings", fields).body, "\"is_mine\":false"));
    now += std::chrono::minutes{6};
    BOOST_TEST(holds(post(ben, "/desk/walk/review/readings", fields).body, "\"is_mine\":true"));
    const auto answer = post(ann, "/desk/walk/review/readings", fields).body;
    BOOST_TEST(holds(answer, "\"is_mine\":false"));
    BOOST_TEST(holds(answer, "is reading this."));
}

BOOST_AUTO_TEST_CASE(a_correction_goes_public_and_the_author_sees_what_was_changed) {
    const auto id = support::hidden_value(open_card(ann), "review");
    BOOST_TEST(post(ann, "/desk/walk/review",
                    {{"review", id}, {"verdict", "correct"}, {"words", "First, mended."}})
                   .status == 303);
    BOOST_TEST(holds(page("/c/walk"), "First, mended."));
    const auto mine = page(home);
    BOOST_TEST(holds(mine, "The team mended small things."));
    BOOST_TEST(holds(mine, "First words."));
}

BOOST_AUTO_TEST_CASE(a_ready_reason_is_enough_to_send_back) {
    const auto id = support::hidden_value(open_card(ann), "review");
    BOOST_TEST(post(ann, "/desk/walk/review",
                    {{"review", id}, {"verdict", "send_back"}, {"ready", "Please, no links."}})
                   .status == 303);
    BOOST_TEST(holds(page(home), "Please, no links."));
}

BOOST_AUTO_TEST_CASE(the_big_button_holds_and_an_organiser_lets_go) {
    const auto card = open_card(ann);
    BOOST_TEST(post(ann, "/desk/walk/hold", {{"reason", "A wrong name is out."}}).status == 303);

    for (const auto* place : {"/desk", "/desk/walk/review", "/desk/walk"}) {
        BOOST_TEST(holds(desk(ann, place), "everything is held"));
        BOOST_TEST(holds(desk(ann, place), "A wrong name is out."));
    }
    BOOST_TEST(!holds(desk(ann, "/desk"), "Let it go on"));
    const auto refused = publish(ann, card);
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(holds(refused.body, "Everything is held in this campaign"));
    BOOST_TEST(post(ann, "/desk/walk/hold/end", {}).status == 403);

    BOOST_TEST(holds(desk(organiser, "/desk"), "Let it go on"));
    BOOST_TEST(post(organiser, "/desk/walk/hold/end", {}).status == 303);
    BOOST_TEST(publish(ann, card).status == 303);
    BOOST_TEST(!holds(desk(ann, "/desk"), "everything is held"));
}

BOOST_AUTO_TEST_CASE(hidden_posts_are_gone_from_pages_screen_stream_and_api) {
    publish(ann, open_card(ann));
    const std::vector<std::string> everywhere{"/c/walk", "/c/walk/screen", "/c/walk/live.json",
                                              "/c/walk/p/" + wanda.slug,
                                              "/api/v1/campaigns/walk/posts"};
    for (const auto& place : everywhere) BOOST_TEST(holds(page(place), "First words."));
    post(ann, "/desk/walk/hold", {{"reason", "Worst case."}, {"hides_posts", "yes"}});
    for (const auto& place : everywhere) BOOST_TEST(!holds(page(place), "First words."));
    post(organiser, "/desk/walk/hold/end", {});
    for (const auto& place : everywhere) BOOST_TEST(holds(page(place), "First words."));
}

BOOST_AUTO_TEST_CASE(an_announcement_stands_on_every_page_until_somebody_ends_it) {
    const Fields news{{"words", "Bridge <b>closed</b>."},
                      {"severity", "important"},
                      {"lasts", "60"},
                      {"form_key", "one"}};
    BOOST_TEST(post(ann, "/desk/walk/announcements", news).status == 303);
    const std::vector<std::string> everywhere{"/c/walk", "/c/walk/screen", "/c/walk/people", home,
                                              "/c/walk/p/" + wanda.slug};
    const std::string shown = "Bridge &lt;b&gt;closed&lt;/b&gt;.";
    for (const auto& place : everywhere) BOOST_TEST(!holds(page(place), shown));
    const auto id = std::to_string(
        announcements::recent_announcements(store->session(), walk.id, 1).at(0).id.value);
    const auto path = "/desk/walk/announcements/" + id;
    BOOST_TEST(post(ann, path, {{"act", "approve"}, {"version", "1"}}).status == 422);

    BOOST_TEST(post(ben, path, {{"act", "approve"}, {"version", "1"}}).status == 303);

    for (const auto& place : everywhere) {
        const auto text = page(place);
        BOOST_TEST(holds(text, shown), place);
        BOOST_TEST(holds(text, "role=\"alert\""), place);
    }
    BOOST_TEST(post(ann, path, {{"act", "end"}}).status == 303);
    for (const auto& place : everywhere) BOOST_TEST(!holds(page(place), shown));
}

BOOST_AUTO_TEST_CASE(an_emergency_alone_is_for_organisers_and_the_desk_asks_for_a_second_look) {
    const Fields storm{
        {"words", "Leave the park."}, {"severity", "emergency"}, {"lasts", "60"}, {"act", "alone"},
        {"alone_reason", "Storm."},   {"form_key", "one"}};
    BOOST_TEST(post(ann, "/desk/walk/announcements", storm).status == 422);
    BOOST_TEST(post(organiser, "/desk/walk/announcements", storm).status == 303);
    BOOST_TEST(holds(page("/c/walk"), "Leave the park."));
    BOOST_TEST(holds(desk(ben, "/desk"), "announced something alone"));
    const auto one = announcements::recent_announcements(store->session(), walk.id, 1).at(0);
    BOOST_TEST(post(ben, "/desk/walk/announcements/" + std::to_string(one.id.value),
                    {{"act", "approve"}, {"version", std::to_string(one.version)}})
                   .status == 303);
    BOOST_TEST(!holds(desk(ben, "/desk"), "announced something alone"));
}

BOOST_AUTO_TEST_CASE(a_story_has_a_page_a_place_in_the_feed_and_an_end) {
    BOOST_TEST(post(ben, "/desk/walk/stories",
                    {{"title", "Night & <day>"},
                     {"summary", "A \"short\" one."},
                     {"body", "Two **beds**.\n\n<script>alert(1)</script>"},
                     {"act", "submit"},
                     {"form_key", "one"}})
                   .status == 303);
    BOOST_TEST(ask("/c/walk/stories/night-day").status == 404);
    BOOST_TEST(!holds(page("/c/walk"), "Night &amp;"));
    const auto version = stories::versions_to_review(store->session(), walk.id, 1).at(0);
    const Fields yes{{"version", std::to_string(version.id.value)}, {"verdict", "approve"}};
    BOOST_TEST(post(ben, "/desk/walk/stories/night-day/decision", yes).status == 422);
    BOOST_TEST(holds(desk(ann, "/desk/walk/review"), "/desk/walk/stories/night-day"));
    BOOST_TEST(post(ann, "/desk/walk/stories/night-day/decision", yes).status == 303);

    const auto text = page("/c/walk/stories/night-day");
    BOOST_TEST(holds(text, "Two <strong>beds</strong>."));
    BOOST_TEST(!holds(text, "<script>alert"));
    BOOST_TEST(holds(text, "\"@type\":\"Article\""));
    BOOST_TEST(holds(text, "og:title"));
    BOOST_TEST(holds(page("/c/walk"), "Night &amp; &lt;day&gt;"));
    const auto atom = ask("/c/walk/stories.atom");
    BOOST_TEST(atom.type == "application/atom+xml; charset=utf-8");
    BOOST_TEST(holds(atom.body, "<title>Night &amp; &lt;day&gt;</title>"));
    BOOST_TEST(holds(atom.body, "&lt;strong&gt;beds&lt;/strong&gt;"));

    post(ann, "/desk/walk/stories/night-day", {{"act", "withdraw"}});
    BOOST_TEST(ask("/c/walk/stories/night-day").status == 410);
    BOOST_TEST(!holds(ask("/c/walk/stories.atom").body, "Night"));
    BOOST_TEST(!holds(page("/c/walk/stories"), "Night"));
}

BOOST_AUTO_TEST_CASE(the_feed_is_atom_as_its_standard_says) {
    for (const auto* title : {"One & <two>", "Three"}) {
        const auto story = stories::begin_story(
            *store, {walk.id, {title, "A \"short\" one.", "Two **beds** & more."}, title},
            test_author(), now);
        stories::submit_story(*store, story.id, test_author(), now);
        const auto version = stories::versions_to_review(store->session(), walk.id, 1).at(0);
        stories::decide_story(*store, {version.id, true, ""}, test_approver(), now);
    }

    const auto atom = ask("/c/walk/stories.atom").body;

    BOOST_TEST(holds(atom, "One &amp; &lt;two&gt;"));
    BOOST_TEST(is_atom(atom));
    auto spoilt = atom;
    spoilt.erase(spoilt.rfind("<title>"), spoilt.rfind("</title>") + 8 - spoilt.rfind("<title>"));
    BOOST_TEST(!is_atom(spoilt));  // The judge sees what is missing.
}

BOOST_AUTO_TEST_CASE(a_conversation_is_between_the_team_and_one_person) {
    const auto card = open_card(ann);
    const auto opened = post(ann, "/desk/walk/inbox",
                             {{"participant", std::to_string(wanda.id.value)},
                              {"about", support::hidden_value(card, "about")},
                              {"words", "May we ring you?"},
                              {"form_key", "one"}});
    BOOST_TEST(opened.status == 303);
    const auto talk = header_of(opened, "Location");
    BOOST_TEST(holds(desk(ben, talk), "May we ring you?"));
    post(ann, talk, {{"act", "note"}, {"words", "Sounds worried."}, {"form_key", "two"}});
    BOOST_TEST(holds(desk(ben, talk), "Sounds worried."));

    BOOST_TEST(holds(page(home), "The team has written to you."));
    const auto mine = page(home + "/inbox");
    BOOST_TEST(holds(mine, "May we ring you?"));
    BOOST_TEST(!holds(mine, "Sounds worried."));
    const auto key = support::hidden_value(mine, "conversation");
    BOOST_TEST(ask(form(home + "/inbox",
                        {{"conversation", key}, {"words", "Yes, at six."}, {"form_key", "three"}}))
                   .status == 303);
    BOOST_TEST(holds(desk(ben, talk), "Yes, at six."));
    BOOST_TEST(holds(desk(ann, "/desk/inbox"), "1 waits for an answer of the team."));

    for (const auto* place : {"/c/walk", "/c/walk/live.json", "/c/walk/screen"})
        BOOST_TEST(!holds(page(place), "ring you"));
    const auto volunteer = sign_in_colleague(*store, people::Role::volunteer);
    BOOST_TEST(ask(sent_by(volunteer, request_of(talk))).status == 403);
    const auto other = roster::join_campaign(
        *store, {.campaign = walk.id, .name = "Eve", .email = "e@b.org", .request_key = "eve"},
        {{}, "participant"}, now);
    BOOST_TEST(!holds(page("/me/" + other.token + "/inbox"), "ring you"));
    BOOST_TEST(ask(form("/me/" + other.token + "/inbox",
                        {{"conversation", key}, {"words", "Hi."}, {"form_key", "four"}}))
                   .status == 404);
}

BOOST_AUTO_TEST_CASE(an_organiser_trusts_an_author_by_the_address_of_their_page) {
    BOOST_TEST(post(ann, "/desk/walk/trusted", {{"act", "trust"}}).status == 403);
    const auto wrong = post(organiser, "/desk/walk/trusted",
                            {{"act", "trust"}, {"page", "nobody"}, {"reason", "Nice."}});
    BOOST_TEST(wrong.status == 422);
    BOOST_TEST(holds(wrong.body, "page-error"));
    BOOST_TEST(post(organiser, "/desk/walk/trusted",
                    {{"act", "trust"},
                     {"page", "https://wlk.example/c/walk/p/" + wanda.slug + "?from=K7Q2MX"},
                     {"reason", "Writes for the paper."}})
                   .status == 303);
    write("Fourth words.");
    BOOST_TEST(holds(page("/c/walk"), "Fourth words."));
    const auto queue = desk(ann, "/desk/walk/review");
    BOOST_TEST(holds(queue, "Public already, by somebody who is trusted"));
    post(organiser, "/desk/walk/trusted",
         {{"act", "end"}, {"participant", std::to_string(wanda.id.value)}});
    write("Fifth words.");
    BOOST_TEST(!holds(page("/c/walk"), "Fifth words."));
}

BOOST_AUTO_TEST_SUITE_END()
