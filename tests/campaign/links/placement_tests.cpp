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

    BOOST_REQUIRE(list.wrong.empty());
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

    BOOST_REQUIRE(list.wrong.empty());
    BOOST_REQUIRE_EQUAL(list.placements.size(), 1u);
    BOOST_CHECK_EQUAL(list.placements[0].name, "Bar \"Sun\", upstairs");
}

BOOST_AUTO_TEST_CASE(a_cost_is_written_as_the_language_of_the_form_writes_it) {
    BOOST_CHECK_EQUAL(read("Kiosk;;1;4,50", ',').placements[0].cost.minor, 450);
    const auto wrong = read("Kiosk;;1;4,50", '.').wrong;
    BOOST_REQUIRE_EQUAL(wrong.size(), 1u);
    BOOST_CHECK_EQUAL(wrong[0].values.at(0), "4,50");
}

BOOST_AUTO_TEST_CASE(lines_that_cannot_be_read_are_named_with_what_was_typed) {
    const auto list = read(
        "place;copies;cost;permission;hang by\n"
        "Kiosk;1;2.50;given;2026-12-05\n"
        "Bakery;none;;;\n"
        "School;1;a lot;perhaps;next week\n");

    BOOST_REQUIRE_EQUAL(list.wrong.size(), 4u);
    BOOST_CHECK_EQUAL(list.wrong[0].line, 3);
    BOOST_CHECK_EQUAL(list.wrong[0].sentence, "Copies are a number from 1 to 100,000.");
    for (std::size_t i = 1; i < 4; ++i) BOOST_CHECK_EQUAL(list.wrong[i].line, 4);
    BOOST_CHECK_EQUAL(list.wrong[1].values.at(0), "perhaps");
    BOOST_CHECK_EQUAL(list.wrong[2].values.at(0), "next week");
    BOOST_CHECK(list.wrong[2].sentence.find("2026-12-05") != std::string::npos);
    BOOST_CHECK_EQUAL(list.wrong[3].values.at(0), "a lot");
}

BOOST_AUTO_TEST_CASE(five_wrong_lines_are_named_and_not_five_hundred) {
    std::string text;
    for (int i = 0; i < 50; ++i) text += "Place " + std::to_string(i) + ";;none\n";

    BOOST_CHECK_EQUAL(read(text).wrong.size(), links::wrong_lines_max);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_taken_is_said_with_its_line) {
    const auto list = links::read_placement_list({.text = "Kiosk\nBakery\nkiosk\nTown hall\n",
                                                  .campaign = CampaignId{7},
                                                  .currency = currency_of("EUR"),
                                                  .taken = {"Town Hall"}});

    BOOST_REQUIRE_EQUAL(list.wrong.size(), 2u);
    BOOST_CHECK_EQUAL(list.wrong[0].line, 3);
    BOOST_CHECK_EQUAL(list.wrong[0].values.at(0), "kiosk");
    BOOST_CHECK_EQUAL(list.wrong[0].values.at(1), "1");
    BOOST_CHECK_EQUAL(list.wrong[1].line, 4);
    BOOST_CHECK_EQUAL(list.wrong[1].values.at(0), "Town hall");
}

BOOST_AUTO_TEST_CASE(permission_is_said_in_the_words_of_the_form_in_english_and_in_the_readers) {
    const auto list = links::read_placement_list(
        {.text = "place;permission\na;not asked yet\nb;Asked\nc;given\nd;refused\ne;\n"
                 "f;noch nicht gefragt\ng;liegt vor\n",
         .campaign = CampaignId{7},
         .currency = currency_of("EUR"),
         .permission_words = {{"Noch nicht gefragt", links::Permission::open},
                              {"liegt vor", links::Permission::given}}});

    using links::Permission;
    BOOST_REQUIRE(list.wrong.empty());
    const std::vector<Permission> wanted{Permission::open,    Permission::asked, Permission::given,
                                         Permission::refused, Permission::open,  Permission::open,
                                         Permission::given};
    BOOST_REQUIRE_EQUAL(list.placements.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        BOOST_CHECK(list.placements[i].arrangement.permission == wanted[i]);
}

BOOST_AUTO_TEST_CASE(more_than_five_hundred_places_are_declined) {
    std::string text;
    for (int i = 0; i < 501; ++i) text += "Place " + std::to_string(i) + "\n";

    const auto wrong = read(text).wrong;

    BOOST_REQUIRE_EQUAL(wrong.size(), 1u);
    BOOST_CHECK_EQUAL(wrong[0].line, 501);
}

BOOST_AUTO_TEST_CASE(of_a_place_that_is_only_planned_nothing_is_printed) {
    links::Placement place{.campaign = CampaignId{7}, .name = "Kiosk", .copies = 3};
    BOOST_CHECK_EQUAL(place.printed_copies(), 0);

    for (const auto state : {links::PlacementState::printed, links::PlacementState::hung,
                             links::PlacementState::taken_down}) {
        place.state = state;
        BOOST_CHECK_EQUAL(place.printed_copies(), 3);
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_possible_is_nothing_to_do) {
    links::Placement place{.campaign = CampaignId{7}, .name = "Kiosk"};
    place.arrangement.hang_by = Date{std::chrono::year{2027} / 6 / 1};
    const Date later{std::chrono::year{2027} / 6 / 2};
    BOOST_CHECK(place.is_to_go() && links::is_due_to_hang(place, later));

    place.trouble = "Closed for good";

    BOOST_CHECK(place.is_not_possible());
    BOOST_CHECK(!place.is_to_go());
    BOOST_CHECK(!links::is_due_to_hang(place, later));
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
