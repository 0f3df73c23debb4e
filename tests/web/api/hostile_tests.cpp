// What hostile programs send: every column as a field, odd amounts, doubled parameters, floods.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <thread>

#include "campaign/ledger/tally.h"
#include "campaign/outside/json.h"
#include "campaign/words/resource.h"
#include "tests/support/api_site.h"
#include "web/http/rates.h"
#include "web/routes.h"

namespace {

const std::string gifts = "/api/v1/campaigns/walk/gifts";

struct Hostile : ApiSite {
    std::int64_t pledged() { return ledger::figures_of(store->session(), walk.id).pledged; }
    std::int64_t count(const std::string& table) {
        return store->session().one("SELECT COUNT(*) AS n FROM " + table)->number("n");
    }
    // A patient client's address for each request, so that no limit of rates is met.
    std::string next_client() { return "198.18.0." + std::to_string(++clients_ % 250); }

    int clients_ = 0;
};

// The description as it is embedded.
outside::JsonNode description() {
    return *outside::read_json(*find_resource("web/api/openapi.json"), 1'000'000);
}

std::string in_template(std::string_view pattern) {
    std::string path;
    bool is_name = false;
    for (const char c : pattern) {
        if (is_name && c == '/') path += '}', is_name = false;
        path += c == ':' ? '{' : c;
        is_name |= c == ':';
    }
    return is_name ? path + "}" : path;
}

// What is no amount, or none that a gift may have: in JSON, as it stands after the colon.
std::vector<std::string> two_hundred_odd_amounts() {
    // clang-format off
    std::vector<std::string> odd{
        "-1", "0", "-0", "0.001", "1e9", "1E3", "NaN", "Infinity", "0x10", "010", "+5", "\"5\"",
        "\"1,000\"", "\"１２\"", "[5]", "{}", "true", "null", "9223372036854775808",
        "9223372036854775807", "-9223372036854775808", "18446744073709551616", "100000001",
        "1.0", "1.", ".5", "5_000", "5 000", "٥", "\"\"", "\" 5\"", "1e-2", "1e400", "--5", "5-"};
    // clang-format on
    for (int i = 0; odd.size() < 200; ++i) {
        odd.push_back("-" + std::to_string(i + 2));
        odd.push_back(std::to_string(i) + ".5");
        odd.push_back("\"" + std::to_string(i) + "\"");
        odd.push_back(std::to_string(100'000'001 + i * 977));
    }
    return odd;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(hostile_tests, Hostile)

BOOST_AUTO_TEST_CASE(every_route_and_method_is_described_and_nothing_else) {
    std::set<std::string> routed, described;
    for (const auto& route : all_routes())
        if (route.pattern.starts_with("/api/v1/"))
            routed.insert((route.method == http::Method::get ? "get " : "post ") +
                          in_template(route.pattern));
    const auto paths = description().at("paths");
    for (const auto& path : paths.names())
        for (const auto& method : paths.at(path).names()) described.insert(method + " " + path);

    BOOST_TEST(routed.size() > 25u);
    BOOST_TEST(routed == described, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_described_field_is_known_and_no_column_of_the_database_is_another) {
    const auto token = token_of(people::Role::organiser);
    const auto paths = description().at("paths");
    std::set<std::string> columns;
    for (const auto& row :
         store->session().all("SELECT DISTINCT column_name AS name FROM information_schema.columns"
                              " WHERE table_schema = DATABASE() LIMIT 1000"))
        columns.insert(row.text("name"));
    BOOST_TEST_REQUIRE(columns.size() > 100u);
    int tried = 0;
    for (const auto& path : paths.names()) {
        if (!paths.at(path).at("post").is_there()) continue;
        auto schema = paths.at(path).at("post.requestBody.content").at("application/json.schema");
        const auto name =
            schema.at("$ref").text().substr(std::string{"#/components/schemas/"}.size());
        const auto fields = description().at("components.schemas." + name + ".properties").names();
        auto address = path;
        for (const auto& [from, to] : {std::pair{"{campaign}", "walk"}, std::pair{"{gift}", "1"}})
            if (const auto at = address.find(from); at != address.npos)
                address.replace(at, std::string_view{from}.size(), to);
        auto all = columns;
        all.insert(fields.begin(), fields.end());
        for (const auto& field : all) {
            const auto key = "k" + std::to_string(++tried);
            rates.clear();
            const auto answer =
                post({address, R"({")" + field + R"(":null})", key, token.secret, next_client()});
            const bool is_known = std::ranges::count(fields, field) > 0;
            BOOST_TEST_CONTEXT(path << " " << field) {
                BOOST_TEST(answer.status / 100 == 4);
                BOOST_TEST(holds(answer.body, "There is no such field.") != is_known);
            }
        }
    }
    BOOST_TEST(tried > 800);
    BOOST_TEST(count("gift") == 0);
}

BOOST_AUTO_TEST_CASE(two_hundred_odd_amounts_are_refused_or_exact) {
    int refused = 0;
    for (const auto& amount : two_hundred_odd_amounts()) {
        const auto answer = post(
            {gifts, R"({"amount_minor":)" + amount + R"(,"currency":"EUR","method":"transfer"})",
             "k" + std::to_string(refused), "", next_client()});
        BOOST_TEST(answer.status == 400, amount);
        ++refused;
    }

    BOOST_TEST(refused >= 200);
    BOOST_TEST(count("gift") == 0);
    for (const auto exact : {100, 2500, 100'000'000})
        BOOST_TEST(post({gifts,
                         R"({"amount_minor":)" + std::to_string(exact) +
                             R"(,"currency":"EUR","method":"transfer"})",
                         "e" + std::to_string(exact)})
                       .status == 201);
    BOOST_TEST(pledged() == 100 + 2500 + 100'000'000);
}

BOOST_AUTO_TEST_CASE(a_value_in_the_query_or_twice_is_refused) {
    const std::string body = R"({"amount_minor":999,"currency":"EUR","method":"transfer"})";

    BOOST_TEST(post({gifts + "?amount_minor=1", body, "k"}).status == 400);
    BOOST_TEST(
        post({gifts,
              R"({"amount_minor":1,"amount_minor":999,"currency":"EUR","method":"transfer"})", "k"})
            .status == 400);
    BOOST_TEST(get("/api/v1/campaigns?slugs=walk&slugs=other").status == 400);
    BOOST_TEST(get("/api/v1/campaigns/walk?fields=all").status == 400);
    auto form = request_of(gifts);
    form.method = http::Method::post, form.body = "amount_minor=999";
    form.headers["content-type"] = "application/x-www-form-urlencoded";
    form.headers["idempotency-key"] = "k";
    BOOST_TEST(ask(form).status == 415);
    BOOST_TEST(count("gift") == 0);
}

BOOST_AUTO_TEST_CASE(a_hundred_at_once_with_one_key_are_one_gift_and_one_answer) {
    const std::string body = R"({"amount_minor":2500,"currency":"EUR","method":"transfer"})";
    std::vector<std::string> answers(100);
    std::vector<std::thread> clients;
    for (std::size_t i = 0; i < answers.size(); ++i)
        clients.emplace_back([&, i] {
            for (int attempt = 0; attempt < 200; ++attempt) {
                auto request = request_of(gifts);
                request.method = http::Method::post, request.body = body;
                request.headers["content-type"] = "application/json";
                request.headers["idempotency-key"] = "one-key";
                request.headers["client-nonce"] = "one-client-of-many";
                request.client = "198.18.1." + std::to_string(i);
                const auto answer = http::Response{ask(std::move(request))};
                if (answer.status == 201) answers[i] = answer.body;
                if (answer.status != 409 && answer.status != 503) return;
                std::this_thread::sleep_for(std::chrono::milliseconds{50});
            }
        });
    for (auto& client : clients) client.join();

    for (const auto& answer : answers) BOOST_TEST(answer == answers.front());
    BOOST_TEST(holds(answers.front(), "\"reference\":\"RF"));
    BOOST_TEST(count("gift") == 1);
    BOOST_TEST(pledged() == 2500);
}

BOOST_AUTO_TEST_CASE(who_asks_too_often_is_told_so_and_when_to_come_back) {
    const auto first = get("/api/v1/campaigns/walk");
    BOOST_TEST(holds(header_of(first, "RateLimit-Policy"), ";q=1200;w=60"));
    BOOST_TEST(header_of(first, "RateLimit") == "\"client-reads\";r=1199;t=60");

    for (int i = 0; i < http::client_reads.max; ++i) get("/api/v1/nothing");
    const auto refused = get("/api/v1/campaigns/walk");

    BOOST_TEST(refused.status == 429);
    BOOST_TEST(refused.type == "application/problem+json");
    BOOST_TEST(header_of(refused, "Retry-After") == "60");
    auto other = request_of("/api/v1/campaigns/walk");
    other.client = "198.51.100.1";
    BOOST_TEST(ask(other).status == 200);
    now += std::chrono::seconds{61};
    BOOST_TEST(get("/api/v1/campaigns/walk").status == 200);
}

BOOST_AUTO_TEST_CASE(who_guesses_at_tokens_is_slowed_and_a_good_one_elsewhere_is_not) {
    const auto token = token_of(people::Role::auditor);
    for (int i = 0; i < http::token_guesses.max; ++i)
        BOOST_TEST(get("/api/v1/desk/token", "wmk_guess" + std::to_string(i)).status == 401);

    BOOST_TEST(get("/api/v1/desk/token", "wmk_one_more").status == 429);
    auto elsewhere = request_of("/api/v1/desk/token");
    elsewhere.client = "198.51.100.1";
    elsewhere.headers["authorization"] = "Bearer " + token.secret;
    BOOST_TEST(ask(elsewhere).status == 200);
}

BOOST_AUTO_TEST_CASE(everything_wrong_below_api_is_a_problem) {
    auto wrong_method = request_of("/api/v1/campaigns");
    wrong_method.method = http::Method::put;
    const auto not_so = ask(wrong_method);
    BOOST_TEST(not_so.status == 405);
    BOOST_TEST(holds(header_of(not_so, "Allow"), "GET"));
    for (const auto& answer : {not_so, get("/api"), get("/api/v2/x"), get("/api/v1/campaigns/none"),
                               get("/api/v1/desk/token"), post({gifts, "{", "k"})}) {
        BOOST_TEST(answer.type == "application/problem+json");
        BOOST_TEST(header_of(answer, "Content-Language") == "en");
        const auto problem = outside::read_json(answer.body);
        BOOST_TEST_REQUIRE(problem.has_value());
        BOOST_TEST(problem->at("status").number().value_or(0) == answer.status);
        BOOST_TEST(!problem->at("title").text().empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
