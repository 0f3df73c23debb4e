// Every route of the site, asked by every role, by nobody, and by every role of another campaign.
#include "web/routes.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "campaign/phase.h"
#include "tests/support/campaigns.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"
#include "web/http/reception.h"

using http::Method;
using http::Who;
using people::Role;

namespace {

constexpr int entered = 299;  // What the handlers here say: whoever reads it has been let in.
http::Response let_in(const http::Request&, App&) { return http::page("in", entered); }

// Said again on purpose, not asked of the program: who may, in the words of the issue.
const std::map<Who, std::set<Role>> who_may{
    {Who::see_desk,
     {Role::volunteer, Role::auditor, Role::moderator, Role::finance, Role::coordinator,
      Role::organiser}},
    {Who::enter_cash, {Role::volunteer, Role::finance, Role::coordinator, Role::organiser}},
    {Who::register_people, {Role::volunteer, Role::coordinator, Role::organiser}},
    {Who::review_words, {Role::moderator, Role::coordinator, Role::organiser}},
    {Who::run_campaign, {Role::coordinator, Role::organiser}},
    {Who::do_finance, {Role::finance, Role::organiser}},
    {Who::read_finance, {Role::finance, Role::auditor, Role::organiser}},
    {Who::organise, {Role::organiser}}};

struct Door : Site {
    Door() {
        add_test_colleagues(*store);
        ours = open_test_campaign(*store, "spring-walk").id;
        theirs = open_test_campaign(*store, "autumn-walk").id;
        for (auto route : all_routes()) {
            route.handler = let_in;
            table.push_back(route);
        }
    }

    // An address of this route, of our campaign where it has one.
    http::Request knock(const http::Route& route) {
        std::string path{route.pattern};
        for (std::size_t at; (at = path.find_first_of(":*")) != std::string::npos;) {
            const auto end = std::min(path.find('/', at), path.size());
            const auto name = path.substr(at + 1, end - at - 1);
            const std::map<std::string, std::string> known{{"campaign", "spring-walk"},
                                                           {"code", "K7Q2MX"}};
            const auto value = known.find(name);
            path.replace(at, end - at, value == known.end() ? "1" : value->second);
        }
        auto request = request_of(path);
        request.method = route.method;
        return request;
    }

    int ask_at_door(http::Request request) {
        return http::receive_request(request, app, table).status;
    }

