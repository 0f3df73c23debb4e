#include "print/envelope_label.h"

#include <boost/test/unit_test.hpp>

using namespace print;

namespace {

LabelOrder labels_of(int count, const std::string& title) {
    LabelOrder order{
        .title = title, .organisation = "Riverside Trust", .labels = {}, .created = {}};
    for (int i = 1; i <= count; ++i)
        order.labels.push_back({"Envelope " + std::to_string(i), "K7Q2MX",
                                "https://walk.riverside-trust.example/desk/envelopes/K7Q2MX",
                                "Name and telephone:"});
    return order;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(envelope_label_tests)

BOOST_AUTO_TEST_CASE(a_sheet_of_labels_passes_the_inspection_with_every_code_read_again) {
    const auto sheets = render_labels(labels_of(24, "Spring Walk for Ward 3, with a long title"));

    for (const auto& finding : sheets.inspection.findings) BOOST_TEST_MESSAGE(finding.sentence);
    BOOST_TEST(sheets.releasable());
    BOOST_TEST(sheets.pdf.starts_with("%PDF"));
}

BOOST_AUTO_TEST_CASE(more_labels_take_a_second_sheet) {
    BOOST_TEST(render_labels(labels_of(24, "Walk")).pdf.size() <
               render_labels(labels_of(25, "Walk")).pdf.size());
}

BOOST_AUTO_TEST_SUITE_END()
