#include "web/pages/links/placements.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/hanging.h"
#include "campaign/links/placing.h"
#include "campaign/links/volunteering.h"
#include "campaign/mail/outbox.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"
#include "web/pages/desk_task.h"
#include "web/pages/links/desk_rounds.h"
#include "web/pages/links/placement_report.h"
#include "web/pages/printing/desk_printing.h"

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
    http::Response show(const std::vector<std::pair<std::string, std::string>>& query = {}) {
        auto request = as_coordinator("/desk/walk/placements");
        for (const auto& [name, value] : query) request.query.add(name, value);
        return pages::show_placements(request, app);
    }
    http::Response change(const links::Placement& place,
                          std::vector<std::pair<std::string, std::string>> fields) {
        fields.emplace_back("version", std::to_string(place.version));
        auto request = post_of(fields);
        request.params["placement"] = std::to_string(place.id.value);
        return pages::change_placement(request, app);
    }
    http::Response show_one(const links::Placement& place) {
        auto request = as_coordinator("/desk/walk/placements/1");
        request.params["placement"] = std::to_string(place.id.value);
        return pages::show_placement(request, app);
    }
    // The page of the list to which an answer leads.
    http::Response ask_where_it_leads(const http::Response& answer) {
        auto request = request_of(header_of(answer, "Location"));
        auto shown = as_coordinator("/desk/walk/placements");
        shown.query = request.query;
        return pages::show_placements(shown, app);
    }
    void tell_in_vain() {
        links::tell_of_place(*store, only_place(), links::ActKind::not_possible,
                             {.request_key = "v", .note = "Closed for good"},
                             {.actor = test_author()}, test_now());
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

BOOST_AUTO_TEST_CASE(after_adding_one_is_told_how_many_and_they_stand_first) {
    pages::add_placement(post_of({{"name", "Kiosk"}}), app);
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE placement SET made_at = ?", test_now() - std::chrono::days{1});
    });

    const auto answer = pages::add_placement_list(
        post_of({{"list", "place;helper\nZoo;Anna\nBakery;Anna\n"}}), app);
    const auto page = ask_where_it_leads(answer);

    BOOST_CHECK(shows(page, "2 places and 1 helper added."));
    BOOST_CHECK(page.body.find("Zoo<") < page.body.find("Kiosk<"));
    BOOST_CHECK(shows(page, "href=\"#add\""));
}

BOOST_AUTO_TEST_CASE(wrong_lines_are_summed_up_on_top_and_nothing_is_added) {
    pages::add_placement(post_of({{"name", "Kiosk"}}), app);
    const std::string list =
        "place;permission;hang by\nBakery;perhaps;\nSchool;given;next week\nkiosk;;\n";

    const auto page = pages::add_placement_list(post_of({{"list", list}}), app);

    BOOST_CHECK_EQUAL(page.status, 422);
    const auto top = page.body.substr(0, page.body.find("<h1"));
    for (const auto* sentence : {"<a href=\"#list\">Line 2: “perhaps” says nothing of permission",
                                 "Line 3: “next week” is no date. Write it like 2026-12-05.",
                                 "Line 4: There is a place named “kiosk” already."})
        BOOST_CHECK_MESSAGE(top.find(sentence) != std::string::npos, sentence);
    BOOST_CHECK(shows(page, "School;given;next week"));
    BOOST_CHECK_EQUAL(links::all_placements(store->session(), walk.id).size(), 1u);
}

BOOST_AUTO_TEST_CASE(a_list_in_german_takes_the_words_of_the_german_form) {
    auto request = post_of({{"list", "Ort;Erlaubnis\nKiosk;noch nicht gefragt\nZoo;Erteilt\n"}});
    request.language = "de";

    BOOST_CHECK_EQUAL(pages::add_placement_list(request, app).status, 303);

    BOOST_CHECK_EQUAL(links::all_placements(store->session(), walk.id).size(), 2u);
}

BOOST_AUTO_TEST_CASE(copies_that_are_only_planned_are_not_printed) {
    pages::add_placement(post_of({{"name", "Kiosk"}, {"copies", "7"}}), app);

    const auto planned = show();
    links::set_placement_state(*store, only_place(), links::PlacementState::printed, test_author(),
                               test_now());
    const auto printed = show();

    BOOST_CHECK(shows(planned, "7 planned"));
    BOOST_CHECK(shows(planned, "Print 7 sheets"));
    BOOST_CHECK(!shows(planned, "data-label=\"Printed\"><span>7"));
    BOOST_CHECK(shows(printed, "data-label=\"Printed\"><span>7"));
    BOOST_CHECK(!shows(printed, "7 planned"));
}

