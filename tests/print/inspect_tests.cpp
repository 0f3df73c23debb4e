// Inspection: a page that could not be read or printed is not let out.
#include "print/inspect.h"

#include <boost/test/unit_test.hpp>

using namespace print;

namespace {

struct Sample {
    double module_mm = 2;
    Colour dark = colour_of(0), light = colour_of(0xFFFFFF);
    double distance_mm = 500;
    Rect smudge = {};
    Point at = {50, 50};
    std::string says = "https://WLK.EXAMPLE/K7Q2MX";
};

PageLayout page_with(const Sample& sample) {
    const auto symbol = *encode_text("https://WLK.EXAMPLE/K7Q2MX", Correction::m);
    const double side = sample.module_mm * (symbol.side + 2 * quiet_modules);
    const Rect area{sample.at.x, sample.at.y, side, side};
    return {{210, 297},
            {{"code", area}},
            {{sample.says, symbol, area, sample.distance_mm}},
            [=](Canvas& canvas) {
                canvas.fill(box(0, 0, 210, 297), sample.light);
                canvas.paint_symbol(symbol, area, sample.dark);
                const auto& spot = sample.smudge;
                canvas.fill(box(spot.x, spot.y, spot.width, spot.height), sample.dark);
            }};
}

bool is_let_out(const Sample& sample) { return inspect_page(page_with(sample)).releasable(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(inspect_tests)

BOOST_AUTO_TEST_CASE(a_clean_code_is_let_out) {
    BOOST_TEST(is_let_out({}));
    BOOST_TEST(inspect_page(page_with({})).findings.empty());
}

BOOST_AUTO_TEST_CASE(a_code_that_says_something_else_is_held_back) {
    BOOST_TEST(!is_let_out({.says = "https://WLK.EXAMPLE/OTHER1"}));
}

BOOST_AUTO_TEST_CASE(a_code_too_fine_for_a_printer_is_held_back) {
    BOOST_TEST(is_let_out({.module_mm = 0.51, .distance_mm = 200}));
    BOOST_TEST(!is_let_out({.module_mm = 0.49, .distance_mm = 200}));
}

BOOST_AUTO_TEST_CASE(a_code_too_small_for_its_distance_is_held_back) {
    BOOST_TEST(is_let_out({.module_mm = 2.01, .distance_mm = 1000}));
    BOOST_TEST(!is_let_out({.module_mm = 1.99, .distance_mm = 1000}));
}

BOOST_AUTO_TEST_CASE(a_code_worth_moving_nearer_to_is_let_out_with_a_note) {
    const auto inspection = inspect_page(page_with({.module_mm = 2.5, .distance_mm = 1000}));

    BOOST_TEST(inspection.releasable());
    BOOST_TEST_REQUIRE(inspection.findings.size() == 1u);
    BOOST_TEST(inspection.findings[0].sentence == "The code is read best from 0.6 m or nearer.");
}

BOOST_AUTO_TEST_CASE(nothing_may_reach_into_the_quiet_zone) {
    BOOST_TEST(!is_let_out({.smudge = {50, 70, 3, 3}}));
    BOOST_TEST(is_let_out({.smudge = {40, 70, 9, 3}}));
}

BOOST_AUTO_TEST_CASE(a_pale_code_or_a_light_one_on_dark_is_held_back) {
    BOOST_TEST(!is_let_out({.dark = colour_of(0x909090)}));
    BOOST_TEST(!is_let_out({.light = colour_of(0xB0B0B0)}));
    BOOST_TEST(!is_let_out({.dark = colour_of(0xFFFFFF), .light = colour_of(0)}));
}

BOOST_AUTO_TEST_CASE(a_code_at_the_edge_of_the_sheet_is_held_back) {
    BOOST_TEST(!is_let_out({.at = {-5, 50}}));
}

BOOST_AUTO_TEST_CASE(boxes_that_touch_leave_the_sheet_or_lose_text_are_named) {
    const std::vector<std::pair<PlacedBox, std::string>> cases{
        {{"date", {60, 60, 20, 20}}, "The code runs into the date."},
        {{"place", {195, 20, 20, 5}}, "The place does not fit on the sheet."},
        {{"title", {10, 10, 20, 5}, true},
         "The title is too long for this sheet; please shorten it."},
        {{"title", {10, 10, 20, 5}, false, 2}, "The title has letters that cannot be printed."}};
    for (const auto& [box, sentence] : cases) {
        auto page = page_with({});
        page.boxes.push_back(box);

        const auto inspection = inspect_page(page);

        BOOST_TEST(!inspection.releasable());
        BOOST_TEST_REQUIRE(inspection.findings.size() == 1u);
        BOOST_TEST(inspection.findings[0].sentence == sentence);
    }
}

BOOST_AUTO_TEST_SUITE_END()
