// Every hostile framing is told from a sound head without a socket.
#include <boost/test/unit_test.hpp>

#include "web/http/guard.h"

using namespace http;
using Outcome = HeadReading::Outcome;

namespace {

const std::string host = "Host: localhost:8080\r\n";

int status_of(const std::string& head) {
    const auto reading = read_head(head);
    return reading.outcome == Outcome::refused ? reading.status
           : reading.outcome == Outcome::sound ? 200
                                               : 0;
}

std::string get_with(const std::string& headers) {
    return "GET / HTTP/1.1\r\n" + host + headers + "\r\n";
}

std::string post_with(const std::string& headers) {
    return "POST / HTTP/1.1\r\n" + host + headers + "\r\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(guard_tests)

BOOST_AUTO_TEST_CASE(a_sound_head_is_read_as_it_stands) {
    const auto reading = read_head(
        "POST /c/gr%C3%BCn/give?a=1&b=%20 HTTP/1.1\r\nHost: Give.Example.org:8080\r\n"
        "Content-Length: 12\r\nX-Name: =?utf-8?q?=0D=0A?=\r\nCookie: a=1\r\nCookie: "
        "b=2\r\n\r\nrest");

    BOOST_TEST_REQUIRE((reading.outcome == Outcome::sound));
    BOOST_TEST(reading.head.path == "/c/grün/give");
    BOOST_TEST(reading.head.query == "a=1&b=%20");
    BOOST_TEST(reading.head.host == "give.example.org");
    BOOST_TEST(reading.head.body_bytes == 12u);
    BOOST_TEST(reading.head.headers.at("x-name") == "=?utf-8?q?=0D=0A?=");
    BOOST_TEST(reading.head.headers.at("cookie") == "a=1; b=2");
    BOOST_TEST(reading.head.keeps_alive);
}

BOOST_AUTO_TEST_CASE(half_a_head_waits_for_its_rest) {
    const std::string whole = get_with("Accept: */*\r\n");

    for (std::size_t length = 0; length < whole.size(); ++length)
        BOOST_TEST(status_of(whole.substr(0, length)) == 0);
    BOOST_TEST(status_of(whole) == 200);
}

BOOST_AUTO_TEST_CASE(a_body_has_one_length_or_none) {
    BOOST_TEST(status_of(post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")) == 400);
    BOOST_TEST(status_of(post_with("Content-Length: 5\r\nContent-Length: 6\r\n")) == 400);
    BOOST_TEST(status_of(post_with("Content-Length: 5\r\nContent-Length: 5\r\n")) == 400);
    for (const auto* length : {"+5", "-5", "5, 5", "abc", "0x5", "5 5", "", "99999999999"})
        BOOST_TEST(status_of(post_with("Content-Length: " + std::string{length} + "\r\n")) == 400);
    BOOST_TEST(status_of(post_with("Content-Length : 5\r\n")) == 400);
    BOOST_TEST(status_of(post_with("Transfer-Encoding: chunked\r\n")) == 411);
    BOOST_TEST(status_of(post_with("Transfer-Encoding: gzip, chunked\r\n")) == 501);
    BOOST_TEST(status_of(post_with("")) == 411);
    BOOST_TEST(status_of(get_with("Content-Length: 5\r\n")) == 400);
    BOOST_TEST(status_of(get_with("Content-Length: 0\r\n")) == 200);
}

BOOST_AUTO_TEST_CASE(one_host_is_named) {
    BOOST_TEST(status_of("GET / HTTP/1.1\r\n\r\n") == 400);
    BOOST_TEST(status_of(get_with("Host: other\r\n")) == 400);
    BOOST_TEST(status_of("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n") == 400);
    BOOST_TEST(status_of("GET http://evil/ HTTP/1.1\r\n" + host + "\r\n") == 400);
}

BOOST_AUTO_TEST_CASE(lines_end_in_one_way_and_hold_no_control_characters) {
    BOOST_TEST(status_of("GET / HTTP/1.1\n" + host) == 400);
    BOOST_TEST(status_of("GET / HTTP/1.1\r" + host) == 400);
    BOOST_TEST(status_of(get_with(std::string{"X: a\0b\r\n", 8})) == 400);
    BOOST_TEST(status_of(get_with("X: a\x01 b\r\n")) == 400);
    BOOST_TEST(status_of("\r\n" + get_with("")) == 400);
}

BOOST_AUTO_TEST_CASE(a_header_has_a_name_and_one_line) {
    BOOST_TEST(status_of(get_with("no colon here\r\n")) == 400);
    BOOST_TEST(status_of(get_with("X: a\r\n folded\r\n")) == 400);
    BOOST_TEST(status_of(get_with(": nameless\r\n")) == 400);
    BOOST_TEST(status_of(get_with("X(y): a\r\n")) == 400);
}

BOOST_AUTO_TEST_CASE(a_head_is_bounded_in_every_direction) {
    std::string hundred, more;
    for (std::size_t i = 0; i < headers_max - 1; ++i)
        hundred += "A" + std::to_string(i) + ": 1\r\n";
    more = hundred + "One: 1\r\nTwo: 1\r\n";

    BOOST_TEST(status_of(get_with(hundred)) == 200);
    BOOST_TEST(status_of(get_with(more)) == 431);
    BOOST_TEST(status_of(get_with("X: " + std::string(9000, 'x') + "\r\n")) == 431);
    BOOST_TEST(status_of("GET / HTTP/1.1\r\n" + host + "X: " + std::string(20000, 'x')) == 431);
    BOOST_TEST(status_of("GET /" + std::string(17000, 'x')) == 414);
    BOOST_TEST(status_of("GET /" + std::string(8192, 'x') + " HTTP/1.1\r\n" + host + "\r\n") ==
               414);
}

BOOST_AUTO_TEST_CASE(methods_versions_and_expectations_are_known_or_refused) {
    BOOST_TEST(status_of("BREW / HTTP/1.1\r\n" + host + "\r\n") == 501);
    BOOST_TEST(status_of("GE(T / HTTP/1.1\r\n" + host + "\r\n") == 400);
    BOOST_TEST(status_of("PRI * HTTP/2.0\r\n\r\n") == 505);
    BOOST_TEST(status_of("GET / HTTP/11\r\n" + host + "\r\n") == 400);
    BOOST_TEST(status_of("GET /  HTTP/1.1\r\n" + host + "\r\n") == 400);
    BOOST_TEST(status_of("GET /\r\n" + host + "\r\n") == 400);
    BOOST_TEST(status_of(post_with("Content-Length: 1\r\nExpect: 200-maybe\r\n")) == 417);
}

BOOST_AUTO_TEST_CASE(an_address_is_escaped_as_it_should_be) {
    for (const auto* target : {"/%zz", "/%00", "/a%2Fb", "/%ff", "/a\\b", "/a#b", "*", "/a%0d%0a"})
        BOOST_TEST(status_of("GET " + std::string{target} + " HTTP/1.1\r\n" + host + "\r\n") ==
                   400);
}

BOOST_AUTO_TEST_CASE(the_older_version_closes_unless_asked) {
    BOOST_TEST(!read_head("GET / HTTP/1.0\r\n" + host + "\r\n").head.keeps_alive);
    BOOST_TEST(
        read_head("GET / HTTP/1.0\r\n" + host + "Connection: Keep-Alive\r\n\r\n").head.keeps_alive);
    BOOST_TEST(!read_head(get_with("Connection: TE, close\r\n")).head.keeps_alive);
}

BOOST_AUTO_TEST_CASE(only_our_own_names_are_answered) {
    for (const auto* own : {"localhost", "127.0.0.1", "[::1]", "192.168.1.20", "give.example.org"})
        BOOST_TEST(is_own_host(own, "https://Give.example.org:8443/"));
    for (const auto* other : {"evil.example", "localhost.evil.example", "[evil]", "[]", ""})
        BOOST_TEST(!is_own_host(other, "https://give.example.org"));
    BOOST_TEST(!is_own_host("", ""));
}

BOOST_AUTO_TEST_CASE(only_the_last_hop_is_believed) {
    const auto head = read_head(get_with("X-Forwarded-For: 1.2.3.4, 5.6.7.8\r\n")).head;

    BOOST_TEST(last_forwarded_hop(head).value() == "5.6.7.8");
    BOOST_TEST(!last_forwarded_hop(
        read_head(get_with("X-Forwarded-For: =?utf-8?q?127.0.0.1?=\r\n")).head));
    BOOST_TEST(!last_forwarded_hop(read_head(get_with("")).head));
}

BOOST_AUTO_TEST_CASE(gifts_and_short_links_have_a_lane_of_their_own) {
    for (const auto* path : {"/K7Q2MX", "/k7q-2mx", "/hooks/bank", "/healthz"})
        BOOST_TEST((lane_of(Method::get, path) == LaneName::giving));
    BOOST_TEST((lane_of(Method::post, "/c/walk/gifts") == LaneName::giving));
    for (const auto* path : {"/", "/c/spring-walk", "/imprint", "/K7Q2MX/x", "/assets/1.css"})
        BOOST_TEST((lane_of(Method::get, path) == LaneName::looking));
}

BOOST_AUTO_TEST_SUITE_END()
