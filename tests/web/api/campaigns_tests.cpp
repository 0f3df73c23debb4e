#include "web/api/campaigns.h"

#include <boost/test/unit_test.hpp>

#include <set>

#include "campaign/giving/giving.h"
#include "campaign/ledger/tally.h"
#include "campaign/outside/json.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/api_site.h"
#include "tests/support/campaigns.h"

namespace {

const std::string gifts = "/api/v1/campaigns/walk/gifts";
const std::string sound = R"({"amount_minor":2500,"currency":"EUR","donor_name":"Ann",)"
                          R"("method":"transfer"})";

struct WithApi : ApiSite {
    std::int64_t pledged() { return ledger::figures_of(store->session(), walk.id).pledged; }

    // A confirmed gift, given `minute` minutes after the others began.
    giving::Gift confirmed(int minute, giving::Donor donor = {}) {
        const auto at = now + std::chrono::minutes{minute};
        giving::NewGift asked;
        asked.lines = {{"gift", campaign::first_fund(store->session(), walk.id).id,
                        Money{1000 + minute, Currency{}}, true}};
        asked.request_key = "test:" + std::to_string(minute), asked.is_meant = true;
        asked.donor = std::move(donor);
        const auto gift =
            giving::record_gift(*store, asked, {walk.id, Currency{}, asked.lines[0].fund},
                                people::donor_actor(""), at)
                .gift;
        giving::mark_arrived(*store,
                             {gift.id, gift.amount, *read_date("2027-06-09"),
                              "S-" + std::to_string(minute), BankAccountId{1}},
                             test_finance(), at);
        feed.changed(walk.id);
        return gift;
    }
    outside::JsonNode read(const http::Response& response) {
        return outside::read_json(response.body, 1'000'000).value_or(outside::JsonNode{});
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(campaigns_tests, WithApi)

BOOST_AUTO_TEST_CASE(a_campaign_is_told_in_minor_units_and_with_a_tag) {
    const auto first = get("/api/v1/campaigns/walk");

    BOOST_CHECK_EQUAL(first.status, 200);
    BOOST_CHECK(first.type.starts_with("application/json"));
    for (const auto* part : {"\"slug\":\"walk\"", "\"currency\":\"EUR\"", "\"raised_minor\":0",
                             "\"raised\":{\"amount_minor\":0,\"currency\":\"EUR\"}"})
        BOOST_TEST(holds(first.body, part), part);

    auto again = request_of("/api/v1/campaigns/walk");
    again.headers["if-none-match"] = "\"other\", W/" + header_of(first, "ETag");
    BOOST_CHECK_EQUAL(ask(again).status, 304);
    post({gifts, sound, "k1"});  // A promise is nothing that the public may count.
    BOOST_CHECK_EQUAL(ask(again).status, 304);

    confirmed(1);
    BOOST_CHECK_EQUAL(ask(again).status, 200);
}

BOOST_AUTO_TEST_CASE(several_campaigns_are_read_at_once_in_the_order_asked_for) {
    open_test_campaign(*store, "other");
    draft_test_campaign(*store, "secret");

    const auto batch = read(get("/api/v1/campaigns?slugs=other,secret,walk,nobody"));
    const auto all = read(get("/api/v1/campaigns"));

    BOOST_TEST(batch.at("items.0.slug").text() == "other");
    BOOST_TEST(batch.at("items.1.slug").text() == "walk");
    BOOST_TEST(batch.at("items").items().size() == 2u);
    BOOST_TEST(batch.at("missing.0").text() == "secret");
    BOOST_TEST(batch.at("missing.1").text() == "nobody");
    BOOST_TEST(all.at("items").items().size() == 2u);
}

BOOST_AUTO_TEST_CASE(gifts_come_page_by_page_each_once_also_while_new_ones_come) {
    for (int minute = 0; minute < 7; ++minute) confirmed(minute);
    std::set<std::string> seen;
    std::string path = gifts + "?limit=3";
    int pages = 0;
    while (!path.empty()) {
        const auto response = get(path);
        const auto page = read(response);
        for (const auto& gift : page.at("items").items())
            BOOST_TEST(seen.insert(gift.at("id").text()).second);
        const auto next = page.at("next").text();
        BOOST_TEST(next.empty() == header_of(response, "Link").empty());
        BOOST_TEST(holds(header_of(response, "Link"), next));
        path = next.empty() ? "" : gifts + "?limit=3&after=" + next;
        confirmed(100 + pages);  // Newer than what is being read.
        ++pages;
    }

    BOOST_TEST(seen.size() == 7u);
    BOOST_TEST(pages == 3);
    for (const auto& bad :
         {std::string{"?limit=0"}, std::string{"?limit=101"}, std::string{"?limit=x"},
          std::string{"?after=zz"}, "?after=" + std::string(32, 'f'), std::string{"?before=1"},
          std::string{"?limit=1&limit=2"}})
        BOOST_TEST(get(gifts + bad).status == 400, bad);
}

BOOST_AUTO_TEST_CASE(what_is_hidden_or_not_yet_read_is_nowhere_in_any_answer) {
    giving::Donor shy{.name = "Shy Person", .message = "Unread words"};
    shy.is_anonymous = true, shy.hides_amount = true, shy.email = "shy@example.org";
    const auto gift = confirmed(7, shy);  // 10.07
    roster::join_campaign(*store,
                          {.campaign = walk.id,
                           .name = "Unread Walker",
                           .email = "w@example.org",
                           .request_key = "j1"},
                          people::donor_actor(""), now);

    for (const auto* path :
         {"/api/v1/campaigns", "/api/v1/campaigns/walk", "/api/v1/campaigns/walk/gifts",
          "/api/v1/campaigns/walk/figures", "/api/v1/campaigns/walk/participants",
          "/api/v1/campaigns/walk/ranking", "/api/v1/campaigns/walk/ranking?of=teams",
          "/api/v1/campaigns/walk/teams", "/api/v1/campaigns/walk/milestones",
          "/api/v1/campaigns/walk/posts"}) {
        const auto answer = get(path);
        BOOST_TEST_CONTEXT(path) {
            BOOST_TEST(answer.status == 200);
            for (const auto* hidden : {"Shy", "Unread", "@example.org"})
                BOOST_TEST(!holds(answer.body, hidden), hidden);
        }
    }
    const auto listed = read(get(gifts));
    BOOST_TEST(listed.at("items.0.id").text() == std::to_string(gift.id.value));
    BOOST_TEST(!listed.at("items.0.amount").is_there());
    BOOST_TEST(listed.at("items.0.is_anonymous").truth());
}

BOOST_AUTO_TEST_CASE(a_promise_is_made_once_for_a_key_and_read_back) {
    const auto first = post({gifts, sound, "\"k-1\""});
    const auto again = post({gifts, sound, "k-1"});

    BOOST_CHECK_EQUAL(first.status, 201);
    BOOST_CHECK(holds(first.body, "\"state\":\"pending\""));
    BOOST_CHECK(holds(first.body, "\"reference\":\"RF"));
    BOOST_CHECK_EQUAL(again.body, first.body);
    BOOST_CHECK_EQUAL(again.status, 201);
    BOOST_CHECK_EQUAL(header_of(first, "Idempotent-Replayed"), "");
    BOOST_CHECK_EQUAL(header_of(again, "Idempotent-Replayed"), "true");
    BOOST_CHECK_EQUAL(header_of(again, "Location"), header_of(first, "Location"));
    BOOST_CHECK_EQUAL(pledged(), 2500);
    const auto own = get(header_of(first, "Location"));
    BOOST_CHECK_EQUAL(own.body, first.body);
    BOOST_CHECK_EQUAL(get("/api/v1/gifts/nobody").status, 404);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_gets_a_problem_that_points_at_it) {
    const auto problem = [&](const std::string& body, const std::string& pointer) {
        const auto answer = post({gifts, body, "k"});
        BOOST_TEST_CONTEXT(body) {
            BOOST_CHECK_EQUAL(answer.status, 400);
            BOOST_CHECK_EQUAL(answer.type, "application/problem+json");
            BOOST_CHECK_EQUAL(header_of(answer, "Content-Language"), "en");
            BOOST_CHECK(holds(answer.body, pointer));
        }
    };
    problem("[]", "status");
    problem("{\"amount_minor\":", "status");
    problem(R"({"amount_minor":25.5,"currency":"EUR","method":"transfer"})", "status");
    problem(R"({"amount_minor":"2500","currency":"EUR","method":"transfer"})", "#/amount_minor");
    problem(R"({"amount_minor":-1,"currency":"EUR","method":"transfer"})", "#/amount_minor");
    problem(R"({"amount_minor":2500,"currency":"JPY","method":"transfer"})", "#/currency");
    problem(R"({"amount_minor":2500,"currency":"EUR","method":"card"})", "#/method");
    problem(R"({"amount_minor":2500,"currency":"EUR","method":"transfer","state":"confirmed"})",
            "#/state");
    BOOST_CHECK_EQUAL(pledged(), 0);
    BOOST_CHECK_EQUAL(post({gifts, sound, "k"}).status, 201);  // A refusal keeps no key.
}

BOOST_AUTO_TEST_CASE(a_key_is_needed_and_belongs_to_one_content_and_one_client) {
    BOOST_CHECK_EQUAL(post({gifts, sound, ""}).status, 400);
    BOOST_CHECK_EQUAL(post({gifts, sound, std::string(65, 'k')}).status, 400);
    BOOST_CHECK_EQUAL(post({gifts, sound, "k k"}).status, 400);
    const auto first = post({gifts, sound, "k"});
    const auto other =
        post({gifts, R"({"amount_minor":9900,"currency":"EUR","method":"transfer"})", "k"});

    BOOST_CHECK_EQUAL(other.status, 422);
    BOOST_CHECK(!holds(other.body, "RF"));
    BOOST_CHECK_EQUAL(pledged(), 2500);
    // Somebody else's key tells nothing: not even that it was used.
    const auto stranger = post({gifts, sound, "k", "", "198.51.100.9"});
    BOOST_CHECK_EQUAL(stranger.status, 201);
    BOOST_CHECK_NE(stranger.body, first.body);
    BOOST_CHECK_EQUAL(header_of(stranger, "Idempotent-Replayed"), "");
}

BOOST_AUTO_TEST_CASE(who_says_who_they_are_may_retry_from_another_network) {
    const auto from = [&](const std::string& client, const std::string& nonce) {
        auto request = request_of(gifts);
        request.method = http::Method::post, request.client = client, request.body = sound;
        request.headers["content-type"] = "application/json";
        request.headers["idempotency-key"] = "k", request.headers["client-nonce"] = nonce;
        return ask(std::move(request));
    };

    const auto first = from("192.0.2.7", "my-own-random-word");
    BOOST_TEST(from("198.51.100.9", "my-own-random-word").body == first.body);
    BOOST_TEST(from("192.0.2.7", "another-random-word").body != first.body);
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
