// The second factor in the database: once each, nothing by halves, and nobody alone.
#include "campaign/people/authenticating.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

#include "campaign/ledger/audit.h"
#include "campaign/people/authenticator.h"
#include "campaign/people/inviting.h"
#include "campaign/people/signing.h"
#include "campaign/people/throttle.h"
#include "campaign/words/refusal.h"
#include "tests/support/colleagues.h"
#include "tests/support/database.h"

using namespace people;

namespace {

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

// Codes of the standard's own key, at the moments of its vectors.
const Instant first_moment{std::chrono::seconds{1111111109}};
const Instant second_moment{std::chrono::seconds{1234567890}};
constexpr const char *first_code = "081804", *second_code = "005924";

struct Lock : FreshDatabase {
    Lock() {
        store->in_transaction([&](store::Transaction& tx) {
            for (const auto& account : {anna, ben}) insert_account(tx, account, first_moment);
            insert_role(tx, {anna.id, Role::finance}, {}, first_moment);
            insert_role(tx, {ben.id, Role::organiser}, {}, first_moment);
            keep_pending_secret(tx, anna.id, test_totp_secret);
        });
    }

    SignedIn enter(Instant now) {
        return store->in_transaction([&](store::Transaction& tx) {
            return insert_session(tx, {anna.id, browser}, now);
        });
    }
    FactorProof proof(const SignedIn& who, const std::string& typed) {
        return {anna.id, who.secret, typed, browser};
    }
    Confirmed confirm() {
        return confirm_authenticator(*store, proof(enter(first_moment), first_code), first_moment);
    }
    Step step_of(const SignedIn& who, Instant now) {
        if (find_visitor(store->session(), who.secret, now)) return Step::done;
        const auto halfway = find_halfway(store->session(), who.secret, now);
        BOOST_REQUIRE(halfway.has_value());
        BOOST_TEST(halfway->grants.empty());
        return halfway->step;
    }

    Account anna{new_id<AccountId>(first_moment), "anna@example.org", "Anna"};
    Account ben{new_id<AccountId>(first_moment), "ben@example.org", "Ben"};
    Browser browser{"192.0.2.7", "Firefox/1"};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(authenticating_tests, Lock)

BOOST_AUTO_TEST_CASE(whoever_decides_about_money_is_halfway_until_an_app_is_set_up) {
    const auto session = enter(first_moment);
    BOOST_TEST((step_of(session, first_moment) == Step::set_up_factor));

    const auto made = confirm_authenticator(*store, proof(session, first_code), first_moment);

    BOOST_TEST((step_of(made.signed_in, first_moment) == Step::done));
    BOOST_TEST(made.signed_in.secret != session.secret);
    BOOST_TEST(!find_halfway(store->session(), session.secret, first_moment));
    BOOST_TEST(made.recovery_codes.size() == std::size_t{recovery_codes});
}

BOOST_AUTO_TEST_CASE(the_next_session_is_halfway_until_a_newer_code_is_given) {
    confirm();
    const auto session = enter(second_moment);
    BOOST_TEST((step_of(session, second_moment) == Step::give_factor));

    const auto given = give_factor(*store, proof(session, second_code), second_moment);

    BOOST_TEST((step_of(given, second_moment) == Step::done));
    BOOST_TEST(given.secret != session.secret);
    BOOST_TEST(given.form_token != session.form_token);
}

BOOST_AUTO_TEST_CASE(no_code_counts_twice_not_even_the_one_of_the_setting_up) {
    confirm();
    const auto again = enter(first_moment);
    BOOST_CHECK_EXCEPTION(give_factor(*store, proof(again, first_code), first_moment), Refused,
                          because(Reason::not_a_valid_value));
    give_factor(*store, proof(enter(second_moment), second_code), second_moment);

    BOOST_CHECK_EXCEPTION(
        give_factor(*store, proof(enter(second_moment), second_code), second_moment), Refused,
        because(Reason::not_a_valid_value));
}

BOOST_AUTO_TEST_CASE(of_many_who_give_one_code_at_once_one_comes_in) {
    confirm();
    std::atomic<int> came_in = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            try {
                give_factor(*store, proof(enter(second_moment), second_code), second_moment);
                ++came_in;
            } catch (const Refused&) {
            }
        });
    for (auto& thread : threads) thread.join();

    BOOST_TEST(came_in == 1);
}

BOOST_AUTO_TEST_CASE(a_recovery_code_works_once_however_it_is_typed) {
    auto typed = confirm().recovery_codes.at(3);
    for (auto& c : typed) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    std::erase(typed, '-');

    const auto in = give_factor(*store, proof(enter(second_moment), typed), second_moment);

    BOOST_TEST((step_of(in, second_moment) == Step::done));
    BOOST_TEST(count_recovery_codes(store->session(), anna.id) == recovery_codes - 1);
    BOOST_CHECK_THROW(give_factor(*store, proof(enter(second_moment), typed), second_moment),
                      Refused);
}

