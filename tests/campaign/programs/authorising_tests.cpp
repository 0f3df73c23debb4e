#include "campaign/programs/authorising.h"

#include <boost/test/unit_test.hpp>

#include "campaign/people/inviting.h"
#include "campaign/words/refusal.h"
#include "tests/support/api_site.h"

using people::Grant;
using people::Role;
using programs::may_hand_on;

BOOST_FIXTURE_TEST_SUITE(authorising_tests, ApiSite)

BOOST_AUTO_TEST_CASE(nobody_hands_on_more_than_they_hold) {
    const CampaignId one{1}, other{2};

    BOOST_TEST(may_hand_on({{Role::organiser, {}}}, {Role::finance, one}));
    BOOST_TEST(may_hand_on({{Role::organiser, {}}}, {Role::organiser, {}}));
    BOOST_TEST(may_hand_on({{Role::finance, one}}, {Role::auditor, one}));  // Reads what it reads.
    BOOST_TEST(may_hand_on({{Role::coordinator, one}}, {Role::moderator, one}));
    BOOST_TEST(!may_hand_on({{Role::finance, one}}, {Role::finance, other}));
    BOOST_TEST(!may_hand_on({{Role::finance, one}}, {Role::finance, {}}));
    BOOST_TEST(!may_hand_on({{Role::auditor, {}}}, {Role::finance, one}));
    BOOST_TEST(!may_hand_on({{Role::coordinator, {}}}, {Role::organiser, one}));
    BOOST_TEST(!may_hand_on({}, {Role::volunteer, one}));
}

BOOST_AUTO_TEST_CASE(a_token_is_stored_as_its_digest_and_known_by_it) {
    const auto token = token_of(Role::finance, walk.id);

    const auto bearer = programs::recognise(*store, token.secret, now);
    BOOST_TEST_REQUIRE(bearer.has_value());
    BOOST_TEST((bearer->visitor.account == token.maker));
    BOOST_TEST(bearer->visitor.may(people::Duty::do_finance, walk.id));
    BOOST_TEST(!bearer->visitor.may(people::Duty::run_campaign, walk.id));
    BOOST_TEST(token.secret.starts_with(bearer->token.prefix));
    const auto rows = store->session().one(
        "SELECT COUNT(*) AS n FROM access_token WHERE digest = ? OR name = ? OR prefix = ?",
        token.secret, token.secret, token.secret);
    BOOST_TEST(rows->number("n") == 0);
}

BOOST_AUTO_TEST_CASE(a_token_ends_with_its_day_its_end_and_its_makers_role) {
    const auto by_day = token_of(Role::auditor), by_hand = token_of(Role::auditor),
               by_role = token_of(Role::auditor);
    const auto later = now + std::chrono::hours{24 * 31};
    const auto ended = programs::recognise(*store, by_hand.secret, now)->token;
    const auto organiser = sign_in_colleague(*store, Role::organiser);

    programs::end_access_token(*store, ended.id, acting(organiser), now);
    const auto held =
        store->session().one("SELECT id FROM account_role WHERE account_id = ?", by_role.maker);
    people::end_role(*store, held->id<people::RoleId>("id"), acting(organiser), now);

    BOOST_TEST(programs::recognise(*store, by_day.secret, now).has_value());
    BOOST_TEST(!programs::recognise(*store, by_day.secret, later).has_value());
    BOOST_TEST(!programs::recognise(*store, by_hand.secret, now).has_value());
    BOOST_TEST(!programs::recognise(*store, by_role.secret, now).has_value());
    BOOST_TEST(!programs::recognise(*store, "wmk_" + std::string(52, '0'), now).has_value());
}

BOOST_AUTO_TEST_CASE(a_token_of_more_than_its_maker_is_refused) {
    const auto person = sign_in_colleague(*store, Role::coordinator, walk.id);
    const people::Visitor maker{.account = person.account,
                                .grants = {{Role::coordinator, walk.id}}};

    for (const Grant asked : {Grant{Role::finance, walk.id}, Grant{Role::coordinator, {}},
                              Grant{Role::organiser, walk.id}})
        BOOST_CHECK_THROW(
            programs::make_access_token(*store, {"more", asked, 30}, maker, acting(person), now),
            Refused);
}

BOOST_AUTO_TEST_SUITE_END()
