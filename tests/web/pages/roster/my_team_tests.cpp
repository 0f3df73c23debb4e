// The pages of joining: for whom, with whom, and what waits for somebody's yes.
#include <boost/test/unit_test.hpp>

#include "campaign/people/account.h"
#include "campaign/roster/enrolling.h"
#include "campaign/roster/ruling.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

using Typed = std::vector<std::pair<std::string, std::string>>;

struct Pages : Site {
    Pages() { add_test_colleagues(*store), walk = open_test_campaign(*store, "walk"); }

    http::Request post(const std::string& path, const Typed& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return request;
    }
    std::string join(const std::string& name, Typed more = {}) {
        more.insert(
            more.end(),
            {{"name", name}, {"email", "somebody@example.org"}, {"form_key", "form-" + name}});
        const auto answer = ask(post("/c/walk/participants", more));
        BOOST_REQUIRE_MESSAGE(answer.status == 303, answer.body);
        const auto home = header_of(answer, "Location");
        return home.substr(0, home.find('?'));
    }
    roster::Participant of(const std::string& home) {
        return *roster::find_participant_by_token(store->session(), home.substr(4));
    }
    void let_in(roster::Joins joins) {
        roster::set_joining_rules(*store, walk.id, {.who_joins = joins}, test_author(), now);
    }
    http::Response act(const std::string& home, Typed fields) {
        return ask(post(home + "/team", fields));
    }

