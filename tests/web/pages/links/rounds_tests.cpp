// Helpers' rounds, printing, the report and the route: the pages.
#include <boost/test/unit_test.hpp>

#include "campaign/course/charting.h"
#include "campaign/links/hanging.h"
#include "campaign/links/old_paper.h"
#include "campaign/links/placing.h"
#include "campaign/links/printing.h"
#include "campaign/links/ranking.h"
#include "campaign/links/volunteering.h"
#include "tests/support/album.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"
#include "web/pages/links/code.h"
#include "web/pages/links/desk_course.h"
#include "web/pages/links/desk_rounds.h"
#include "web/pages/links/placement_report.h"
#include "web/pages/links/placements.h"
#include "web/pages/links/round.h"
#include "web/pages/printing/desk_printing.h"

namespace {

struct WithRound : Site {
    WithRound() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        const auto list = links::read_placement_list(
            {.text = "place;address;helper;round;contact;telephone;permission;take down by\n"
                     "Café Mokka;Market 3;Anna;1;Ms. Meyer;0171 555;given;2027-06-20\n"
                     "Bakery;Hill 1;Anna;2;;;asked;\n"
                     "Kiosk;;Ben;1;Mr. Secret;0999;given;\n",
             .campaign = walk.id,
             .currency = walk.currency});
        links::add_placements(*store, list.placements, test_author(), test_now());
        anna = links::find_volunteer_by_name(store->session(), walk.id, "Anna").value();
        token = links::volunteer_token(store->session(), anna);
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
    http::Request desk_post(const std::string& path,
                            const std::vector<std::pair<std::string, std::string>>& fields) {
        auto request = as_coordinator(path);
        request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return request;
    }
    http::Request at_round(const std::vector<std::pair<std::string, std::string>>& fields = {}) {
        auto request = request_of("/h/" + token);
        request.language = "en";
        request.params["token"] = token;
        if (!fields.empty()) request.method = http::Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return request;
    }
    http::Request as_phone_of_helper(const std::string& path) {
        auto request = request_of(path);
        request.cookies.add("__Host-round", token);
        return request;
    }
    links::Placement place(const std::string& name) {
        return links::find_placement_by_name(store->session(), walk.id, name).value();
    }
    std::string code_of(const std::string& name) {
        return links::find_link_of_placement(store->session(), place(name).id)->code;
    }
    std::string id_of(const std::string& name) { return std::to_string(place(name).id.value); }
    static bool shows(const http::Response& answer, const std::string& text) {
        return answer.body.find(text) != std::string::npos;
    }

