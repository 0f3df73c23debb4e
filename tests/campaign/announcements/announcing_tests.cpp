#include "campaign/announcements/announcing.h"

#include <boost/test/unit_test.hpp>
#include <functional>

#include "campaign/holding.h"
#include "campaign/ledger/audit.h"
#include "campaign/words/refusal.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"
#include "web/live/state.h"

namespace {

using announcements::Announcement;
using announcements::Severity;
using announcements::State;

struct Announcing : FreshDatabase {
    Announcing() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
    }
    announcements::NewAnnouncement storm(const std::string& key, Severity severity) {
        return {.campaign = walk.id,
                .severity = severity,
                .words = "The bridge is closed.",
                .until = at + std::chrono::hours{2},
                .request_key = key,
                .alone_reason = {}};
    }
    Announcement write(const std::string& key = "one", Severity severity = Severity::important) {
        return announcements::announce(*store, storm(key, severity), test_author(), at);
    }
    Announcement alone(const std::string& key = "alone") {
        auto asked = storm(key, Severity::emergency);
        asked.alone_reason = "Lightning, and nobody answers.";
        return announcements::announce(*store, asked, organiser, at);
    }
    std::optional<Announcement> current(Instant now) {
        return announcements::current_announcement(store->session(), walk.id, now);
    }
    Reason reason_of(const std::function<void()>& work) {
        try {
            work();
        } catch (const Refused& refused) {
            return refused.refusal.reason;
        }
        BOOST_FAIL("it was not refused");
        return {};
    }

    campaign::Campaign walk;
    people::Actor organiser{AccountId{1}, "organiser"};
    Instant at = *read_instant("2027-06-10T10:00:00Z");
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(announcing_tests, Announcing)

BOOST_AUTO_TEST_CASE(an_announcement_interrupts_after_a_second_person_said_yes_and_ends_by_itself) {
    const auto made = write();
    BOOST_TEST(!current(at));
    BOOST_TEST((reason_of([&] {
                    announcements::approve_announcement(*store, {made.id, 1}, test_author(), at);
                }) == Reason::needs_second_person));

    announcements::approve_announcement(*store, {made.id, 1}, test_approver(), at);

    BOOST_REQUIRE(current(at));
    BOOST_TEST(current(at)->words == "The bridge is closed.");
    BOOST_TEST(!current(made.until));
    const auto state = live::read_state(store->session(), "walk", at);
    const auto json = live::render_state_json(*state, "en", at);
    BOOST_TEST(json.find(R"("announcement":{"severity":"important")") != json.npos);
    const auto later = live::read_state(store->session(), "walk", made.until);
    BOOST_TEST(later->version != state->version);
    BOOST_TEST(live::render_state_json(*later, "en", made.until).find("\"announcement\":null") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(
    in_an_emergency_one_organiser_shows_it_alone_and_the_second_look_is_asked_for) {
    const auto made = alone();
    BOOST_TEST(current(at).has_value());
    BOOST_TEST(announcements::announcements_without_second_look(store->session()).size() == 1u);
    BOOST_TEST((reason_of([&] {
                    announcements::approve_announcement(*store, {made.id, 1}, organiser, at);
                }) == Reason::needs_second_person));
    announcements::end_announcement(*store, made.id, organiser, at);  // Their own end is no look.
    BOOST_TEST(announcements::announcements_without_second_look(store->session()).size() == 1u);

    announcements::approve_announcement(*store, {made.id, 2}, test_approver(), at);

    BOOST_TEST(announcements::announcements_without_second_look(store->session()).empty());
    const auto audit = ledger::audit_of(store->session(), "announcement", made.id.value, 9);
    BOOST_TEST(audit.front().action == "announcement shown alone");
    BOOST_TEST(audit.front().reason == "Lightning, and nobody answers.");
}

BOOST_AUTO_TEST_CASE(alone_is_for_organisers_and_for_emergencies) {
    auto asked = storm("a", Severity::emergency);
    asked.alone_reason = "Nobody is here.";
    BOOST_TEST((reason_of([&] { announcements::announce(*store, asked, test_author(), at); }) ==
                Reason::not_allowed));
    asked.severity = Severity::important;
    BOOST_TEST((reason_of([&] { announcements::announce(*store, asked, organiser, at); }) ==
                Reason::needs_second_person));
}

BOOST_AUTO_TEST_CASE(the_database_itself_wants_the_second_person) {
    const auto made = write();
    const auto shown = alone();
    const auto try_out = [&](announcements::AnnouncementId id, const std::string& change) {
        try {
            store->in_transaction([&](store::Transaction& tx) {
                tx.run("UPDATE announcement SET " + change + " WHERE id = ?", id);
            });
        } catch (const store::ConstraintBroken& broken) {
            return broken.constraint;
        }
        return std::string{};
    };
    BOOST_TEST(try_out(made.id, "state = 'shown', shown_at = made_at") ==
               "shown_announcement_was_approved_or_is_an_emergency");
    BOOST_TEST(try_out(made.id, "approved_by = author_id") ==
               "announcement_is_approved_by_another_person");
    BOOST_TEST(try_out(shown.id, "severity = 'info'") ==
               "shown_announcement_was_approved_or_is_an_emergency");
}

BOOST_AUTO_TEST_CASE(during_a_hold_only_emergencies_come_through) {
    const auto info = write("one", Severity::info), storm_news = write("two", Severity::emergency);
    campaign::hold_everything(*store, {walk.id, "Wait.", false}, test_author(), at);

    BOOST_TEST((reason_of([&] {
                    announcements::approve_announcement(*store, {info.id, 1}, test_approver(), at);
                }) == Reason::already_decided));
    announcements::approve_announcement(*store, {storm_news.id, 1}, test_approver(), at);

    BOOST_TEST((current(at)->id == storm_news.id));
}

BOOST_AUTO_TEST_CASE(the_gravest_is_shown_and_one_click_ends_it) {
    for (const auto severity : {Severity::emergency, Severity::info}) {
        const auto made = write(std::string{announcements::severity_name(severity)}, severity);
        announcements::approve_announcement(*store, {made.id, 1}, test_approver(), at);
    }
    BOOST_TEST((current(at)->severity == Severity::emergency));

    announcements::end_announcement(*store, current(at)->id, test_author(), at);

    BOOST_TEST((current(at)->severity == Severity::info));
}

BOOST_AUTO_TEST_CASE(a_form_sent_twice_is_one_announcement_and_its_end_is_near) {
    BOOST_TEST((write("same").id == write("same").id));
    auto asked = storm("late", Severity::info);
    asked.until = at;
    BOOST_TEST((reason_of([&] { announcements::announce(*store, asked, test_author(), at); }) ==
                Reason::not_a_valid_value));
    asked.until = at + std::chrono::hours{24 * 15};
    BOOST_TEST((reason_of([&] { announcements::announce(*store, asked, test_author(), at); }) ==
                Reason::not_a_valid_value));
}

BOOST_AUTO_TEST_SUITE_END()
