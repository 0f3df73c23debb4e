#include "print/pocket_card.h"

#include <boost/test/unit_test.hpp>

using namespace print;

namespace {

CardOrder order_of(std::size_t count, const std::string& name = "Walter Brandt") {
    CardOrder order{.organisation = "Riverside Trust", .cards = {}, .created = {}};
    for (std::size_t i = 0; i < count; ++i)
        order.cards.push_back(
            {"Spring Walk for Ward 3",
             name,
             "Your page stands. Show it around.",
             {{"For everybody", "https://WLK.EXAMPLE/K7Q2MX", "wlk.example/K7Q2MX",
               "Opens your page: one scan, and they can give."},
              {"For you alone", "https://wlk.example/me/0123456789abcdef0123456789abcdef",
               "wlk.example/me/0123456789abcdef0123456789abcdef",
               "Opens your private page on any phone. Keep it like a key."}}});
    return order;
}

std::size_t pages_of(const std::string& pdf) {
    std::size_t count = 0;
    for (auto at = pdf.find("/Type /Page"); at != pdf.npos; at = pdf.find("/Type /Page", at + 1))
        if (pdf.compare(at, 12, "/Type /Pages") != 0) ++count;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pocket_card_tests)

BOOST_AUTO_TEST_CASE(a_card_with_two_codes_passes_the_inspection) {
    const auto cards = render_cards(order_of(1));

    for (const auto& finding : cards.inspection.findings) BOOST_TEST_MESSAGE(finding.sentence);
    BOOST_TEST(cards.releasable());
    BOOST_TEST(cards.pdf.starts_with("%PDF"));
}

BOOST_AUTO_TEST_CASE(a_class_of_ten_is_three_sheets) {
    const auto cards = render_cards(order_of(10));

    BOOST_TEST(cards.releasable());
    BOOST_TEST(render_cards(order_of(4)).pdf.size() < cards.pdf.size());
    BOOST_TEST(pages_of(cards.pdf) == 3u);
}

BOOST_AUTO_TEST_CASE(the_same_order_is_the_same_bytes_and_no_name_breaks_a_card) {
    BOOST_TEST((render_cards(order_of(2)).pdf == render_cards(order_of(2)).pdf));
    for (const auto* name :
         {"<script>alert(1)</script> & \"quotes\"", "ليلى حداد", "王小明",
          "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"})
        BOOST_TEST(render_cards(order_of(1, name)).releasable(), name);
}

BOOST_AUTO_TEST_CASE(from_right_to_left_the_codes_change_sides) {
    auto order = order_of(1, "ليلى حداد");
    order.language = "ar";

    BOOST_TEST(render_cards(order).releasable());
}

BOOST_AUTO_TEST_SUITE_END()
