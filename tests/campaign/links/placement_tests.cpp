#include "campaign/links/placement.h"

#include <boost/test/unit_test.hpp>

namespace {

links::PlacementLines read(std::string text, char separator = '.') {
    return links::read_placement_list({.text = std::move(text),
                                       .campaign = CampaignId{7},
                                       .currency = currency_of("EUR"),
                                       .separator = separator});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(placement_tests)

BOOST_AUTO_TEST_CASE(a_pasted_list_is_a_place_a_line) {
    const auto list = read("Café Mokka; Market 3; 2; 4.50\r\n\nBakery\nTown hall;;10\n");

    BOOST_REQUIRE(!list.refusal);
    BOOST_REQUIRE_EQUAL(list.placements.size(), 3u);
    BOOST_CHECK_EQUAL(list.placements[0].name, "Café Mokka");
    BOOST_CHECK_EQUAL(list.placements[0].address, "Market 3");
    BOOST_CHECK_EQUAL(list.placements[0].copies, 2);
    BOOST_CHECK_EQUAL(list.placements[0].cost.minor, 450);
    BOOST_CHECK_EQUAL(list.placements[1].name, "Bakery");
    BOOST_CHECK_EQUAL(list.placements[2].copies, 10);
}

BOOST_AUTO_TEST_CASE(a_table_with_a_header_and_quotes_is_read_as_csv) {
    const auto list =
        read("\xEF\xBB\xBFName,Address,Copies,Cost\n\"Bar \"\"Sun\"\", upstairs\",Hill,1,0\n");

    BOOST_REQUIRE(!list.refusal);
    BOOST_REQUIRE_EQUAL(list.placements.size(), 1u);
    BOOST_CHECK_EQUAL(list.placements[0].name, "Bar \"Sun\", upstairs");
}

BOOST_AUTO_TEST_CASE(a_cost_is_written_as_the_language_of_the_form_writes_it) {
    BOOST_CHECK_EQUAL(read("Kiosk;;1;4,50", ',').placements[0].cost.minor, 450);
    BOOST_CHECK(read("Kiosk;;1;4,50", '.').refusal);
}

BOOST_AUTO_TEST_CASE(a_line_that_cannot_be_read_is_named) {
    const auto list = read("Kiosk\nBakery;;none\n");

    BOOST_REQUIRE(list.refusal);
    BOOST_CHECK_EQUAL(list.refusal->field, "list");
    BOOST_CHECK(list.refusal->detail.starts_with("Line 2: "));
}

BOOST_AUTO_TEST_CASE(more_than_five_hundred_places_are_declined) {
    std::string text;
    for (int i = 0; i < 501; ++i) text += "Place " + std::to_string(i) + "\n";

    BOOST_CHECK(read(text).refusal);
}

BOOST_AUTO_TEST_CASE(what_is_torn_off_or_worn_opens_the_form) {
    for (const auto* channel : {"strip", "bib", "bucket"})
        BOOST_CHECK_EQUAL(links::usual_landing(channel), "give");
    BOOST_CHECK_EQUAL(links::usual_landing("poster"), "campaign");
}

BOOST_AUTO_TEST_CASE(a_placement_is_printed_matter) {
    links::NewPlacement asked{.campaign = CampaignId{7}, .name = "Kiosk"};
    BOOST_CHECK(!links::placement_objection(asked));

    asked.channel = "whatsapp";

    BOOST_CHECK_EQUAL(links::placement_objection(asked)->field, "channel");
}

BOOST_AUTO_TEST_SUITE_END()
