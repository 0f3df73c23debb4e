// Signing in: what a stranger can learn, and what a session is worth.
#include "web/pages/people/sign_in.h"

#include <boost/test/unit_test.hpp>

#include "campaign/people/signing.h"
#include "campaign/words/refusal.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"
#include "web/http/reception.h"

using http::Method;

namespace {

struct Desk : Site {
    Desk() {
        people::make_demo_account(
            *store,
            {"anna@example.org", "Anna", std::string{good_password}, people::Role::organiser},
            test_now());
    }

    http::Response try_to_enter(const std::string& email, const std::string& password) {
        auto request = request_of("/desk/sign-in");
        request.method = Method::post;
        request.form.add("email", email), request.form.add("password", password);
        return ask(request);
    }

    std::string enter() {
        const auto response = try_to_enter("anna@example.org", std::string{good_password});
        BOOST_REQUIRE(response.status == 303);
        return secret_in(response);
    }

    std::string secret_in(const http::Response& response) {
        const std::string start = "__Host-session=";
        for (const auto& cookie : response.cookies)
            if (cookie.starts_with(start))
                return cookie.substr(start.size(), cookie.find(';') - start.size());
        return {};
    }

    bool is_in(const std::string& secret) {
        auto request = request_of("/desk/people");
        request.cookies.add("__Host-session", secret);
        return ask(request).status == 200;
    }
};

// What is said, without what was typed.
std::string words_of(std::string body, const std::string& typed) {
    for (auto at = body.find(typed); at != std::string::npos; at = body.find(typed))
        body.erase(at, typed.size());
    return body;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_in_tests, Desk)

BOOST_AUTO_TEST_CASE(a_wrong_password_says_the_same_whoever_exists) {
    const auto known = try_to_enter("anna@example.org", "wrong");
    const auto unknown = try_to_enter("nobody@example.org", "wrong");

    BOOST_TEST(known.status == 400);
    BOOST_TEST(known.status == unknown.status);
    BOOST_TEST(words_of(known.body, "anna@example.org") ==
               words_of(unknown.body, "nobody@example.org"));
    BOOST_TEST(known.cookies.empty());
    BOOST_TEST(unknown.cookies.empty());
}

BOOST_AUTO_TEST_CASE(who_guesses_waits_longer_and_longer_whoever_exists) {
    for (const auto* email : {"anna@example.org", "nobody@example.org"}) {
        for (int i = 0; i < 5; ++i) BOOST_TEST(try_to_enter(email, "wrong").status == 400);

        const auto refused = try_to_enter(email, "wrong");

        BOOST_TEST(refused.status == 429);
        BOOST_TEST(!header_of(refused, "Retry-After").empty());
    }
}

BOOST_AUTO_TEST_CASE(the_right_password_waits_as_well_and_works_after_the_wait) {
    for (int i = 0; i < 5; ++i) try_to_enter("anna@example.org", "wrong");

    const auto at_once = try_to_enter("anna@example.org", std::string{good_password});
    now += std::chrono::seconds{2};
    const auto later = try_to_enter("anna@example.org", std::string{good_password});

    BOOST_TEST(at_once.status == 429);
    BOOST_TEST(later.status == 303);
}

BOOST_AUTO_TEST_CASE(signing_in_makes_a_new_session_and_ends_the_one_before) {
    const auto before = enter();
    auto again = request_of("/desk/sign-in");
    again.method = Method::post;
    again.cookies.add("__Host-session", before);
    again.form.add("email", "anna@example.org");
    again.form.add("password", std::string{good_password});

    const auto after = secret_in(ask(again));

    BOOST_TEST(after != before);
    BOOST_TEST(is_in(after));
    BOOST_TEST(!is_in(before));
}

BOOST_AUTO_TEST_CASE(a_session_that_a_stranger_chose_is_never_taken) {
    auto planted = request_of("/desk/sign-in");
    planted.method = Method::post;
    planted.cookies.add("__Host-session", "planted0planted0planted0pl");
    planted.form.add("email", "anna@example.org");
    planted.form.add("password", std::string{good_password});

    const auto given = secret_in(ask(planted));

    BOOST_TEST(given != "planted0planted0planted0pl");
    BOOST_TEST(!is_in("planted0planted0planted0pl"));
    BOOST_TEST(is_in(given));
}

BOOST_AUTO_TEST_CASE(signing_out_ends_the_session_on_every_process) {
    const auto secret = enter();
    store::Store elsewhere{this->Site::FreshDatabase::app, 2};
    const auto visitor = people::find_visitor(elsewhere.session(), secret, now);
    BOOST_REQUIRE(visitor.has_value());
    auto leave = request_of("/desk/sign-out");
    leave.method = Method::post;
    leave.cookies.add("__Host-session", secret);
    leave.form.add("form_token", visitor->form_token);

    const auto answer = ask(leave);

    BOOST_TEST(answer.status == 303);
    BOOST_TEST(!is_in(secret));
    BOOST_TEST(!people::find_visitor(elsewhere.session(), secret, now));
}

BOOST_AUTO_TEST_CASE(a_page_of_somebody_signed_in_is_kept_by_no_cache) {
    const auto secret = enter();
    for (const auto* path : {"/desk", "/privacy", "/"}) {
        auto request = request_of(path);
        request.cookies.add("__Host-session", secret);

        BOOST_TEST(header_of(ask(request), "Cache-Control") == "private, no-store", path);
    }
}

BOOST_AUTO_TEST_CASE(who_has_no_place_at_the_desk_is_led_to_their_own_pages) {
    people::make_demo_account(
        *store,
        {"walker@example.org", "Ingrid", std::string{good_password}, people::Role::participant},
        test_now());

    const auto answer = try_to_enter("walker@example.org", std::string{good_password});

    BOOST_TEST(header_of(answer, "Location") == "/me");
}

BOOST_AUTO_TEST_CASE(a_session_is_over_after_twelve_hours) {
    const auto secret = enter();

    now += std::chrono::hours{people::session_hours_max};

    BOOST_TEST(!is_in(secret));
}

BOOST_AUTO_TEST_CASE(the_way_on_never_leaves_the_site) {
    for (const auto* next :
         {"//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example",
          "javascript:alert(1)", "/ok\r\nSet-Cookie: a=b", " /desk", "/\tdesk", "desk", ""})
        BOOST_TEST(!http::is_own_path(next), next);
    for (const auto* next : {"/", "/desk", "/desk/people?saved=ended", "/c/spring-walk#give"})
        BOOST_TEST(http::is_own_path(next), next);
}

BOOST_AUTO_TEST_CASE(the_first_organiser_names_themself_once) {
    Site empty;
    const auto token = people::invite_first_organiser(*empty.store, empty.now);
    BOOST_REQUIRE(token.has_value());
    auto first = empty.request_of("/desk/first/" + *token);
    first.method = Method::post;
    first.form.add("name", "Zoe"), first.form.add("email", "zoe@example.org");
    first.form.add("password", std::string{good_password});

    const auto made = empty.ask(first);
    const auto again = empty.ask(first);

    BOOST_TEST(made.status == 303);
    BOOST_TEST(again.status == 404);
    BOOST_TEST(!people::invite_first_organiser(*empty.store, empty.now));
}

BOOST_AUTO_TEST_CASE(a_short_password_gets_a_sentence_and_nothing_typed_is_lost) {
    Site empty;
    const auto token = people::invite_first_organiser(*empty.store, empty.now);
    auto first = empty.request_of("/desk/first/" + *token);
    first.method = Method::post;
    first.form.add("name", "Zoe & Co"), first.form.add("email", "zoe@example.org");
    first.form.add("password", "short");

    const auto answer = empty.ask(first);

    BOOST_TEST(answer.status == 400);
    BOOST_TEST(answer.body.find("At least 12 characters") != std::string::npos);
    BOOST_TEST(answer.body.find("Zoe &amp; Co") != std::string::npos);
    BOOST_TEST(answer.body.find("zoe@example.org") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
