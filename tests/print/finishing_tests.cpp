// Finishing: every PDF of ours says its language, its title, where it is cut, and what its figures
// show, and puts black on one plate.
#include "print/finishing.h"

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "print/envelope_label.h"
#include "print/pocket_card.h"
#include "print/poster.h"
#include "print/receipt_sheet.h"
#include "print/report.h"
#include "tests/support/paper.h"

using namespace print;
using support::ask_about;
using support::unpacked;

namespace {

constexpr double points_per_mm = 72 / 25.4;
const auto created = *read_instant("2027-05-01T08:00:00Z");
const std::string code_link = "https://WLK.EXAMPLE/K7Q2MX", code_text = "wlk.example/K7Q2MX";

std::string poster_in(const std::string& language) {
    PosterOrder order;
    order.language = language, order.title = "Walk for clean water";
    order.organisation = "Riverside Trust", order.goal = "Our goal: €20,000";
    order.raised = "€13,600 raised", order.counted_on = "counted on 1 May 2027";
    order.progress = Progress{1'360'000, 2'000'000};
    order.link = code_link, order.link_text = code_text, order.created = created;
    return render_poster(order).pdf;
}

std::string receipts_in(const std::string& language) {
    ReceiptSheet sheet;
    sheet.language = language, sheet.title = "Receipt", sheet.to_name = "Zoë Łukasik";
    sheet.link = code_link, sheet.link_text = code_text;
    auto other = sheet;
    other.to_name = "Ada";
    return render_receipts({"Receipts", "Riverside", {sheet, other}, created}).pdf;
}

std::string cards_in(const std::string& language) {
    CardOrder order{
        .language = language, .organisation = "Riverside", .cards = {}, .created = created};
    order.cards = {
        {"Spring Walk", "Walter", "Your page stands.", {{"For all", code_link, code_text, ""}}}};
    return render_cards(order).pdf;
}

std::string labels_in(const std::string& language) {
    return render_labels(
               {language, "Walk", "Riverside", {{"17", "K7Q2MX", code_link, "Name"}}, created})
        .pdf;
}

std::string report_in(const std::string& language) {
    Report report{.title = "The books",
                  .parts = {{.title = "Figures", .paragraphs = {"All."}}},
                  .language = language,
                  .author = "Riverside",
                  .created = created};
    return render_report(report);
}

struct Kind {
    const char* name;
    std::string (*made_in)(const std::string& language);
    bool has_code = true;
};
const std::vector<Kind> products{{"poster", poster_in},
                                 {"receipts", receipts_in},
                                 {"cards", cards_in},
                                 {"labels", labels_in},
                                 {"report", report_in, false}};

// The four numbers of a box as pdfinfo says it: "TrimBox:  0.00 0.00 595.28 841.89".
std::vector<double> box_of(const std::string& pdf, const std::string& name) {
    std::istringstream lines{ask_about(pdf, "pdfinfo -box %")};
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(name + ":")) continue;
        std::istringstream numbers{line.substr(name.size() + 1)};
        std::vector<double> found(4);
        for (auto& number : found) numbers >> number;
        return found;
    }
    return {};
}

bool within_a_hundredth(const std::vector<double>& one, const std::vector<double>& other) {
    if (one.size() != 4 || other.size() != 4) return false;
    for (std::size_t i = 0; i < 4; ++i)
        if (std::abs(one[i] - other[i]) > 0.01) return false;
    return true;
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != text.npos;
}

