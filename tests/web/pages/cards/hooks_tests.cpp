// What card providers write to us, and what somebody else writes in their name.
#include "web/pages/cards/hooks.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

#include "campaign/giving/inbox.h"
#include "campaign/giving/providers/provider_key.h"
#include "campaign/words/token.h"
#include "tests/support/site.h"
#include "web/http/rates.h"

namespace {

const std::string secret = "whsec_ours", older = "whsec_older",
                  good_body = R"({"id":"evt_1","type":"checkout.session.completed",)"
                              R"("data":{"object":{"object":"checkout.session","id":"cs_1"}}})";

struct WithHook : Site {
    WithHook() { enter("api", "sk_live_ours"), enter("webhook", older), enter("webhook", secret); }
    void enter(const std::string& purpose, const std::string& value) {
        store->in_transaction([&](store::Transaction& tx) {
            providers::insert_key(tx, {new_number(now), "stripe", purpose, value, {}, now});
        });
    }
    std::string seconds(int later = 0) {
        const auto at = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
        return std::to_string(at + later);
    }
    std::string proof(const std::string& body, const std::string& key = secret, int later = 0) {
        return hmac_sha256_hex(key, seconds(later) + "." + body);
    }
    std::string header_for(const std::string& body, const std::string& key = secret,
                           int later = 0) {
        return "t=" + seconds(later) + ",v1=" + proof(body, key, later);
    }
    http::Response post(const std::string& signature, const std::string& body = good_body,
                        const std::string& provider = "stripe") {
        auto request = request_of("/hooks/" + provider);
        request.method = http::Method::post, request.body = body;
        request.headers["content-type"] = "application/json";
        if (!signature.empty()) request.headers["stripe-signature"] = signature;
        return ask(std::move(request));
    }
    std::int64_t rows() {
        return store->session().one("SELECT COUNT(*) AS n FROM webhook_event")->number("n");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(hooks_tests, WithHook)

BOOST_AUTO_TEST_CASE(a_signed_message_is_kept_once_and_answered_at_once) {
    int told = 0;
    app.card_news = [&] { ++told; };

    BOOST_TEST(post(header_for(good_body)).status == 200);
    BOOST_TEST(rows() == 1);
    BOOST_TEST(told == 1);
    BOOST_TEST(post(header_for(good_body, secret, 7)).status == 200);  // Again, signed anew.
    BOOST_TEST(rows() == 1);
    const auto kept = giving::events_due(store->session(), now, 10);
    BOOST_TEST(kept.front().notice.checkout == "cs_1");
}

BOOST_AUTO_TEST_CASE(a_message_signed_with_the_older_key_is_accepted_while_that_is_good) {
    BOOST_TEST(post(header_for(good_body, older)).status == 200);
    store->in_transaction([&](store::Transaction& tx) {
        providers::end_other_keys(tx, {0, "stripe", "webhook", secret, {}, now}, now);
    });

    BOOST_TEST(post(header_for(good_body, older)).status == 400);
}

BOOST_AUTO_TEST_CASE(thirty_forged_messages_leave_no_row) {
    const auto t = "t=" + seconds(), right = proof(good_body);
    auto upper = right;
    for (auto& c : upper)
        if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
    const std::vector<std::string> headers{
        "",
        "t=",
        "v1=" + right,
        t,
        t + ",v1=",
        t + ",v1",
        t + ",v0=" + right,
        t + ",v2=" + right,
        t + ",V1=" + right,
        t + ",v1=" + right.substr(1),
        t + ",v1=" + right + "0",
        t + ",v1=" + upper,
        t + ",v1= " + right,
        t + ";v1=" + right,
        t + ",v1=" + std::string(64, '0'),
        t + ",v1=" + proof(good_body, "whsec_other"),
        t + ",v1=" + proof(good_body, ""),
        t + ",v1=" + proof(good_body + " "),
        t + ",v1=" + proof("{}"),
        t + ",v1=" + sha256_hex(seconds() + "." + good_body),
        t + ",v1=" + hmac_sha256_hex(secret, good_body),
        "t=" + seconds(1) + ",v1=" + right,
        header_for(good_body, secret, -301),
        header_for(good_body, secret, 301),
        header_for(good_body, secret, -86'400),
        header_for(good_body, secret, 1'000'000'000),
        "t=-1,v1=" + hmac_sha256_hex(secret, "-1." + good_body),
        "t=,v1=" + hmac_sha256_hex(secret, "." + good_body),
        "t=" + seconds() + "x,v1=" + hmac_sha256_hex(secret, seconds() + "x." + good_body),
        "t=99999999999999999999,v1=" + hmac_sha256_hex(secret, "99999999999999999999." + good_body),
        std::string(5'000, 'v') + "," + header_for(good_body),
    };

    for (const auto& header : headers) BOOST_TEST(post(header).status == 400, header);

    BOOST_TEST(headers.size() >= 30u);
    BOOST_TEST(rows() == 0);
}

BOOST_AUTO_TEST_CASE(who_sends_what_is_not_signed_is_soon_not_listened_to) {
    int statuses[600] = {};
    for (int i = 0; i < 70; ++i) ++statuses[post("t=1,v1=0").status];
    BOOST_TEST(statuses[400] == http::unsigned_notices.max);
    BOOST_TEST(statuses[429] == 70 - http::unsigned_notices.max);

    now += std::chrono::seconds{http::unsigned_notices.window_s};
    BOOST_TEST(post(header_for(good_body)).status == 200);
}

BOOST_AUTO_TEST_CASE(a_signed_body_that_hides_something_leaves_no_row) {
    std::string deep = R"({"id":"evt_2","a":)";
    for (int i = 0; i < 40; ++i) deep += "[";
    for (int i = 0; i < 40; ++i) deep += "]";
    deep += "}";
    const std::vector<std::string> bodies{
        "",
        "{",
        "[]",
        "null",
        "\"evt_2\"",
        "{}",
        R"({"id":""})",
        R"({"id":7})",
        R"({"id":"evt_2","id":"evt_3"})",
        "\xEF\xBB\xBF" + good_body,
        deep,
        R"({"id":"evt_2","type":"a)" + std::string(300'000, 'a') + "\"}",
        "{\"id\":\"evt_\xff\"}",
        R"({"id":")" + std::string(300, 'e') + "\"}"};

    for (const auto& body : bodies)
        BOOST_TEST(post(header_for(body), body).status == 400, body.substr(0, 40));

    BOOST_TEST(rows() == 0);
    BOOST_TEST(post(header_for(good_body), good_body, "nobody").status == 404);
}

BOOST_AUTO_TEST_CASE(the_same_message_a_hundred_times_at_once_is_kept_once) {
    std::atomic<int> answered = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 10; ++i)
            threads.emplace_back([&, i] {
                for (int j = 0; j < 10; ++j)
                    if (post(header_for(good_body, secret, i * 10 + j)).status == 200) ++answered;
            });
    }

    BOOST_TEST(answered == 100);
    BOOST_TEST(rows() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
