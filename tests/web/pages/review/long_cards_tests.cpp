// Stories, introductions and announcements in the one queue, for people and for programs.
#include "web/pages/review/long_cards.h"

#include <boost/test/unit_test.hpp>

#include "campaign/announcements/announcing.h"
#include "campaign/holding.h"
#include "campaign/introductions/introducing.h"
#include "campaign/outside/json.h"
#include "campaign/stories/writing.h"
#include "tests/support/api_site.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"

namespace {

struct Queue : ApiSite {
    Queue() { now = test_now(); }  // When the colleagues have signed in.

    std::string hand_in_story() {
        const auto story = stories::begin_story(
            *store,
            {walk.id, {"A night on the ward", "Short.", "Two **beds**. <script>x</script>"}, "s"},
            test_author(), now);
        stories::submit_story(*store, story.id, test_author(), now);
        return "story-" + number_in("SELECT MAX(id) AS n FROM story_version") + "-1";
    }
    std::string hand_in_introduction() {
        const auto one =
            introductions::write_introduction(*store,
                                              {.campaign = walk.id,
                                               .words = {.name = "Amara Osei",
                                                         .role = "Head physician",
                                                         .words = "I know every child by name.",
                                                         .consent_how = "Signed form",
                                                         .consent_on = *read_date("2027-01-02")},
                                               .request_key = "i"},
                                              test_author(), now);
        introductions::submit_introduction(*store, one.id, *read_date("2027-06-01"), test_author(),
                                           now);
        return "introduction-" + number_in("SELECT MAX(id) AS n FROM introduction_version") + "-1";
    }
    std::string number_in(const std::string& sql) {
        return std::to_string(store->session().one(sql)->number("n"));
    }
    std::string queue(const people::SignedIn& who) {
        return ask(sent_by(who, request_of("/desk/walk/review"))).body;
    }
    http::Response judge(const people::SignedIn& who, const std::string& words,
                         const std::string& verdict, const std::string& reason = {}) {
        auto request = request_of("/desk/walk/review");
        request.method = http::Method::post;
        request.form.add("review", words), request.form.add("verdict", verdict);
        request.form.add("reason", reason);
        return ask(sent_by(who, request));
    }
    bool is_public(const std::string& path) {
        now += std::chrono::seconds{3};
        return ask(path).status == 200;
    }
    std::string at(const std::string& list) { return "/c/walk/" + list; }

    people::SignedIn moderator = sign_in_colleague(*store, people::Role::moderator);
    people::SignedIn coordinator = sign_in_colleague(*store, people::Role::coordinator);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(long_cards_tests, Queue)

BOOST_AUTO_TEST_CASE(a_story_is_read_and_published_in_the_queue) {
    const auto words = hand_in_story();

    const auto page = queue(moderator);
    BOOST_TEST(holds(page, "A night on the ward"));
    BOOST_TEST(holds(page, "Two <strong>beds</strong>."));
    BOOST_TEST(!holds(page, "<script>x"));
    BOOST_TEST(holds(page, "value=\"" + words + "\""));
    BOOST_TEST(holds(page, "data-act=\"publish\""));
    BOOST_TEST(judge(moderator, words, "publish").status == 303);

    BOOST_TEST(is_public("/c/walk/stories/a-night-on-the-ward"));
    BOOST_TEST(judge(moderator, words, "publish").status == 422);
    BOOST_TEST(!holds(queue(moderator), "A night on the ward"));
}

BOOST_AUTO_TEST_CASE(a_story_is_sent_back_with_a_reason) {
    const auto words = hand_in_story();

    BOOST_TEST(judge(moderator, words, "send_back").status == 422);
    BOOST_TEST(judge(moderator, words, "send_back", "Please leave the names out.").status == 303);

    BOOST_TEST(!is_public("/c/walk/stories/a-night-on-the-ward"));
    BOOST_TEST(!holds(queue(moderator), "A night on the ward"));
}

BOOST_AUTO_TEST_CASE(an_introduction_is_published_by_who_runs_the_campaign_and_not_by_a_moderator) {
    const auto words = hand_in_introduction();

    BOOST_TEST(!holds(queue(moderator), "Amara Osei"));
    BOOST_TEST(judge(moderator, words, "publish").status == 403);
    const auto page = queue(coordinator);
    BOOST_TEST(holds(page, "Amara Osei"));
    BOOST_TEST(holds(page, "I know every child by name."));
    BOOST_TEST(holds(page, "Signed form"));
    BOOST_TEST(judge(coordinator, words, "publish").status == 303);

    BOOST_TEST(
        introductions::all_shown(store->session(), walk.id, *read_date("2027-06-02")).size() == 1u);
    BOOST_TEST(!holds(queue(coordinator), "Amara Osei"));
}

BOOST_AUTO_TEST_CASE(while_everything_is_held_no_introduction_becomes_public) {
    const auto words = hand_in_introduction();
    campaign::hold_everything(*store, {.campaign = walk.id, .reason = "A complaint."},
                              test_approver(), now);

    BOOST_TEST(judge(coordinator, words, "publish").status == 422);

    BOOST_TEST(
        introductions::all_shown(store->session(), walk.id, *read_date("2027-06-02")).empty());
}

BOOST_AUTO_TEST_CASE(programs_read_and_judge_stories_and_announcements_and_introductions) {
    const auto story = hand_in_story(), introduction = hand_in_introduction();
    announcements::announce(*store,
                            {.campaign = walk.id,
                             .words = "The path is closed.",
                             .until = now + std::chrono::hours{5},
                             .request_key = "a"},
                            test_author(), now);
    const auto secret = token_of(people::Role::coordinator, walk.id).secret;
    const std::string queue_path = "/api/v1/desk/campaigns/walk/review";

    const auto read = outside::read_json(get(queue_path, secret).body, 100'000).value();
    std::map<std::string, std::string> texts, ids;
    for (const auto& one : read.at("items").items())
        texts[one.at("kind").text()] = one.at("text").text(),
        ids[one.at("kind").text()] = one.at("id").text();
    BOOST_TEST(holds(texts["story"], "Two **beds**."));
    BOOST_TEST(holds(texts["announcement"], "The path is closed."));
    BOOST_TEST(holds(texts["introduction"], "Head physician"));
    BOOST_TEST(ids["story"] == story);
    BOOST_TEST(ids["introduction"] == introduction);
    for (const auto& [kind, id] : ids)
        BOOST_TEST(post({queue_path, R"({"id":")" + id + R"(","verdict":"publish"})", kind, secret})
                           .status == 200,
                   kind);
    BOOST_TEST(is_public("/c/walk/stories/a-night-on-the-ward"));
    BOOST_TEST(holds(ask("/c/walk").body, "The path is closed."));

    const auto moderating = token_of(people::Role::moderator, walk.id).secret;
    BOOST_TEST(!holds(get(queue_path, moderating).body, "introduction"));
}

BOOST_AUTO_TEST_SUITE_END()