    campaign::Campaign walk;
    links::Volunteer anna;
    std::string token;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(rounds_tests, WithRound)

BOOST_AUTO_TEST_CASE(a_helper_sees_their_next_place_and_nothing_of_other_rounds) {
    const auto page = pages::show_round(at_round(), app);

    BOOST_CHECK_EQUAL(page.status, 200);
    BOOST_CHECK(shows(page, "Next: Café Mokka"));
    BOOST_CHECK(shows(page, "Ask for Ms. Meyer"));
    BOOST_CHECK(shows(page, "0171 555"));
    BOOST_CHECK(shows(page, "0 of 2 hung"));
    BOOST_CHECK(shows(page, "Nobody has agreed yet: please ask first."));
    BOOST_CHECK(!shows(page, "Kiosk"));
    BOOST_CHECK(!shows(page, "Mr. Secret"));
    BOOST_CHECK_EQUAL(header_of(page, "Referrer-Policy"), "no-referrer");
    BOOST_CHECK_EQUAL(header_of(page, "Cache-Control"), "private, no-store");
    BOOST_CHECK(links::find_volunteer(store->session(), anna.id)->seen_at);
}

BOOST_AUTO_TEST_CASE(an_ended_link_is_not_there) {
    links::end_volunteer(*store, anna, test_author(), test_now());

    BOOST_CHECK_THROW(pages::show_round(at_round(), app), Refused);
    BOOST_CHECK_THROW(
        pages::tell_round(at_round({{"key", "k"}, {"act", "hung"}, {"place", id_of("Bakery")}}),
                          app),
        Refused);
}

BOOST_AUTO_TEST_CASE(it_is_up_is_told_by_form_and_by_script_and_the_next_place_follows) {
    const auto answer = pages::tell_round(
        at_round({{"key", "k1"}, {"act", "hung"}, {"place", id_of("Café Mokka")}}), app);
    BOOST_CHECK_EQUAL(answer.status, 303);
    auto script = at_round({{"key", "k1"}, {"act", "hung"}, {"place", id_of("Café Mokka")}});
    script.headers["accept"] = "application/json";
    BOOST_CHECK(shows(pages::tell_round(script, app), "told"));

    const auto page = pages::show_round(at_round(), app);

    BOOST_CHECK(shows(page, "Next: Bakery"));
    BOOST_CHECK(shows(page, "1 of 2 hung"));
    BOOST_CHECK(place("Café Mokka").is_up());
    BOOST_CHECK_EQUAL(links::acts_of_placement(store->session(), place("Café Mokka").id).size(),
                      1u);
}

BOOST_AUTO_TEST_CASE(a_place_of_somebody_else_is_not_theirs_to_tell_of) {
    auto script = at_round({{"key", "k1"}, {"act", "hung"}, {"place", id_of("Kiosk")}});
    script.headers["accept"] = "application/json";

    const auto answer = pages::tell_round(script, app);

    BOOST_CHECK_GE(answer.status, 400);
    BOOST_CHECK_LT(answer.status, 500);
    BOOST_CHECK(shows(answer, "not on your list"));
    BOOST_CHECK(place("Kiosk").is_to_hang());
}

BOOST_AUTO_TEST_CASE(a_photo_is_for_the_desk_alone) {
    auto request = at_round({{"key", "k1"}, {"act", "hung"}, {"place", id_of("Café Mokka")}});
    request.uploads.push_back({"photo", "wall.jpg", "image/jpeg", album_file("phone.jpg")});
    BOOST_CHECK_EQUAL(pages::tell_round(request, app).status, 303);
    const auto acts = links::acts_of_placement(store->session(), place("Café Mokka").id);
    BOOST_REQUIRE_EQUAL(acts.size(), 1u);
    BOOST_REQUIRE_EQUAL(acts[0].photo.size(), 64u);
    auto look = as_coordinator("/desk/walk/placements/1/photos/x.jpg");
    look.params["placement"] = id_of("Café Mokka");
    look.params["file"] = acts[0].photo + ".jpg";

    BOOST_CHECK_EQUAL(pages::send_wall_photo(look, app).type, "image/jpeg");
    look.params["placement"] = id_of("Bakery");
    BOOST_CHECK_THROW(pages::send_wall_photo(look, app), Refused);
    BOOST_CHECK_EQUAL(ask("/photos/" + acts[0].photo + ".jpg").status, 404);
}

BOOST_AUTO_TEST_CASE(a_photo_of_a_spare_that_is_none_is_not_kept) {
    auto request = at_round(
        {{"key", "k1"}, {"act", "spare"}, {"code", code_of("Bakery")}, {"name", "Mill wall"}});
    request.uploads.push_back({"photo", "wall.jpg", "image/jpeg", album_file("phone.jpg")});

    BOOST_CHECK_EQUAL(pages::tell_round(request, app).status, 422);

    BOOST_CHECK(!store->session().one("SELECT digest FROM picture LIMIT 1"));
}

BOOST_AUTO_TEST_CASE(a_helpers_scan_is_no_visit_and_leads_to_their_round) {
    const auto code = code_of("Café Mokka");
    auto scan = as_phone_of_helper("/" + code);
    scan.params["code"] = code;

    const auto answer = pages::follow_link(scan, app);

    BOOST_CHECK_EQUAL(header_of(answer, "Location"), "/h/" + token + "?code=" + code);
    BOOST_CHECK(!answer.when);
    BOOST_CHECK(pages::sort_of(scan, app, walk.id) == links::Sort::staff);
    auto landing = as_phone_of_helper("/c/walk?from=" + code);
    BOOST_CHECK(pages::note_landing(landing, app, walk.id));
    BOOST_CHECK_EQUAL(links::rank_placements(store->session(), walk.id)[0].yield.pages, 0);
}

BOOST_AUTO_TEST_CASE(whose_round_has_ended_is_a_visitor_again_on_the_same_phone) {
    const auto code = code_of("Café Mokka");
    auto scan = as_phone_of_helper("/" + code);
    scan.params["code"] = code;
    const auto leads_to_the_campaign = [&] {
        const auto answer = pages::follow_link(scan, app);
        BOOST_CHECK_EQUAL(header_of(answer, "Location"), "/c/walk?from=" + code);
        BOOST_CHECK(answer.when);
        BOOST_CHECK(pages::sort_of(scan, app, walk.id) == links::Sort::person);
    };
    const auto other = open_test_campaign(*store, "other");
    BOOST_CHECK(pages::sort_of(scan, app, other.id) == links::Sort::person);

    const auto after = Instant{std::chrono::sys_days{test_plan().ends_on} + std::chrono::days{200}};
    scan.now = after;
    leads_to_the_campaign();
    pages::tell_round(at_round({{"key", "k"}, {"act", "hung"}, {"place", id_of("Café Mokka")}}),
                      app);
    BOOST_CHECK(pages::sort_of(scan, app, walk.id) == links::Sort::staff);  // It still hangs.

    scan.now = now;
    links::renew_volunteer(*store, links::find_volunteer(store->session(), anna.id).value(),
                           test_author(), now);  // Another link: this one is worth nothing.
    leads_to_the_campaign();
}

BOOST_AUTO_TEST_CASE(whoever_scans_with_an_opened_round_can_go_on_as_a_visitor) {
    auto opened = at_round();
    const auto code = code_of("Café Mokka");
    opened.query.add("code", code);
    BOOST_CHECK(shows(pages::show_round(opened, app), "href=\"/c/walk?from=" + code + "\""));
    BOOST_CHECK(shows(pages::show_round(opened, app), "name=\"code\" value=\"" + code + "\""));

    const auto answer = pages::leave_round(at_round({{"code", code}}), app);

    BOOST_CHECK_EQUAL(header_of(answer, "Location"), "/" + code);
    BOOST_CHECK_EQUAL(
        header_of(pages::leave_round(at_round({{"code", "//evil.example"}}), app), "Location"),
        "/c/walk");
}

BOOST_AUTO_TEST_CASE(a_scanned_spare_asks_where_it_hangs_and_two_scanned_codes_are_swapped) {
    const auto run = links::make_print_run(*store,
                                           {.campaign = walk.id,
                                            .spares = 1,
                                            .cost = Money{0, walk.currency},
                                            .printed_on = Date{std::chrono::year{2027} / 5 / 20},
                                            .version = walk.shown_version,
                                            .request_key = "r"},
                                           test_author(), test_now());
    const auto spare = links::spares_of_run(store->session(), run.id).at(0);
    auto scanned = at_round();
    scanned.query.add("code", spare.link.code);
    BOOST_CHECK(shows(pages::show_round(scanned, app), "Spare 1: it has no place yet"));
    BOOST_CHECK_EQUAL(
        pages::tell_round(
            at_round(
                {{"key", "k"}, {"act", "spare"}, {"code", spare.link.code}, {"name", "Mill wall"}}),
            app)
            .status,
        303);
    BOOST_CHECK(place("Mill wall").is_up());
    BOOST_CHECK(place("Mill wall").arrangement.volunteer == anna.id);

    const auto first = code_of("Café Mokka"), second = code_of("Kiosk");
    auto begin = at_round();
    begin.query.add("swap", first);
    BOOST_CHECK(shows(pages::show_round(begin, app), "Now scan the other poster"));
    auto other = at_round();
    other.query.add("code", second), other.cookies.add("__Host-swap", first);
    BOOST_CHECK(shows(pages::show_round(other, app), "Yes, swap them"));
    pages::tell_round(
        at_round({{"key", "s"}, {"act", "swap"}, {"code_one", first}, {"code_other", second}}),
        app);

    BOOST_CHECK_EQUAL(code_of("Kiosk"), first);
    BOOST_CHECK_EQUAL(code_of("Café Mokka"), second);
}

BOOST_AUTO_TEST_CASE(the_desk_adds_helpers_hands_places_and_shows_their_links) {
    BOOST_CHECK_EQUAL(
        pages::change_rounds(
            desk_post("/desk/walk/helpers", {{"act", "add"}, {"name", "Cleo"}, {"email", "x"}}),
            app)
            .status,
        422);
    BOOST_CHECK_EQUAL(
        pages::change_rounds(
            desk_post("/desk/walk/helpers",
                      {{"act", "add"}, {"name", "Cleo"}, {"email", "cleo@example.org"}}),
            app)
            .status,
        303);
    const auto cleo = links::find_volunteer_by_name(store->session(), walk.id, "Cleo").value();
    pages::change_rounds(desk_post("/desk/walk/helpers", {{"act", "hand"},
                                                          {"helper", std::to_string(cleo.id.value)},
                                                          {"place", id_of("Kiosk")},
                                                          {"round", "3"}}),
                         app);

    const auto page = pages::show_rounds(as_coordinator("/desk/walk/helpers"), app);

    BOOST_CHECK(shows(page, "3 helpers"));
    BOOST_CHECK(shows(page, "/h/" + links::volunteer_token(store->session(), cleo)));
    BOOST_CHECK(place("Kiosk").arrangement.volunteer == cleo.id);
    BOOST_CHECK_EQUAL(place("Kiosk").arrangement.round, 3);
    auto code = as_coordinator("/desk/walk/helpers/1/code.svg");
    code.params["helper"] = std::to_string(cleo.id.value);
    BOOST_CHECK(shows(pages::draw_round_code(code, app), "<svg"));
}

BOOST_AUTO_TEST_CASE(one_file_has_the_sheets_of_a_run_by_helper_and_round_and_its_spares) {
    const auto made =
        pages::change_printing(desk_post("/desk/walk/printing", {{"act", "print"},
                                                                 {"which", "planned"},
                                                                 {"channel", "poster"},
                                                                 {"spares", "2"},
                                                                 {"sheet", "a4"},
                                                                 {"cost", "12.50"},
                                                                 {"day", "2027-05-20"},
                                                                 {"form_key", "f"}}),
                               app);
    BOOST_CHECK_EQUAL(made.status, 303);
    const auto run = links::all_print_runs(store->session(), walk.id).at(0);
    BOOST_CHECK_EQUAL(run.copies, 5);
    const auto printed = links::printed_in_run(store->session(), run.id);
    BOOST_REQUIRE_EQUAL(printed.size(), 3u);
    BOOST_CHECK(printed[0].placement == place("Café Mokka").id);
    BOOST_CHECK(printed[1].placement == place("Bakery").id);
    BOOST_CHECK(printed[2].placement == place("Kiosk").id);
    auto file = as_coordinator("/desk/walk/printing/1/1.pdf");
    file.params["run"] = std::to_string(run.id.value), file.params["file"] = "1.pdf";

    const auto pdf = pages::send_print_file(file, app);

    BOOST_CHECK(pdf.body.starts_with("%PDF-"));
    BOOST_CHECK(shows(pdf, "/Count 5"));
    const auto page = pages::show_printing(as_coordinator("/desk/walk/printing"), app);
    BOOST_CHECK(shows(page, "€12.50 together, €2.50 a sheet"));
    BOOST_CHECK(shows(page, "2 spares, of them 0 hung"));
    file.params["file"] = "2.pdf";
    BOOST_CHECK_THROW(pages::send_print_file(file, app), Refused);
}

BOOST_AUTO_TEST_CASE(the_report_has_every_place_its_cost_and_can_be_taken_as_csv) {
    const auto page =
        pages::show_placement_report(as_coordinator("/desk/walk/placements/report"), app);
    const auto csv =
        pages::send_placement_report(as_coordinator("/desk/walk/placements/report.csv"), app);

    BOOST_CHECK(shows(page, "Café Mokka"));
    BOOST_CHECK(shows(page, "Together"));
    BOOST_CHECK(shows(csv, "place,address,code,channel,state,helper"));
    BOOST_CHECK(
        shows(csv, "Café Mokka,Market 3," + code_of("Café Mokka") + ",poster,planned,Anna"));
}

BOOST_AUTO_TEST_CASE(the_list_says_what_is_due_and_shows_what_is_asked_for) {
    now = test_now() + std::chrono::days{60};
    pages::tell_round(at_round({{"key", "k1"}, {"act", "hung"}, {"place", id_of("Café Mokka")}}),
                      app);

    const auto page = pages::show_placements(as_coordinator("/desk/walk/placements"), app);
    auto asked = as_coordinator("/desk/walk/placements");
    asked.query.add("show", "down");
    const auto down = pages::show_placements(asked, app);

    BOOST_CHECK(shows(page, "3 places, 1 hung, 2 to go"));
    BOOST_CHECK(shows(page, "1 poster is to be taken down"));
    BOOST_CHECK(shows(page, "Print 2 sheets"));
    BOOST_CHECK(shows(down, "1 place is shown."));
    BOOST_CHECK(!shows(down, "Market 3 · Kiosk"));
}

BOOST_AUTO_TEST_CASE(when_the_date_changes_what_hangs_with_the_old_one_is_listed_and_said) {
    pages::tell_round(at_round({{"key", "k1"}, {"act", "hung"}, {"place", id_of("Café Mokka")}}),
                      app);
    auto plan = campaign::find_version(store->session(), walk.shown_version)->plan;
    plan.place = "New Harbour";
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE campaign_version SET place = 'Old Harbour' WHERE id = ?",
               walk.shown_version);
    });
    const auto link = links::find_link(store->session(), code_of("Café Mokka")).value();

    BOOST_CHECK(links::is_other_when(
        campaign::find_version(store->session(), walk.shown_version)->plan, plan));
    BOOST_CHECK(links::find_old_plan(store->session(), link, plan));
    BOOST_CHECK_EQUAL(links::all_old_paper(store->session(), walk.id, plan).size(), 1u);
}

