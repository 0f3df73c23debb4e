#include "campaign/links/landing.h"

#include <boost/test/unit_test.hpp>

#include "campaign/publishing.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

namespace {

std::string path_of(const std::string& landing, const links::Surroundings& around) {
    return links::landing_path(
        {.code = "K7Q2MX", .landing = landing, .made_at = {}, .retired_at = {}}, around);
}

struct WithCampaign : FreshDatabase {
    WithCampaign() { add_test_colleagues(*store); }

    links::Link link_to(const campaign::Campaign& campaign, const std::string& landing) {
        return store->in_transaction([&](store::Transaction& tx) {
            return links::make_link(tx, {.campaign = campaign.id, .landing = landing}, test_now());
        });
    }
    links::Destination destination(const links::Link& link, const char* at) {
        return *links::find_destination(store->session(), link.code, *read_instant(at));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(landing_tests, WithCampaign)

BOOST_AUTO_TEST_CASE(a_code_leads_to_its_landing_and_carries_itself_along) {
    const links::Surroundings open{.campaign_slug = "walk",
                                   .participant_slug = "ada",
                                   .is_public = true,
                                   .takes_gifts = true,
                                   .takes_people = true};

    BOOST_CHECK_EQUAL(path_of("campaign", open), "/c/walk?from=K7Q2MX");
    BOOST_CHECK_EQUAL(path_of("participant", open), "/c/walk/p/ada?from=K7Q2MX");
    BOOST_CHECK_EQUAL(path_of("give", open), "/c/walk/give?from=K7Q2MX&p=ada");
    BOOST_CHECK_EQUAL(path_of("join", open), "/c/walk/join?from=K7Q2MX");
}

BOOST_AUTO_TEST_CASE(where_no_gifts_are_taken_a_code_leads_to_the_page_that_says_why) {
    const links::Surroundings closed{
        .campaign_slug = "walk", .participant_slug = {}, .is_public = true};

    for (const auto* landing : {"campaign", "participant", "give", "join"})
        BOOST_CHECK_EQUAL(path_of(landing, closed), "/c/walk?from=K7Q2MX");
}

BOOST_AUTO_TEST_CASE(a_form_opens_while_gifts_are_taken_and_for_sixty_days_after) {
    const auto link = link_to(open_test_campaign(*store, "walk"), "give");
    const auto form = "/c/walk/give?from=" + link.code, page = "/c/walk?from=" + link.code;

    BOOST_CHECK_EQUAL(destination(link, "2027-05-20T10:00:00Z").path, page);
    BOOST_CHECK_EQUAL(destination(link, "2027-06-12T10:00:00Z").path, form);
    BOOST_CHECK_EQUAL(destination(link, "2027-07-04T10:00:00Z").path, form);
    BOOST_CHECK_EQUAL(destination(link, "2028-01-01T10:00:00Z").path, page);
}

BOOST_AUTO_TEST_CASE(the_code_of_a_draft_does_not_lead_on_yet) {
    const auto link = link_to(draft_test_campaign(*store, "walk"), "campaign");

    BOOST_CHECK(!destination(link, "2027-05-20T10:00:00Z").leads_on());
}

BOOST_AUTO_TEST_CASE(a_retired_code_is_noticed_within_seconds) {
    const auto link = link_to(open_test_campaign(*store, "walk"), "campaign");
    links::Destinations destinations{*store};
    const auto seen = destinations.recall_destination(link.code, test_now());
    store->in_transaction(
        [&](store::Transaction& tx) { links::retire_link(tx, link.id, test_now()); });

    const auto at_once = destinations.recall_destination(link.code, test_now());
    const auto soon =
        destinations.recall_destination(link.code, test_now() + std::chrono::seconds{2});

    BOOST_CHECK(seen->leads_on());
    BOOST_CHECK(at_once == seen);
    BOOST_CHECK(!soon->leads_on());
}

BOOST_AUTO_TEST_CASE(a_code_of_nobody_leads_nowhere) {
    BOOST_CHECK(!links::find_destination(store->session(), "K7Q2MX", test_now()));
    BOOST_CHECK(!links::find_destination(store->session(), "favicon.ico", test_now()));
}

BOOST_AUTO_TEST_SUITE_END()
