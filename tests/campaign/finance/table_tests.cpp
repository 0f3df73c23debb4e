#include "campaign/finance/table.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>

#include "campaign/finance/workbook.h"
#include "campaign/outside/archive.h"
#include "campaign/outside/json.h"
#include "campaign/words/token.h"

namespace {

using finance::Format;
using finance::Sort;

const Money twelve{-1250, currency_of("EUR")};

finance::Table sample(const std::string& text = "=SUM(A1)") {
    return finance::table_of(
        "sample",
        {{"name"},
         {"rows", Sort::number},
         {"id", Sort::thing},
         {"amount", Sort::money},
         {"day", Sort::day},
         {"at", Sort::moment}},
        {{text, std::int64_t{3}, finance::thing(485'734'220'948'930'561), twelve,
          *read_date("2027-06-12"), *read_instant("2027-06-12T08:00:05Z")},
         {std::string{}, std::int64_t{0}, finance::thing(0), twelve, finance::Cell{},
          finance::Cell{}}});
}

std::string written(Format format, finance::Table table = sample()) {
    return finance::all_of(finance::pieces_of({std::move(table)}, format));
}

// As others' software unpacks it.
std::string unpacked(const std::string& xlsx, const std::string& entry) {
    const auto path = "/dev/shm/table-test-" + random_token();
    std::ofstream{path, std::ios::binary} << xlsx;
    const auto command = "unzip -p " + path + " " + entry + " > " + path +
                         ".xml && xmllint --noout " + path + ".xml";
    BOOST_TEST(std::system(command.c_str()) == 0);
    std::ifstream file{path + ".xml"};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    BOOST_TEST(std::system(("rm " + path + " " + path + ".xml").c_str()) == 0);
    return text;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table_tests)

BOOST_AUTO_TEST_CASE(csv_guards_texts_and_leaves_numbers_numbers) {
    BOOST_TEST(written(Format::csv) ==
               "name,rows,id,amount,day,at\r\n"
               "'=SUM(A1),3,485734220948930561,-12.50,2027-06-12,2027-06-12T08:00:05Z\r\n"
               ",0,,-12.50,,\r\n");
    BOOST_TEST(written(Format::csv_for_excel).starts_with("\xEF\xBB\xBFname,"));
    BOOST_TEST(has(written(Format::csv_raw), "\r\n=SUM(A1),3,"));
}

BOOST_AUTO_TEST_CASE(a_line_of_json_keeps_every_digit) {
    const auto lines = written(Format::jsonl);
    const auto first = outside::read_json(lines.substr(0, lines.find('\n')));

    BOOST_REQUIRE(first);
    BOOST_TEST(first->at("name").text() == "=SUM(A1)");
    BOOST_TEST(first->at("rows").number().value() == 3);
    BOOST_TEST(first->at("id").text() == "485734220948930561");
    BOOST_TEST(first->at("amount").text() == "-12.50");
    BOOST_TEST(has(lines, "\"day\":null"));
}

BOOST_AUTO_TEST_CASE(a_workbook_holds_numbers_and_days_and_no_formula) {
    const auto xlsx = written(Format::xlsx);
    const auto sheet = unpacked(xlsx, "xl/worksheets/sheet1.xml");

    BOOST_TEST(!has(sheet, "<f>"));
    BOOST_TEST(has(sheet, "<t>=SUM(A1)</t>"));
    BOOST_TEST(has(sheet, "<v>-12.5</v>"));
    BOOST_TEST(has(sheet, "<v>46550</v>"));  // 12 June 2027 since 1900.
    BOOST_TEST(has(sheet, "<t>485734220948930561</t>"));
    BOOST_TEST(has(sheet, "<pane "));
    BOOST_TEST(has(sheet, "<autoFilter ref=\"A1:F3\"/>"));
    BOOST_TEST(has(unpacked(xlsx, "xl/styles.xml"), "#,##0.00"));
}

BOOST_AUTO_TEST_CASE(what_no_cell_can_hold_is_left_out) {
    const auto sheet = unpacked(
        written(Format::xlsx, sample(std::string{"a\x01"} + "b" + std::string(40'000, 'x'))),
        "xl/worksheets/sheet1.xml");

    BOOST_TEST(has(sheet, "<t>abxx"));
    BOOST_TEST(has(sheet, "xx…</t>"));
}

BOOST_AUTO_TEST_CASE(a_full_sheet_goes_on_in_the_next) {
    finance::Workbook book{3};
    book.begin_sheet("rows", {{"number", Sort::number}});
    for (std::int64_t i = 1; i <= 5; ++i) book.write({i});
    book.finish();
    std::string xlsx, piece;
    for (bool more = true; more; xlsx += piece) more = book.read_next(piece);

    BOOST_TEST(has(unpacked(xlsx, "xl/workbook.xml"), "name=\"rows 3\""));
    const auto last = unpacked(xlsx, "xl/worksheets/sheet3.xml");
    BOOST_TEST(has(last, "<v>5</v>"));
    BOOST_TEST(has(last, "<t>number</t>"));
}

BOOST_AUTO_TEST_SUITE_END()
