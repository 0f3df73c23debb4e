// Somebody under age: their name comes out nowhere, in whatever form one asks.
#include <boost/test/unit_test.hpp>

#include "campaign/posts/moderating.h"
#include "campaign/posts/posting.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

const std::string first = "Zebedee", last = "Quillfeather";

struct Minor : Site {
    Minor() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        const auto answer = ask(joining({{"name", first + " " + last},
                                         {"email", "parent@example.org"},
                                         {"form_key", "form-1"},
                                         {"new_team", "The Small Ones"},
                                         {"under_age", "yes"},
                                         {"guardian", "Gudrun Guardian"},
                                         {"guardian_agrees", "yes"}}));
        BOOST_REQUIRE(answer.status == 303);
        home = header_of(answer, "Location");
        home = home.substr(0, home.find('?'));
        one = *roster::find_participant_by_token(store->session(), home.substr(4));
        roster::review_page(*store, {.participant = one.id, .seen_version = 1}, test_approver(),
                            now);
        roster::review_team(*store, {.team = one.team}, test_approver(), now);
        const auto post = posts::write_post(*store,
                                            {.campaign = walk.id,
                                             .participant = one.id,
                                             .words = "Seven kilometres!",
                                             .request_key = "post-1"},
                                            {{}, "participant"}, now);
        posts::review_post(*store, {.post = post.id, .seen_version = 1}, test_approver(), now);
        feed.changed(walk.id);
    }
    http::Request joining(const std::vector<std::pair<std::string, std::string>>& fields) {
        auto request = request_of("/c/walk/participants");
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return request;
    }
    std::string page() { return "/c/walk/p/" + one.slug; }

    campaign::Campaign walk;
    roster::Participant one;
    std::string home;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(minor_tests, Minor)

BOOST_AUTO_TEST_CASE(the_name_comes_out_nowhere) {
    for (const auto& path :
         {page(), std::string{"/c/walk"}, std::string{"/c/walk/people"},
          std::string{"/c/walk/people?q=Zebede"}, std::string{"/c/walk/people?q=Z."},
          "/c/walk/t/" + roster::find_team_by_id(store->session(), one.team)->slug,
          std::string{"/c/walk/live.json"}, std::string{"/c/walk/screen"},
          "/c/walk/give?p=" + one.slug, std::string{"/c/walk/join"},
          std::string{"/search?q=Zebede"}, std::string{"/api/v1/campaigns/walk/participants"},
          std::string{"/api/v1/campaigns/walk/ranking"},
          std::string{"/api/v1/campaigns/walk/posts"}, std::string{"/api/v1/campaigns/walk/teams"},
          std::string{"/"}}) {
        const auto answer = ask(path);
        BOOST_TEST(answer.status < 500, path);  // Some say that nothing is found.
        std::string all = answer.body;
        for (const auto& [name, value] : answer.headers) all += name + value;
        BOOST_TEST(!holds(all, first), path);
        BOOST_TEST(!holds(all, last), path);
        BOOST_TEST(!holds(all, "Gudrun"), path);
    }
}

BOOST_AUTO_TEST_CASE(lists_searches_programs_and_the_live_state_do_not_lead_to_the_page) {
    for (const auto& path :
         {std::string{"/c/walk"}, std::string{"/c/walk/people"}, std::string{"/c/walk/live.json"},
          std::string{"/c/walk/screen"}, std::string{"/api/v1/campaigns/walk/participants"},
          std::string{"/api/v1/campaigns/walk/ranking"},
          std::string{"/api/v1/campaigns/walk/posts"},
          "/api/v1/campaigns/walk/teams/" +
              roster::find_team_by_id(store->session(), one.team)->slug}) {
        const auto answer = ask(path);
        BOOST_TEST(answer.status == 200, path);
        BOOST_TEST(!holds(answer.body, one.slug), path);
        BOOST_TEST(!holds(answer.body, "Z. Q."), path);
    }
    BOOST_TEST(ask("/api/v1/campaigns/walk/participants/" + one.slug).status == 404);
    BOOST_TEST(holds(ask("/c/walk/live.json").body, "Seven kilometres!"));
}

BOOST_AUTO_TEST_CASE(their_own_page_shows_initials_and_asks_not_to_be_found) {
    const auto answer = ask(page());

    BOOST_TEST(answer.status == 200);
    BOOST_TEST(holds(answer.body, "Z. Q."));
    BOOST_TEST(header_of(answer, "X-Robots-Tag") == "noindex");
    BOOST_TEST(!holds(answer.body, "og:title"));
    BOOST_TEST(holds(ask(home).body, "Zebedee"));  // At home they are called by their name.
}

BOOST_AUTO_TEST_CASE(without_a_guardians_name_and_consent_nobody_under_age_joins) {
    auto answer = ask(joining({{"name", "Tim"},
                               {"email", "tim@example.org"},
                               {"form_key", "form-2"},
                               {"under_age", "yes"}}));
    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer.body, "guardian-error"));
    BOOST_TEST(holds(answer.body, "agree-error"));
    BOOST_TEST(roster::count_participants(store->session(), walk.id) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