    campaign::Campaign walk;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(my_team_tests, Pages)

BOOST_AUTO_TEST_CASE(a_page_that_waits_says_so_to_its_owner_and_is_public_nowhere) {
    let_in(roster::Joins::approval);
    BOOST_TEST(holds(ask("/c/walk/join").body, "Until then yours stands for you alone"));
    const auto home = join("Anna");
    const auto slug = of(home).slug;

    BOOST_TEST(holds(ask(home).body, "A coordinator says yes to your page first"));
    BOOST_TEST(!holds(ask(home).body, "See my page"));
    for (const auto& path : {"/c/walk/p/" + slug, "/c/walk/p/" + slug + "/poster.pdf",
                             home + "/poster.pdf", "/api/v1/campaigns/walk/participants/" + slug})
        BOOST_TEST(ask(path).status == 404, path);
    for (const auto* path : {"/c/walk", "/c/walk/people", "/api/v1/campaigns/walk/participants",
                             "/api/v1/campaigns/walk/ranking"})
        BOOST_TEST(!holds(ask(path).body, slug), path);
}

BOOST_AUTO_TEST_CASE(somebody_signed_in_says_for_whom_the_page_is) {
    const auto person = sign_in_colleague(*store, people::Role::participant);
    const auto account = people::find_account(store->session(), person.account);
    const auto send = [&](const std::string& whom, const std::string& key) {
        return ask(sent_by(person, post("/c/walk/participants", {{"name", "Walter"},
                                                                 {"email", "walter@example.org"},
                                                                 {"whom", whom},
                                                                 {"form_key", key}})));
    };

    const auto mine = header_of(send("me", "form-1"), "Location");
    const auto theirs = header_of(send("other", "form-2"), "Location");

    BOOST_TEST((of(mine.substr(0, mine.find('?'))).account == person.account));
    BOOST_TEST(of(mine.substr(0, mine.find('?'))).email == account->email);
    BOOST_TEST(!of(theirs.substr(0, theirs.find('?'))).account);
    BOOST_TEST(of(theirs.substr(0, theirs.find('?'))).email == "walter@example.org");
    BOOST_TEST(holds(ask(sent_by(person, request_of("/c/walk/join"))).body, "For somebody else"));
}

BOOST_AUTO_TEST_CASE(a_captain_invites_by_a_link_and_ends_it) {
    const auto captain = join("Anna", {{"new_team", "Blue Herons"}});
    const auto version =
        std::to_string(roster::find_team_by_id(store->session(), of(captain).team)->version);
    BOOST_TEST(act(captain, {{"act", "change"},
                             {"name", "Blue Herons"},
                             {"joins", "invitation"},
                             {"version", version}})
                   .status == 303);
    BOOST_TEST(act(captain, {{"act", "invite"}}).status == 303);
    const auto page = ask(captain + "/team").body;
    const auto at = page.find("join?invitation=") + 16;
    const auto token = page.substr(at, 32);

    BOOST_TEST(holds(ask("/c/walk/join?invitation=" + token).body, "You are invited"));
    const auto second = join("Berta", {{"invitation", token}});
    BOOST_TEST((of(second).team == of(captain).team));
    const auto open = roster::open_join_invitations(store->session(), walk.id, of(captain).team);
    BOOST_TEST_REQUIRE(open.size() == 1u);
    act(captain, {{"act", "end_invitation"}, {"invitation", std::to_string(open[0].id.value)}});
    BOOST_TEST(holds(ask("/c/walk/join?invitation=" + token).body, "This invitation has ended"));
}

BOOST_AUTO_TEST_CASE(nobody_but_the_captain_acts_as_one) {
    const auto captain = join("Anna", {{"new_team", "Blue Herons"}});
    const auto member = join("Berta", {{"team", std::to_string(of(captain).team.value)}});

    for (const auto* what : {"change", "invite", "offer", "yes", "no", "end_invitation"})
        BOOST_TEST(act(member, {{"act", what}, {"name", "Mine"}, {"person", "1"}}).status == 403,
                   what);
    BOOST_TEST(!holds(ask(member + "/team").body, "Links to invite with"));
}

BOOST_AUTO_TEST_CASE(a_captain_welcomes_and_hands_over) {
    const auto captain = join("Anna", {{"new_team", "Blue Herons"}});
    const auto team = of(captain).team;
    act(captain,
        {{"act", "change"},
         {"name", "Blue Herons"},
         {"joins", "approval"},
         {"version", std::to_string(roster::find_team_by_id(store->session(), team)->version)}});
    const auto asks = join("Berta", {{"team", std::to_string(team.value)}});
    BOOST_TEST(holds(ask(asks).body, "The captain of your team says yes first"));
    BOOST_TEST(holds(ask(captain).body, "1 person waits for your yes"));
    const auto berta = std::to_string(of(asks).id.value);

    BOOST_TEST(act(captain, {{"act", "yes"}, {"person", berta}}).status == 303);
    BOOST_TEST(ask("/c/walk/p/" + of(asks).slug).status == 200);
    BOOST_TEST(act(captain, {{"act", "offer"}, {"heir", berta}}).status == 303);
    BOOST_TEST(holds(ask(asks).body, "You are asked to be the captain"));
    BOOST_TEST(act(asks, {{"act", "accept_captaincy"}}).status == 303);

    BOOST_TEST(act(captain, {{"act", "leave"}}).status == 303);
    BOOST_TEST((roster::find_team_by_id(store->session(), team)->captain == of(asks).id));
}

BOOST_AUTO_TEST_CASE(an_old_address_leads_on_with_what_stood_behind_it) {
    const auto home = join("Anna");
    const auto old = of(home).slug;
    ask(post(home, {{"name", "Anna"}, {"slug", "anna-walks"}, {"version", "1"}}));
    roster::review_page(*store, {.participant = of(home).id, .seen_version = 2}, test_approver(),
                        now);

    const auto answer = ask("/c/walk/p/" + old + "?from=K7Q2MX");

    BOOST_TEST(answer.status == 308);
    BOOST_TEST(header_of(answer, "Location") == "/c/walk/p/anna-walks?from=K7Q2MX");
    BOOST_TEST(ask("/c/walk/p/anna-walks").status == 200);
    BOOST_TEST(ask("/api/v1/campaigns/walk/participants/" + old).status == 308);
    BOOST_TEST(ask("/c/walk/p/nobody").status == 404);
}

BOOST_AUTO_TEST_CASE(a_family_joins_with_one_form_and_gets_everybodys_address_for_a_day) {
    const auto answer = ask(post("/c/walk/join/together", {{"email", "parent@example.org"},
                                                           {"form_key", "family"},
                                                           {"name-1", "Jana Sommer"},
                                                           {"name-2", "Mia Sommer"},
                                                           {"under_age-2", "yes"},
                                                           {"guardian-2", "Jana Sommer"},
                                                           {"guardian_agrees", "yes"},
                                                           {"name-7", "Opa"}}));
    BOOST_TEST_REQUIRE(answer.status == 303);
    const auto list = header_of(answer, "Location");
    const auto page = ask(list);

    BOOST_TEST(roster::count_participants(store->session(), walk.id) == 3);
    for (const auto* name : {"Jana Sommer", "Mia Sommer", "Opa"})
        BOOST_TEST(holds(page.body, name), name);
    BOOST_TEST(header_of(page, "Referrer-Policy") == "no-referrer");
    const auto at = page.body.find("href=\"/me/");
    BOOST_TEST(ask(page.body.substr(at + 6, 36)).status == 200);
    BOOST_TEST(ask(list + "/cards.pdf").body.starts_with("%PDF"));
    now += std::chrono::hours{25};
    BOOST_TEST(ask(list).status == 404);
    BOOST_TEST(ask("/c/walk/join/together/guess").status == 404);
}

BOOST_AUTO_TEST_CASE(a_class_with_a_child_of_no_guardian_is_said_so_beside_the_child) {
    const auto answer = ask(post("/c/walk/join/together", {{"email", "teacher@example.org"},
                                                           {"form_key", "class"},
                                                           {"name-1", "Tim"},
                                                           {"under_age-1", "yes"}}));

    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer.body, "guardian-1-error"));
    BOOST_TEST(holds(answer.body, "agree-error"));
    BOOST_TEST(roster::count_participants(store->session(), walk.id) == 0);
}

BOOST_AUTO_TEST_CASE(guidelines_stand_where_the_first_post_will_be_written) {
    roster::write_guidelines(*store, walk.id, "Be kind <b>always</b>.", test_author(), now);
    const auto home = join("Anna");

    BOOST_TEST(holds(ask(home).body, "Be kind &lt;b&gt;always"));
    BOOST_TEST(!holds(ask(home).body, "What is happening?"));
    BOOST_TEST(ask(post(home + "/posts", {{"words", "Hello."}, {"form_key", "p"}})).status == 422);
    BOOST_TEST(ask(post(home + "/guidelines", {{"number", "1"}})).status == 303);

    BOOST_TEST(holds(ask(home).body, "What is happening?"));
    BOOST_TEST(ask(post(home + "/posts", {{"words", "Hello."}, {"form_key", "p"}})).status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