// A sheet for a press: 12 mm all around what is left once it is cut.
std::string sheet_for_a_press(Colour dark) {
    auto canvas = Canvas::pdf(148 + 24, 210 + 24, {"Bib", "Riverside", created, "en", 12});
    canvas.fill(box(9, 9, 148 + 6, 210 + 6), colour_of(0xFFFFFF));
    auto pale = dark;
    pale.opacity = 0.5;  // So that the page has to be blended.
    canvas.fill(box(40, 150, 20, 20), pale);
    canvas.begin_tag("Document");
    canvas.begin_figure("QR: " + code_text);
    canvas.paint_symbol(*encode_text(code_link, Correction::m), {40, 40, 60, 60}, dark);
    canvas.end_tag();
    canvas.end_tag();
    return canvas.finish_pdf();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(finishing_tests)

BOOST_AUTO_TEST_CASE(every_product_is_sound_and_says_its_language_and_title) {
    for (const auto& product : products)
        for (const std::string language : {"en", "de", "ar"}) {
            const auto pdf = product.made_in(language);
            const auto text = unpacked(pdf);

            BOOST_TEST(
                says(ask_about(pdf, "qpdf --check %"), "No syntax or stream encoding errors"),
                product.name);
            BOOST_TEST(says(text, "/Lang (" + language + ")"), product.name);
            BOOST_TEST(says(text, "/DisplayDocTitle true"), product.name);
            BOOST_TEST(says(ask_about(pdf, "pdfinfo %"), "Tagged:          yes"), product.name);
            BOOST_TEST(!says(ask_about(pdf, "pdfinfo -struct % 2>&1"), "Warning"), product.name);
        }
}

BOOST_AUTO_TEST_CASE(at_home_the_page_is_the_sheet) {
    for (const auto& product : products) {
        const auto pdf = product.made_in("en");
        const auto media = box_of(pdf, "MediaBox");

        BOOST_TEST(within_a_hundredth(box_of(pdf, "TrimBox"), media), product.name);
        BOOST_TEST(within_a_hundredth(box_of(pdf, "BleedBox"), media), product.name);
    }
}

BOOST_AUTO_TEST_CASE(a_press_is_told_where_to_cut_and_how_far_the_ink_goes) {
    const auto pdf = sheet_for_a_press(colour_of(0));
    const auto inside = [](double by) {
        return std::vector<double>{by * points_per_mm, by * points_per_mm,
                                   (148 + 24 - by) * points_per_mm,
                                   (210 + 24 - by) * points_per_mm};
    };

    BOOST_TEST(within_a_hundredth(box_of(pdf, "MediaBox"), inside(0)));
    BOOST_TEST(within_a_hundredth(box_of(pdf, "BleedBox"), inside(9)));
    BOOST_TEST(within_a_hundredth(box_of(pdf, "TrimBox"), inside(12)));
}

BOOST_AUTO_TEST_CASE(fonts_stay_embedded_and_text_can_be_listened_to) {
    for (const auto& product : products) {
        const auto pdf = product.made_in("en");
        std::istringstream fonts{ask_about(pdf, "pdffonts % | tail -n +3")};
        for (std::string line; std::getline(fonts, line);)
            BOOST_TEST(says(line, " yes yes yes "), line);
        BOOST_TEST(says(ask_about(pdf, "pdfinfo -struct-text %"), "\""), product.name);
    }
    BOOST_TEST(says(ask_about(poster_in("en"), "pdfinfo -struct-text %"), "Walk for clean water"));
}

BOOST_AUTO_TEST_CASE(figures_are_told_in_words) {
    for (const auto& product : products) {
        if (!product.has_code) continue;
        const auto pdf = product.made_in("en");
        const auto structure = ask_about(pdf, "pdfinfo -struct %");
        BOOST_TEST(says(structure, "Figure"), product.name);
        BOOST_TEST(says(unpacked(pdf), "/Alt (QR: "), product.name);
    }
    const auto poster = unpacked(poster_in("en"));
    BOOST_TEST(poster.find("13,600 raised") < poster.find("/Alt (QR: " + code_text + ")"));
}

BOOST_AUTO_TEST_CASE(pages_with_names_have_bookmarks) {
    const auto text = unpacked(receipts_in("en"));

    BOOST_TEST(says(text, "/Outlines"));
    BOOST_TEST(says(text, "/PageMode /UseOutlines"));
    BOOST_TEST(says(unpacked(report_in("en")), "/Title (Figures)"));
    BOOST_TEST(!says(unpacked(labels_in("en")), "/Outlines"));
}

BOOST_AUTO_TEST_CASE(black_is_printed_with_black_alone) {
    BOOST_TEST(!says(unpacked(sheet_for_a_press(colour_of(0))), "0 0 0 rg"));
    BOOST_TEST(says(unpacked(sheet_for_a_press(colour_of(0))), "\n0 g"));
    BOOST_TEST(says(unpacked(sheet_for_a_press(colour_of(0x10151C))), "\n0 g"));
    BOOST_TEST(!says(unpacked(sheet_for_a_press(colour_of(0x0B7280))), "\n0 g"));
}

BOOST_AUTO_TEST_CASE(colours_are_described_by_a_profile) {
    const auto profile = srgb_profile();
    const auto size =
        (static_cast<unsigned char>(profile[2]) << 8) | static_cast<unsigned char>(profile[3]);

    BOOST_TEST(static_cast<std::size_t>(size) == profile.size());
    BOOST_TEST(profile.substr(12, 12) == "mntrRGB XYZ ");
    BOOST_TEST(profile.substr(36, 4) == "acsp");
    BOOST_TEST(says(unpacked(poster_in("en")), "/OutputConditionIdentifier (sRGB)"));
}

BOOST_AUTO_TEST_CASE(the_same_input_gives_the_same_bytes) {
    for (const auto& product : products)
        BOOST_TEST((product.made_in("de") == product.made_in("de")), product.name);
}

BOOST_AUTO_TEST_CASE(four_inks_are_offered_where_ghostscript_is_and_a_code_is_black_alone) {
    if (!can_make_cmyk()) {
        BOOST_TEST_MESSAGE("Ghostscript is not installed here.");
        return;
    }
    const auto sheet = sheet_for_a_press(colour_of(0));

    const auto made = make_cmyk(sheet, {.language = "en", .slug_mm = 12}, created);

    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(
        says(ask_about(*made, "gs -q -o - -sDEVICE=inkcov %"), " 0.00000  0.00000  0.00000  0.0"));
    BOOST_TEST(box_of(*made, "TrimBox") == box_of(sheet, "TrimBox"));
    BOOST_TEST(says(unpacked(*made), "/Lang (en)"));
    BOOST_TEST((*make_cmyk(sheet, {.language = "en", .slug_mm = 12}, created) == *made));
}

BOOST_AUTO_TEST_SUITE_END()