BOOST_AUTO_TEST_CASE(new_recovery_codes_make_the_old_ones_worthless) {
    const auto old = confirm();

    const auto fresh =
        renew_recovery_codes(*store, proof(old.signed_in, second_code), second_moment);

    const auto much_later = second_moment + std::chrono::hours{2};
    BOOST_CHECK_THROW(
        give_factor(*store, proof(enter(much_later), old.recovery_codes.at(0)), much_later),
        Refused);
    BOOST_CHECK_NO_THROW(give_factor(*store, proof(enter(much_later), fresh.at(0)), much_later));
}

BOOST_AUTO_TEST_CASE(who_guesses_codes_waits_wherever_they_sit) {
    confirm();
    int looked_at = 0;
    for (int i = 0; i < 20; ++i) {
        auto guess = proof(enter(second_moment), "000000");
        guess.browser.client = "203.0.113." + std::to_string(i);
        try {
            give_factor(*store, guess, second_moment);
        } catch (const Refused& refused) {
            looked_at += refused.refusal.reason == Reason::not_a_valid_value;
        }
    }

    BOOST_TEST(looked_at == factors_per_account.free_max);
    BOOST_CHECK_EXCEPTION(
        give_factor(*store, proof(enter(second_moment), second_code), second_moment), Refused,
        because(Reason::too_many_attempts));
}

BOOST_AUTO_TEST_CASE(a_new_app_needs_a_code_of_the_old_one) {
    const auto inside = confirm().signed_in;
    BOOST_CHECK_THROW(begin_authenticator(*store, proof(inside, "000000"), second_moment), Refused);
    BOOST_TEST(find_authenticator(store->session(), anna.id)->pending.empty());

    begin_authenticator(*store, proof(inside, second_code), second_moment);

    const auto known = find_authenticator(store->session(), anna.id);
    BOOST_TEST(!known->pending.empty());
    BOOST_TEST(known->secret == test_totp_secret);  // It counts until the new one is confirmed.
}

BOOST_AUTO_TEST_CASE(for_whom_it_is_a_must_it_cannot_be_ended) {
    const auto inside = confirm().signed_in;

    BOOST_CHECK_EXCEPTION(end_authenticator(*store, proof(inside, second_code), second_moment),
                          Refused, because(Reason::not_allowed));
}

BOOST_AUTO_TEST_CASE(only_another_person_resets_a_second_factor_and_it_is_in_the_audit) {
    const auto inside = confirm().signed_in;
    const Actor herself{anna.id, "finance"}, another{ben.id, "organiser"};
    BOOST_CHECK_EXCEPTION(reset_factors(*store, anna.id, herself, second_moment), Refused,
                          because(Reason::needs_second_person));

    reset_factors(*store, anna.id, another, second_moment);

    BOOST_TEST(!find_visitor(store->session(), inside.secret, second_moment));
    BOOST_TEST(count_recovery_codes(store->session(), anna.id) == 0);
    BOOST_TEST((step_of(enter(second_moment), second_moment) == Step::set_up_factor));
    const auto latest = ledger::recent_audit_of(store->session(), "account", anna.id.value, 1);
    BOOST_TEST(latest.at(0).action == "second factor reset");
    BOOST_TEST(latest.at(0).actor_name == "Ben");
    const auto told = store->session().all(
        "SELECT facts, recipient FROM mail WHERE kind = 'way_in_changed' AND recipient = ?"
        " ORDER BY made_at DESC LIMIT 1",
        anna.email);
    BOOST_REQUIRE_EQUAL(told.size(), 1u);
    BOOST_TEST(told[0].text("facts").find("has reset your second factor") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_demo_account_is_waived_and_one_that_needs_none_is_not_asked) {
    make_demo_account(*store,
                      {"demo@example.org", "D", std::string{good_password}, Role::organiser},
                      first_moment);
    const auto demo =
        sign_in(*store, {"demo@example.org", std::string{good_password}, browser}, first_moment);
    BOOST_TEST((step_of(demo, first_moment) == Step::done));

    const auto helper = sign_in_colleague(*store, Role::coordinator);
    BOOST_TEST((step_of(helper, test_now()) == Step::done));
}

BOOST_AUTO_TEST_CASE(who_is_given_such_a_role_is_halfway_at_the_next_request) {
    const auto helper = sign_in_colleague(*store, Role::volunteer);
    store->in_transaction([&](store::Transaction& tx) {
        insert_role(tx, {helper.account, Role::finance}, ben.id, test_now());
    });

    BOOST_TEST((step_of(helper, test_now()) == Step::set_up_factor));
}

BOOST_AUTO_TEST_CASE(halfway_is_over_sooner) {
    const auto session = enter(first_moment);

    const auto later = first_moment + std::chrono::minutes{halfway_minutes_max};

    BOOST_TEST(!find_halfway(store->session(), session.secret, later));
}

BOOST_AUTO_TEST_SUITE_END()
