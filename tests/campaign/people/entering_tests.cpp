// Codes by mail: who gets one, what it proves, and how often it works.
#include "campaign/people/entering.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

#include "campaign/outside/json.h"
#include "campaign/people/account.h"
#include "campaign/people/address_code.h"
#include "campaign/people/inviting.h"
#include "campaign/roster/enrolling.h"
#include "campaign/words/refusal.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/database.h"

using namespace people;

namespace {

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

struct Letterbox : FreshDatabase {
    Letterbox() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk").id;
    }

    roster::Participant join(const std::string& email, const std::string& key) {
        return roster::join_campaign(
                   *store, {.campaign = walk, .name = "Anna", .email = email, .request_key = key},
                   {{}, "participant"}, now)
            .participant;
    }
    std::string ask(const std::string& email) {
        return ask_for_code(*store, {email, "192.0.2.7", "de", "/me"}, now);
    }
    int mails_to(const std::string& email) {
        const auto row = store->session().one(
            "SELECT COUNT(*) AS n FROM mail WHERE kind = 'sign_in' AND recipient = ?", email);
        return static_cast<int>(row->number("n"));
    }
    // What stands in the newest mail.
    std::string fact(const std::string& name) {
        const auto row = store->session().one(
            "SELECT facts, language FROM mail WHERE kind = 'sign_in' ORDER BY id DESC LIMIT 1");
        BOOST_REQUIRE(row.has_value());
        BOOST_TEST(row->text("language") == "de");
        return outside::read_json(row->text("facts"))->at(name).text();
    }
    std::string link() {
        const std::string path = "/sign-in/link/";
        auto href = fact("HREF");
        BOOST_REQUIRE(href.starts_with(path));
        href = href.substr(path.size());
        return href.substr(0, href.find('?'));
    }
    SignedIn enter(const std::string& secret, const std::string& digits) {
        return sign_in_by_code(*store, {secret, digits, {"192.0.2.7", "Firefox/1"}}, now);
    }
    roster::Participant again(const roster::Participant& one) {
        return *roster::find_participant_by_id(store->session(), one.id);
    }

    CampaignId walk;
    Instant now = test_now();
};

std::string another_than(std::string digits) {
    digits.back() = digits.back() == '9' ? '0' : static_cast<char>(digits.back() + 1);
    return digits;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(entering_tests, Letterbox)

BOOST_AUTO_TEST_CASE(a_code_signs_in_and_gives_the_pages_of_its_address_and_no_others) {
    const auto own = join("Anna@Example.org", "k1"), second = join("anna@example.org", "k2");
    const auto others = join("anna2@example.org", "k3");

    const auto in = enter(ask(" ANNA@example.org"), fact("CODE"));

    const auto who = find_visitor(store->session(), in.secret, now);
    BOOST_REQUIRE(who.has_value());
    BOOST_TEST(who->email == "anna@example.org");
    BOOST_TEST(!who->may(Duty::see_desk, {}));
    BOOST_TEST((again(own).account == in.account));
    BOOST_TEST((again(second).account == in.account));
    BOOST_TEST(!again(others).account);
    BOOST_TEST(roster::participants_of(store->session(), in.account).size() == 2u);
    BOOST_TEST(roles_of_account(store->session(), in.account).size() == 1u);
}

BOOST_AUTO_TEST_CASE(asking_alone_gives_nothing) {
    const auto own = join("anna@example.org", "k1");

    ask("anna@example.org");

    BOOST_TEST(!again(own).account);
    BOOST_TEST(!find_account_by_address(store->session(), "anna@example.org"));
}

BOOST_AUTO_TEST_CASE(only_who_may_use_a_code_is_sent_one_and_all_leave_the_same_rows) {
    join("walker@example.org", "k1");
    const auto volunteer = sign_in_colleague(*store, Role::volunteer);
    const auto finance = sign_in_colleague(*store, Role::finance);
    const auto address_of = [&](const SignedIn& who) {
        return find_account(store->session(), who.account)->email;
    };
    const std::string nobody = "nobody@example.org";
    for (const auto& email :
         {std::string{"walker@example.org"}, address_of(volunteer), address_of(finance), nobody})
        ask(email);

    BOOST_TEST(mails_to("walker@example.org") == 1);
    BOOST_TEST(mails_to(address_of(volunteer)) == 1);
    BOOST_TEST(mails_to(address_of(finance)) == 0);
    BOOST_TEST(mails_to(nobody) == 0);
}

BOOST_AUTO_TEST_CASE(a_participant_who_is_given_a_greater_role_gets_no_code_any_more) {
    join("anna@example.org", "k1");
    const auto in = enter(ask("anna@example.org"), fact("CODE"));
    store->in_transaction([&](store::Transaction& tx) {
        insert_role(tx, {in.account, Role::moderator, walk}, {}, now);
    });

    ask("anna@example.org");

    BOOST_TEST(mails_to("anna@example.org") == 1);
}

BOOST_AUTO_TEST_CASE(a_code_counts_only_in_the_browser_that_asked) {
    join("anna@example.org", "k1");
    const auto own = ask("anna@example.org");
    const auto code = fact("CODE");
    const auto strangers = ask("nobody@example.org");

    BOOST_CHECK_EXCEPTION(enter(strangers, code), Refused, because(Reason::not_a_valid_value));
    BOOST_CHECK_EXCEPTION(enter("", code), Refused, because(Reason::not_a_valid_value));
    BOOST_CHECK_NO_THROW(enter(own, code));
}

BOOST_AUTO_TEST_CASE(the_link_works_on_any_device_once_and_ends_the_code) {
    join("anna@example.org", "k1");
    const auto secret = ask("anna@example.org");
    const auto code = fact("CODE"), token = link();

    const auto in = sign_in_by_link(*store, token, {"198.51.100.9", "Safari/1"}, now);

    BOOST_TEST(find_visitor(store->session(), in.secret, now).has_value());
    BOOST_CHECK_EXCEPTION(sign_in_by_link(*store, token, {"198.51.100.9"}, now), Refused,
                          because(Reason::not_found));
    BOOST_CHECK_THROW(enter(secret, code), Refused);
}

BOOST_AUTO_TEST_CASE(after_five_wrong_tries_the_right_code_is_refused_too) {
    join("anna@example.org", "k1");
    const auto secret = ask("anna@example.org");
    const auto code = fact("CODE");
    for (int i = 0; i < tries_max; ++i)
        BOOST_CHECK_THROW(enter(secret, another_than(code)), Refused);

    BOOST_CHECK_THROW(enter(secret, code), Refused);
}

BOOST_AUTO_TEST_CASE(of_many_tries_at_once_no_more_than_five_are_looked_at) {
    join("anna@example.org", "k1");
    const auto secret = ask("anna@example.org");
    const auto wrong = another_than(fact("CODE"));
    std::atomic<int> looked_at = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 20; ++i)
        threads.emplace_back([&] {
            try {
                enter(secret, wrong);
            } catch (const Refused& refused) {
                looked_at += refused.refusal.detail.starts_with("This is not the code");
            }
        });
    for (auto& thread : threads) thread.join();

    BOOST_TEST(looked_at == tries_max);
}

