// Posters: every paper and language is printed whole, read by a scanner, and the same each time.
#include "print/poster.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "tests/support/paper.h"

using namespace print;

namespace {

PosterOrder english() {
    PosterOrder order;
    order.organisation = "Riverside Trust";
    order.overline = "Charity Walk 2027";
    order.title = "Walk for clean water";
    order.date_line = "Sat 12 June 2027";
    order.place_line = "10:00 · Riverside Park, Springfield";
    order.facts = {"5\u00a0km or 10\u00a0km. Free to join, all ages, step\u2011free route.",
                   "Bring water, a hat and a friend."};
    order.goal = "Our goal: €20,000";
    order.raised = "€13,600 raised";
    order.counted_on = "counted on 1 May 2027";
    order.progress = Progress{1'360'000, 2'000'000};
    order.call_to_action = "Scan to give or join the walk";
    order.link = "https://WLK.EXAMPLE/K7Q2MX";
    order.link_text = "wlk.example/K7Q2MX";
    order.after_scan = "30 seconds: card, bank transfer or cash on the day";
    order.trust_line = "Registered charity 1234567 · No phone? Call 01632 960 001";
    order.placement_label = "Café Luna · K7Q2MX";
    order.translations = {{"ar", "امشوا معنا من أجل مياه نظيفة"}, {"zh-CN", "为清洁水源而走"}};
    order.sponsors_heading = "With thanks to";
    order.sponsors = {"Springfield Bakery", "Hill & Sons"};
    order.created = *read_instant("2027-05-01T08:00:00Z");
    return order;
}

PosterOrder german() {
    auto order = english();
    order.language = "de";
    order.kind = "contest";
    order.title =
        "Wohltätigkeitsspaziergang und Gemeinschaftswettbewerb für sauberes Trinkwasser in "
        "Freiburg";
    order.date_line = "Samstag, 12. Juni 2027";
    order.place_line = "10:00 Uhr · Straßenbahnhaltestelle Günterstalstraße";
    order.facts = {"5 km oder 10 km. Teilnahme kostenlos, für jedes Alter, barrierefreie Strecke."};
    order.translations = {{"en", "Walk with us for clean water"}};
    return order;
}

PosterOrder arabic() {
    auto order = english();
    order.language = "ar";
    order.title = "امشوا معنا من أجل مياه نظيفة لكل طفل";
    order.date_line = "السبت ١٢ يونيو ٢٠٢٧";
    order.place_line = "١٠:٠٠ · حديقة النهر، سبرينغفيلد";
    order.facts = {"٥ كم أو ١٠ كم. المشاركة مجانية لجميع الأعمار، والطريق بلا درجات."};
    order.call_to_action = "امسح الرمز للتبرع أو للمشاركة";
    order.translations = {{"en", "Walk for clean water"}};
    return order;
}

PosterOrder chinese() {
    auto order = english();
    order.language = "zh-CN";
    order.kind = "crowdfunding";
    order.title = "为孩子们建一座新的无障碍游乐场";
    order.date_line = "2027年6月12日 星期六";
    order.facts = {"免费参加，老少皆宜，全程无台阶。"};
    order.call_to_action = "扫码捐款或参加";
    order.raised.clear();
    order.progress.reset();
    order.translations.clear();
    return order;
}

std::vector<PosterOrder> every_paper_and_language() {
    std::vector<PosterOrder> orders;
    for (const auto paper : {Paper::a3, Paper::a4, Paper::letter})
        for (auto order : {english(), german(), arabic(), chinese()}) {
            order.paper = paper;
            orders.push_back(order);
        }
    return orders;
}

bool has_warning(const Poster& poster, std::string_view words) {
    for (const auto& warning : poster.warnings)
        if (warning.find(words) != warning.npos) return true;
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(poster_tests)

BOOST_AUTO_TEST_CASE(every_paper_and_language_may_be_released) {
    for (const auto& order : every_paper_and_language()) {
        const auto poster = render_poster(order);

        for (const auto& finding : poster.inspection.findings)
            BOOST_TEST(int(finding.weight) == int(Weight::note),
                       order.title + ": " + finding.sentence);
        BOOST_TEST(poster.warnings.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_scanner_reads_the_printed_pixels) {
    for (const auto& order : every_paper_and_language()) {
        const auto poster = render_poster(order);

        const auto picture =
            support::read_pgm(support::ask_about(poster.pdf, "pdftoppm -gray -r 72 -singlefile %"));

        BOOST_TEST(read_symbol(picture) == "https://WLK.EXAMPLE/K7Q2MX", order.title);
    }
}

BOOST_AUTO_TEST_CASE(one_page_with_embedded_fonts_of_ours_and_nothing_else) {
    for (const auto& order : every_paper_and_language()) {
        const auto poster = render_poster(order);

        std::istringstream fonts{support::ask_about(poster.pdf, "pdffonts %")};
        const auto info = support::ask_about(poster.pdf, "pdfinfo %");

        std::string line;
        std::getline(fonts, line);
        std::getline(fonts, line);
        int count = 0;
        for (; std::getline(fonts, line); ++count) {
            const auto name = line.substr(7);
            BOOST_TEST((name.starts_with("Inter") || name.starts_with("NotoSans")), line);
            BOOST_TEST(line.find(" yes yes yes ") != line.npos, line);
        }
        BOOST_TEST(count >= 3);
        BOOST_TEST(info.find("Pages:           1\n") != info.npos);
        BOOST_TEST(info.find("Tagged:          yes") != info.npos);
        BOOST_TEST(info.find("Title:           " + order.title) != info.npos);
    }
}

BOOST_AUTO_TEST_CASE(a_sheet_has_the_size_of_its_paper) {
    auto order = english();
    const std::vector<std::pair<Paper, const char*>> sizes{{Paper::a3, "841.89 x 1190.55"},
                                                           {Paper::a4, "595.276 x 841.89"},
                                                           {Paper::letter, "612 x 792"}};
    for (const auto& [paper, size] : sizes) {
        order.paper = paper;
        BOOST_TEST(support::ask_about(render_poster(order).pdf, "pdfinfo %").find(size) !=
                       std::string::npos,
                   size);
    }
}

BOOST_AUTO_TEST_CASE(no_letter_is_smaller_than_people_can_read) {
    for (const auto& order : every_paper_and_language()) {
        const double least_mm = (order.paper == Paper::a3 ? 14 : 11) * 25.4 / 72;
        for (const auto& box : lay_out_poster(order).boxes)
            if (box.name != "placement label") BOOST_TEST(box.area.height >= least_mm, box.name);
    }
}

BOOST_AUTO_TEST_CASE(the_same_order_gives_the_same_bytes) {
    BOOST_TEST((render_poster(arabic()).pdf == render_poster(arabic()).pdf));

    auto later = arabic();
    later.created += std::chrono::hours{1};
    BOOST_TEST((render_poster(later).pdf != render_poster(arabic()).pdf));
}

BOOST_AUTO_TEST_CASE(a_proof_says_so_across_the_sheet) {
    auto order = english();
    BOOST_TEST(support::ask_about(render_poster(order).pdf, "pdftotext -raw % -").find("PROOF") ==
               std::string::npos);

    order.purpose = Purpose::proof;
    order.proof_text = "PROOF";
    const auto poster = render_poster(order);

    BOOST_TEST(support::ask_about(poster.pdf, "pdftotext -raw % -").find("PROOF") !=
               std::string::npos);
    BOOST_TEST(poster.releasable());
}

BOOST_AUTO_TEST_CASE(what_may_not_be_released_carries_the_proof_mark_by_itself) {
    auto order = english();
    order.paper = Paper::letter;
    order.trust_line = std::string(200, 'W');
    order.trust_line += " " + order.trust_line.substr(0, 30);

    const auto poster = render_poster(order);

    BOOST_TEST(!poster.releasable());
    BOOST_TEST(support::ask_about(poster.pdf, "pdftotext -raw % -").find("PROOF") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_title_read_from_the_right_mirrors_the_sheet) {
    const auto left = lay_out_poster(english()), right = lay_out_poster(arabic());

    BOOST_TEST(left.codes[0].area.x > left.size.width / 2 - 20);
    BOOST_TEST(right.codes[0].area.right() < right.size.width / 2 + 20);
}

BOOST_AUTO_TEST_CASE(strips_to_take_away_all_carry_the_code) {
    for (auto order : every_paper_and_language()) {
        order.tear_offs = TearOffs::along_the_foot;
        const auto page = lay_out_poster(order);

        const auto inspection = inspect_page(page);

        BOOST_TEST(page.codes.size() == (order.paper == Paper::a3 ? 11u : 8u));
        for (const auto& finding : inspection.findings)
            BOOST_TEST(int(finding.weight) == int(Weight::note),
                       order.title + ": " + finding.sentence);
    }
}

BOOST_AUTO_TEST_CASE(a_sheet_with_only_a_title_and_a_link_still_works) {
    PosterOrder order;
    order.title = "Walk";
    order.link = "https://WLK.EXAMPLE/K7Q2MX";
    order.link_text = "wlk.example/K7Q2MX";

    BOOST_TEST(render_poster(order).releasable());
}

BOOST_AUTO_TEST_CASE(a_figure_without_its_day_is_not_printed) {
    auto order = english();
    order.counted_on.clear();

    const auto poster = render_poster(order);

    BOOST_TEST(has_warning(poster, "needs the day it was counted"));
    BOOST_TEST(support::ask_about(poster.pdf, "pdftotext -raw % -").find("13,600") ==
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(strange_texts_are_bounded_and_said_literally) {
    auto order = english();
    order.title = "<span size='999'>Walk</span> \xF0\x9F\x9A\xB6";
    order.place_line = std::string(500, 'x');
    order.overline = "e";
    for (int i = 0; i < 4000; ++i) order.overline += "\u0301";
    order.organisation = "\xff";

    const auto poster = render_poster(order);

    BOOST_TEST(has_warning(poster, "Emoji in the title"));
    BOOST_TEST(has_warning(poster, "The place was cut after 120 letters."));
    BOOST_TEST(has_warning(poster, "not readable text"));
    BOOST_TEST(support::ask_about(poster.pdf, "pdftotext -raw % -").find("999") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_picture_of_the_sheet_is_a_png) {
    const auto png = render_poster_png(english(), 40);

    BOOST_TEST(png.starts_with("\x89PNG"));
    BOOST_TEST(png.size() > 10'000u);
}

BOOST_AUTO_TEST_SUITE_END()