BOOST_AUTO_TEST_CASE(a_route_is_drawn_for_everybody_once_it_was_looked_at) {
    std::string gpx = "<gpx><trk><trkseg>";
    for (int i = 0; i < 60; ++i)
        gpx += "<trkpt lat=\"" + std::to_string(48.0 + i * 0.001) + "\" lon=\"11.5\"/>";
    auto bring = desk_post("/desk/walk/course", {{"act", "bring"}, {"form_key", "g"}});
    bring.uploads.push_back({"gpx", "walk.gpx", "", gpx + "</trkseg></trk></gpx>"});
    BOOST_CHECK_EQUAL(pages::change_course(bring, app).status, 303);
    const auto made = course::all_courses(store->session(), walk.id).at(0);
    const auto path = "/c/walk/course/" + std::to_string(made.id.value) + ".svg";
    BOOST_CHECK_EQUAL(ask(path).status, 404);

    course::approve_course(*store, made, test_approver(), test_now());

    BOOST_CHECK(shows(ask(path), "<svg"));
    BOOST_CHECK(shows(ask("/c/walk"), path));
    BOOST_CHECK(shows(ask("/c/walk"), "The route: 6.6 km"));
    auto wrong = desk_post("/desk/walk/course", {{"act", "bring"}, {"form_key", "h"}});
    BOOST_CHECK_EQUAL(pages::change_course(wrong, app).status, 422);
}

BOOST_AUTO_TEST_SUITE_END()
