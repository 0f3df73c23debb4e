#include "web/pages/links/code.h"

#include <boost/test/unit_test.hpp>

#include "campaign/links/placing.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

struct WithCode : Site {
    WithCode() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        link =
            links::add_link(*store, {.campaign = walk.id, .channel = "poster"}, test_author(), now);
    }
    std::string sorts() {
        std::string all;
        for (const auto& row : store->session().all("SELECT sort FROM visit ORDER BY sort"))
            all += row.text("sort") + " ";
        return all;
    }

    campaign::Campaign walk;
    links::Link link;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(code_tests, WithCode)

BOOST_AUTO_TEST_CASE(a_code_is_counted_and_leads_on) {
    const auto answer = ask("/" + link.code);

    BOOST_CHECK_EQUAL(answer.status, 302);
    BOOST_CHECK_EQUAL(header_of(answer, "Location"), "/c/walk?from=" + link.code);
    BOOST_CHECK_EQUAL(header_of(answer, "Cache-Control"), "no-store");
    BOOST_CHECK_EQUAL(sorts(), "person ");
}

BOOST_AUTO_TEST_CASE(a_code_may_be_typed_in_lower_case) {
    auto typed = link.code;
    for (auto& letter : typed) letter = static_cast<char>(std::tolower(letter));

    BOOST_CHECK_EQUAL(ask("/" + typed).status, 302);
}

BOOST_AUTO_TEST_CASE(previews_prefetches_and_heads_lead_on_but_are_no_people) {
    auto preview = request_of("/" + link.code), prefetch = preview, head = preview;
    preview.headers["user-agent"] = "WhatsApp/2.23.20.0 A";
    prefetch.headers["sec-purpose"] = "prefetch;prerender";
    head.method = http::Method::head;

    for (const auto& request : {preview, prefetch, head})
        BOOST_CHECK_EQUAL(ask(request).status, 302);

    BOOST_CHECK_EQUAL(sorts(), "bot bot head ");
}

BOOST_AUTO_TEST_CASE(an_unknown_code_gets_a_kind_page_that_offers_the_one_that_was_meant) {
    auto typed = link.code;
    typed[0] = typed[0] == 'Z' ? 'Y' : 'Z';

    const auto answer = ask("/" + typed);

    BOOST_CHECK_EQUAL(answer.status, 404);
    BOOST_CHECK(answer.body.find("action=\"/search\"") != std::string::npos);
    BOOST_CHECK(answer.body.find("href=\"/" + link.code + "\"") != std::string::npos);
    BOOST_CHECK_EQUAL(sorts(), "");
}

BOOST_AUTO_TEST_CASE(a_retired_code_says_so_and_is_not_counted) {
    links::end_link(*store, link, test_author(), now);

    const auto answer = ask("/" + link.code);

    BOOST_CHECK_EQUAL(answer.status, 404);
    BOOST_CHECK(answer.body.find("has been taken back") != std::string::npos);
    BOOST_CHECK_EQUAL(sorts(), "");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_a_code_is_simply_not_there) {
    BOOST_CHECK_EQUAL(ask("/favicon.ico").status, 404);
    BOOST_CHECK_EQUAL(ask("/wp-login.php").status, 404);
}

BOOST_AUTO_TEST_CASE(the_search_leads_to_a_code_and_finds_campaigns_by_name) {
    const auto by_code = ask("/search?q=" + link.code.substr(0, 3) + "+" + link.code.substr(3));
    const auto by_name = ask("/search?q=spring");

    BOOST_CHECK_EQUAL(header_of(by_code, "Location"), "/" + link.code);
    BOOST_CHECK(by_name.body.find("href=\"/c/walk\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_code_is_drawn_for_a_screen) {
    const auto answer = ask("/q/" + link.code + ".svg");

    BOOST_CHECK_EQUAL(answer.type, "image/svg+xml");
    BOOST_CHECK(answer.body.find("wlk.example/" + link.code) != std::string::npos);
    BOOST_CHECK_EQUAL(ask("/q/000000.svg").status, 404);
}

BOOST_AUTO_TEST_CASE(a_page_that_a_code_led_to_is_counted_for_it) {
    {
        links::VisitBook book{*store};
        App mine{config, *store, feed, book, rates};
        const auto noted =
            pages::note_landing(request_of("/c/walk?from=" + link.code), mine, walk.id);
        const auto foreign =
            pages::note_landing(request_of("/c/walk?from=" + link.code), mine, CampaignId{1});
        BOOST_CHECK(noted && noted->id == link.id);
        BOOST_CHECK(!foreign);
    }

    const auto row = store->session().one("SELECT pages FROM link_tally");
    BOOST_REQUIRE(row);
    BOOST_CHECK_EQUAL(row->number("pages"), 1);
}

BOOST_AUTO_TEST_CASE(printed_codes_are_short_because_their_host_is_in_capitals) {
    BOOST_CHECK_EQUAL(pages::code_address(config, "K7Q2MX"), "https://WLK.EXAMPLE/K7Q2MX");
    BOOST_CHECK_EQUAL(pages::short_address(config, "K7Q2MX"), "wlk.example/K7Q2MX");
}

BOOST_AUTO_TEST_SUITE_END()
