#include "campaign/course/charting.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

// Due north from the Marienplatz, `count` points about 111 m apart, `rise` decimetres each.
std::string gpx(int count, const std::string& heights = "flat") {
    std::string text =
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" "
        "xmlns=\"http://www.topografix.com/GPX/1/1\"><metadata><name>My "
        "door</name></metadata><trk><trkseg>";
    for (int i = 0; i < count; ++i) {
        text += "<trkpt lat=\"" + std::to_string(48.137 + i * 0.001) + "\" lon=\"11.575\">";
        if (heights == "up") text += "<ele>" + std::to_string(500 + 5 * i) + "</ele>";
        if (heights == "trembling") text += "<ele>" + std::to_string(500 + i % 3) + "</ele>";
        text += "<time>2027-05-01T08:00:00Z</time></trkpt>";
    }
    return text + "</trkseg></trk></gpx>";
}

struct WithWalk : FreshDatabase {
    WithWalk() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk").id;
    }
    course::Course bring(const std::string& bytes, const std::string& key = "k") {
        return course::bring_course(*store, {walk, bytes, key}, test_author(), test_now());
    }
    CampaignId walk;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(course_tests, WithWalk)

BOOST_AUTO_TEST_CASE(a_track_is_measured_along_the_earth) {
    const auto points = outside::read_gpx(gpx(51)).value();

    BOOST_CHECK_EQUAL(points.size(), 51u);
    BOOST_CHECK_CLOSE(double(course::length_of(points)), 5560.0, 0.2);
    BOOST_CHECK(!course::ascent_of(points));
}

BOOST_AUTO_TEST_CASE(a_trembling_receiver_climbs_nothing) {
    BOOST_CHECK_EQUAL(*course::ascent_of(*outside::read_gpx(gpx(40, "trembling"))), 0);
    BOOST_CHECK_EQUAL(*course::ascent_of(*outside::read_gpx(gpx(41, "up"))), 200);
}

BOOST_AUTO_TEST_CASE(a_straight_line_is_drawn_with_its_two_ends) {
    BOOST_CHECK_EQUAL(course::thinned(*outside::read_gpx(gpx(500))).size(), 2u);
}

BOOST_AUTO_TEST_CASE(a_track_made_to_take_long_is_thinned_in_a_moment) {
    course::Points zigzag;  // What lies farthest off is always the next point.
    for (int i = 0; i < int(outside::gpx_points_max); ++i) {
        const auto metres = 16.0 - 13.0 * i / double(outside::gpx_points_max);
        zigzag.push_back({.latitude = 4'813'700 + (i % 2 == 0 ? 1 : -1) * int(metres * 0.9),
                          .longitude = 1'157'500 + i});
    }
    const auto began = std::chrono::steady_clock::now();

    const auto drawn = course::thinned(zigzag);

    const auto took = std::chrono::steady_clock::now() - began;
    BOOST_CHECK_LE(drawn.size(), course::points_drawn_max);
    BOOST_CHECK_GT(drawn.size(), course::points_drawn_max / 2);
    BOOST_CHECK(took < std::chrono::seconds{2});
    BOOST_TEST_MESSAGE("thinned in "
                       << std::chrono::duration_cast<std::chrono::milliseconds>(took).count()
                       << " ms");
}

BOOST_AUTO_TEST_CASE(what_is_no_track_is_declined) {
    BOOST_CHECK(!outside::read_gpx("<kml></kml>"));
    BOOST_CHECK(!outside::read_gpx("not xml"));
    BOOST_CHECK(!outside::read_gpx("<!DOCTYPE gpx><gpx/>"));
    BOOST_CHECK(!outside::read_gpx(gpx(1)));
    BOOST_CHECK(!outside::read_gpx(
        "<gpx><trk><trkseg><trkpt lat=\"99\" lon=\"1\"/><trkpt lat=\"1\" lon=\"1\"/>"
        "</trkseg></trk></gpx>"));
    BOOST_CHECK(!outside::read_gpx(
        "<gpx><trk><trkseg><trkpt lat=\"nan\" lon=\"1\"/><trkpt lat=\"1\" lon=\"1\"/>"
        "</trkseg></trk></gpx>"));
    BOOST_CHECK(!outside::read_gpx(gpx(50'001)));
}

BOOST_AUTO_TEST_CASE(a_route_is_public_once_another_person_has_looked_at_it) {
    const auto made = bring(gpx(51, "up"));
    BOOST_CHECK(!course::all_courses(store->session(), walk).at(0).is_public());

    BOOST_CHECK_EXCEPTION(
        course::approve_course(*store, made, test_author(), test_now()), Refused,
        [](const Refused& no) { return no.refusal.reason == Reason::needs_second_person; });
    course::approve_course(*store, made, test_approver(), test_now());

    const auto shown = course::all_courses(store->session(), walk).at(0);
    BOOST_CHECK(shown.is_public());
    BOOST_CHECK_EQUAL(*shown.ascent, 250);
    BOOST_CHECK(bring(gpx(80), "k").id == made.id);
    course::end_course(*store, shown, test_author(), test_now());
    BOOST_CHECK(course::all_courses(store->session(), walk).empty());
}

BOOST_AUTO_TEST_CASE(of_a_file_only_where_and_how_high_is_kept) {
    bring(gpx(51, "up"));
    const auto kept = course::all_courses(store->session(), walk).at(0);

    const auto svg = course::course_svg(kept);

    BOOST_CHECK(svg.find("door") == svg.npos);
    BOOST_CHECK(svg.find("2027") == svg.npos);
    BOOST_CHECK(svg.starts_with("<svg"));
    BOOST_CHECK(svg.find("class=\"p\"") != svg.npos);
    BOOST_CHECK_EQUAL(kept.points.front().latitude, 4'813'700);
    BOOST_CHECK_EQUAL(*kept.points.front().height, 5'000);
}

BOOST_AUTO_TEST_SUITE_END()