BOOST_AUTO_TEST_CASE(a_place_that_is_not_possible_says_so_and_is_nothing_to_do) {
    pages::add_placement(post_of({{"name", "Cellar"}}), app);
    links::add_volunteer(*store, {.campaign = walk.id, .name = "Ben"}, test_author(), test_now());
    tell_in_vain();

    const auto list = show();
    const auto page = show_one(only_place());

    BOOST_CHECK(shows(list, "1 place, 0 hung, 0 to go, 1 not possible"));
    BOOST_CHECK(shows(list, "not possible: Closed for good"));
    BOOST_CHECK(!shows(list, "It is up"));
    BOOST_CHECK(shows(list, "What now?"));
    BOOST_CHECK(shows(page, "selected>not possible: Closed for good</option>"));
    BOOST_CHECK(shows(page, "It is possible after all"));
    BOOST_CHECK(shows(page, "Give it to somebody else"));
}

BOOST_AUTO_TEST_CASE(the_mark_of_a_place_that_was_not_possible_is_cleared_or_it_is_given_away) {
    pages::add_placement(post_of({{"name", "Cellar"}}), app);
    const auto ben = links::add_volunteer(*store, {.campaign = walk.id, .name = "Ben"},
                                          test_author(), test_now());
    tell_in_vain();

    BOOST_CHECK_EQUAL(change(only_place(), {{"act", "possible"}}).status, 303);
    BOOST_CHECK(only_place().is_to_go());
    store->in_transaction(
        [&](store::Transaction& tx) { tx.run("UPDATE placement SET trouble = 'Closed'"); });
    const auto eve = links::add_volunteer(*store, {.campaign = other.id, .name = "Eve"},
                                          test_author(), test_now());
    BOOST_CHECK_THROW(change(only_place(), {{"act", "give"}, {"to", std::to_string(eve.id.value)}}),
                      Refused);
    change(only_place(), {{"act", "give"}, {"to", std::to_string(ben.id.value)}});

    BOOST_CHECK(only_place().is_to_go());
    BOOST_CHECK(only_place().arrangement.volunteer == ben.id);
}

BOOST_AUTO_TEST_CASE(up_and_down_lead_back_to_what_was_shown_and_can_be_undone) {
    pages::add_placement(post_of({{"name", "Cinema foyer"}}), app);

    const auto answer =
        change(only_place(), {{"hung", "yes"}, {"show", "to-go"}, {"q", "Cinema & more"}});
    const auto to = header_of(answer, "Location");
    const auto page = ask_where_it_leads(answer);
    const auto undone = change(only_place(), {{"undo", "planned"}, {"show", "to-go"}});

    BOOST_CHECK(to.find("&show=to-go&q=Cinema%20%26%20more#told") != std::string::npos);
    BOOST_CHECK(shows(page, "Cinema foyer is up."));
    BOOST_CHECK(shows(page, "name=\"undo\" value=\"planned\""));
    BOOST_CHECK(only_place().state == links::PlacementState::planned);
    BOOST_CHECK(shows(ask_where_it_leads(undone), "Cinema foyer stands as before."));
    BOOST_CHECK_THROW(change(only_place(), {{"undo", "nowhere"}}), Refused);
}

BOOST_AUTO_TEST_CASE(the_report_counts_what_was_printed_and_says_what_is_not_possible) {
    pages::add_placement(post_of({{"name", "Cellar"}, {"copies", "3"}}), app);
    const auto before = pages::show_placement_report(as_coordinator("/desk/walk/report"), app);
    links::set_placement_state(*store, only_place(), links::PlacementState::printed, test_author(),
                               test_now());
    tell_in_vain();

    const auto page = pages::show_placement_report(as_coordinator("/desk/walk/report"), app);
    const auto csv = pages::send_placement_report(as_coordinator("/desk/walk/report.csv"), app);

    BOOST_CHECK(shows(before, "<dt>Printed</dt><dd>0</dd>"));
    BOOST_CHECK(shows(page, "<dt>Printed</dt><dd>3</dd>"));
    BOOST_CHECK(shows(page, "not possible: Closed for good"));
    BOOST_CHECK(shows(csv, ",poster,not_possible,"));
    BOOST_CHECK(shows(csv, ",EUR,3,Closed for good"));
}

