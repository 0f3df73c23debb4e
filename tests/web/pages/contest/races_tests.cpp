// Races between teams: a captain asks, the other captain is told and answers, everybody sees it.
#include <boost/test/unit_test.hpp>

#include "campaign/contest/challenge.h"
#include "campaign/mail/outbox.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

using Typed = std::vector<std::pair<std::string, std::string>>;

struct Teams : Site {
    Teams() {
        add_test_colleagues(*store), walk = open_test_campaign(*store, "walk");
        now = *read_instant("2027-06-10T10:00:00Z");
        herons = join("Anna", {{"new_team", "Blue Herons"}});
        foxes = join("Berta", {{"new_team", "Red Foxes"}});
        for (const auto& home : {herons, foxes}) {
            const auto found = team_of(home);
            roster::review_team(*store,
                                {found.id, roster::WordsState::published, "", found.version},
                                test_approver(), now);
        }
    }

    http::Response post(const std::string& path, const Typed& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(request);
    }
    std::string join(const std::string& name, Typed more) {
        more.insert(
            more.end(),
            {{"name", name}, {"email", name + "@example.org"}, {"form_key", "form-" + name}});
        const auto home = header_of(post("/c/walk/participants", more), "Location");
        BOOST_REQUIRE_MESSAGE(!home.empty(), name);
        return home.substr(0, home.find('?'));
    }
    roster::Participant of(const std::string& home) {
        return *roster::find_participant_by_token(store->session(), home.substr(4));
    }
    roster::Team team_of(const std::string& home) {
        return *roster::find_team_by_id(store->session(), of(home).team);
    }
    http::Response challenge(const std::string& home, const std::string& rival,
                             const std::string& key = "race-form") {
        return post(home + "/team/races", {{"rival", rival}, {"days", "7"}, {"form_key", key}});
    }
    http::Response answer(const std::string& home, const std::string& words) {
        const auto race =
            contest::challenges_of(store->session(), "team", of(home).team.value).at(0);
        return post(home + "/team/races",
                    {{"answer", words}, {"race", std::to_string(race.id.value)}});
    }
    std::vector<mail::Mail> calls() {
        auto mails = mail::recent_mails(store->session(), {});
        std::erase_if(mails, [](const auto& one) { return one.kind != mail::Kind::challenged; });
        return mails;
    }

    campaign::Campaign walk;
    std::string herons, foxes;  // The private pages of their captains.
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(races_tests, Teams)

BOOST_AUTO_TEST_CASE(a_captain_challenges_a_team_and_after_the_yes_everybody_sees_the_race) {
    const auto slug = team_of(foxes).slug;
    BOOST_TEST(holds(ask(herons + "/team/races").body, "Red Foxes"));

    BOOST_TEST(challenge(herons, slug).status == 303);
    BOOST_TEST(holds(ask(herons + "/team/races").body, "Waits for a yes."));
    BOOST_TEST(holds(ask(foxes).body, "Your team is asked to a race."));
    BOOST_TEST(holds(ask(foxes + "/team/races").body, "Yes, let us race"));
    BOOST_TEST(!holds(ask("/c/walk/t/" + slug).body, "Blue Herons"));
    BOOST_TEST(answer(foxes, "accept").status == 303);

    for (const auto& home : {herons, foxes}) {
        const auto page = ask("/c/walk/t/" + team_of(home).slug).body;
        BOOST_TEST(holds(page, "The race runs until"));
        BOOST_TEST(holds(page, "Blue Herons"));
        BOOST_TEST(holds(page, "Red Foxes"));
    }
}

BOOST_AUTO_TEST_CASE(the_captain_of_the_team_that_is_asked_gets_one_mail) {
    challenge(herons, team_of(foxes).slug);
    challenge(herons, team_of(foxes).slug);

    BOOST_REQUIRE_EQUAL(calls().size(), 1u);
    const auto call = calls()[0];
    BOOST_TEST(call.to == of(foxes).email);
    BOOST_TEST(call.facts.at("WHO") == "Blue Herons");
    BOOST_TEST(call.facts.at("RACES_PATH") ==
               "/me/pages/" + std::to_string(of(foxes).id.value) + "/team/races");
}

BOOST_AUTO_TEST_CASE(a_participant_that_is_asked_gets_a_mail_without_a_name_that_nobody_has_read) {
    BOOST_TEST(post(herons + "/races",
                    {{"rival", "/c/walk/p/" + of(foxes).slug}, {"days", "3"}, {"form_key", "one"}})
                   .status == 303);

    BOOST_REQUIRE_EQUAL(calls().size(), 1u);
    BOOST_TEST(calls()[0].facts.at("WHO") == "");
    BOOST_TEST(calls()[0].facts.at("TEAM") == "");
    BOOST_TEST(holds(ask(foxes).body, "You are asked to a race."));
}

BOOST_AUTO_TEST_CASE(who_asks_again_and_again_sends_no_more_than_a_few_mails_a_day) {
    const auto slug = team_of(foxes).slug;

    for (int i = 0; i < 8; ++i) {
        BOOST_TEST(challenge(herons, slug, "form-" + std::to_string(i)).status == 303);
        BOOST_TEST(answer(herons, "cancel").status == 303);
    }

    BOOST_TEST(calls().size() == 5u);
}

BOOST_AUTO_TEST_CASE(members_watch_and_only_their_captain_asks_and_answers) {
    const auto member = join("Carl", {{"team", std::to_string(team_of(foxes).id.value)}});
    const auto alone = join("Dora", {});
    challenge(herons, team_of(foxes).slug);

    const auto page = ask(member + "/team/races").body;
    BOOST_TEST(holds(page, "Your captain asks, and says yes or no."));
    BOOST_TEST(!holds(page, "Yes, let us race"));
    BOOST_TEST(answer(member, "accept").status == 403);
    BOOST_TEST(challenge(member, team_of(herons).slug, "mine").status == 403);
    BOOST_TEST(ask(alone + "/team/races").status == 404);
    BOOST_TEST(answer(herons, "accept").status == 403);
}

BOOST_AUTO_TEST_CASE(a_team_cannot_race_itself_or_one_that_nobody_leads) {
    BOOST_TEST(challenge(herons, team_of(herons).slug, "self").status == 422);
    const auto answer = challenge(herons, "no-such-team", "none");
    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer.body, "No team of this campaign has that address."));
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE team SET captain_id = NULL WHERE id = ?", team_of(foxes).id);
    });
    const auto slug = team_of(foxes).slug;
    BOOST_TEST(challenge(herons, slug, "alone").status == 422);
    BOOST_TEST(
        holds(ask(herons + "/team/races").body, "There is no other team with a captain yet."));
}

BOOST_AUTO_TEST_SUITE_END()
