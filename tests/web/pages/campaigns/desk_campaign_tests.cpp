#include "web/pages/campaigns/desk_campaign.h"

#include <boost/test/unit_test.hpp>

#include "campaign/publishing.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"
#include "web/pages/review/desk_review.h"

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

// Handlers are called as the route table would call them: with a visitor and its parameters.
struct AtDesk : Site {
    AtDesk() { add_test_colleagues(*store); }

    http::Request by(const people::Actor& who, const std::string& slug, const Fields& fields = {}) {
        auto request = request_of("/desk/" + slug);
        request.params["campaign"] = slug;
        request.visitor = people::Visitor{.account = who.account,
                                          .name = "Colleague",
                                          .email = "colleague@example.org",
                                          .form_token = "token",
                                          .grants = {{people::Role::coordinator, {}}}};
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return request;
    }
    campaign::Version newest(const std::string& slug) {
        const auto found = campaign::find_campaign(store->session(), slug).value();
        return campaign::recent_versions(store->session(), found.id, 1).at(0);
    }
    static Fields whole_form(const std::string& title) {
        return {{"title", title},
                {"summary", "We walk."},
                {"story", "Every step counts."},
                {"goal_kind", "money"},
                {"goal", "25000"},
                {"bank_account", "1"},
                {"milestones", "5000 A swing: for two\n10000 The slide"},
                {"starts_on", "2027-06-01"},
                {"ends_on", "2027-06-30"},
                {"time_zone", "Europe/Berlin"},
                {"event_at", "2027-06-12T10:00"},
                {"theme", "horizon"},
                {"seed", "7"},
                {"sponsors", "Bakery North\n\nCity Bank"}};
    }
};

bool holds(const http::Response& answer, const std::string& words) {
    return answer.body.find(words) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk_campaign_tests, AtDesk)

BOOST_AUTO_TEST_CASE(a_campaign_is_started_written_submitted_and_approved_by_another) {
    auto start = by(test_author(), "campaigns",
                    {{"title", "Spring Walk"},
                     {"kind", "walk"},
                     {"starts_on", "2027-06-01"},
                     {"ends_on", "2027-06-30"}});
    BOOST_TEST(header_of(pages::start_campaign(start, app), "Location") == "/desk/spring-walk");
    auto fields = whole_form("Spring Walk 2027");
    fields.emplace_back("then", "submit");
    fields.emplace_back("seen", "1");
    const auto kept = pages::keep_version(by(test_author(), "spring-walk", fields), app);
    BOOST_TEST(header_of(kept, "Location") == "/desk/spring-walk?done=submitted");

    const auto page = pages::show_approval(by(test_approver(), "spring-walk"), app);
    BOOST_TEST(holds(page, "€25,000"));
    BOOST_TEST(holds(page, "A swing: for two"));
    const Fields yes{{"version", std::to_string(newest("spring-walk").id.value)},
                     {"verdict", "approve"}};
    BOOST_TEST(pages::decide_version(by(test_author(), "spring-walk", yes), app).status == 422);
    BOOST_TEST(pages::decide_version(by(test_approver(), "spring-walk", yes), app).status == 303);

    BOOST_TEST(holds(ask("/c/spring-walk"), "Spring Walk 2027"));
    BOOST_TEST((newest("spring-walk").plan.milestones.at(1).title == "The slide"));
    BOOST_TEST(iso_text(newest("spring-walk").plan.event_at.value()) == "2027-06-12T08:00:00Z");
}

BOOST_AUTO_TEST_CASE(nobody_is_offered_to_approve_their_own_change) {
    const auto draft = draft_test_campaign(*store, "walk");
    campaign::submit_plan(*store, draft.id, test_author(), now);

    const auto own = pages::show_approval(by(test_author(), "walk"), app);
    const auto other = pages::show_approval(by(test_approver(), "walk"), app);

    BOOST_TEST(!holds(own, "value=\"approve\""));
    BOOST_TEST(holds(own, "another person must approve it"));
    BOOST_TEST(holds(other, "value=\"approve\""));
}

BOOST_AUTO_TEST_CASE(a_form_with_mistakes_says_each_beside_its_field_and_loses_nothing) {
    draft_test_campaign(*store, "walk");
    auto fields = whole_form("");
    fields[4].second = "many thousands";
    fields[8].second = "2027-05-01";

    const auto answer = pages::keep_version(by(test_author(), "walk", fields), app);

    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer, "id=\"goal-error\""));
    BOOST_TEST(holds(answer, "value=\"many thousands\""));
    BOOST_TEST(holds(answer, "A swing: for two"));
    BOOST_TEST((newest("walk").plan == test_plan()));
}

