#include "web/pages/campaigns/campaign.h"

#include <boost/test/unit_test.hpp>

#include "campaign/ledger/tally.h"
#include "campaign/publishing.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

struct Public : Site {
    Public() {
        add_test_colleagues(*store);
        now = read_instant("2027-06-12T10:00:00Z").value();
    }
    campaign::Campaign open(const campaign::Plan& plan) {
        const auto made =
            campaign::draft_campaign(*store, {.slug = "walk", .plan = plan}, test_author(), now);
        const auto version = campaign::submit_plan(*store, made.id, test_author(), now);
        campaign::decide_plan(*store, {.version = version.id}, test_approver(), now);
        return *campaign::find_campaign_by_id(store->session(), made.id);
    }
    void become(const campaign::Campaign& one, campaign::State to) {
        campaign::change_state(*store, {one.id, to, "A storm is coming."}, test_author(), now);
        feed.changed(one.id);
    }
    bool says(const std::string& path, const std::string& words) {
        return ask(path).body.find(words) != std::string::npos;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(campaign_tests, Public)

BOOST_AUTO_TEST_CASE(an_open_campaign_offers_giving_and_joining_first) {
    open(test_plan());

    const auto page = ask("/c/walk?from=K7Q2MX");

    BOOST_TEST(page.status == 200);
    const auto give = page.body.find("href=\"/c/walk/give?from=K7Q2MX\"");
    const auto join = page.body.find("href=\"/c/walk/join?from=K7Q2MX\"");
    const auto story = page.body.find("Every step <strong>counts</strong>");
    BOOST_TEST(give != std::string::npos);
    BOOST_TEST(join != std::string::npos);
    BOOST_TEST(give < story);
    BOOST_TEST(join < story);
    BOOST_TEST(page.body.find("Be the first.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_draft_is_seen_through_its_private_address_alone) {
    const auto draft = draft_test_campaign(*store, "walk");

    BOOST_TEST(ask("/c/walk").status == 404);
    BOOST_TEST(ask("/c/walk/preview/guess").status == 404);
    const auto preview = ask("/c/walk/preview/" + draft.preview_token);
    BOOST_TEST(preview.status == 200);
    BOOST_TEST(preview.body.find("A private preview") != std::string::npos);
    BOOST_TEST(ask("/").body.find("Spring Walk") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_draft_that_rehearses_can_be_given_to_and_says_so) {
    const auto draft = draft_test_campaign(*store, "walk");
    BOOST_TEST(ask("/c/walk/give").status == 404);

    campaign::set_rehearsal(*store, draft.id, campaign::Rehearsal::on, test_author(), now);

    const auto preview = ask("/c/walk/preview/" + draft.preview_token);
    BOOST_TEST(preview.body.find("/c/walk/give") != std::string::npos);
    const auto form = ask("/c/walk/give");
    BOOST_TEST(form.status == 200);
    BOOST_TEST(form.body.find("A rehearsal:") != std::string::npos);
    auto gift = request_of("/c/walk/gifts");
    gift.method = http::Method::post;
    gift.form.add("amount", "20"), gift.form.add("method", "transfer");
    gift.form.add("form_key", "rehearsal-1");
    const auto given = ask(gift);
    BOOST_TEST(given.status == 303);
    BOOST_TEST(ask(header_of(given, "Location")).status == 200);
    BOOST_TEST((ledger::figures_of(store->session(), draft.id) == ledger::Figures{}));
    BOOST_TEST(ask("/c/walk").status == 404);
}

BOOST_AUTO_TEST_CASE(before_it_opens_it_says_when_and_takes_no_gift) {
    now = read_instant("2027-05-20T10:00:00Z").value();
    open(test_plan());

    const auto page = ask("/c/walk");

    BOOST_TEST(page.body.find("Not open yet.") != std::string::npos);
    BOOST_TEST(page.body.find("1 June") != std::string::npos);
    BOOST_TEST(page.body.find("/c/walk/give") == std::string::npos);
    BOOST_TEST(page.body.find("/c/walk/join") != std::string::npos);
    BOOST_TEST(ask("/c/walk/calendar.ics").body.find("SUMMARY:Spring Walk") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(each_state_has_its_page_and_its_reason) {
    const auto walk = open(test_plan());

    become(walk, campaign::State::paused);
    BOOST_TEST(says("/c/walk", "Paused."));
    BOOST_TEST(says("/c/walk", "A storm is coming."));
    BOOST_TEST(!says("/c/walk", "/c/walk/give"));
    become(walk, campaign::State::postponed);
    BOOST_TEST(says("/c/walk", "Postponed."));
    become(walk, campaign::State::cancelled);
    BOOST_TEST(says("/c/walk", "Cancelled."));
}

BOOST_AUTO_TEST_CASE(after_the_end_it_shows_the_result_and_takes_late_gifts) {
    open(test_plan());
    now = read_instant("2027-07-10T10:00:00Z").value();

    BOOST_TEST(says("/c/walk", "This campaign has ended."));
    BOOST_TEST(says("/c/walk", "marked as late"));
    BOOST_TEST(says("/c/walk", "/c/walk/give"));

    now = read_instant("2027-10-10T10:00:00Z").value();
    feed.changed({});
    BOOST_TEST(!says("/c/walk", "/c/walk/give"));
}

BOOST_AUTO_TEST_CASE(a_story_carries_no_markup_of_its_author) {
    auto plan = test_plan();
    plan.story = "Hello <script>alert(1)</script> **world**";
    plan.title = "Spring </script><b>Walk";
    open(plan);

    const auto page = ask("/c/walk").body;

    BOOST_TEST(page.find("<script>alert") == std::string::npos);
    BOOST_TEST(page.find("</script><b>") == std::string::npos);
    BOOST_TEST(page.find("<strong>world</strong>") != std::string::npos);
    BOOST_TEST(page.find("application/ld+json") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_walker_has_ready_words_until_somebody_has_read_the_name) {
    const auto walk = open(test_plan());
    const auto one = roster::join_campaign(*store,
                                           {.campaign = walk.id,
                                            .name = "Anna Schmidt",
                                            .email = "anna@example.org",
                                            .request_key = "k"},
                                           {}, now)
                         .participant;
    const auto page = "/c/walk/p/" + one.slug;

    BOOST_TEST(says(page, "A walker of Spring Walk"));
    BOOST_TEST(!says(page, "Anna"));
    BOOST_TEST(!says("/c/walk", "Anna"));
    roster::review_page(*store, {.participant = one.id, .seen_version = 1}, test_author(), now);
    BOOST_TEST(says(page, "Anna Schmidt"));
    BOOST_TEST(says("/c/walk", "Anna Schmidt"));
    BOOST_TEST(ask("/c/walk/p/nobody").status == 404);
}

BOOST_AUTO_TEST_CASE(the_picture_and_the_colours_come_from_the_theme) {
    open(test_plan());

    BOOST_TEST(ask("/c/walk/hero.svg").body.find("<svg") != std::string::npos);
    BOOST_TEST(ask("/c/walk/theme.css").body.find("--sky-top: #") != std::string::npos);
    BOOST_TEST(ask("/c/walk/card.png").body.substr(1, 3) == "PNG");
    BOOST_TEST(ask("/c/walk/numbers").status == 200);
}

BOOST_AUTO_TEST_CASE(the_front_shows_what_is_public_and_an_empty_house_says_so) {
    BOOST_TEST(says("/", "The next campaign is being prepared."));
    open(test_plan());

    BOOST_TEST(says("/", "Spring Walk"));
    BOOST_TEST(says("/", "/c/walk/give"));
}

BOOST_AUTO_TEST_SUITE_END()
