// Signing in by mail, and the second factor, as a browser and a mail scanner meet them.
#include "web/pages/people/sign_in_code.h"

#include <boost/test/unit_test.hpp>

#include "campaign/outside/json.h"
#include "campaign/people/authenticator.h"
#include "campaign/people/inviting.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"
#include "tests/support/web_client.h"

using http::Method;

namespace {

struct Porch : Site {
    Porch() {
        add_test_colleagues(*store);
        const auto walk = open_test_campaign(*store, "spring-walk").id;
        page = roster::join_campaign(*store,
                                     {.campaign = walk,
                                      .name = "Anna",
                                      .email = "anna@example.org",
                                      .request_key = "k1"},
                                     {{}, "participant"}, now)
                   .participant;
    }

    http::Response post(const std::string& path, const support::FormFields& fields) {
        now += std::chrono::milliseconds{2};  // So that the newest mail is known by its number.
        auto request = request_of(path);
        request.method = Method::post;
        for (const auto& [name, value] : fields) request.form.add(name, value);
        for (const auto& [name, value] : cookies) request.cookies.add(name, value);
        return keep(ask(request));
    }
    http::Response get(const std::string& path) {
        auto request = request_of(path);
        for (const auto& [name, value] : cookies) request.cookies.add(name, value);
        return keep(ask(request));
    }
    http::Response keep(http::Response response) {
        for (const auto& cookie : response.cookies) {
            const auto name = cookie.substr(0, cookie.find('='));
            const auto value = cookie.substr(name.size() + 1);
            cookies[name] = value.substr(0, value.find(';'));
            if (cookies[name].empty()) cookies.erase(name);
        }
        return response;
    }
    std::string fact(const std::string& name) {
        const auto row = store->session().one("SELECT facts FROM mail ORDER BY id DESC LIMIT 1");
        BOOST_REQUIRE(row.has_value());
        return outside::read_json(row->text("facts"))->at(name).text();
    }
    std::string location(const http::Response& response) { return header_of(response, "Location"); }

