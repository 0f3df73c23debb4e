// Which function answers which address.
#include <boost/test/unit_test.hpp>

#include "web/http/router.h"

using namespace http;

namespace {

Response show(const Request&, App&) { return page("show"); }
Response give(const Request&, App&) { return page("give"); }

constexpr Route table[] = {
    {Method::get, "/", Who::anyone, show},
    {Method::get, "/c/new", Who::organise, show},
    {Method::get, "/c/:campaign", Who::anyone, show},
    {Method::post, "/c/:campaign/gifts", Who::anyone, give, 1000},
    {Method::get, "/assets/*file", Who::anyone, show},
    {Method::get, "/:code", Who::anyone, show},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(router_tests)

BOOST_AUTO_TEST_CASE(the_first_match_wins_and_names_its_parts) {
    const auto named = find_route(table, Method::get, "/c/new");
    const auto any = find_route(table, Method::get, "/c/spring-walk");

    BOOST_TEST(named.route == &table[1]);
    BOOST_TEST(any.route == &table[2]);
    BOOST_TEST(any.params.at("campaign") == "spring-walk");
    BOOST_TEST(find_route(table, Method::get, "/").route == &table[0]);
    BOOST_TEST(find_route(table, Method::head, "/K7Q2MX").route == &table[5]);
    BOOST_TEST(find_route(table, Method::get, "/assets/css/site.css").params.at("file") ==
               "css/site.css");
}

BOOST_AUTO_TEST_CASE(an_address_without_the_method_says_which_it_has) {
    const auto match = find_route(table, Method::post, "/c/spring-walk");

    BOOST_TEST(!match.route);
    BOOST_TEST(match.allow == "GET, HEAD");
    BOOST_TEST(find_route(table, Method::get, "/c/walk/gifts").allow == "POST");
}

BOOST_AUTO_TEST_CASE(an_unknown_address_is_not_there) {
    for (const auto* path : {"/c/", "/c//gifts", "/c/walk/", "/x/y", "//", "/assets/"}) {
        const auto match = find_route(table, Method::get, path);
        BOOST_TEST(!match.route);
        BOOST_TEST((match.allow.empty() || match.allow == "POST"));
    }
}

BOOST_AUTO_TEST_CASE(a_route_bounds_its_body) {
    BOOST_TEST(body_max_of(table, Method::post, "/c/walk/gifts") == 1000u);
    BOOST_TEST(body_max_of(table, Method::post, "/nowhere/at/all") == body_bytes_default_max);
}

BOOST_AUTO_TEST_SUITE_END()
