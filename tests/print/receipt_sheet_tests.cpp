// Receipts on paper: read from either side, with every letter, a code that opens, and gifts that go
// on over pages.
#include "print/receipt_sheet.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "tests/support/paper.h"

using namespace print;

namespace {

ReceiptSheet sheet_of(const std::string& language) {
    ReceiptSheet sheet;
    sheet.language = language, sheet.organisation = "Riverside Children's Hospital Foundation";
    sheet.organisation_lines = {"Riverside Walk 1", "12345 Riverside", "Register number F-2011"};
    sheet.title = language == "ar"   ? "تأكيد تبرع نقدي"
                  : language == "de" ? "Sammelbestätigung über Geldzuwendungen"
                                     : "Reçu au titre des dons à certains organismes";
    sheet.to_label = "Given by", sheet.to_name = language == "ar" ? "ليلى حداد" : "Zoë Łukasik";
    sheet.to_lines = {"Lindenstraße 4", "12345 Riverside"};
    sheet.facts = {{"Receipt number", "2027-000017"}, {"Given on", "12 June 2027"}};
    sheet.amount_label = "Amount", sheet.amount = "€1,234.50";
    sheet.amount_words = "In words: one thousand two hundred thirty-four euros, 50/100";
    sheet.statements = {std::string(300, 'a').replace(100, 1, " ").replace(200, 1, " "),
                        "It is not a waiver of the reimbursement of expenses."};
    sheet.signatures = {"Place and date", "Signature"};
    sheet.link = "https://WLK.EXAMPLE/r/0123456789ABCDEF";
    sheet.link_heading = "Is this receipt sound?",
    sheet.link_text = "wlk.example/r/0123456789ABCDEF";
    sheet.link_note = "Scan this code: you see number, amount and date.";
    return sheet;
}

Receipts render(const std::vector<ReceiptSheet>& sheets) {
    return render_receipts({.title = "Receipt 2027-000017",
                            .author = "Riverside",
                            .sheets = sheets,
                            .created = *read_instant("2027-06-12T10:00:00Z")});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(receipt_sheet_tests)

BOOST_AUTO_TEST_CASE(every_side_of_reading_may_be_released_and_its_code_is_read_from_the_pixels) {
    for (const auto* language : {"en", "de", "fr", "ar"}) {
        const auto made = render({sheet_of(language)});

        for (const auto& finding : made.inspection.findings)
            BOOST_TEST(int(finding.weight) == int(Weight::note),
                       std::string{language} + ": " + finding.sentence);
        BOOST_TEST(read_symbol(support::read_pgm(
                       support::ask_about(made.pdf, "pdftoppm -gray -r 150 -singlefile %"))) ==
                   "https://WLK.EXAMPLE/r/0123456789ABCDEF");
    }
}

BOOST_AUTO_TEST_CASE(the_words_can_be_copied_and_the_fonts_are_ours) {
    const auto made = render({sheet_of("de")});

    const auto text = support::ask_about(made.pdf, "pdftotext -raw % -");
    BOOST_TEST(text.find("Zoë Łukasik") != text.npos);
    BOOST_TEST(text.find("€1,234.50") != text.npos);
    BOOST_TEST(text.find("2027-000017") != text.npos);
    std::istringstream fonts{support::ask_about(made.pdf, "pdffonts %")};
    std::string line;
    std::getline(fonts, line), std::getline(fonts, line);
    while (std::getline(fonts, line)) BOOST_TEST(line.find(" yes yes yes ") != line.npos, line);
    BOOST_TEST(support::ask_about(made.pdf, "pdfinfo %").find("Receipt 2027-000017") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(gifts_of_a_year_go_on_over_pages_and_sheets_make_one_file) {
    auto sheet = sheet_of("fr");
    for (int i = 0; i < 40; ++i) sheet.rows.push_back({"12 juin 2027", "Marche", "20,00 €"});

    const auto made = render({sheet, sheet_of("ar")});

    BOOST_TEST(made.releasable());
    BOOST_TEST(support::ask_about(made.pdf, "pdfinfo %").find("Pages:           4") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_name_and_no_broken_logo_keeps_a_receipt_back) {
    for (const auto& name : {std::string{"<script>alert(1)</script> & \"quotes\""},
                             std::string(200, 'W'), std::string{"王小明"}}) {
        auto sheet = sheet_of("en");
        sheet.to_name = name, sheet.logo = "\x89PNG\r\n\x1a\nnot a picture";
        BOOST_TEST(render({sheet}).pdf.starts_with("%PDF"));
    }
    BOOST_TEST((render({sheet_of("en")}).pdf == render({sheet_of("en")}).pdf));
}

BOOST_AUTO_TEST_SUITE_END()
