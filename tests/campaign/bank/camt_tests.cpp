#include "campaign/bank/camt.h"

#include <boost/test/unit_test.hpp>

#include "campaign/bank/statement_file.h"
#include "campaign/words/refusal.h"
#include "tests/campaign/bank/bank_samples.h"

namespace {

Money euro(std::int64_t cents) { return {cents, currency_of("EUR")}; }

SampleFile three_lines() {
    SampleFile file;
    file.lines = {{.cents = 5000, .text = "RF18 5390 0754 7034", .reference = "A1"},
                  {.cents = 2000, .name = "Jörg Müller & Söhne", .reference = "A2"},
                  {.cents = -350, .name = "The bank", .text = "Fee", .reference = "A3"}};
    return file;
}

// Of a sample, with everything between its entries' braces replaced.
std::string with_entry(const std::string& entry) {
    auto text = camt_text({.lines = {}});
    const auto at = text.find("</Stmt>");
    return text.insert(at, entry);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(camt_tests)

BOOST_AUTO_TEST_CASE(every_version_of_every_kind_reads_alike) {
    int read = 0;
    for (const auto* kind : {"052", "053", "054"})
        for (int version = 2; version <= 13; ++version) {
            auto file = three_lines();
            file.version =
                std::string{kind} + ".001." + (version < 10 ? "0" : "") + std::to_string(version);

            const auto statements = statements_in(camt_text(file));

            BOOST_TEST_CONTEXT(file.version) {
                BOOST_REQUIRE_EQUAL(statements.size(), 1U);
                const auto& lines = statements[0].lines;
                BOOST_REQUIRE_EQUAL(lines.size(), 3U);
                BOOST_CHECK(lines[0].amount == euro(5000));
                BOOST_CHECK(lines[2].amount == euro(-350));
                BOOST_CHECK_EQUAL(lines[1].other_name, "Jörg Müller & Söhne");
                BOOST_CHECK_EQUAL(lines[1].other_iban, "DE02120300000000202051");
                BOOST_CHECK_EQUAL(lines[0].bank_reference, "A1");
                BOOST_CHECK_EQUAL(lines[0].code, "PMNT-RCDT-ESCT");
                BOOST_CHECK_EQUAL(statements[0].format, std::string{"camt."} + kind);
            }
            ++read;
        }
    BOOST_CHECK_EQUAL(read, 36);
}

BOOST_AUTO_TEST_CASE(opening_and_lines_make_the_closing_balance_or_it_is_told) {
    auto file = three_lines();
    BOOST_CHECK(statements_in(camt_text(file))[0].adds_up() == true);

    file.missing = 1;
    BOOST_CHECK(statements_in(camt_text(file))[0].adds_up() == false);

    file.version = "054.001.08";
    BOOST_CHECK(!statements_in(camt_text(file))[0].adds_up().has_value());
}

BOOST_AUTO_TEST_CASE(a_batch_becomes_a_line_for_each_of_its_parts) {
    const auto text = with_entry(
        "<Ntry><Amt Ccy='EUR'>30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt>"
        "<DtTm>2027-05-21T08:00:00</DtTm></BookgDt><AcctSvcrRef>B7</AcctSvcrRef><NtryDtls>"
        "<Btch><NbOfTxs>2</NbOfTxs></Btch>"
        "<TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy='EUR'>10</Amt>"
        "</TxAmt></AmtDtls><RmtInf><Ustrd>one</Ustrd><Ustrd>two</Ustrd></RmtInf></TxDtls>"
        "<TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs><Amt Ccy='EUR'>20.000</Amt></TxDtls>"
        "</NtryDtls></Ntry>");

    const auto lines = statements_in(text)[0].lines;

    BOOST_REQUIRE_EQUAL(lines.size(), 2U);
    BOOST_CHECK(lines[0].amount == euro(1000) && lines[1].amount == euro(2000));
    BOOST_CHECK_EQUAL(lines[0].text, "one two");
    BOOST_CHECK_EQUAL(lines[1].end_to_end, "E2");
    BOOST_CHECK_EQUAL(lines[1].entry_reference, "B7");
    BOOST_CHECK(lines[0].booked_on == *read_date("2027-05-21"));
}

BOOST_AUTO_TEST_CASE(a_batch_whose_parts_are_not_its_sum_stays_one_line) {
    const auto text = with_entry(
        "<Ntry><Amt Ccy='EUR'>30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2027-05-21</Dt>"
        "</BookgDt><NtryDtls><TxDtls><Amt Ccy='EUR'>10</Amt></TxDtls>"
        "<TxDtls><Amt Ccy='EUR'>19</Amt></TxDtls></NtryDtls></Ntry>");

    const auto lines = statements_in(text)[0].lines;

    BOOST_REQUIRE_EQUAL(lines.size(), 1U);
    BOOST_CHECK(lines[0].amount == euro(3000));
}

BOOST_AUTO_TEST_CASE(what_the_bank_has_not_booked_is_left_out_and_counted) {
    const auto text = with_entry(
        "<Ntry><Amt Ccy='EUR'>30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>"
        "<BookgDt><Dt>2027-05-21</Dt></BookgDt></Ntry>");

    const auto statement = statements_in(text)[0];

    BOOST_CHECK(statement.lines.empty());
    BOOST_CHECK_EQUAL(statement.pending, 1);
}

BOOST_AUTO_TEST_CASE(a_prefix_before_every_name_and_other_encodings_are_read) {
    auto prefixed = camt_text(three_lines());
    for (std::size_t at = 0; (at = prefixed.find('<', at)) != std::string::npos; at += 2) {
        if (prefixed[at + 1] == '?') continue;
        prefixed.insert(at + (prefixed[at + 1] == '/' ? 2 : 1), "n:");
    }
    prefixed.replace(prefixed.find("xmlns="), 5, "xmlns:n");
    BOOST_CHECK_EQUAL(statements_in(prefixed)[0].lines.size(), 3U);

    auto file = three_lines();
    file.lines[1].name = "@";
    auto latin = camt_text(file);
    latin.replace(latin.find('@'), 1, "M\xFCller");  // And it says that it is UTF-8.
    BOOST_CHECK_EQUAL(statements_in(latin)[0].lines[1].other_name, "Müller");
}

BOOST_AUTO_TEST_CASE(an_amount_or_a_day_that_cannot_be_read_refuses_the_file) {
    for (const auto* broken :
         {"<Ntry><Amt Ccy='EUR'>1e3</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2027-05-21</Dt>"
          "</BookgDt></Ntry>",
          "<Ntry><Amt Ccy='EUR'>1.001</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2027-05-21"
          "</Dt></BookgDt></Ntry>",
          "<Ntry><Amt Ccy='EUR'>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2027-02-31"
          "</Dt></BookgDt></Ntry>",
          "<Ntry><Amt Ccy='EUR'>1.00</Amt><BookgDt><Dt>2027-05-21</Dt></BookgDt></Ntry>"})
        BOOST_CHECK_THROW(statements_in(with_entry(broken)), Refused);
}

BOOST_AUTO_TEST_CASE(documents_that_define_or_fetch_anything_are_not_read) {
    const auto sound = camt_text(three_lines());
    const auto begin = sound.find("<Document");
    const std::string bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>";
    const std::string stranger = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    for (const auto& before : {bomb, stranger}) {
        auto text = sound;
        text.insert(begin, before);
        BOOST_CHECK_THROW(statements_in(text), Refused);
    }
    std::string deep = "<Document>";
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    BOOST_CHECK_THROW(statements_in(deep), Refused);
    std::string deep_and_sound = "<Document>";
    for (int i = 0; i < 1000; ++i) deep_and_sound += "<a>";
    for (int i = 0; i < 1000; ++i) deep_and_sound += "</a>";
    BOOST_CHECK_THROW(statements_in(deep_and_sound + "</Document>"), Refused);
}

BOOST_AUTO_TEST_CASE(a_zip_holds_several_statements_and_is_bounded) {
    auto other = three_lines();
    other.account = "DE02120300000000202051";
    const auto zip = zip_of({{"a.xml", camt_text(three_lines())},
                             {"b.xml", camt_text(other)},
                             {"readme.txt", "From your bank"}});
    BOOST_CHECK_EQUAL(statements_in(zip).size(), 2U);

    const auto bomb = zip_of({{"a.xml", std::string(200 * 1024 * 1024, ' ')}});
    BOOST_CHECK_LT(bomb.size(), 1024U * 1024U);
    BOOST_CHECK_THROW(statements_in(bomb), Refused);
    BOOST_CHECK_THROW(statements_in(zip.substr(0, zip.size() / 2)), Refused);
}

BOOST_AUTO_TEST_SUITE_END()
