#include "web/pages/screens/shown.h"

#include <boost/test/unit_test.hpp>

#include "campaign/contest/grouping.h"
#include "campaign/organisation/yielding.h"
#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/publishing.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"
#include "web/watch/gifts_first.h"

namespace {

struct Shown : Site {
    Shown() {
        add_test_colleagues(*store);
        now = read_instant("2027-06-12T10:00:00Z").value();
        walk = open_test_campaign(*store, "walk");
        one = roster::join_campaign(*store,
                                    {.campaign = walk.id,
                                     .name = "Anna Schmidt",
                                     .email = "anna@example.org",
                                     .new_team = "The Early Birds",
                                     .request_key = "k"},
                                    {}, now)
                  .participant;
    }
    posts::Post post(const std::string& words) {
        return posts::write_post(*store,
                                 {.campaign = walk.id,
                                  .participant = one.id,
                                  .words = words,
                                  .request_key = "post-" + std::to_string(++posted)},
                                 {{}, "participant"}, now);
    }
    void publish(const posts::Post& written) {
        posts::review_post(*store, {.post = written.id, .seen_version = written.version},
                           test_author(), now);
        feed.changed(walk.id);
    }
    bool says(const std::string& path, const std::string& words) {
        return ask(path).body.find(words) != std::string::npos;
    }

