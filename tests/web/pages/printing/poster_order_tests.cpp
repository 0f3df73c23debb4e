#include "web/pages/printing/poster_order.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/placing.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"
#include "web/pages/printing/poster.h"

namespace {

struct WithPlace : Site {
    WithPlace() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        place = links::add_placements(*store, {{.campaign = walk.id, .name = "Café Mokka"}},
                                      test_author(), now)
                    .front();
    }
    http::Request as_coordinator(const std::string& path) {
        auto request = request_of(path);
        request.language = "en";
        request.visitor =
            people::Visitor{.account = AccountId{1},
                            .name = "Colleague 1",
                            .email = "colleague-1@example.org",
                            .form_token = "token",
                            .grants = {{.role = people::Role::coordinator, .campaign = {}}}};
        request.params = {{"campaign", "walk"},
                          {"placement", std::to_string(place.placement.id.value)}};
        return request;
    }
    pages::PosterWish wish(const campaign::Campaign& campaign) {
        return {.campaign = campaign,
                .version = campaign::recent_versions(store->session(), campaign.id, 1).at(0),
                .link = place.link,
                .label = place.placement.name};
    }
    print::PosterOrder order(const campaign::Campaign& campaign) {
        return pages::poster_order(store->session(), config, wish(campaign), now);
    }

    campaign::Campaign walk;
    links::Placed place;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(poster_order_tests, WithPlace)

BOOST_AUTO_TEST_CASE(a_poster_says_what_when_where_and_how_and_carries_the_code_of_its_place) {
    const auto sheet = order(walk);

    BOOST_CHECK_EQUAL(sheet.title, "Spring Walk");
    BOOST_CHECK_EQUAL(sheet.place_line, "Riverside Park");
    BOOST_CHECK_EQUAL(sheet.goal, "Our goal: €20,000");
    BOOST_CHECK_EQUAL(sheet.link, "https://WLK.EXAMPLE/" + place.link.code);
    BOOST_CHECK_EQUAL(sheet.link_text, "wlk.example/" + place.link.code);
    BOOST_CHECK_EQUAL(sheet.placement_label, "Café Mokka");
    BOOST_CHECK(sheet.purpose == print::Purpose::release);
    BOOST_CHECK(sheet.raised.empty());
}

BOOST_AUTO_TEST_CASE(the_poster_of_a_draft_is_a_proof) {
    const auto draft = draft_test_campaign(*store, "draft");

    BOOST_CHECK(order(draft).purpose == print::Purpose::proof);
}

BOOST_AUTO_TEST_CASE(a_code_that_leads_to_this_machine_or_goes_without_https_is_a_proof) {
    for (const auto* url : {"http://localhost:8080", "https://localhost", "http://wlk.example"}) {
        config.public_url = url;
        BOOST_CHECK_MESSAGE(order(walk).purpose == print::Purpose::proof, url);
    }
}

BOOST_AUTO_TEST_CASE(the_desk_sends_the_poster_of_a_place_as_pdf_and_as_picture) {
    const auto pdf = pages::send_placement_poster(
        as_coordinator("/desk/walk/placements/1/poster.pdf?paper=a4"), app);
    const auto png = pages::send_placement_poster(
        as_coordinator("/desk/walk/placements/1/poster.png?preview=1"), app);

    BOOST_CHECK_EQUAL(pdf.type, "application/pdf");
    BOOST_CHECK(pdf.body.starts_with("%PDF-"));
    BOOST_CHECK_EQUAL(png.type, "image/png");
    BOOST_CHECK(png.body.starts_with("\x89PNG"));
}

BOOST_AUTO_TEST_CASE(the_desk_shows_the_poster_before_it_is_taken) {
    const auto page = pages::show_poster_choice(as_coordinator("/desk/walk/poster?sheet=a4"), app);

    BOOST_CHECK(page.body.find("poster.pdf?sheet=a4") != std::string::npos);
    BOOST_CHECK(page.body.find("The code was read again") != std::string::npos);
    BOOST_CHECK(page.body.find("It carries PROOF") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_place_of_another_campaign_has_no_poster_here) {
    open_test_campaign(*store, "other");
    auto request = as_coordinator("/desk/other/placements/1/poster.pdf");
    request.params["campaign"] = "other";

    BOOST_CHECK_THROW(pages::send_placement_poster(request, app), Refused);
}

BOOST_AUTO_TEST_CASE(the_big_screen_shows_the_total_and_one_code_that_opens_the_form) {
    const auto first = ask("/c/walk/screen"), again = ask("/c/walk/screen");

    BOOST_CHECK_EQUAL(first.status, 200);
    BOOST_CHECK(first.body.find("raised together") != std::string::npos);
    BOOST_CHECK(first.body.find("data-live=\"/c/walk/live\"") != std::string::npos);
    const auto links = links::all_links_of_campaign(store->session(), walk.id);
    BOOST_REQUIRE_EQUAL(links.size(), 1u);
    BOOST_CHECK_EQUAL(links[0].landing, "give");
    BOOST_CHECK(again.body.find(links[0].code) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_state_of_a_campaign_is_sent_once_and_then_only_when_it_changed) {
    const auto first = ask("/c/walk/live.json");
    auto again = request_of("/c/walk/live.json");
    again.headers["if-none-match"] = header_of(first, "ETag");

    BOOST_CHECK_EQUAL(first.status, 200);
    BOOST_CHECK(first.body.find("\"raised\":") != std::string::npos);
    BOOST_CHECK_EQUAL(ask(again).status, 304);
}

BOOST_AUTO_TEST_CASE(the_event_stream_of_a_campaign_is_opened_in_the_readers_language) {
    auto request = request_of("/c/walk/live");
    request.headers["accept-language"] = "de";

    const auto answer = ask(request);

    BOOST_REQUIRE(answer.stream);
    BOOST_CHECK_EQUAL(answer.stream->channel, live::channel_of("walk", "de"));
    BOOST_CHECK_EQUAL(ask("/c/nothing/live").status, 404);
}

BOOST_AUTO_TEST_SUITE_END()