BOOST_AUTO_TEST_CASE(code_and_link_are_over_after_ten_minutes) {
    join("anna@example.org", "k1");
    const auto secret = ask("anna@example.org");
    const auto code = fact("CODE"), token = link();

    now += std::chrono::minutes{code_minutes};

    BOOST_CHECK_THROW(enter(secret, code), Refused);
    BOOST_CHECK_THROW(sign_in_by_link(*store, token, {"192.0.2.7"}, now), Refused);
}

BOOST_AUTO_TEST_CASE(of_many_who_use_one_code_at_once_one_comes_in) {
    join("anna@example.org", "k1");
    const auto secret = ask("anna@example.org");
    const auto code = fact("CODE");
    std::atomic<int> came_in = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            try {
                enter(secret, code);
                ++came_in;
            } catch (const Refused&) {
            }
        });
    for (auto& thread : threads) thread.join();

    BOOST_TEST(came_in == 1);
}

BOOST_AUTO_TEST_CASE(nothing_of_a_code_can_be_read_in_the_database) {
    join("anna@example.org", "k1");
    const auto secret = ask("anna@example.org");
    const auto code = fact("CODE"), token = link();
    const auto row = store->session().one(
        "SELECT CONCAT_WS(' ', id, email, browser_digest, code_digest, link_digest) AS all_of_it"
        "  FROM sign_in_code LIMIT 1");

    for (const auto& hidden : {secret, token})
        BOOST_TEST(row->text("all_of_it").find(hidden) == std::string::npos);
    BOOST_TEST(row->text("all_of_it").find(" " + code + " ") == std::string::npos);
    BOOST_TEST(code_digest_of(secret, code) != code_digest_of(ask("b@example.org"), code));
}

BOOST_AUTO_TEST_CASE(somebody_who_has_left_comes_back_for_their_pages_alone) {
    const auto boss = sign_in_colleague(*store, Role::organiser);
    const auto helper = sign_in_colleague(*store, Role::volunteer);
    const auto email = find_account(store->session(), helper.account)->email;
    end_role(*store, roles_of_account(store->session(), helper.account).at(0).id, acting(boss),
             now);
    ask(email);
    BOOST_TEST(mails_to(email) == 0);

    join(email, "k1");
    const auto in = enter(ask(email), fact("CODE"));

    BOOST_TEST((in.account == helper.account));
    BOOST_TEST(!find_visitor(store->session(), in.secret, now)->may(Duty::see_desk, {}));
}

BOOST_AUTO_TEST_CASE(a_participant_becomes_a_colleague_by_a_link_that_sets_a_password) {
    join("anna@example.org", "k1");
    const auto in = enter(ask("anna@example.org"), fact("CODE"));
    const auto boss = sign_in_colleague(*store, Role::organiser);

    const auto token =
        invite_colleague(*store, {"anna@example.org", "Anna", Role::finance}, acting(boss), now);

    BOOST_REQUIRE(token.has_value());
    const auto again =
        accept_invitation(*store, {*token, std::string{good_password}, "192.0.2.7"}, now);
    BOOST_TEST((again.account == in.account));
    BOOST_TEST(!find_visitor(store->session(), in.secret, now));
    BOOST_TEST((find_halfway(store->session(), again.secret, now)->step == Step::set_up_factor));
}

BOOST_AUTO_TEST_CASE(the_list_of_colleagues_is_not_flooded_by_those_who_take_part) {
    const auto before = all_colleagues(store->session()).size();
    join("anna@example.org", "k1");
    enter(ask("anna@example.org"), fact("CODE"));

    BOOST_TEST(all_colleagues(store->session()).size() == before);
}

BOOST_AUTO_TEST_SUITE_END()
