// The desk: who may join, who leads a team, and pages for people without e-mail.
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/roster/captaining.h"
#include "campaign/roster/enrolling.h"
#include "campaign/roster/ruling.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

using Typed = std::vector<std::pair<std::string, std::string>>;

struct Desk : Site {
    Desk() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk"), other = open_test_campaign(*store, "other");
        coordinator = sign_in_colleague(*store, people::Role::coordinator, walk.id);
        volunteer = sign_in_colleague(*store, people::Role::volunteer, walk.id);
    }
    http::Response as(const people::SignedIn& who, const std::string& path) {
        return ask(sent_by(who, request_of(path)));
    }
    http::Response post(const people::SignedIn& who, const std::string& path, const Typed& fields) {
        auto request = request_of(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(who, request));
    }
    roster::Participant join(const std::string& name, CampaignId campaign) {
        return roster::join_campaign(*store,
                                     {.campaign = campaign,
                                      .name = name,
                                      .email = "somebody@example.org",
                                      .new_team = "Team of " + name,
                                      .request_key = "key " + name},
                                     {{}, "participant"}, now)
            .participant;
    }

    campaign::Campaign walk, other;
    people::SignedIn coordinator, volunteer;
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(registration_tests, Desk)

BOOST_AUTO_TEST_CASE(a_volunteer_registers_somebody_and_prints_their_card) {
    const auto made =
        post(volunteer, "/desk/walk/registration", {{"name", "Walter Brandt"}, {"form_key", "f1"}});
    BOOST_TEST_REQUIRE(made.status == 303);
    const auto place = header_of(made, "Location");
    const auto id = place.substr(place.find("made=") + 5);
    const auto page = as(volunteer, place).body;
    BOOST_TEST(holds(page, "Walter Brandt"));

    const auto card = as(volunteer, "/desk/walk/registration/" + id + "/card.pdf");

    BOOST_TEST(card.body.starts_with("%PDF"));
    BOOST_TEST(header_of(card, "Cache-Control") == "private, no-store");
    const auto one =
        roster::find_participant_by_id(store->session(), ParticipantId{std::stoll(id)});
    BOOST_TEST(ask("/c/walk/p/" + one->slug).status == 200);
    const auto told = ledger::audit_of(store->session(), "participant", one->id.value, 10);
    BOOST_TEST(std::ranges::count(told, "card printed", &ledger::AuditRow::action) == 1);
    BOOST_TEST(
        post(volunteer, "/desk/walk/registration", {{"name", "Walter Brandt"}, {"form_key", "f1"}})
            .status == 303);
    BOOST_TEST(roster::count_participants(store->session(), walk.id) == 1);
}

BOOST_AUTO_TEST_CASE(no_card_opens_the_page_of_somebody_who_signs_in_themselves) {
    const auto anna = join("Anna", walk.id), stranger = join("Olga", other.id);

    for (const auto& one : {anna, stranger})
        BOOST_TEST(
            as(coordinator, "/desk/walk/registration/" + std::to_string(one.id.value) + "/card.pdf")
                .status == 404);
    BOOST_TEST(as(volunteer, "/desk/other/registration").status == 404);
}

BOOST_AUTO_TEST_CASE(a_coordinator_sets_who_joins_and_from_which_age) {
    BOOST_TEST(post(coordinator, "/desk/walk/joining",
                    {{"act", "rules"}, {"joins", "approval"}, {"adult_age", "18"}})
                   .status == 303);
    const auto rules = roster::joining_rules_of(store->session(), walk.id);
    BOOST_TEST((rules.who_joins == roster::Joins::approval));
    BOOST_TEST(rules.adult_age == 18);
    BOOST_TEST(holds(ask("/c/walk/join").body, "Under 18 years old"));
    BOOST_TEST(post(coordinator, "/desk/walk/joining",
                    {{"act", "rules"}, {"joins", "open"}, {"adult_age", "3"}})
                   .status == 422);
    BOOST_TEST(post(volunteer, "/desk/walk/joining", {{"act", "rules"}}).status == 403);
}

BOOST_AUTO_TEST_CASE(a_coordinator_welcomes_whom_the_rules_let_wait) {
    roster::set_joining_rules(*store, walk.id, {.who_joins = roster::Joins::approval},
                              test_author(), now);
    const auto anna = join("Anna", walk.id);
    const auto id = std::to_string(anna.id.value);
    BOOST_TEST(holds(as(coordinator, "/desk/walk/joining").body, "Anna"));

    BOOST_TEST(post(coordinator, "/desk/walk/joining",
                    {{"act", "yes"}, {"whose", "campaign"}, {"person", id}})
                   .status == 303);

    BOOST_TEST(ask("/c/walk/p/" + anna.slug).status == 200);
    BOOST_TEST(post(coordinator, "/desk/walk/joining",
                    {{"act", "yes"}, {"whose", "campaign"}, {"person", id}})
                   .status == 422);
}

BOOST_AUTO_TEST_CASE(nobody_of_another_campaign_is_decided_about_here) {
    const auto stranger = join("Olga", other.id);
    const auto id = std::to_string(stranger.id.value);

    for (const auto* act : {"yes", "no", "remove", "appoint"})
        BOOST_TEST(post(coordinator, "/desk/walk/joining",
                        {{"act", act}, {"whose", "campaign"}, {"person", id}, {"reason", "So."}})
                           .status == 404,
                   act);
}

BOOST_AUTO_TEST_CASE(taking_somebody_out_of_a_team_needs_a_reason) {
    const auto anna = join("Anna", walk.id);
    const auto id = std::to_string(anna.id.value);

    BOOST_TEST(
        post(coordinator, "/desk/walk/joining", {{"act", "remove"}, {"person", id}}).status == 422);
    BOOST_TEST(post(coordinator, "/desk/walk/joining",
                    {{"act", "remove"}, {"person", id}, {"reason", "They moved away."}})
                   .status == 303);

    const auto now_is = roster::find_participant_by_id(store->session(), anna.id);
    BOOST_TEST(!now_is->team);
    BOOST_TEST(!roster::find_team_by_id(store->session(), anna.team)->captain);
}

BOOST_AUTO_TEST_CASE(guidelines_are_written_at_the_desk_and_the_page_tells_their_number) {
    const auto page = as(coordinator, "/desk/walk/joining").body;
    BOOST_TEST(holds(page, "None are in use yet"));

    post(coordinator, "/desk/walk/joining", {{"act", "guidelines"}, {"guidelines", "Be kind."}});

    BOOST_TEST(roster::current_guidelines(store->session(), walk.id)->text == "Be kind.");
    BOOST_TEST(holds(as(coordinator, "/desk/walk/joining").body, "Wording 1 is in use"));
}

BOOST_AUTO_TEST_SUITE_END()