    campaign::Campaign walk;
    roster::Participant one;
    int posted = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shown_tests, Shown)

BOOST_AUTO_TEST_CASE(the_wall_shows_what_was_read_and_by_a_tag_only_what_carries_it) {
    BOOST_TEST(says("/c/walk/wall", "Nothing hangs here yet."));
    publish(post("Up the hill! #SpringWalk"));
    publish(post("A rest at the lake #lake"));
    post("Nobody has read this");

    BOOST_TEST(says("/c/walk/wall", "Up the hill!"));
    BOOST_TEST(says("/c/walk/wall", "A rest at the lake"));
    BOOST_TEST(!says("/c/walk/wall", "Nobody has read this"));
    BOOST_TEST(says("/c/walk/wall?tag=springwalk", "Up the hill!"));
    BOOST_TEST(!says("/c/walk/wall?tag=springwalk", "A rest at the lake"));
    BOOST_TEST(!says("/c/walk/wall?tag=spring", "Up the hill!"));
    BOOST_TEST(says("/c/walk/wall?tag=%3Cb%3E", "#&lt;b&gt;"));
    BOOST_TEST(ask("/c/nowhere/wall").status == 404);
}

BOOST_AUTO_TEST_CASE(older_posts_come_in_pages_and_none_is_missed_or_comes_twice) {
    constexpr int posts_made = 60;
    for (int i = 0; i < posts_made; ++i) {
        now += std::chrono::minutes{150};
        publish(post("Post number " + std::to_string(1000 + i)));
    }

    const auto first = ask("/c/walk/wall").body;
    const auto at = first.find("/c/walk/wall?after=");
    BOOST_REQUIRE(at != std::string::npos);
    const auto second = ask(first.substr(at, first.find('"', at) - at)).body;

    for (int i = 0; i < posts_made; ++i) {
        const auto words = "Post number " + std::to_string(1000 + i);
        BOOST_TEST((first.find(words) != std::string::npos) !=
                   (second.find(words) != std::string::npos));
    }
    BOOST_TEST(second.find("wall?after=") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_state_names_the_posts_that_are_public_and_no_other) {
    const auto written = post("Up the hill!");
    publish(written);
    const auto id = "\"" + std::to_string(written.id.value) + "\"";
    BOOST_TEST(says("/c/walk/live.json", id));

    posts::withdraw_post(*store, {written.id, one.id, {}}, {{}, "participant"}, now);
    feed.changed(walk.id);

    BOOST_TEST(!says("/c/walk/live.json", id));
    BOOST_TEST(says("/c/walk/live.json", "\"post_ids\":[]"));
}

BOOST_AUTO_TEST_CASE(the_widget_may_stand_in_any_page_sets_no_cookie_and_reads_none) {
    auto request = request_of("/embed/c/walk?lang=de");
    request.cookies.add("__Host-session", "anything"), request.cookies.add("__Host-language", "fr");

    const auto widget = ask(request);

    BOOST_TEST(widget.status == 200);
    BOOST_TEST(widget.cookies.empty());
    BOOST_TEST(widget.body.find("<html lang=\"de\"") != std::string::npos);
    const auto policy = header_of(widget, "Content-Security-Policy");
    BOOST_TEST(policy.find("frame-ancestors *") != std::string::npos);
    BOOST_TEST(policy.find("default-src 'self' https://wlk.example;") != std::string::npos);
    BOOST_TEST(widget.body.find("href=\"https://wlk.example/") != std::string::npos);
    BOOST_TEST(widget.body.find("<script defer src=") != std::string::npos);
    auto plain = request_of("/embed/c/walk");
    plain.cookies.add("__Host-language", "fr");
    BOOST_TEST(ask(plain).body.find("<html lang=\"en\"") != std::string::npos);
    BOOST_TEST(header_of(ask("/c/walk"), "Content-Security-Policy").empty());  // The default: none.
}

BOOST_AUTO_TEST_CASE(the_public_state_may_be_read_from_any_page_and_sets_no_cookie) {
    const auto state = ask("/c/walk/live.json?lang=de");

    BOOST_TEST(header_of(state, "Access-Control-Allow-Origin") == "*");
    BOOST_TEST(state.cookies.empty());
    BOOST_TEST(!ask("/c/walk?lang=de").cookies.empty());
}

BOOST_AUTO_TEST_CASE(the_overlay_shows_what_its_address_asks_for_and_nothing_strange) {
    const auto all = ask("/c/walk/overlay").body;
    const auto some = ask("/c/walk/overlay?show=total,gift&at=top-right&size=large").body;
    const auto odd = ask("/c/walk/overlay?at=%22%3E%3Cscript%3E&size=huge").body;

    BOOST_TEST(all.find("class=\"code\"") != std::string::npos);
    BOOST_TEST(some.find("class=\"code\"") == std::string::npos);
    BOOST_TEST(some.find("data-place=\"top-right\" data-size=\"large\"") != std::string::npos);
    BOOST_TEST(odd.find("data-place=\"bottom-left\" data-size=\"medium\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_ranking_has_an_empty_state_and_names_nobody_before_somebody_has_read_it) {
    BOOST_TEST(says("/c/walk/ranking", "Nobody has a place yet."));
    store->in_transaction([&](store::Transaction& tx) {
        contest::append_score_changes(tx,
                                      {{.campaign = walk.id,
                                        .gift = GiftId{1},
                                        .participant = one.id,
                                        .team = one.team,
                                        .raised = 1234,
                                        .gifts = 1,
                                        .given_at = now}},
                                      now);
    });

    const auto page = ask("/c/walk/ranking").body;
    BOOST_TEST(page.find("12.34") != std::string::npos);
    BOOST_TEST(page.find("Anna") == std::string::npos);
    BOOST_TEST(!says("/c/walk/ranking?of=team", "Early Birds"));
    BOOST_TEST(says("/c/walk/ranking?by=gifts", "1 gift"));

    roster::review_page(*store, {.participant = one.id, .seen_version = 1}, test_author(), now);
    roster::review_team(*store, {.team = one.team}, test_author(), now);
    BOOST_TEST(says("/c/walk/ranking", "Anna Schmidt"));
    BOOST_TEST(says("/c/walk/ranking?of=team", "The Early Birds"));
}

BOOST_AUTO_TEST_CASE(a_group_stands_at_what_its_teams_have_and_only_under_a_name_that_was_read) {
    const auto group = contest::add_group(*store, {walk.id, "River School"}, test_author(), now);
    contest::seat_team(*store, {walk.id, one.team, group.id}, test_author(), now);
    store->in_transaction([&](store::Transaction& tx) {
        contest::append_score_changes(tx,
                                      {{.campaign = walk.id,
                                        .gift = GiftId{1},
                                        .team = one.team,
                                        .raised = 700,
                                        .gifts = 1,
                                        .given_at = now}},
                                      now);
    });
    BOOST_TEST(!says("/c/walk/ranking?of=group", "River School"));

    contest::agree_to_group(*store, walk.id, group.id, test_approver(), now);

    BOOST_TEST(says("/c/walk/ranking?of=group", "River School"));
    BOOST_TEST(says("/c/walk/ranking?of=group", "€7"));
}

BOOST_AUTO_TEST_SUITE_END()
