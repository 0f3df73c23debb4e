// The outbox at the desk, and the page that proves an address.
#include "web/pages/mail/desk_mails.h"

#include <boost/test/unit_test.hpp>

#include "campaign/giving/giving.h"
#include "campaign/giving/telling.h"
#include "campaign/mail/outbox.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/mail_samples.h"
#include "tests/support/site.h"

using mail::Kind;

namespace {

struct MailDesk : Site {
    MailDesk() : boss{sign_in_colleague(*store, people::Role::organiser)} {}

    mail::Mail write(Kind kind, const std::string& to = "anna@example.org") {
        now += std::chrono::milliseconds{1};
        store->in_transaction([&](store::Transaction& tx) {
            mail::insert_mail(tx, sample_mail(kind, "en", to), now);
        });
        return mail::recent_mails(store->session(), {}).at(0);
    }
    void set(const std::string& sql) {
        store->in_transaction([&](store::Transaction& tx) { tx.run(sql); });
    }
    http::Response look(const std::string& path) { return ask(sent_by(boss, request_of(path))); }
    std::string path_of(const mail::Mail& one) {
        return "/desk/mails/" + std::to_string(one.id.value);
    }

    people::SignedIn boss;
};

bool has(const http::Response& answer, const std::string& part) {
    return answer.body.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk_mails_tests, MailDesk)

BOOST_AUTO_TEST_CASE(an_empty_outbox_says_what_will_stand_there) {
    const auto page = look("/desk/mails");
    BOOST_TEST(page.status == 200);
    BOOST_TEST(has(page, "No mail here"));
    BOOST_TEST(has(page, "No mail server is set"));
}

BOOST_AUTO_TEST_CASE(every_kind_is_listed_and_shown) {
    for (const auto kind : mail::all_kinds()) {
        const auto one = write(kind);
        const auto page = look(path_of(one));

        BOOST_TEST(page.status == 200);
        BOOST_TEST(has(page, "As plain text") != mail::is_secret(kind), mail::kind_name(kind));
    }
    const auto list = look("/desk/mails");
    BOOST_TEST(has(list, "anna@example.org"));
    BOOST_TEST(has(look("/desk/mails?state=waiting"), "Invitation"));
    BOOST_TEST(has(look("/desk/mails?state=bounced"), "No mail here"));
}

BOOST_AUTO_TEST_CASE(nobody_reads_the_secret_of_another_but_in_a_demo) {
    for (const auto kind : {Kind::sign_in, Kind::invitation, Kind::password}) {
        const auto one = write(kind);
        const auto secret = one.facts.at("LINK_PATH");

        BOOST_TEST(!has(look(path_of(one)), secret));
        BOOST_TEST(!has(look(path_of(one)), "428 193"));
        BOOST_TEST(look(path_of(one) + "/html").status == 404);
        set("UPDATE organisation SET is_demo = 1");
        BOOST_TEST(has(look(path_of(one)), secret));
        BOOST_TEST(has(look(path_of(one) + "/html"), secret));
        set("UPDATE organisation SET is_demo = 0");
    }
    const auto promise = write(Kind::promise);
    BOOST_TEST(!has(look(path_of(promise)), promise.facts.at("PROOF_PATH")));
}

BOOST_AUTO_TEST_CASE(in_the_preview_nothing_runs_or_loads) {
    const auto page = look(path_of(write(Kind::thanks)) + "/html");

    const auto policy = header_of(page, "Content-Security-Policy");
    BOOST_TEST(policy.find("default-src 'none'") != std::string::npos);
    BOOST_TEST(policy.find("sandbox;") != std::string::npos);
    BOOST_TEST(policy.find("script") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_mail_that_failed_is_a_task_and_is_sent_again_by_hand) {
    const auto one = write(Kind::thanks);
    set("UPDATE mail SET state = 'bounced', trouble = '550 5.1.1 no such user', tries = 1");
    BOOST_TEST(has(look("/desk"), "1 mail did not reach its reader"));
    BOOST_TEST(has(look(path_of(one)), "550 5.1.1 no such user"));
    auto again = request_of(path_of(one));
    again.method = http::Method::post;

    BOOST_TEST(ask(sent_by(boss, again)).status == 303);

    const auto after = *mail::find_mail(store->session(), one.id);
    BOOST_TEST((after.state == mail::State::waiting));
    BOOST_TEST(after.tries == 0);
    BOOST_TEST(!mail::has_bounced(store->session(), "anna@example.org"));
}

BOOST_AUTO_TEST_CASE(mails_without_a_server_are_a_task) {
    write(Kind::thanks);
    BOOST_TEST(has(look("/desk"), "1 mail waits for a mail server"));
    config.smtp = "smtp://localhost:25", config.mail_from = "hello@example.org";
    BOOST_TEST(!has(look("/desk"), "waits for a mail server"));
    BOOST_TEST(has(look("/desk/mails"), "Mails leave through localhost."));
}

BOOST_AUTO_TEST_CASE(opening_the_link_of_a_mail_proves_nothing_and_its_button_does) {
    add_test_colleagues(*store);
    const auto walk = open_test_campaign(*store, "walk");
    giving::NewGift asked;
    asked.request_key = "g1", asked.donor.email = "anna@example.org";
    giving::Terms terms;
    terms.campaign = walk.id, terms.currency = walk.currency;
    terms.fund = campaign::first_fund(store->session(), walk.id).id;
    asked.lines = {{"gift", terms.fund, {2'000, walk.currency}, true}};
    const auto given = giving::record_gift(*store, asked, terms, people::donor_actor(""), now);
    const auto told = mail::mails_about(store->session(), given.gift.id.value, 1);
    const auto path = told.at(0).facts.at("PROOF_PATH");
    const auto is_proven = [&] {
        return giving::find_gift(store->session(), given.gift.id)->proven_at.has_value();
    };

    BOOST_TEST(ask(path).status == 200);  // A scanner of mails does as much.
    BOOST_TEST(!is_proven());
    auto wrong = request_of("/g/" + given.token + "/proof/" + std::string(32, '0'));
    wrong.method = http::Method::post;
    BOOST_TEST(ask(wrong).status == 404);
    BOOST_TEST(!is_proven());
    auto press = request_of(path);
    press.method = http::Method::post;
    BOOST_TEST(ask(press).status == 303);

    BOOST_TEST(is_proven());
    BOOST_TEST(has(ask(path), "Your address is proven"));
}

BOOST_AUTO_TEST_CASE(a_bounced_address_is_said_at_the_gift) {
    add_test_colleagues(*store);
    const auto walk = open_test_campaign(*store, "walk");
    giving::NewGift asked;
    asked.request_key = "g1", asked.donor.email = "anna@example.org";
    giving::Terms terms;
    terms.campaign = walk.id, terms.currency = walk.currency;
    terms.fund = campaign::first_fund(store->session(), walk.id).id;
    asked.lines = {{"gift", terms.fund, {2'000, walk.currency}, true}};
    const auto gift = giving::record_gift(*store, asked, terms, people::donor_actor(""), now).gift;
    const auto path = "/desk/gifts/" + std::to_string(gift.id.value);
    BOOST_TEST(has(look(path), "How to pay a promise"));
    BOOST_TEST(!has(look(path), "come back"));

    set("UPDATE mail SET state = 'bounced'");

    BOOST_TEST(has(look(path), "Mails to anna@example.org come back"));
}

BOOST_AUTO_TEST_SUITE_END()