BOOST_AUTO_TEST_CASE(of_a_long_story_the_second_person_sees_what_differs) {
    const auto walk = open_test_campaign(*store, "walk");
    auto plan = test_plan();
    plan.story = "The same.\nThe ford is closed.\nThe end.";
    campaign::edit_plan(*store, {walk.id, plan, 1}, test_author(), now);
    const auto version = campaign::submit_plan(*store, walk.id, test_author(), now);
    campaign::decide_plan(*store, {.version = version.id}, test_approver(), now);
    plan.story = "The same.\nThe ford is open.\nThe end.";
    campaign::edit_plan(*store, {walk.id, plan, 2}, test_author(), now);
    campaign::submit_plan(*store, walk.id, test_author(), now);

    const auto page = pages::show_approval(by(test_approver(), "walk"), app);

    BOOST_TEST(holds(page, "<del>… The ford is closed."));
    BOOST_TEST(!holds(page, "<del>… The same."));
}

BOOST_AUTO_TEST_CASE(what_is_not_ready_is_not_submitted) {
    auto plan = test_plan();
    plan.story.clear();
    campaign::draft_campaign(*store, {.slug = "walk", .plan = plan}, test_author(), now);

    const auto answer = pages::submit_version(by(test_author(), "walk"), app);

    BOOST_TEST(answer.status == 422);
    BOOST_TEST(holds(answer, "id=\"story-error\""));
}

BOOST_AUTO_TEST_CASE(only_the_version_that_was_read_is_approved) {
    const auto draft = draft_test_campaign(*store, "walk");
    const auto read = campaign::submit_plan(*store, draft.id, test_author(), now);
    campaign::withdraw_plan(*store, draft.id, test_author(), now);
    campaign::edit_plan(*store, {draft.id, test_plan()}, test_author(), now);
    campaign::submit_plan(*store, draft.id, test_author(), now);

    const auto answer = pages::decide_version(
        by(test_approver(), "walk",
           {{"version", std::to_string(read.id.value)}, {"verdict", "approve"}}),
        app);

    BOOST_TEST(answer.status == 422);
    BOOST_TEST(ask("/c/walk").status == 404);
}

BOOST_AUTO_TEST_CASE(a_campaign_is_paused_with_a_reason_and_goes_on) {
    open_test_campaign(*store, "walk");

    BOOST_TEST(
        pages::steer_campaign(by(test_author(), "walk", {{"state", "paused"}}), app).status == 422);
    BOOST_TEST(
        pages::steer_campaign(
            by(test_author(), "walk", {{"state", "paused"}, {"reason", "We look into it."}}), app)
            .status == 303);
    BOOST_TEST(holds(ask("/c/walk"), "We look into it."));
    pages::steer_campaign(by(test_author(), "walk", {{"state", "approved"}}), app);
    BOOST_TEST(!holds(ask("/c/walk"), "We look into it."));
}

BOOST_AUTO_TEST_CASE(words_are_read_published_and_the_verdict_undone) {
    const auto walk = open_test_campaign(*store, "walk");
    const auto one = roster::join_campaign(*store,
                                           {.campaign = walk.id,
                                            .name = "Anna 0170 1234567",
                                            .email = "anna@example.org",
                                            .request_key = "k"},
                                           {}, now)
                         .participant;
    const auto queue = pages::show_reviews(by(test_author(), "walk"), app);
    const auto id = "participant-" + std::to_string(one.id.value);
    BOOST_TEST(holds(queue, id + "-1"));
    BOOST_TEST(holds(queue, "Holds a telephone number:"));

    const auto done = pages::decide_review(
        by(test_author(), "walk", {{"review", id + "-1"}, {"verdict", "publish"}}), app);
    BOOST_TEST(header_of(done, "Location").find("undo=" + id + "-2") != std::string::npos);
    const auto shown = [&] {
        return roster::find_participant_by_id(store->session(), one.id)->words_state;
    };
    BOOST_TEST((shown() == roster::WordsState::published));
    pages::decide_review(by(test_author(), "walk", {{"review", id + "-2"}, {"verdict", "undo"}}),
                         app);
    BOOST_TEST((shown() == roster::WordsState::waiting));
    BOOST_TEST(pages::decide_review(
                   by(test_author(), "walk", {{"review", id + "-1"}, {"verdict", "publish"}}), app)
                   .status == 422);
}

BOOST_AUTO_TEST_SUITE_END()
