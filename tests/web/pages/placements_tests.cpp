#include "web/pages/placements.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/placing.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

struct WithDesk : Site {
    WithDesk() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        other = open_test_campaign(*store, "other");
    }
    http::Request as_coordinator(const std::string& path) {
        auto request = request_of(path);
        request.language = "en";
        request.visitor =
            people::Visitor{.account = AccountId{1},
                            .name = "Colleague 1",
                            .email = "colleague-1@example.org",
                            .form_token = "token",
                            .grants = {{.role = people::Role::coordinator, .campaign = {}}}};
        request.params["campaign"] = "walk";
        return request;
    }
    http::Request post_of(const std::vector<std::pair<std::string, std::string>>& fields) {
        auto request = as_coordinator("/desk/walk/placements");
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return request;
    }
    links::Placement only_place() { return links::all_placements(store->session(), walk.id).at(0); }
    static bool shows(const http::Response& answer, const std::string& text) {
        return answer.body.find(text) != std::string::npos;
    }

    campaign::Campaign walk, other;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(placements_tests, WithDesk)

BOOST_AUTO_TEST_CASE(an_empty_list_says_where_to_start) {
    const auto page = pages::show_placements(as_coordinator("/desk/walk/placements"), app);

    BOOST_CHECK_EQUAL(page.status, 200);
    BOOST_CHECK(shows(page, "Where do people wait, queue or read?"));
}

BOOST_AUTO_TEST_CASE(a_place_is_added_and_stands_in_the_list_with_its_code) {
    const auto answer = pages::add_placement(
        post_of({{"name", "Café Mokka"}, {"copies", "3"}, {"cost", "4.50"}}), app);
    const auto page = pages::show_placements(as_coordinator("/desk/walk/placements"), app);

    BOOST_CHECK_EQUAL(answer.status, 303);
    BOOST_CHECK_EQUAL(only_place().cost, 450);
    BOOST_CHECK(shows(page, "Café Mokka"));
    BOOST_CHECK(
        shows(page, links::find_link_of_placement(store->session(), only_place().id)->code));
    BOOST_CHECK(shows(page, "1 place, 0 hung, 1 to go"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost) {
    const auto answer = pages::add_placement(
        post_of({{"name", "Café Mokka"}, {"cost", "a lot"}, {"note", "ask Ms. Meyer"}}), app);

    BOOST_CHECK_EQUAL(answer.status, 422);
    BOOST_CHECK(shows(answer, "id=\"cost-error\""));
    BOOST_CHECK(shows(answer, "value=\"a lot\""));
    BOOST_CHECK(shows(answer, "value=\"ask Ms. Meyer\""));
    BOOST_CHECK(links::all_placements(store->session(), walk.id).empty());
}

BOOST_AUTO_TEST_CASE(a_name_twice_is_said_beside_the_name) {
    pages::add_placement(post_of({{"name", "Kiosk"}}), app);

    const auto answer = pages::add_placement(post_of({{"name", "Kiosk"}}), app);

    BOOST_CHECK_EQUAL(answer.status, 422);
    BOOST_CHECK(shows(answer, "id=\"name-error\""));
}

BOOST_AUTO_TEST_CASE(a_pasted_list_becomes_places) {
    const auto answer =
        pages::add_placement_list(post_of({{"list", "Kiosk; Hill 1\nBakery\n"}}), app);

    BOOST_CHECK_EQUAL(answer.status, 303);
    BOOST_CHECK_EQUAL(links::all_placements(store->session(), walk.id).size(), 2u);
}

BOOST_AUTO_TEST_CASE(a_place_is_marked_as_hung_from_the_list) {
    pages::add_placement(post_of({{"name", "Kiosk"}}), app);
    auto request = post_of({{"hung", "yes"}, {"version", "1"}});
    request.params["placement"] = std::to_string(only_place().id.value);

    const auto answer = pages::change_placement(request, app);

    BOOST_CHECK_EQUAL(answer.status, 303);
    BOOST_CHECK(only_place().state == links::PlacementState::hung);
}

BOOST_AUTO_TEST_CASE(a_place_of_another_campaign_is_not_there) {
    pages::add_placement(post_of({{"name", "Kiosk"}}), app);
    auto request = as_coordinator("/desk/other/placements/1");
    request.params = {{"campaign", "other"}, {"placement", std::to_string(only_place().id.value)}};

    BOOST_CHECK_THROW(pages::show_placement(request, app), Refused);
}

BOOST_AUTO_TEST_CASE(one_place_shows_its_code_and_what_it_brought) {
    pages::add_placement(post_of({{"name", "Kiosk"}}), app);
    auto request = as_coordinator("/desk/walk/placements/1");
    request.params["placement"] = std::to_string(only_place().id.value);

    const auto page = pages::show_placement(request, app);

    BOOST_CHECK(shows(page, ".svg"));
    BOOST_CHECK(shows(page, "not counted"));
}

BOOST_AUTO_TEST_CASE(a_link_to_share_is_made_and_taken_back) {
    auto made = post_of({{"channel", "whatsapp"}, {"landing", "give"}, {"label", "Parents"}});
    BOOST_CHECK_EQUAL(pages::add_share_link(made, app).status, 303);
    const auto link = links::all_links_of_campaign(store->session(), walk.id).at(0);
    auto end = post_of({});
    end.params["link"] = link.code;

    const auto page = pages::show_share_links(as_coordinator("/desk/walk/links"), app);
    pages::take_back_link(end, app);

    BOOST_CHECK(shows(page, "wlk.example/" + link.code));
    BOOST_CHECK(links::find_link(store->session(), link.code)->retired_at);
}

BOOST_AUTO_TEST_SUITE_END()
