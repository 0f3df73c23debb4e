#include "web/api/campaigns.h"

#include <boost/test/unit_test.hpp>

#include "campaign/giving/giving.h"
#include "campaign/ledger/tally.h"
#include "campaign/outside/json.h"
#include "tests/support/campaigns.h"
#include "tests/support/site.h"

namespace {

struct WithApi : Site {
    WithApi() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        now = *read_instant("2027-06-10T10:00:00Z");
    }
    http::Response post(const std::string& body, const std::string& key) {
        auto request = request_of("/api/v1/campaigns/walk/gifts");
        request.method = http::Method::post;
        request.headers["content-type"] = "application/json";
        if (!key.empty()) request.headers["idempotency-key"] = key;
        request.body = body;
        return ask(std::move(request));
    }
    std::int64_t pledged() { return ledger::figures_of(store->session(), walk.id).pledged; }

    campaign::Campaign walk;
};

const std::string sound = R"({"amount_minor":2500,"currency":"EUR","donor_name":"Ann",)"
                          R"("method":"transfer"})";

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(campaigns_tests, WithApi)

BOOST_AUTO_TEST_CASE(a_campaign_is_told_in_minor_units_and_with_a_tag) {
    const auto first = ask("/api/v1/campaigns/walk");

    BOOST_CHECK_EQUAL(first.status, 200);
    BOOST_CHECK(first.type.starts_with("application/json"));
    for (const auto* part : {"\"slug\":\"walk\"", "\"currency\":\"EUR\"", "\"raised_minor\":0"})
        BOOST_CHECK(holds(first.body, part));

    auto again = request_of("/api/v1/campaigns/walk");
    again.headers["if-none-match"] = header_of(first, "ETag");
    BOOST_CHECK_EQUAL(ask(again).status, 304);
    post(sound, "k1");  // A promise is nothing that the public may count.
    BOOST_CHECK_EQUAL(ask(again).status, 304);

    const auto gift = giving::find_gift_by_key(store->session(), "api:k1");
    giving::mark_arrived(
        *store, {gift->id, gift->amount, *read_date("2027-06-09"), "S-1", BankAccountId{1}},
        test_finance(), now);
    BOOST_CHECK_EQUAL(ask(again).status, 200);
}

BOOST_AUTO_TEST_CASE(a_promise_is_made_once_for_a_key) {
    const auto first = post(sound, "\"k-1\"");

    BOOST_CHECK_EQUAL(first.status, 201);
    BOOST_CHECK(holds(first.body, "\"state\":\"pending\""));
    BOOST_CHECK(holds(first.body, "\"reference\":\"RF"));
    BOOST_CHECK_EQUAL(post(sound, "k-1").body, first.body);
    BOOST_CHECK_EQUAL(pledged(), 2500);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_gets_a_problem_that_points_at_it) {
    const auto problem = [&](const std::string& body, const std::string& pointer) {
        const auto answer = post(body, "k");
        BOOST_TEST_CONTEXT(body) {
            BOOST_CHECK_GE(answer.status, 400);
            BOOST_CHECK_LT(answer.status, 500);
            BOOST_CHECK(answer.type.starts_with("application/problem+json"));
            BOOST_CHECK(holds(answer.body, pointer));
        }
    };
    problem("[]", "status");
    problem("{\"amount_minor\":", "status");
    problem(R"({"amount_minor":25.5,"currency":"EUR","method":"transfer"})", "status");
    problem(R"({"amount_minor":"2500","currency":"EUR","method":"transfer"})", "amount_minor");
    problem(R"({"amount_minor":-1,"currency":"EUR","method":"transfer"})", "amount_minor");
    problem(R"({"amount_minor":2500,"currency":"JPY","method":"transfer"})", "currency");
    problem(R"({"amount_minor":2500,"currency":"EUR","method":"card"})", "method");
    problem(R"({"amount_minor":2500,"currency":"EUR","method":"transfer","state":"confirmed"})",
            "state");
    BOOST_CHECK_EQUAL(pledged(), 0);
}

BOOST_AUTO_TEST_CASE(a_key_is_needed_and_belongs_to_one_content) {
    BOOST_CHECK_EQUAL(post(sound, "").status / 100, 4);
    post(sound, "k");
    const auto other = post(R"({"amount_minor":9900,"currency":"EUR","method":"transfer"})", "k");

    BOOST_CHECK_EQUAL(other.status, 422);
    BOOST_CHECK_EQUAL(pledged(), 2500);
}

BOOST_AUTO_TEST_CASE(json_is_read_flat_and_bounded) {
    BOOST_CHECK(outside::read_json_object(R"({"a":1,"b":"x","c":null,"d":true})"));
    for (const std::string bad :
         {"", "1", "[1]", R"({"a":{"b":1}})", R"({"a":1,"a":2})", R"({"a":1.5})", "{\"a\":", "\xff",
          std::string(20'000, '[').c_str()})
        BOOST_CHECK(!outside::read_json_object(bad));
    BOOST_CHECK_EQUAL(outside::json_text("</script>\n\""), "\"\\u003c/script\\u003e\\u000a\\\"\"");
}

BOOST_AUTO_TEST_SUITE_END()
