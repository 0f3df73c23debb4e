// Forgotten passwords: what a stranger can learn, and how many mails they can cause.
#include "campaign/people/forgetting.h"

#include <boost/test/unit_test.hpp>

#include "campaign/mail/outbox.h"
#include "campaign/people/inviting.h"
#include "campaign/words/refusal.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

namespace {

struct Forgotten : Site {
    Forgotten() {
        people::make_demo_account(
            *store,
            {"anna@example.org", "Anna", std::string{good_password}, people::Role::organiser}, now);
    }

    http::Response ask_for(const std::string& email) {
        auto request = request_of("/desk/forgotten");
        request.method = http::Method::post;
        request.form.add("email", email);
        return ask(request);
    }
    std::vector<mail::Mail> mails() { return mail::recent_mails(store->session(), {}); }
    std::int64_t wishes() {
        return store->session().one("SELECT COUNT(*) AS n FROM password_wish")->number("n");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(forgetting_tests, Forgotten)

BOOST_AUTO_TEST_CASE(who_exists_gets_a_link_that_works_once) {
    BOOST_TEST(ask_for("Anna@Example.org").status == 303);
    BOOST_TEST(people::answer_password_wishes(*store, now) == 1);

    BOOST_REQUIRE(mails().size() == 1u);
    const auto one = mails().at(0);
    BOOST_TEST((one.kind == mail::Kind::password));
    BOOST_TEST(one.to == "anna@example.org");
    auto request = request_of(one.facts.at("LINK_PATH"));
    request.method = http::Method::post;
    request.form.add("password", "another good sentence");
    BOOST_TEST(ask(request).status == 303);
    BOOST_TEST(ask(request).status == 404);
}

BOOST_AUTO_TEST_CASE(the_answer_and_what_is_written_are_the_same_whoever_exists) {
    const auto known = ask_for("anna@example.org"), unknown = ask_for("nobody@example.org");

    BOOST_TEST(known.status == unknown.status);
    BOOST_TEST(known.body == unknown.body);
    BOOST_TEST(header_of(known, "Location") == header_of(unknown, "Location"));
    BOOST_TEST(wishes() == 2);
    BOOST_TEST(mails().empty());
    BOOST_TEST(people::answer_password_wishes(*store, now) == 1);
    BOOST_TEST(wishes() == 0);
    BOOST_TEST(mails().size() == 1u);
}

BOOST_AUTO_TEST_CASE(who_asks_often_waits_and_few_mails_come_of_it) {
    int refused = 0;
    for (int i = 0; i < 100; ++i) {
        if (ask_for("anna@example.org").status == 429) ++refused;
        now += std::chrono::minutes{5};
        people::answer_password_wishes(*store, now);
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE mail SET state = 'sent', sent_at = ? WHERE state = 'waiting'", now);
        });
    }

    BOOST_TEST(mails().size() == static_cast<std::size_t>(people::password_links_a_day_max));
    now += std::chrono::hours{2};
    for (int i = 0; i < 20; ++i)
        if (ask_for("anna@example.org").status == 429) ++refused;
    BOOST_TEST(refused > 0);
}

BOOST_AUTO_TEST_CASE(what_is_no_address_is_said_beside_the_field) {
    const auto answer = ask_for("anna");
    BOOST_TEST(answer.status == 400);
    BOOST_TEST(answer.body.find("This is not an e-mail address.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_has_left_gets_no_link) {
    const auto boss = sign_in_colleague(*store, people::Role::organiser);
    const auto token =
        people::invite_colleague(*store, {"ben@example.org", "Ben"}, acting(boss), now);
    const auto ben =
        people::accept_invitation(*store, {*token, std::string{good_password}, "192.0.2.8"}, now);
    for (const auto& colleague : people::all_colleagues(store->session()))
        if (colleague.account.id == ben.account)
            people::end_role(*store, colleague.roles.at(0).id, acting(boss), now);
    ask_for("ben@example.org");

    BOOST_TEST(people::answer_password_wishes(*store, now) == 0);
}

BOOST_AUTO_TEST_CASE(an_invitation_is_mailed_as_well_in_the_language_of_who_invites) {
    const auto boss = sign_in_colleague(*store, people::Role::organiser);
    const auto token = people::invite_colleague(
        *store, {"ben@example.org", "Ben", people::Role::finance, {}, "de"}, acting(boss), now);

    const auto one = mails().at(0);
    BOOST_TEST((one.kind == mail::Kind::invitation));
    BOOST_TEST(one.facts.at("LINK_PATH") == "/desk/invitation/" + *token);
    BOOST_TEST(one.language == "de");
}

BOOST_AUTO_TEST_SUITE_END()
