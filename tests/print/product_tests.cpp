// Products: every layout in every script is printed whole, read by scanners, the same each time.
#include "print/product.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>

#include "print/layout_file.h"
#include "tests/print/product_samples.h"
#include "tests/support/program.h"

using namespace print;

namespace {

std::string said_by(const std::string& command) {
    std::string said;
    auto* pipe = popen(command.c_str(), "r");
    std::array<char, 65536> part;
    while (const auto length = std::fread(part.data(), 1, part.size(), pipe))
        said.append(part.data(), length);
    pclose(pipe);
    return said;
}

struct Kept {
    explicit Kept(const std::string& bytes) : path{(folder.path() / "product.pdf").string()} {
        std::ofstream{path, std::ios::binary} << bytes;
    }
    support::Folder folder;
    std::string path;
};

int pages_of(const std::string& pdf) {
    int count = 0;
    for (auto at = pdf.find("/Type /Page"); at != pdf.npos; at = pdf.find("/Type /Page", at + 1))
        if (pdf.compare(at, 12, "/Type /Pages") != 0) ++count;
    return count;
}

// What programs of others say of a file: whether it is sound, where it is cut, what it reads aloud.
std::string objections_of_others(const Kept& file) {
    std::string wrong;
    const auto checked = said_by("qpdf --check " + file.path + " 2>&1");
    if (checked.find("No syntax or stream encoding errors found") == checked.npos)
        wrong += "qpdf: " + checked;
    const auto boxes = said_by("pdfinfo -box " + file.path);
    for (const std::string box : {"MediaBox:", "TrimBox:", "BleedBox:"})
        if (boxes.find(box) == boxes.npos) wrong += "No " + box + " ";
    if (boxes.find("Tagged:          yes") == boxes.npos) wrong += "Not tagged. ";
    const auto aloud = said_by("pdfinfo -struct-text " + file.path + " 2>&1");
    if (aloud.find("Document") == aloud.npos || aloud.find('"') == aloud.npos)
        wrong += "It says nothing to screen readers. ";
    if (aloud.find("Error") != aloud.npos) wrong += "Structure: " + aloud.substr(0, 200);
    return wrong;
}

// What is wrong with one layout in one language, in sentences; empty if nothing is.
std::string objections_to(const std::string& layout, const std::string& language) {
    const auto order = samples::order_in(language, layout);
    const auto product = render_product(order);
    std::string wrong;
    for (const auto& finding : product->inspection.findings)
        if (finding.weight == Weight::fault) wrong += finding.sentence + " ";
    if (product->pages != count_pages(order)) wrong += "It counts its pages wrongly. ";
    const Kept file{product->pdf};
    std::istringstream fonts{said_by("pdffonts " + file.path)};
    int count = 0, line_number = 0;
    for (std::string line; std::getline(fonts, line);) {
        if (++line_number <= 2) continue;
        ++count;
        const auto name = line.substr(7);
        if (!name.starts_with("Inter") && !name.starts_with("NotoSans")) wrong += "Font " + line;
        if (line.find(" yes yes yes ") == line.npos) wrong += "Not embedded: " + line;
    }
    if (count == 0) wrong += "No letters. ";
    if (pages_of(product->pdf) != product->pages) wrong += "Other pages than it says. ";
    return wrong + objections_of_others(file);
}

// In the other scripts each leaf is tried once or twice, not on each sheet that it is put on.
bool is_tried_in(const LayoutSummary& layout, const std::string& language) {
    static const std::set<std::string> one_for_each_leaf{
        "poster-a4-strips", "leaflet-a6",    "leaflet-dl",     "tent-a4",         "tent-5305",
        "cards-us",         "bib-a5-stub",   "bib-7x5",        "badge-a6",        "badge-a7",
        "badge-80x50",      "bucket-wrap",   "certificate-a4", "pledge-sheet-a4", "envelope-slip",
        "envelope-labels",  "stickers-5164", "stickers-l7160", "stickers-5194",   "labels-5160",
        "fallback-pack-a4"};
    return language == "en" || one_for_each_leaf.contains(layout.name);
}

bool has_warning(const Product& product, const std::string& words) {
    for (const auto& warning : product.warnings)
        if (warning.find(words) != warning.npos) return true;
    return false;
}

std::string boxes_of(const std::string& pdf) {
    const Kept file{pdf};
    return said_by("pdfinfo -box " + file.path);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(product_tests)

BOOST_AUTO_TEST_CASE(every_layout_in_every_script_is_printed_whole) {
    BOOST_TEST(all_layouts().size() >= 60u);
    for (const auto& language : samples::all_languages())
        for (const auto& layout : all_layouts()) {
            if (!is_tried_in(layout, language)) continue;
            const auto wrong = objections_to(layout.name, language);
            BOOST_TEST(wrong == "", layout.name + " in " + language + ": " + wrong);
        }
}

// One layout for each leaf that carries a code; the mirrored ones on paper at 150 dpi.
BOOST_AUTO_TEST_CASE(every_code_on_paper_is_read_by_two_other_programs) {
    const std::vector<std::string> layouts{
        "poster-a4-strips", "leaflet-a6",    "leaflet-dl",   "tent-a4",        "cards-us",
        "bib-a5-stub",      "badge-a6",      "badges-l4785", "stickers-5194",  "stickers-5193",
        "stickers-l7163",   "stickers-5164", "bucket-wrap",  "certificate-a4", "pledge-sheet-a4",
        "envelope-labels",  "envelope-slip"};
    for (const std::string language : {"en", "ar"})
        for (const auto& layout : layouts) {
            if (language == "ar" && !layout.ends_with("a6") && !layout.starts_with("tent"))
                continue;
            auto order = samples::order_in(language, layout);
            order.words.payment.clear();
            const auto product = render_product(order);
            const Kept file{product->pdf};
            const auto png = (file.folder.path() / "page.png").string();
            (void)said_by("pdftoppm -r 150 -gray -l 1 -singlefile -png " + file.path + " " +
                          png.substr(0, png.size() - 4));

            const auto one = said_by("zbarimg -q --raw " + png + " 2>/dev/null");
            const auto other = said_by("ZXingReader -format QRCode " + png);

            std::set<std::string> expected{order.words.link};
            if (!order.items.empty()) expected = {order.items[0].link};
            for (const auto& link : expected) {
                BOOST_TEST((one.find(link) != one.npos),
                           layout + " in " + language + " by zbarimg");
                BOOST_TEST((other.find(link) != other.npos),
                           layout + " in " + language + " by ZXing");
            }
        }
}

BOOST_AUTO_TEST_CASE(the_same_order_is_the_same_bytes_in_each_format) {
    for (const std::string layout : {"leaflet-a5", "bib-a5", "fallback-pack-a4", "poster-a5"}) {
        const auto order = samples::order_in("ar", layout);
        BOOST_TEST((render_product(order)->pdf == render_product(order)->pdf), layout);
        BOOST_TEST((render_product_svg(order, 0) == render_product_svg(order, 0)), layout);
        BOOST_TEST((render_product_png(order, 0, 50) == render_product_png(order, 0, 50)), layout);
    }
}

BOOST_AUTO_TEST_CASE(a_drawing_for_other_programs_is_sound_and_holds_no_letters_to_miss) {
    const auto svg = render_product_svg(samples::order_in("hi", "cards-eu"), 0);
    const Kept file{svg};

    BOOST_TEST(svg.find("<svg") != svg.npos);
    BOOST_TEST(svg.find("<text") == svg.npos);
    BOOST_TEST(svg.find("<script") == svg.npos);
    BOOST_TEST(said_by("xmllint --noout --huge " + file.path + " 2>&1") == "");
}

BOOST_AUTO_TEST_CASE(label_sheets_have_the_geometry_they_are_sold_with) {
    constexpr double inch = 25.4;
    const auto grid = [](const char* name) {
        return find_product_layout(name)->sheets.front().grids.front();
    };
    const auto avery = grid("stickers-5160");
    BOOST_TEST(avery.first.x == 0.15625 * inch, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(avery.dx == 2.78125 * inch, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(avery.columns * avery.rows == 30);
    const auto european = grid("labels-l7160");
    BOOST_TEST(european.first.y == 15.5);
    BOOST_TEST(european.dy == 38.1, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(european.columns * european.rows == 21);
    BOOST_TEST(grid("stickers-5194").round);
    for (const auto& layout : catalogue().layouts)
        for (const auto& plan : layout.sheets)
            for (const auto& one : plan.grids) {
                const auto sheet = layout.summary.sheet;
                const double right = one.first.x + one.dx * (one.columns - 1) + one.first.width;
                const double bottom = one.first.y + one.dy * (one.rows - 1) + one.first.height;
                BOOST_TEST(right <= sheet.width + 0.5, layout.summary.name);
                BOOST_TEST(bottom <= sheet.height + 0.5, layout.summary.name);
                if (one.columns > 1)
                    BOOST_TEST(one.dx >= one.first.width - 0.01, layout.summary.name);
                if (one.rows > 1)
                    BOOST_TEST(one.dy >= one.first.height - 0.01, layout.summary.name);
            }
}

BOOST_AUTO_TEST_CASE(used_labels_are_skipped_and_a_shifted_printer_is_met) {
    auto order = samples::order_in("en", "labels-l7160");
    order.items = samples::people_in("en", 25);
    BOOST_TEST(count_pages(order) == 2);

    order.start.skip = 17;
    BOOST_TEST(count_pages(order) == 2);
    order.start.skip = 18;
    BOOST_TEST(count_pages(order) == 3);
    order.start.skip = 10'000;
    BOOST_TEST(count_pages(order) == 3);

    order.start.skip = 0;
    const auto before = render_product_png(order, 0, 40);
    order.start.offset_x_mm = 3;
    BOOST_TEST((render_product_png(order, 0, 40) != before));
    order.start.offset_x_mm = 1'000;
    BOOST_TEST(!render_product_png(order, 0, 40).empty());
}

BOOST_AUTO_TEST_CASE(a_press_gets_three_millimetres_more_and_marks) {
    auto order = samples::order_in("en", "leaflet-a5");
    const auto plain = render_product(order);
    order.edge = SheetEdge::bleed;
    const auto press = render_product(order);

    BOOST_TEST(plain->trim.width == 148);
    BOOST_TEST(press->sheet.width == 148 + 24);
    BOOST_TEST(press->trim.x == 12);
    BOOST_TEST(boxes_of(press->pdf).find("487.559 x 663.307") != std::string::npos);
    BOOST_TEST(press->releasable());
}

BOOST_AUTO_TEST_CASE(each_participant_gets_a_page_and_whoever_waits_may_stop) {
    auto order = samples::order_in("en", "bib-a5");
    order.items = samples::people_in("en", 12);
    std::vector<int> seen;

    const auto product = render_product(order, [&](int page, int) {
        seen.push_back(page);
        return Onward::go_on;
    });
    const auto stopped = render_product(
        order, [](int page, int) { return page < 3 ? Onward::go_on : Onward::stop; });

    BOOST_TEST(product->pages == 12);
    BOOST_TEST(seen.size() == 12u);
    BOOST_TEST(!stopped.has_value());
    BOOST_TEST(product->figures.size() == 12u);
}

BOOST_AUTO_TEST_CASE(hostile_words_are_bounded_and_said_literally) {
    const std::vector<std::string> hostile{"<b>x</b> & {title} \"'",
                                           "e" +
                                               [] {
                                                   std::string marks;
                                                   for (int i = 0; i < 5'000; ++i)
                                                       marks += "\u0301";
                                                   return marks;
                                               }(),
                                           std::string(50'000, '\n'),
                                           std::string(5'000, 'W'),
                                           "\xff\xfe",
                                           "😀😀😀"};
    for (const auto& words : hostile)
        for (const std::string layout :
             {"leaflet-dl", "badge-80x50", "checkin-list-a4", "social-wide"}) {
            auto order = samples::order_in("en", layout);
            order.items = samples::people_in("en", 2);
            order.words.title = order.words.organisation = order.words.summary = words;
            order.words.facts = std::vector<std::string>(500, words);
            for (auto& item : order.items)
                for (auto& [name, word] : item.words) word = words;
            for (int i = 0; i < 300; ++i) order.items[0].words["key" + std::to_string(i)] = words;

            const auto product = render_product(order);

            BOOST_TEST(product->pdf.size() < 2'000'000u, layout);
            BOOST_TEST(product->warnings.size() < 60u, layout);
        }
}

BOOST_AUTO_TEST_CASE(a_name_that_is_too_long_ends_with_an_ellipsis_and_a_warning) {
    auto order = samples::order_in("en", "badge-80x50");
    order.items[0].words["name"] = std::string(110, 'W');

    const auto product = render_product(order);

    BOOST_TEST(product->releasable());
    BOOST_TEST(has_warning(*product, "The name is too long for its place"));
}

BOOST_AUTO_TEST_CASE(a_proof_says_so_on_every_page) {
    auto order = samples::order_in("en", "leaflet-a6");
    order.purpose = Purpose::proof;
    const Kept file{render_product(order)->pdf};

    BOOST_TEST(said_by("pdftotext -raw -f 1 -l 1 " + file.path + " -").find("PROOF") !=
               std::string::npos);
    BOOST_TEST(said_by("pdftotext -raw -f 2 -l 2 " + file.path + " -").find("PROOF") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_own_picture_takes_the_place_of_the_illustration) {
    auto order = samples::order_in("en", "leaflet-a5");
    const auto drawn = render_product_png(order, 0, 40);
    order.look.picture = render_product_png(samples::order_in("en", "social-square"), 0, 254);
    BOOST_TEST((render_product_png(order, 0, 40) != drawn));
    BOOST_TEST(render_product(order)->releasable());

    order.look.picture = "GIF89a no picture";
    const auto broken = render_product(order);
    BOOST_TEST(has_warning(*broken, "is no PNG or JPEG"));
    BOOST_TEST((render_product_png(order, 0, 40) == drawn));
}

BOOST_AUTO_TEST_CASE(a_file_with_a_mistake_names_its_line) {
    const std::vector<std::string> wrong{"leaf a\ntext title\n", "leaf a\nblob 1 2 3 4\n",
                                         "leaf a\nfill 1 2 3 4 colr=ink\n", "layout x\nuse a 1 2\n",
                                         "leaf a\nfill 1 2 3 four\n"};
    for (const auto& text : wrong) {
        Catalogue read;
        BOOST_CHECK_THROW(read_layout_file(text, "x.layout", read), std::logic_error);
    }
    const auto measure = read_measure(".5W-2H+3.5");
    BOOST_TEST(measure.at({100, 10}) == 33.5);
}

BOOST_AUTO_TEST_SUITE_END()
