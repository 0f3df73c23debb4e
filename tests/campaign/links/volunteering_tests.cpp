#include "campaign/links/volunteering.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/hanging.h"
#include "campaign/links/placing.h"
#include "campaign/mail/outbox.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

struct WithVolunteers : FreshDatabase {
    WithVolunteers() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk").id;
    }
    links::Volunteer add(const std::string& name, const std::string& email = {}) {
        return links::add_volunteer(*store, {.campaign = walk, .name = name, .email = email},
                                    coordinator, test_now());
    }
    links::Placement place_for(const links::Volunteer& who, const std::string& name,
                               std::optional<Date> down = {}) {
        links::NewPlacement asked{.campaign = walk, .name = name};
        asked.arrangement.volunteer = who.id, asked.arrangement.take_down_by = down;
        return links::add_placements(*store, {asked}, coordinator, test_now()).front().placement;
    }
    std::vector<mail::Mail> rounds() {
        auto all = mail::recent_mails(store->session(), {});
        std::erase_if(all, [](const auto& one) { return one.kind != mail::Kind::round; });
        return all;
    }
    links::Volunteer again(const links::Volunteer& one) {
        return links::find_volunteer(store->session(), one.id).value();
    }

    CampaignId walk;
    people::Actor coordinator{.account = AccountId{1}, .role = "coordinator"};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(volunteering_tests, WithVolunteers)

BOOST_AUTO_TEST_CASE(a_link_opens_one_round_until_it_is_ended_or_made_anew) {
    auto& session = store->session();
    const auto anna = add("Anna");
    const auto first = links::volunteer_token(session, anna);
    BOOST_CHECK(links::find_volunteer_by_token(session, first)->id == anna.id);
    BOOST_CHECK(!links::find_volunteer_by_token(session, ""));

    links::renew_volunteer(*store, anna, coordinator, test_now());
    const auto second = links::volunteer_token(session, again(anna));
    BOOST_CHECK_NE(first, second);
    BOOST_CHECK(!links::find_volunteer_by_token(session, first));
    BOOST_CHECK(links::find_volunteer_by_token(session, second));

    links::end_volunteer(*store, again(anna), coordinator, test_now());
    BOOST_CHECK(!links::find_volunteer_by_token(session, second));
}

BOOST_AUTO_TEST_CASE(two_helpers_of_one_name_are_told_apart) {
    add("Anna");

    BOOST_CHECK_EXCEPTION(add("Anna"), Refused, [](const Refused& no) {
        return no.refusal.field == "name" && !no.refusal.detail.empty();
    });
}

BOOST_AUTO_TEST_CASE(rounds_are_mailed_to_those_with_an_address_and_something_to_do) {
    const auto anna = add("Anna", "anna@example.org"), ben = add("Ben");
    add("Cleo", "cleo@example.org");
    place_for(anna, "Café");
    place_for(ben, "Bakery");

    BOOST_CHECK_EQUAL(links::send_rounds(*store, walk, coordinator, test_now()), 1);
    BOOST_CHECK_EQUAL(links::send_rounds(*store, walk, coordinator, test_now()), 1);

    const auto mails = rounds();
    BOOST_REQUIRE_EQUAL(mails.size(), 2u);
    BOOST_CHECK_EQUAL(mails[0].to, "anna@example.org");
    BOOST_CHECK_EQUAL(mails[0].facts.at("ROUND_PATH"),
                      "/h/" + links::volunteer_token(store->session(), again(anna)));
    BOOST_CHECK_EQUAL(mails[0].facts.at("TO_HANG"), "1 place");
}

BOOST_AUTO_TEST_CASE(taking_down_is_reminded_of_once_when_it_is_due) {
    const auto anna = add("Anna", "anna@example.org");
    const Date due{std::chrono::year{2027} / 6 / 20};
    const auto cafe = place_for(anna, "Café", due);
    links::tell_of_place(*store, cafe, links::ActKind::hung, {.request_key = "k"},
                         {.volunteer = anna.id, .actor = coordinator}, test_now());
    const auto on_the_day = Instant{std::chrono::sys_days{due}} + std::chrono::hours{9};

    links::remind_of_taking_down(*store, on_the_day - std::chrono::days{3});
    BOOST_CHECK(rounds().empty());
    for (int i = 0; i < 3; ++i) links::remind_of_taking_down(*store, on_the_day);

    BOOST_REQUIRE_EQUAL(rounds().size(), 1u);
    BOOST_CHECK(rounds()[0].facts.contains("TAKE_DOWN"));
}

BOOST_AUTO_TEST_CASE(helpers_who_are_named_in_a_list_are_made_and_given_their_places) {
    const auto list = links::read_placement_list(
        {.text = "place;helper;round;take down by;permission\nCafé;Anna;2;20.06.2027;yes\n"
                 "Bakery;Anna;1;;asked\nKiosk;Ben;1;;\n",
         .campaign = walk,
         .currency = currency_of("EUR")});
    BOOST_REQUIRE(list.wrong.empty());

    links::add_placements(*store, list.placements, coordinator, test_now());

    const auto all = links::all_volunteers(store->session(), walk);
    BOOST_REQUIRE_EQUAL(all.size(), 2u);
    const auto annas = links::places_of_volunteer(store->session(), all[0]);
    BOOST_REQUIRE_EQUAL(annas.size(), 2u);
    BOOST_CHECK_EQUAL(annas[0].name, "Bakery");
    BOOST_CHECK(annas[0].arrangement.permission == links::Permission::asked);
    BOOST_CHECK_EQUAL(annas[1].arrangement.round, 2);
    BOOST_CHECK(annas[1].arrangement.take_down_by == Date{std::chrono::year{2027} / 6 / 20});
}

BOOST_AUTO_TEST_SUITE_END()