BOOST_AUTO_TEST_CASE(an_order_for_print_says_its_sheets_and_its_spares) {
    pages::add_placement(post_of({{"name", "Kiosk"}, {"copies", "6"}}), app);

    const auto page = pages::show_printing(as_coordinator("/desk/walk/printing"), app);

    BOOST_CHECK(shows(page, "<h1>Print 6 sheets</h1>"));
    BOOST_CHECK(shows(page, "6 sheets + 5 spares = 11 sheets"));
    BOOST_CHECK(shows(page, "Not printed yet (6 sheets)"));
    pages::add_placement(post_of({{"name", "Shop"}, {"copies", "300"}, {"channel", "leaflet"}}),
                         app);
    const auto both = pages::show_printing(as_coordinator("/desk/walk/printing"), app);
    BOOST_CHECK(shows(both, "Leaflet · 300 sheets + 5 spares = 305 sheets"));
    BOOST_CHECK(shows(both, "Poster · 6 sheets + 5 spares = 11 sheets"));
}

BOOST_AUTO_TEST_CASE(helpers_without_an_address_are_given_their_link_by_hand) {
    pages::add_placement_list(post_of({{"list", "place;helper\nKiosk;Anna\nZoo;Ben\n"}}), app);
    const auto helpers = [&] {
        return pages::show_rounds(as_coordinator("/desk/walk/helpers"), app);
    };
    const auto by_hand = helpers();
    const auto anna = links::find_volunteer_by_name(store->session(), walk.id, "Anna").value();
    links::edit_volunteer(*store, anna, {.campaign = walk.id, .name = "Anna", .email = "a@b.org"},
                          test_author(), test_now());
    links::send_rounds(*store, walk.id, test_author(), test_now());
    const auto on_its_way = helpers();
    store->in_transaction([](store::Transaction& tx) { mail::mark_all_sent(tx); });

    BOOST_CHECK(
        shows(by_hand, "Nobody here has an e-mail address yet: copy their link or show the code."));
    BOOST_CHECK(shows(by_hand, "data-ask=\"Make another link?"));
    BOOST_CHECK(shows(by_hand, "data-ask=\"End this link?"));
    BOOST_CHECK(!shows(on_its_way, "Nobody here has"));
    BOOST_CHECK(shows(on_its_way, "No e-mail address yet: copy their link or show the code."));
    BOOST_CHECK(shows(on_its_way, "On its way since"));
    BOOST_CHECK(shows(helpers(), "Sent "));
}

BOOST_AUTO_TEST_CASE(a_link_that_has_ended_says_whom_to_ask) {
    store->in_transaction([](store::Transaction& tx) {
        tx.run("UPDATE organisation SET legal_name = 'Harbour Friends', telephone = '0711 42'");
    });
    const auto ben = links::add_volunteer(*store, {.campaign = walk.id, .name = "Ben"},
                                          test_author(), test_now());
    const auto path = "/h/" + links::volunteer_token(store->session(), ben);
    BOOST_CHECK_EQUAL(ask(path).status, 200);

    links::end_volunteer(*store, ben, test_author(), test_now());

    BOOST_CHECK_EQUAL(ask(path).status, 404);
    BOOST_CHECK(
        shows(ask(path), "This link has ended. Ask Harbour Friends for a new one: 0711 42."));
}

BOOST_AUTO_TEST_CASE(where_nothing_is_found_no_empty_table_stands) {
    pages::add_placement(post_of({{"name", "Kiosk"}}), app);

    const auto page = show({{"q", "nowhere"}});

    BOOST_CHECK(shows(page, "0 places are shown."));
    BOOST_CHECK(!shows(page, "id=\"table\""));
    BOOST_CHECK(shows(show(), "id=\"table\""));
}

BOOST_AUTO_TEST_CASE(the_first_page_of_the_desk_says_in_one_line_what_posters_need) {
    pages::add_placement(post_of({{"name", "Cellar"}}), app);
    const auto today = [&] { return pages::place_tasks(as_coordinator("/desk"), app, walk); };
    BOOST_CHECK(today().empty());
    pages::add_placement(post_of({{"name", "Kiosk"}, {"hang_by", "2020-01-02"}}), app);
    BOOST_REQUIRE_EQUAL(today().size(), 1u);
    BOOST_CHECK_EQUAL(today()[0].href, "/desk/walk/placements?show=due");
    links::tell_of_place(*store,
                         links::find_placement_by_name(store->session(), walk.id, "Cellar").value(),
                         links::ActKind::not_possible, {.request_key = "v", .note = "Closed"},
                         {.actor = test_author()}, test_now());

    BOOST_REQUIRE_EQUAL(today().size(), 1u);
    BOOST_CHECK_EQUAL(today()[0].title, "1 place should hang already · 1 place is not possible");
    BOOST_CHECK_EQUAL(today()[0].href, "/desk/walk/placements");
    auto finance = as_coordinator("/desk");
    finance.visitor->grants = {{.role = people::Role::finance, .campaign = {}}};
    BOOST_CHECK(pages::place_tasks(finance, app, walk).empty());
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
