// The API of the desk: every route for every role, four eyes, and the same verbs as the pages.
#include "web/api/desk.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "campaign/ledger/tally.h"
#include "campaign/outside/json.h"
#include "tests/support/api_site.h"
#include "tests/support/campaigns.h"
#include "web/http/reception.h"
#include "web/routes.h"

namespace {

using http::Method;
using http::Who;
using people::Role;

constexpr int entered = 299;  // What the handlers here say: whoever reads it has been let in.
http::Response let_in(const http::Request&, App&) { return http::page("in", entered); }

// Said again on purpose, not asked of the program.
const std::map<Who, std::set<Role>> who_may{
    {Who::see_desk,
     {Role::volunteer, Role::auditor, Role::moderator, Role::finance, Role::coordinator,
      Role::organiser}},
    {Who::enter_cash, {Role::volunteer, Role::finance, Role::coordinator, Role::organiser}},
    {Who::register_people, {Role::volunteer, Role::coordinator, Role::organiser}},
    {Who::review_words, {Role::moderator, Role::coordinator, Role::organiser}},
    {Who::run_campaign, {Role::coordinator, Role::organiser}},
    {Who::do_finance, {Role::finance, Role::organiser}},
    {Who::read_finance, {Role::finance, Role::auditor, Role::organiser}}};

const std::string desk = "/api/v1/desk/campaigns/walk";

struct Desk : ApiSite {
    std::string id_of(const http::Response& response) {
        return outside::read_json(response.body, 100'000)->at("id").text();
    }
    std::string cash(const Token& token, const std::string& key) {
        return id_of(
            post({desk + "/gifts", R"({"method":"cash","amount_minor":2000,"currency":"EUR"})", key,
                  token.secret}));
    }
    std::int64_t raised() { return ledger::figures_of(store->session(), walk.id).raised; }

    http::Request knock(const http::Route& route, const std::string& token) {
        std::string path{route.pattern};
        for (std::size_t at; (at = path.find(':')) != std::string::npos;) {
            const auto end = std::min(path.find('/', at), path.size());
            const auto name = path.substr(at + 1, end - at - 1);
            path.replace(at, end - at, name == "campaign" ? "walk" : "1");
        }
        auto request = request_of(path);
        request.method = route.method;
        if (!token.empty()) request.headers["authorization"] = "Bearer " + token;
        return request;
    }
};

bool is_desk(const http::Route& route) { return route.pattern.starts_with("/api/v1/desk/"); }

const std::string confirm = R"({"verdict":"confirm","counted_minor":2000,"currency":"EUR"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk_tests, Desk)

BOOST_AUTO_TEST_CASE(every_route_lets_in_exactly_the_tokens_whose_role_covers_it) {
    const auto other = open_test_campaign(*store, "other");
    std::vector<http::Route> table;
    for (auto route : all_routes()) route.handler = let_in, table.push_back(route);
    int asked = 0;
    for (const auto campaign : {CampaignId{}, walk.id, other.id})
        for (const auto role : people::all_roles()) {
            if (role == Role::participant) continue;
            const auto token = token_of(role, campaign);
            for (const auto& route : table) {
                if (!route.pattern.starts_with("/api/")) continue;
                const bool has_campaign = route.pattern.find(":campaign") != std::string::npos;
                const bool is_open = route.who == Who::anyone || route.who == Who::signed_in;
                const int wanted = is_open                                ? entered
                                   : has_campaign && campaign == other.id ? 404
                                   : who_may.at(route.who).contains(role) ? entered
                                                                          : 403;
                auto request = knock(route, token.secret);

                BOOST_TEST_CONTEXT(route.pattern << " by " << people::role_name(role))
                BOOST_TEST(http::receive_request(request, app, table).status == wanted);
                ++asked;
            }
        }
    BOOST_TEST(asked > 400);
}

BOOST_AUTO_TEST_CASE(without_a_token_and_with_a_cookie_alone_nobody_enters) {
    const auto person = sign_in_colleague(*store, Role::organiser);
    for (const auto& route : all_routes()) {
        if (!is_desk(route)) continue;
        auto with_cookie = sent_by(person, knock(route, ""));
        const auto refused = ask(with_cookie);

        BOOST_TEST_CONTEXT(route.pattern) {
            BOOST_TEST(refused.status == 401);
            BOOST_TEST(refused.type == "application/problem+json");
            BOOST_TEST(header_of(refused, "WWW-Authenticate") == "Bearer");
            BOOST_TEST(ask(knock(route, "wmk_unknown")).status == 401);
        }
    }
}

BOOST_AUTO_TEST_CASE(cash_is_entered_by_one_and_confirmed_by_another) {
    const auto one = token_of(Role::finance, walk.id), two = token_of(Role::finance, walk.id);
    const auto id = cash(one, "e1");
    BOOST_TEST(cash(one, "e1") == id);
    const auto decision = desk + "/gifts/" + id + "/decision";

    BOOST_TEST(post({decision, confirm, "d1", one.secret}).status == 403);
    BOOST_TEST(raised() == 0);
    const auto confirmed = post({decision, confirm, "d1", two.secret});
    BOOST_TEST(confirmed.status == 200);
    BOOST_TEST(post({decision, confirm, "d1", two.secret}).body == confirmed.body);
    BOOST_TEST(post({decision, confirm, "d2", two.secret}).status == 409);
    BOOST_TEST(raised() == 2000);
    const auto audit =
        store->session().one("SELECT on_behalf_of FROM audit WHERE action = 'gift confirmed'");
    BOOST_TEST(audit->text("on_behalf_of").starts_with("token "));
}

BOOST_AUTO_TEST_CASE(a_transfer_is_marked_as_arrived_once_for_a_line_of_the_statement) {
    const auto finance = token_of(Role::finance);
    post({"/api/v1/campaigns/walk/gifts",
          R"({"amount_minor":2500,"currency":"EUR","method":"transfer"})", "g1"});
    const auto promises = outside::read_json(get(desk + "/promises", finance.secret).body, 100'000);
    const auto arrival = desk + "/gifts/" + promises->at("items.0.id").text() + "/arrival";
    const std::string line =
        R"({"arrived_minor":2500,"currency":"EUR","statement_reference":"2027-06/17"})";

    BOOST_TEST(post({arrival, line, "a1", finance.secret}).status == 200);
    BOOST_TEST(post({arrival, line, "a2", finance.secret}).status == 409);
    BOOST_TEST(raised() == 2500);
    const auto totals = get(desk + "/totals?by=method", finance.secret);
    BOOST_TEST(holds(totals.body, "\"holds\":true"));
    BOOST_TEST(holds(totals.body, "\"banked\":{\"amount_minor\":2500"));
}

BOOST_AUTO_TEST_CASE(places_links_and_words_are_worked_on) {
    const auto coordinator = token_of(Role::coordinator, walk.id);
    const auto& secret = coordinator.secret;
    const auto placed = post({desk + "/placements", R"({"name":"Bakery"})", "p1", secret});
    const auto linked = post({desk + "/links", R"({"channel":"facebook"})", "l1", secret});
    post({"/api/v1/campaigns/walk/gifts",
          R"({"amount_minor":2500,"currency":"EUR","method":"transfer","donor_name":"Ann"})",
          "g1"});

    BOOST_TEST(placed.status == 201);
    const std::string planned = R"({"name":"Library","permission":"given","hang_by":"2027-05-30",)"
                                R"("take_down_by":"2027-06-13","helper":"Lena","round":2})";
    const auto whole = post({desk + "/placements", planned, "p2", secret});
    BOOST_TEST(whole.status == 201);
    for (const auto* part :
         {R"("permission":"given")", R"("hang_by":"2027-05-30")", R"("take_down_by":"2027-06-13")",
          R"("helper":"Lena")", R"("round":2)", R"("not_possible":null)"})
        BOOST_TEST(holds(whole.body, part));
    for (const auto* wrong : {R"({"name":"A","permission":"perhaps"})",
                              R"({"name":"A","hang_by":"soon"})", R"({"name":"A","round":0})"})
        BOOST_TEST(post({desk + "/placements", wrong, "p3", secret}).status == 400);
    BOOST_TEST(holds(get(desk + "/placements", secret).body, "Bakery"));
    BOOST_TEST(linked.status == 201);
    BOOST_TEST(post({desk + "/links", R"({"channel":"facebook"})", "l1", secret}).body ==
               linked.body);
    BOOST_TEST(store->session()
                   .one("SELECT COUNT(*) AS n FROM link WHERE channel = 'facebook'")
                   ->number("n") == 1);
    const auto waiting = outside::read_json(get(desk + "/review", secret).body, 100'000);
    const auto words = waiting->at("items.0.id").text();
    BOOST_TEST(
        post({desk + "/review", R"({"id":")" + words + R"(","verdict":"publish"})", "w1", secret})
            .status == 200);
    BOOST_TEST(
        post({desk + "/review", R"({"id":")" + words + R"(","verdict":"publish"})", "w2", secret})
            .status == 409);
}

BOOST_AUTO_TEST_CASE(things_of_another_campaign_are_not_there) {
    const auto other = open_test_campaign(*store, "other");
    const auto ours = token_of(Role::finance, walk.id), theirs = token_of(Role::finance, other.id);
    const auto id = cash(ours, "e1");
    const std::string at_other = "/api/v1/desk/campaigns/other/gifts/" + id;

    BOOST_TEST(get(at_other, theirs.secret).status == 404);
    BOOST_TEST(post({at_other + "/decision", confirm, "d1", theirs.secret}).status == 404);
    BOOST_TEST(get(desk + "/gifts/" + id, theirs.secret).status == 404);
    const auto mine = get("/api/v1/desk/campaigns", theirs.secret);
    BOOST_TEST(holds(mine.body, "\"other\""));
    BOOST_TEST(!holds(mine.body, "\"walk\""));
}

BOOST_AUTO_TEST_SUITE_END()
