// One's own account: devices that one can end, a password that ends the others.
#include "web/pages/people/account.h"

#include <boost/test/unit_test.hpp>

#include "campaign/people/device.h"
#include "campaign/people/inviting.h"
#include "campaign/people/signing.h"
#include "campaign/words/refusal.h"
#include "campaign/words/token.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

using http::Method;

namespace {

constexpr const char* phone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.0 Mobile/15E148 Safari/604.1";

struct Study : Site {
    Study() {
        people::make_demo_account(
            *store,
            {"anna@example.org", "Anna", std::string{good_password}, people::Role::coordinator},
            now);
    }
    people::SignedIn enter(const std::string& agent) {
        return people::sign_in(
            *store, {"anna@example.org", std::string{good_password}, {"192.0.2.7", agent}}, now);
    }
    http::Response get(const people::SignedIn& who) {
        return ask(sent_by(who, request_of("/account")));
    }
    http::Response post(const people::SignedIn& who, const std::string& path,
                        const std::map<std::string, std::string>& fields) {
        auto request = request_of(path);
        request.method = Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        return ask(sent_by(who, request));
    }
    bool is_in(const people::SignedIn& who) {
        return people::find_visitor(store->session(), who.secret, now).has_value();
    }
};

bool says(const http::Response& response, const std::string& words) {
    return response.body.find(words) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(account_tests, Study)

BOOST_AUTO_TEST_CASE(devices_are_named_in_plain_words_and_this_one_is_marked) {
    enter("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0");
    const auto own = enter(phone);

    const auto page = get(own);

    BOOST_TEST(page.status == 200);
    BOOST_TEST(says(page, "Firefox on Windows"));
    BOOST_TEST(says(page, "Safari on iPhone"));
    BOOST_TEST(says(page, "this one"));
    BOOST_TEST(!says(page, sha256_hex(own.secret)));
}

BOOST_AUTO_TEST_CASE(one_device_is_ended_or_all_the_others) {
    const auto own = enter(phone), lost = enter("x"), old = enter("y"), older = enter("z");

    post(own, "/account/devices", {{"device", sha256_hex(lost.secret)}});
    BOOST_TEST(!is_in(lost));
    BOOST_TEST(is_in(old));
    post(own, "/account/devices", {});

    BOOST_TEST(!is_in(old));
    BOOST_TEST(!is_in(older));
    BOOST_TEST(is_in(own));
}

BOOST_AUTO_TEST_CASE(nobody_ends_the_device_of_another) {
    const auto own = enter(phone);
    const auto other = sign_in_colleague(*store, people::Role::coordinator);

    post(other, "/account/devices", {{"device", sha256_hex(own.secret)}});

    BOOST_TEST(is_in(own));
}

BOOST_AUTO_TEST_CASE(a_new_password_ends_all_sessions_and_makes_a_new_one_here) {
    const auto own = enter(phone), other = enter("x");

    const auto answer =
        post(own, "/account/password",
             {{"password", std::string{good_password}}, {"new_password", "another long sentence"}});

    BOOST_TEST(header_of(answer, "Location") == "/account?saved=password");
    BOOST_TEST(!is_in(own));
    BOOST_TEST(!is_in(other));
    BOOST_TEST(answer.cookies.size() == 1u);
    BOOST_CHECK_THROW(enter(phone), Refused);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_password_is_said_beside_its_field) {
    const auto own = enter(phone);

    const auto wrong = post(own, "/account/password",
                            {{"password", "wrong"}, {"new_password", "another long sentence"}});
    const auto shorter =
        post(own, "/account/password",
             {{"password", std::string{good_password}}, {"new_password", "short"}});

    BOOST_TEST(says(wrong, "password-error"));
    BOOST_TEST(says(shorter, "new-error"));
    BOOST_TEST(says(shorter, "At least 12 characters"));
    BOOST_TEST(is_in(own));
}

BOOST_AUTO_TEST_CASE(the_account_says_that_a_demo_is_waived_and_what_happened) {
    const auto page = get(enter(phone));

    BOOST_TEST(says(page, "account of a demo"));
    BOOST_TEST(says(page, "Signed in, with password"));
}

BOOST_AUTO_TEST_CASE(when_a_device_was_seen_is_kept_every_few_minutes) {
    const auto own = enter(phone), other = enter("x");
    now += std::chrono::minutes{people::seen_every_minutes + 1};
    get(other);
    now += std::chrono::minutes{2};

    BOOST_TEST(says(get(own), "last seen 2 minutes ago"));
}

BOOST_AUTO_TEST_CASE(an_organiser_resets_the_factor_of_another_but_not_their_own) {
    const auto boss = sign_in_colleague(*store, people::Role::organiser);
    const auto ben = sign_in_colleague(*store, people::Role::finance);
    const auto account = [](const people::SignedIn& who) {
        return std::map<std::string, std::string>{{"account", std::to_string(who.account.value)}};
    };

    const auto own = post(boss, "/desk/people/factors", account(boss));
    const auto other = post(boss, "/desk/people/factors", account(ben));

    BOOST_TEST(own.status == 403);
    BOOST_TEST(is_in(boss));
    BOOST_TEST(header_of(other, "Location") == "/desk/people?saved=reset");
    BOOST_TEST(!is_in(ben));
}

BOOST_AUTO_TEST_CASE(browsers_are_told_apart_by_what_they_say_last) {
    const auto edge = people::device_of(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/125.0.0.0 Safari/537.36 Edg/125.0.0.0");
    BOOST_TEST(edge.browser == "Edge");
    BOOST_TEST(people::device_of("").browser == "");
}

BOOST_AUTO_TEST_SUITE_END()
