// How colleagues come, change and go.
#include "campaign/people/inviting.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

#include "campaign/ledger/audit.h"
#include "campaign/people/signing.h"
#include "campaign/words/refusal.h"
#include "tests/support/colleagues.h"
#include "tests/support/database.h"

using namespace people;

namespace {

struct Office : FreshDatabase {
    Office() : boss{sign_in_colleague(*store, Role::organiser)} {}

    std::string invite(Role role, const std::string& email = "ben@example.org") {
        return invite_colleague(*store, {email, "Ben", role}, acting(boss), test_now()).value();
    }
    SignedIn accept(const std::string& token) {
        return accept_invitation(*store, {token, std::string{good_password}, "192.0.2.8"},
                                 test_now());
    }
    std::vector<HeldRole> roles_of(AccountId account) {
        for (const auto& colleague : all_colleagues(store->session()))
            if (colleague.account.id == account) return colleague.roles;
        return {};
    }

    SignedIn boss;
};

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(inviting_tests, Office)

BOOST_AUTO_TEST_CASE(an_invitation_works_once) {
    const auto token = invite(Role::finance);

    const auto ben = accept(token);

    BOOST_TEST(roles_of(ben.account).size() == 1u);
    BOOST_CHECK_EXCEPTION(accept(token), Refused, because(Reason::not_found));
}

BOOST_AUTO_TEST_CASE(an_open_invitation_is_listed_until_it_is_used_or_taken_back) {
    const auto token = invite(Role::finance), other = invite(Role::moderator, "cleo@example.org");
    const auto open = open_invitations(store->session(), test_now());
    BOOST_REQUIRE_EQUAL(open.size(), 2u);
    const auto& cleo = open[0].invitation.email == "cleo@example.org" ? open[0] : open[1];

    take_invitation_back(*store, cleo.digest, acting(boss), test_now());
    BOOST_CHECK_EXCEPTION(accept(other), Refused, because(Reason::not_found));
    BOOST_CHECK_EXCEPTION(take_invitation_back(*store, cleo.digest, acting(boss), test_now()),
                          Refused, because(Reason::already_decided));
    accept(token);
    BOOST_TEST(open_invitations(store->session(), test_now()).empty());
}

BOOST_AUTO_TEST_CASE(nobody_is_let_in_by_somebody_who_may_no_longer_ask) {
    const auto other = sign_in_colleague(*store, Role::organiser);
    const auto token = invite(Role::organiser);

    end_role(*store, roles_of(boss.account).front().id, acting(other), test_now());

    BOOST_CHECK_EXCEPTION(accept(token), Refused, because(Reason::not_found));
}

BOOST_AUTO_TEST_CASE(of_many_who_use_one_link_at_once_one_comes_in) {
    const auto token = invite(Role::finance);
    std::atomic<int> came_in = 0;

    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            try {
                accept(token);
                ++came_in;
            } catch (const Refused&) {
            }
        });
    for (auto& thread : threads) thread.join();

    BOOST_TEST(came_in == 1);
}

BOOST_AUTO_TEST_CASE(an_invitation_is_over_after_seven_days) {
    const auto token = invite(Role::finance);

    const auto late = test_now() + std::chrono::hours{24 * invitation_days};

    BOOST_TEST(!find_invitation(store->session(), token, late));
}

BOOST_AUTO_TEST_CASE(a_newer_link_makes_the_older_one_worthless) {
    const auto older = invite(Role::finance), newer = invite(Role::finance);

    BOOST_CHECK_EXCEPTION(accept(older), Refused, because(Reason::not_found));
    BOOST_CHECK_NO_THROW(accept(newer));
}

BOOST_AUTO_TEST_CASE(somebody_with_an_account_is_given_one_more_role_without_a_link) {
    const auto ben = accept(invite(Role::finance));

    const auto link = invite_colleague(*store, {"Ben@Example.org", "Ben", Role::volunteer},
                                       acting(boss), test_now());

    BOOST_TEST(!link.has_value());
    BOOST_TEST(roles_of(ben.account).size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_last_organiser_can_neither_end_nor_change_their_role) {
    const auto own = roles_of(boss.account).at(0).id;

    BOOST_CHECK_EXCEPTION(end_role(*store, own, acting(boss), test_now()), Refused,
                          because(Reason::last_organiser));
    BOOST_CHECK_EXCEPTION(change_role(*store, {own, Role::finance}, acting(boss), test_now()),
                          Refused, because(Reason::last_organiser));
    BOOST_TEST(roles_of(boss.account).size() == 1u);
}

BOOST_AUTO_TEST_CASE(two_organisers_who_leave_at_once_leave_one_behind) {
    const auto second = sign_in_colleague(*store, Role::organiser);
    const auto first_role = roles_of(boss.account).at(0).id;
    const auto second_role = roles_of(second.account).at(0).id;
    std::atomic<int> left = 0, kept = 0;

    const auto leave = [&](RoleId role, const SignedIn& person) {
        try {
            end_role(*store, role, acting(person), test_now());
            ++left;
        } catch (const Refused&) {
            ++kept;
        }
    };
    std::thread one{[&] { leave(first_role, boss); }}, two{[&] { leave(second_role, second); }};
    one.join(), two.join();

    BOOST_TEST(left == 1);
    BOOST_TEST(kept == 1);
}

BOOST_AUTO_TEST_CASE(with_the_last_role_the_account_and_its_sessions_end) {
    const auto ben = accept(invite(Role::volunteer));
    BOOST_REQUIRE(find_visitor(store->session(), ben.secret, test_now()).has_value());

    end_role(*store, roles_of(ben.account).at(0).id, acting(boss), test_now());

    BOOST_TEST(!find_visitor(store->session(), ben.secret, test_now()));
    BOOST_CHECK_THROW(
        sign_in(*store, {"ben@example.org", std::string{good_password}, {"x"}}, test_now()),
        Refused);
}

BOOST_AUTO_TEST_CASE(a_changed_role_holds_at_the_next_request) {
    const auto ben = accept(invite(Role::volunteer));

    change_role(*store, {roles_of(ben.account).at(0).id, Role::auditor}, acting(boss), test_now());

    const auto visitor = find_visitor(store->session(), ben.secret, test_now());
    BOOST_TEST(visitor->may(Duty::read_finance, {}));
}

BOOST_AUTO_TEST_CASE(a_new_password_ends_the_sessions_that_were_open) {
    const auto ben = accept(invite(Role::volunteer));

    const auto anew = accept(invite_anew(*store, ben.account, acting(boss), test_now()));

    BOOST_TEST(!find_visitor(store->session(), ben.secret, test_now()));
    BOOST_TEST(find_visitor(store->session(), anew.secret, test_now()).has_value());
}

BOOST_AUTO_TEST_CASE(every_change_is_in_the_audit_with_who_did_it) {
    const auto ben = accept(invite(Role::volunteer));
    end_role(*store, roles_of(ben.account).at(0).id, acting(boss), test_now());

    const auto rows = ledger::audit_of(store->session(), "account", ben.account.value, 10);

    BOOST_REQUIRE(rows.size() == 2u);
    const auto ended = std::ranges::find(rows, "role ended", &ledger::AuditRow::action);
    BOOST_REQUIRE((ended != rows.end()));
    BOOST_TEST(ended->detail == "volunteer");
    BOOST_TEST(ended->actor_role == "organiser");
}

BOOST_AUTO_TEST_SUITE_END()
