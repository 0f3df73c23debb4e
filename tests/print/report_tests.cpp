#include "print/report.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>

#include "campaign/words/token.h"

namespace {

print::Report sample(const std::string& language) {
    print::Report report{.overline = "Hospital foundation",
                         .title = "The books of 2027-06",
                         .subtitle = "1 June 2027 to 30 June 2027",
                         .foot = "Hospital foundation · 2027-06",
                         .language = language,
                         .author = "Hospital foundation",
                         .created = *read_instant("2027-07-02T10:00:00Z"),
                         .picture = print::Illustration{.seed = 7}};
    print::ReportTable table{
        {"Account", "Debits", "Credits"}, {3, 2, 2}, {false, true, true}, {}, true};
    for (int i = 0; i < 90; ++i)
        table.rows.push_back({"clearing:provider" + std::to_string(i), "€1,234.50", "€0"});
    report.parts = {{.title = "Figures",
                     .paragraphs = {"Everything that was given, and what became of it."},
                     .figures = {{"raised", "€13,600"}, {"costs", "€40"}}},
                    {.title = "Trial balance", .table = table}};
    return report;
}

// A command of others' software over a file; 0 is well.
int run_over(const std::string& pdf, const std::string& command) {
    const auto path = "/dev/shm/report-test-" + random_token() + ".pdf";
    std::ofstream{path, std::ios::binary} << pdf;
    const auto status = std::system(("set -- " + path + "; " + command).c_str());
    BOOST_TEST(std::system(("rm " + path).c_str()) == 0);
    return status;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_tests)

BOOST_AUTO_TEST_CASE(a_report_is_a_sound_tagged_file_with_its_own_fonts) {
    for (const auto* language : {"en", "ar"}) {
        const auto pdf = print::render_report(sample(language));
        BOOST_TEST(run_over(pdf, "qpdf --check $1 > /dev/null") == 0);
        BOOST_TEST(run_over(pdf, "pdfinfo $1 | grep -q 'Tagged: *yes'") == 0);
        BOOST_TEST(run_over(pdf, "! pdffonts $1 | tail -n +3 | grep -v ' yes yes '") == 0);
        BOOST_TEST(run_over(pdf, "! pdffonts $1 | tail -n +3 | grep -viE 'Inter|Noto'") == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_long_table_goes_on_with_its_heads) {
    const auto pdf = print::render_report(sample("en"));

    const auto* count = "test $(pdftotext -layout $1 - | grep -c 'Account .*Debits') -ge 2";
    BOOST_TEST(run_over(pdf, count) == 0);
    BOOST_TEST(run_over(pdf, "pdftotext $1 - | grep -q 'provider89'") == 0);
}

BOOST_AUTO_TEST_CASE(the_same_report_has_the_same_bytes) {
    BOOST_CHECK(print::render_report(sample("en")) == print::render_report(sample("en")));
}

BOOST_AUTO_TEST_SUITE_END()