    CampaignId ours, theirs;
    std::vector<http::Route> table;
};

std::string named(const http::Route& route) {
    return std::string{http::method_text(route.method)} + " " + std::string{route.pattern};
}

bool has_campaign(const http::Route& route) {
    return route.pattern.find(":campaign") != std::string_view::npos;
}

bool is_api_desk(const http::Route& route) {
    return route.pattern.starts_with("/api/") && route.who != Who::anyone;
}

// What the table promises to somebody with this role for every campaign, ours, or another one.
enum class Reach { everywhere, ours, another };
int promised(const http::Route& route, Role role, Reach reach) {
    if (is_api_desk(route)) return 401;  // Opened by tokens alone: tests/web/api/desk_tests.cpp.
    if (route.who == Who::anyone || route.who == Who::signed_in) return entered;
    if (route.who == Who::halfway) return 404;  // They have been through that.
    if (reach == Reach::another && has_campaign(route)) return 404;
    const auto covers = who_may.at(route.who).contains(role);
    const auto is_for_all = route.who == Who::organise && !has_campaign(route);
    return covers && (reach == Reach::everywhere || !is_for_all) ? entered : 403;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(routes_tests, Door)

BOOST_AUTO_TEST_CASE(every_route_lets_in_exactly_the_roles_that_the_table_names) {
    int asked = 0;
    for (const auto reach : {Reach::everywhere, Reach::ours, Reach::another})
        for (const auto role : people::all_roles()) {
            const auto campaign = reach == Reach::everywhere ? CampaignId{}
                                  : reach == Reach::ours     ? ours
                                                             : theirs;
            const auto person = sign_in_colleague(*store, role, campaign);

            for (const auto& route : table) {
                const auto status = ask_at_door(sent_by(person, knock(route)));

                BOOST_TEST_CONTEXT(named(route) << " by " << people::role_name(role) << " "
                                                << static_cast<int>(reach))
                BOOST_TEST(status == promised(route, role, reach));
                ++asked;
            }
        }

    BOOST_TEST(asked == static_cast<int>(table.size() * people::all_roles().size() * 3));
}

BOOST_AUTO_TEST_CASE(who_is_not_signed_in_is_sent_to_the_door_and_let_in_where_all_are) {
    for (const auto& route : table) {
        const auto status = ask_at_door(knock(route));

        const auto refused = route.method == Method::get && !is_api_desk(route) ? 303 : 401;
        BOOST_TEST_CONTEXT(named(route))
        BOOST_TEST(status == (route.who == Who::anyone ? entered : refused));
    }
}

BOOST_AUTO_TEST_CASE(a_post_without_the_token_of_its_session_is_refused) {
    const auto inside = sign_in_colleague(*store, Role::organiser);
    const auto other = sign_in_colleague(*store, Role::organiser);
    const auto halfway = sign_in_halfway(*store, inside.account);
    for (const auto& route : table) {
        if (route.method != Method::post || route.who == Who::anyone || is_api_desk(route))
            continue;
        const auto& person = route.who == Who::halfway ? halfway : inside;
        auto without = knock(route), with_other = knock(route);
        without.cookies.add("__Host-session", person.secret);
        with_other.cookies.add("__Host-session", person.secret);
        with_other.form.add("form_token", other.form_token);

        BOOST_TEST_CONTEXT(named(route)) {
            BOOST_TEST(ask_at_door(without) == 403);
            BOOST_TEST(ask_at_door(with_other) == 403);
            BOOST_TEST(ask_at_door(sent_by(person, knock(route))) == entered);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_post_from_another_site_is_refused_whoever_sends_it) {
    const auto inside = sign_in_colleague(*store, Role::organiser);
    const auto halfway = sign_in_halfway(*store, inside.account);
    for (const auto& route : table) {
        if (route.method != Method::post || is_api_desk(route)) continue;
        const auto& person = route.who == Who::halfway ? halfway : inside;
        auto foreign = sent_by(person, knock(route)), tricked = sent_by(person, knock(route));
        auto own = sent_by(person, knock(route));
        foreign.headers["origin"] = "https://evil.example";
        tricked.headers["sec-fetch-site"] = "cross-site";
        own.headers["origin"] = "https://wlk.example";

        BOOST_TEST_CONTEXT(named(route)) {
            BOOST_TEST(ask_at_door(foreign) == 403);
            BOOST_TEST(ask_at_door(tricked) == 403);
            BOOST_TEST(ask_at_door(own) == entered);
        }
    }
}

BOOST_AUTO_TEST_CASE(somebody_halfway_is_nobody_everywhere_but_at_the_second_factor) {
    const auto inside = sign_in_colleague(*store, Role::organiser);
    const auto to_give = sign_in_halfway(*store, inside.account);
    const auto to_set_up = sign_in_without_factor(*store, Role::finance);
    int led = 0, refused = 0;
    for (const auto& person : {to_give, to_set_up})
        for (const auto& route : table) {
            auto request = sent_by(person, knock(route));
            const auto answer = http::receive_request(request, app, table);
            BOOST_TEST_CONTEXT(named(route)) {
                if (route.who == Who::halfway || route.who == Who::anyone)
                    BOOST_TEST(answer.status == entered);
                else if (route.method == Method::get && !is_api_desk(route))
                    BOOST_TEST(header_of(answer, "Location").starts_with("/sign-in/second?next="));
                else
                    BOOST_TEST(answer.status == 401);
                if (route.who != Who::halfway) BOOST_TEST(!request.visitor.has_value());
            }
            ++(answer.status == 303 ? led : refused);
        }

    BOOST_TEST(led > 50);
    BOOST_TEST(refused > 50);
}

BOOST_AUTO_TEST_CASE(an_unknown_campaign_and_one_of_others_look_alike) {
    const auto person = sign_in_colleague(*store, Role::coordinator, theirs);
    for (const auto& route : table) {
        if (!has_campaign(route) || route.who == Who::anyone || is_api_desk(route)) continue;
        auto unknown = sent_by(person, knock(route));
        const auto known = sent_by(person, knock(route));
        unknown.path.replace(unknown.path.find("spring-walk"), 11, "nobody-walks");

        const auto first = http::receive_request(unknown, app, table);
        auto second_asked = known;
        const auto second = http::receive_request(second_asked, app, table);

        BOOST_TEST(first.status == 404);
        BOOST_TEST(first.status == second.status);
    }
}

BOOST_AUTO_TEST_CASE(every_address_stands_once) {
    std::set<std::string> known;
    for (const auto& route : all_routes())
        BOOST_TEST(known.insert(named(route)).second, named(route));
}

BOOST_AUTO_TEST_CASE(no_page_fails_for_the_organiser_or_for_nobody) {
    const auto person = sign_in_colleague(*store, Role::organiser);
    for (const auto& route : all_routes()) {
        if (route.method != Method::get) continue;

        BOOST_TEST_CONTEXT(named(route)) {
            BOOST_TEST(ask(sent_by(person, knock(route))).status < 500);
            BOOST_TEST(ask(knock(route)).status < 500);
        }
    }
}

BOOST_AUTO_TEST_CASE(no_campaign_may_take_an_address_that_the_desk_needs) {
    int words = 0;
    for (const auto& route : table) {
        if (!route.pattern.starts_with("/desk/") || route.pattern.starts_with("/desk/:")) continue;
        const auto rest = route.pattern.substr(6);
        const auto word = rest.substr(0, rest.find('/'));
        ++words;

        const auto is_file = word.find('.') != word.npos;  // No slug has a dot.
        BOOST_TEST((is_file || campaign::slug_objection(word).has_value()), word);
    }
    BOOST_TEST(words > 0);
}

BOOST_AUTO_TEST_SUITE_END()
