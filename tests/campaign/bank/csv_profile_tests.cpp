#include "campaign/bank/csv_profile.h"

#include <boost/test/unit_test.hpp>

#include "campaign/bank/csv_table.h"
#include "campaign/words/refusal.h"
#include "tests/campaign/bank/bank_samples.h"

namespace {

const auto eur = currency_of("EUR");

bank::CsvProfile simple_profile() {
    bank::CsvProfile profile;
    profile.name = "simple";
    profile.columns = {{"booked_on", "Day"}, {"amount", "Sum"}, {"text", "Why + More"}};
    return profile;
}

std::vector<bank::StatementLine> lines_in(const std::string& text,
                                          const bank::CsvProfile& profile) {
    return bank::read_csv(text, profile, eur).at(0).lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(csv_profile_tests)

BOOST_AUTO_TEST_CASE(german_csv_is_known_by_its_headings_and_read) {
    SampleFile file;
    file.lines = {{.cents = 123456, .name = "Müller; Söhne", .text = "Danke \"sehr\""},
                  {.cents = -5, .name = "Bank"}};
    file.lines[0].text = "Danke sehr";

    const auto statements = statements_in(csv_text(file));

    BOOST_REQUIRE_EQUAL(statements.size(), 1U);
    const auto& one = statements[0];
    BOOST_CHECK_EQUAL(one.account, file.account);
    BOOST_REQUIRE_EQUAL(one.lines.size(), 2U);
    BOOST_CHECK_EQUAL(one.lines[0].amount.minor, 123456);
    BOOST_CHECK_EQUAL(one.lines[0].other_name, "Müller; Söhne");
    BOOST_CHECK_EQUAL(one.lines[1].amount.minor, -5);
    BOOST_CHECK(one.lines[0].booked_on == *read_date("2027-05-21"));
}

BOOST_AUTO_TEST_CASE(amounts_are_read_in_each_way_of_writing_and_never_guessed) {
    const auto profile = simple_profile();
    const auto read = [&](const std::string& amount) {
        return lines_in("Day;Sum;Why;More\n21.05.2027;" + amount + ";a;b\n", profile)
            .at(0)
            .amount.minor;
    };
    BOOST_CHECK_EQUAL(read("1.234,56"), 123456);
    BOOST_CHECK_EQUAL(read("-1.234.567,8"), -123456780);
    BOOST_CHECK_EQUAL(read("+5"), 500);
    BOOST_CHECK_EQUAL(read("5,00-"), -500);
    BOOST_CHECK_EQUAL(read("\"12,30\""), 1230);
    for (const auto* wrong : {"1,234.56", "12,345", "abc", "", "1.23", "--5", "5,0,0"})
        BOOST_TEST_CONTEXT(wrong) BOOST_CHECK_THROW(read(wrong), Refused);
}

BOOST_AUTO_TEST_CASE(lines_above_the_headings_empty_rows_and_several_text_columns_are_fine) {
    const auto lines = lines_in(
        "Account of the walk;;;\n;;;\nDay;Sum;Why;More\n21.05.2027;1,00;gift;for walking\n;;;\n",
        simple_profile());

    BOOST_REQUIRE_EQUAL(lines.size(), 1U);
    BOOST_CHECK_EQUAL(lines[0].text, "gift for walking");
}

BOOST_AUTO_TEST_CASE(the_row_that_cannot_be_read_is_named) {
    try {
        lines_in("Day;Sum;Why;More\n21.05.2027;1,00;a;b\n31.02.2027;1,00;a;b\n", simple_profile());
        BOOST_ERROR("it was read");
    } catch (const Refused& refused) {
        BOOST_CHECK_EQUAL(refused.refusal.field, "file:3");
    }
}

BOOST_AUTO_TEST_CASE(two_columns_of_amounts_and_a_running_balance_are_read) {
    bank::CsvProfile profile;
    profile.name = "two", profile.delimiter = ',', profile.decimal_mark = '.';
    profile.days = "yyyy-mm-dd";
    profile.columns = {
        {"booked_on", "Date"}, {"credit", "In"}, {"debit", "Out"}, {"balance", "Left"}};
    const auto statement = bank::read_csv(
        "Date,In,Out,Left\n2027-05-21,10.00,,110.00\n2027-05-22,,4.00,106.00\n", profile, eur)[0];

    BOOST_CHECK_EQUAL(statement.lines[1].amount.minor, -400);
    BOOST_REQUIRE(statement.opening && statement.closing);
    BOOST_CHECK_EQUAL(statement.opening->amount.minor, 10000);
    BOOST_CHECK(statement.adds_up() == true);
}

BOOST_AUTO_TEST_CASE(a_profile_is_kept_as_text_and_comes_back) {
    auto profile = simple_profile();
    profile.delimiter = '\t', profile.booked_state = "DONE", profile.encoding = "windows-1252";

    const auto back = bank::read_rules("simple", bank::rules_text(profile));

    BOOST_CHECK_EQUAL(back.delimiter, '\t');
    BOOST_CHECK_EQUAL(back.booked_state, "DONE");
    BOOST_CHECK_EQUAL(back.encoding, "windows-1252");
    BOOST_CHECK(back.columns == profile.columns);
    BOOST_CHECK(!bank::objection_to(back));
    profile.columns.erase("amount");
    BOOST_CHECK(bank::objection_to(profile) == "amount");
}

BOOST_AUTO_TEST_CASE(rows_in_another_state_are_not_booked_yet) {
    auto profile = simple_profile();
    profile.columns["state"] = "State", profile.booked_state = "DONE";
    const auto statement = bank::read_csv(
        "Day;Sum;Why;More;State\n21.05.2027;1,00;a;b;DONE\n21.05.2027;2,00;a;b;OPEN\n", profile,
        eur)[0];

    BOOST_CHECK_EQUAL(statement.lines.size(), 1U);
    BOOST_CHECK_EQUAL(statement.pending, 1);
}

BOOST_AUTO_TEST_CASE(quotes_that_never_end_and_rows_without_end_are_refused) {
    BOOST_CHECK(!bank::read_table("a;\"b\n", ';', 10));
    BOOST_CHECK(!bank::read_table(std::string(100'000, 'a'), ';', 10));
    BOOST_CHECK(!bank::read_table(std::string(1000, ';'), ';', 10));
    const auto table = bank::read_table("a;\"b;\"\"c\"\"\nd\"\r\n", ';', 10);
    BOOST_REQUIRE(table);
    BOOST_CHECK_EQUAL(table->at(0).at(1), "b;\"c\"\nd");
}

BOOST_AUTO_TEST_SUITE_END()
