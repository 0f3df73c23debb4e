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

BOOST_AUTO_TEST_CASE(a_logo_that_covers_too_much_is_held_back_where_it_lies) {
    const auto with_logo = [](Correction level, double share) {
        const auto symbol = *encode_text("https://WLK.EXAMPLE/K7Q2MX", level);
        const double module = 2, side = module * (symbol.side + 2 * quiet_modules);
        const double logo = share * symbol.side * module;
        const Rect area{50, 50, side, side};
        const Rect middle{50 + (side - logo) / 2, 50 + (side - logo) / 2, logo, logo};
        return PageLayout{{210, 297},
                          {{"code", area}},
                          {{"https://WLK.EXAMPLE/K7Q2MX", symbol, area, 500, middle}},
                          [=](Canvas& canvas) {
                              canvas.fill(box(0, 0, 210, 297), colour_of(0xFFFFFF));
                              canvas.paint_symbol(symbol, area, colour_of(0));
                              canvas.fill(box(middle.x, middle.y, logo, logo), colour_of(0xFFFFFF));
                          }};
    };

    BOOST_TEST(inspect_page(with_logo(Correction::h, 0.22)).releasable());
    const auto large = inspect_page(with_logo(Correction::h, 0.3));
    BOOST_TEST(!large.releasable());
    BOOST_TEST(large.findings[0].sentence ==
               "The logo covers 30 % of the code's side; up to 22 % can be read.");
    BOOST_TEST(large.findings[0].where.x > 50);
    BOOST_TEST(!inspect_page(with_logo(Correction::m, 0.1)).releasable());
}

BOOST_AUTO_TEST_CASE(a_picture_that_is_too_coarse_is_named) {
    auto page = page_with({});
    page.pictures = {{"picture", {20, 120, 100, 50}, 500, 400}};
    const auto coarse = inspect_page(page);
    BOOST_TEST(!coarse.releasable());
    BOOST_TEST(coarse.findings[0].sentence ==
               "The picture is too coarse for its size: 127 dots an inch, and 150 are needed.");
    BOOST_TEST(coarse.findings[0].where.y == 120);

    page.pictures = {{"picture", {20, 120, 100, 50}, 700, 400}};
    BOOST_TEST(inspect_page(page).releasable());
    BOOST_TEST(inspect_page(page).findings.size() == 1u);
    page.pictures = {{"picture", {20, 120, 100, 50}, 1000, 500}};
    BOOST_TEST(inspect_page(page).findings.empty());
}

BOOST_AUTO_TEST_CASE(a_fault_in_one_of_many_equal_codes_is_found_where_it_is) {
    const auto symbol = *encode_text("https://WLK.EXAMPLE/K7Q2MX", Correction::m);
    PageLayout page{{210, 297}, {}, {}, {}};
    for (int i = 0; i < 7; ++i)
        page.codes.push_back(
            {"https://WLK.EXAMPLE/K7Q2MX", symbol, {10.0 + 27 * i, 200, 25, 25}, 250});
    page.paint = [codes = page.codes](Canvas& canvas) {
        canvas.fill(box(0, 0, 210, 297), colour_of(0xFFFFFF));
        for (const auto& code : codes) canvas.paint_symbol(code.symbol, code.area, colour_of(0));
        canvas.fill(box(128, 210, 4, 4), colour_of(0xFFFFFF));  // On the fifth.
    };

    const auto inspection = inspect_page(page);

    BOOST_TEST_REQUIRE(!inspection.releasable());
    for (const auto& finding : inspection.findings) BOOST_TEST(finding.where.x == 118);
}

BOOST_AUTO_TEST_CASE(a_finding_can_be_said_in_every_language) {
    auto page = page_with({});
    page.boxes.push_back({"date", {60, 60, 20, 20}});

    const auto finding = inspect_page(page).findings.at(0);

    BOOST_TEST(finding.pattern == "The {1} runs into the {2}.");
    BOOST_TEST((finding.values == std::vector<std::string>{"code", "date"}));
}

BOOST_AUTO_TEST_SUITE_END()