    roster::Participant page;
    std::map<std::string, std::string> cookies;
};

std::string without(std::string body, const std::string& typed) {
    for (auto at = body.find(typed); at != std::string::npos; at = body.find(typed))
        body.erase(at, typed.size());
    return body;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_in_code_tests, Porch)

BOOST_AUTO_TEST_CASE(a_participant_comes_in_by_code_to_their_own_page_without_its_address) {
    BOOST_TEST(location(get("/me")) == "/sign-in?next=%2Fme");
    const auto asked = post("/sign-in", {{"email", "anna@example.org"}, {"next", "/me"}});
    BOOST_TEST(location(asked) == "/sign-in/code?next=%2Fme");
    BOOST_TEST(get("/sign-in/code?next=/me").status == 200);

    const auto in = post("/sign-in/code", {{"code", fact("CODE")}, {"next", "/me"}});

    BOOST_TEST(location(in) == "/me");
    const auto own = "/me/pages/" + std::to_string(page.id.value);
    BOOST_TEST(get("/me").body.find(own) != std::string::npos);
    BOOST_TEST(get(own).status == 200);
    BOOST_TEST(get(own + "/poster.pdf").status == 200);
    BOOST_TEST(get("/me/pages/1").status == 404);
    BOOST_TEST(get("/account").status == 200);
    BOOST_TEST(get("/desk").status == 403);
}

BOOST_AUTO_TEST_CASE(the_page_of_another_is_not_there) {
    post("/sign-in", {{"email", "anna@example.org"}});
    post("/sign-in/code", {{"code", fact("CODE")}});
    const auto other = roster::join_campaign(*store,
                                             {.campaign = page.campaign,
                                              .name = "Ben",
                                              .email = "ben@example.org",
                                              .request_key = "k2"},
                                             {{}, "participant"}, now)
                           .participant;
    const auto path = "/me/pages/" + std::to_string(other.id.value);

    BOOST_TEST(get(path).status == 404);
    const auto row = store->session().one("SELECT form_token FROM session LIMIT 1");
    BOOST_TEST(post(path, {{"form_token", row->text("form_token")}, {"name", "X"}}).status == 404);
}

BOOST_AUTO_TEST_CASE(an_own_page_is_changed_only_with_the_form_token) {
    post("/sign-in", {{"email", "anna@example.org"}});
    post("/sign-in/code", {{"code", fact("CODE")}});
    const auto path = "/me/pages/" + std::to_string(page.id.value);
    const auto row = store->session().one("SELECT form_token FROM session LIMIT 1");

    const auto forged = post(path, {{"name", "Mallory"}});
    const auto own = post(path, {{"name", "Anna S"}, {"form_token", row->text("form_token")}});

    BOOST_TEST(forged.status == 403);
    BOOST_TEST(location(own) == path + "?saved=1");
}

BOOST_AUTO_TEST_CASE(known_and_unknown_addresses_are_answered_alike) {
    const auto known = post("/sign-in", {{"email", "anna@example.org"}});
    const auto known_page = get("/sign-in/code");
    const auto known_wrong = post("/sign-in/code", {{"code", "12"}});
    cookies.clear();
    const auto unknown = post("/sign-in", {{"email", "nobody@example.org"}});
    const auto unknown_page = get("/sign-in/code");
    const auto unknown_wrong = post("/sign-in/code", {{"code", "12"}});

    BOOST_TEST(known.status == 303);
    BOOST_TEST(known.status == unknown.status);
    BOOST_TEST(location(known) == location(unknown));
    BOOST_TEST(known.cookies.size() == unknown.cookies.size());
    BOOST_TEST(known_page.body == unknown_page.body);
    BOOST_TEST(known_wrong.status == unknown_wrong.status);
    BOOST_TEST(known_wrong.body == unknown_wrong.body);
}

BOOST_AUTO_TEST_CASE(who_asks_too_often_is_told_the_same_whoever_exists) {
    std::string said;
    for (const std::string email : {"anna@example.org", "nobody@example.org"}) {
        for (int i = 0; i < 3; ++i) BOOST_TEST(post("/sign-in", {{"email", email}}).status == 303);
        const auto refused = post("/sign-in", {{"email", email}});
        BOOST_TEST(refused.status == 429);
        if (!said.empty()) BOOST_TEST(without(refused.body, email) == said);
        said = without(refused.body, email);
    }
}

BOOST_AUTO_TEST_CASE(looking_at_the_link_signs_nobody_in_and_uses_nothing_up) {
    post("/sign-in", {{"email", "anna@example.org"}});
    const auto href = fact("HREF");
    cookies.clear();  // Another device, and before it a scanner.
    for (int i = 0; i < 3; ++i) {
        const auto looked = get(href);
        BOOST_TEST(looked.status == 200);
        BOOST_TEST(looked.cookies.empty());
        BOOST_TEST(looked.body.find("anna@example.org") != std::string::npos);
    }

    const auto in = post(href, {});

    BOOST_TEST(location(in) == "/me");
    BOOST_TEST(get("/me").status == 200);
    BOOST_TEST(get(href).status == 404);
    BOOST_TEST(post(href, {}).status == 404);
}

BOOST_AUTO_TEST_CASE(the_way_on_never_leaves_the_site) {
    for (const std::string next : {"//evil.example", "https://evil.example", "/\\evil.example"}) {
        post("/sign-in", {{"email", "anna@example.org"}, {"next", next}});
        BOOST_TEST(fact("HREF").find("evil") == std::string::npos);
        const auto in = post("/sign-in/code", {{"code", fact("CODE")}, {"next", next}});
        BOOST_TEST(location(in) == "/me");
    }
}

BOOST_AUTO_TEST_CASE(a_planted_session_is_not_taken_by_code_or_factor) {
    cookies["__Host-session"] = "planted0planted0planted0pl";
    post("/sign-in", {{"email", "anna@example.org"}});
    post("/sign-in/code", {{"code", fact("CODE")}});
    const auto given = cookies["__Host-session"];
    BOOST_TEST(given != "planted0planted0planted0pl");
    BOOST_TEST(given.size() == 26u);
}

BOOST_AUTO_TEST_CASE(a_colleague_with_money_is_led_through_the_second_factor_and_on) {
    const auto inside = sign_in_colleague(*store, people::Role::finance);
    const auto halfway = sign_in_halfway(*store, inside.account);
    cookies["__Host-session"] = halfway.secret;
    now = Instant{std::chrono::seconds{2000000000}};
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE session SET made_at = ?, expires_at = ? WHERE ended_at IS NULL", now,
               now + std::chrono::hours{1});
    });
    BOOST_TEST(location(get("/desk/totals")) == "/sign-in/second?next=%2Fdesk%2Ftotals");
    BOOST_TEST(get("/sign-in/second").status == 200);
    const support::FormFields right{
        {"form_token", halfway.form_token}, {"code", "279037"}, {"next", "/desk/totals"}};

    const auto wrong =
        post("/sign-in/second", {{"form_token", halfway.form_token}, {"code", "123456"}});
    BOOST_TEST(wrong.status == 400);
    BOOST_TEST(wrong.body.find("code-error") != std::string::npos);
    const auto in = post("/sign-in/second", right);

    BOOST_TEST(location(in) == "/desk/totals");
    BOOST_TEST(cookies["__Host-session"] != halfway.secret);
    BOOST_TEST(get("/desk/totals").status == 200);
    cookies["__Host-session"] = halfway.secret;
    BOOST_TEST(get("/desk/totals").status == 303);
}

BOOST_AUTO_TEST_CASE(who_has_none_yet_sets_it_up_before_anything_else) {
    const auto person = sign_in_without_factor(*store, people::Role::finance);
    cookies["__Host-session"] = person.secret;
    BOOST_TEST(get("/sign-in/second/code.svg").status == 404);
    BOOST_TEST(get("/sign-in/second").body.find("Set it up") != std::string::npos);

    const auto begun =
        post("/sign-in/second?next=/desk", {{"form_token", person.form_token}, {"do", "begin"}});

    BOOST_TEST(begun.status == 303);
    const auto secret = people::find_authenticator(store->session(), person.account)->pending;
    const auto scan = get("/sign-in/second");
    BOOST_TEST(scan.body.find(secret) != std::string::npos);
    BOOST_TEST(header_of(scan, "Cache-Control") == "private, no-store");
    const auto drawn = get("/sign-in/second/code.svg");
    BOOST_TEST(drawn.type == "image/svg+xml");
    BOOST_TEST(header_of(drawn, "Cache-Control") == "private, no-store");
    BOOST_TEST(get("/account").status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
