// The front against raw sockets: what is asked well is answered, in order, on one connection.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/support/front_site.h"
#include "tests/support/raw_client.h"

using namespace support;

namespace {

constexpr std::string_view form_type = "Content-Type: application/x-www-form-urlencoded\r\n";

int count_of(std::string_view text, std::string_view part) {
    int count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(front_tests)

BOOST_AUTO_TEST_CASE(a_kept_connection_is_answered_again_and_again) {
    FrontSite site;
    RawClient client{site.port()};

    for (int i = 0; i < 50; ++i) {
        client.send(get_request("/n" + std::to_string(i) + "?a=%C3%BC"));
        const auto answer = client.next_answer();
        BOOST_TEST_REQUIRE(answer.status == 200);
        BOOST_TEST(answer.body == "/n" + std::to_string(i) + "|127.0.0.1||a=ü;||");
    }
}

BOOST_AUTO_TEST_CASE(requests_sent_at_once_are_answered_in_order) {
    FrontSite site;
    RawClient client{site.port()};

    client.send(get_request("/first") + post_request("/second", "a=1", form_type) +
                get_request("/third", "Connection: close\r\n"));

    BOOST_TEST(client.next_answer().body == "/first|127.0.0.1||||");
    BOOST_TEST(client.next_answer().body == "/second|127.0.0.1|||a=1;|");
    BOOST_TEST(client.next_answer().body == "/third|127.0.0.1||||");
    BOOST_TEST(client.is_closed());
}

BOOST_AUTO_TEST_CASE(a_request_may_arrive_byte_by_byte) {
    FrontSite site;
    RawClient client{site.port()};

    for (const char byte : post_request("/slow", "name=Zo%C3%AB", form_type))
        BOOST_TEST_REQUIRE(client.send({&byte, 1}));

    BOOST_TEST(client.next_answer().body == "/slow|127.0.0.1|||name=Zoë;|");
}

BOOST_AUTO_TEST_CASE(every_answer_carries_the_safe_headers) {
    FrontSite site{{.public_url = "https://give.example.org"}};
    RawClient client{site.port()};

    client.send(get_request("/"));
    const auto page = client.next_answer();
    client.send(get_request("/cached"));
    const auto cached = client.next_answer();
    client.send("nonsense\r\n\r\n");
    const auto refused = client.next_answer();

    for (const auto& answer : {page, cached, refused}) {
        BOOST_TEST(answer.headers.at("content-security-policy") ==
                   "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                   "frame-ancestors 'none'; form-action 'self'");
        BOOST_TEST(answer.headers.at("x-content-type-options") == "nosniff");
        BOOST_TEST(answer.headers.at("referrer-policy") == "same-origin");
        BOOST_TEST(answer.headers.at("cross-origin-opener-policy") == "same-origin");
        BOOST_TEST(answer.headers.at("strict-transport-security") == "max-age=31536000");
    }
    BOOST_TEST(page.headers.at("cache-control") == "no-store");
    BOOST_TEST(cached.headers.at("cache-control") == "max-age=60");
}

BOOST_AUTO_TEST_CASE(head_answers_without_a_body) {
    FrontSite site;
    RawClient client{site.port()};

    client.send("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\n" + get_request("/y"));
    const auto head = client.next_until("\r\n\r\n");
    const auto next = client.next_answer();

    BOOST_TEST(head.find("Content-Length: 16") != std::string::npos);
    BOOST_TEST(next.body == "/y|127.0.0.1||||");
}

BOOST_AUTO_TEST_CASE(an_answer_without_content_has_no_length) {
    FrontSite site;
    RawClient client{site.port()};

    client.send(get_request("/empty") + get_request("/y"));
    const auto empty = client.next_answer();

    BOOST_TEST(empty.status == 204);
    BOOST_TEST(!empty.headers.contains("content-length"));
    BOOST_TEST(client.next_answer().status == 200);
}

BOOST_AUTO_TEST_CASE(who_expects_to_be_told_to_go_on_is_told) {
    FrontSite site;
    RawClient client{site.port()};
    const auto whole =
        post_request("/up", "a=1", "Expect: 100-continue\r\n" + std::string{form_type});

    client.send(whole.substr(0, whole.size() - 3));
    const auto go_on = client.next_until("\r\n\r\n");
    client.send("a=1");

    BOOST_TEST(go_on == "HTTP/1.1 100 Continue\r\n\r\n");
    BOOST_TEST(client.next_answer().body == "/up|127.0.0.1|||a=1;|");
}

BOOST_AUTO_TEST_CASE(an_upload_arrives_whole_where_the_route_takes_one) {
    FrontSite site;
    const std::string bytes(3'000'000, 'p');
    const auto body = "--b\r\nContent-Disposition: form-data; name=f; filename=p.png\r\n\r\n" +
                      bytes + "\r\n--b--\r\n";
    RawClient client{site.port()}, elsewhere{site.port()};

    client.send(post_request("/upload", body, "Content-Type: multipart/form-data; boundary=b\r\n"));
    const auto taken = client.next_answer();
    elsewhere.send(post_request("/other", body));
    const auto refused = elsewhere.next_answer();

    BOOST_TEST((taken.body == "/upload|127.0.0.1|||p.png:" + bytes + "|"));
    BOOST_TEST(refused.status == 413);
    BOOST_TEST(site.handled() == 1);
}

BOOST_AUTO_TEST_CASE(a_long_answer_arrives_whole_in_pieces_or_at_once) {
    FrontSite site;
    RawClient chunked{site.port()}, plain{site.port()}, big{site.port()};

    chunked.send(get_request("/pieces", "Connection: close\r\n"));
    plain.send("GET /pieces HTTP/1.0\r\nHost: localhost\r\n\r\n");
    big.send(get_request("/big"));
    const auto in_chunks = read_answer(chunked.rest_until_closed());
    const auto in_one = read_answer(plain.rest_until_closed());

    BOOST_TEST(in_chunks.headers.at("transfer-encoding") == "chunked");
    BOOST_TEST(count_of(in_chunks.body, "line ") == 20'000);
    BOOST_TEST(!in_one.headers.contains("transfer-encoding"));
    BOOST_TEST((in_one.body == in_chunks.body));
    BOOST_TEST(big.next_answer().body.size() == 8'000'000u);
}

BOOST_AUTO_TEST_CASE(a_handler_that_throws_is_answered_for) {
    FrontSite site;
    RawClient client{site.port()};

    client.send(get_request("/fail") + get_request("/fail/oddly") + get_request("/y"));

    BOOST_TEST(client.next_answer().status == 500);
    BOOST_TEST(client.next_answer().status == 500);
    BOOST_TEST(client.next_answer().status == 200);
}

BOOST_AUTO_TEST_CASE(a_line_break_never_reaches_an_answers_head) {
    FrontSite site;
    RawClient client{site.port()};

    client.send(get_request("/next?to=/a%0d%0aSet-Cookie:%20evil=1"));
    const auto redirect = client.next_until("\r\n\r\n");
    client.next_until("\n");
    client.send(get_request("/cookie?v=a%0d%0aSet-Cookie:%20evil=1"));
    const auto header = client.next_answer();

    BOOST_TEST(redirect.starts_with("HTTP/1.1 500"));
    BOOST_TEST(redirect.find("evil") == std::string::npos);
    BOOST_TEST(header.status == 500);
    BOOST_TEST(!header.headers.contains("set-cookie"));
}

BOOST_AUTO_TEST_CASE(only_the_proxy_may_say_who_the_client_is) {
    FrontSite alone, behind{{.proxy = "127.0.0.1"}};
    const auto asked = get_request("/x", "X-Forwarded-For: 198.51.100.7, 203.0.113.9\r\n");
    RawClient direct{alone.port()}, proxied{behind.port()};

    direct.send(asked);
    proxied.send(asked);

    BOOST_TEST(direct.next_answer().body == "/x|127.0.0.1||||");
    BOOST_TEST(proxied.next_answer().body == "/x|203.0.113.9||||");
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_one_sentence_that_says_what_to_do) {
    FrontSite site;
    http::FrontSettings same;
    same.port = static_cast<std::uint16_t>(site.port());

    BOOST_CHECK_EXCEPTION(
        (http::Front{same, [](http::Request&) { return http::page(""); },
                     [](http::Method, std::string_view) { return std::size_t{0}; }}),
        http::CannotListen, [](const http::CannotListen& failure) {
            return std::string_view{failure.what()}.find("WAYMARK_PORT") != std::string_view::npos;
        });
}

BOOST_AUTO_TEST_CASE(stopping_finishes_what_is_under_way_and_takes_nothing_new) {
    FrontSite site;
    RawClient busy{site.port()}, idle{site.port()};
    busy.send(get_request("/hold"));
    idle.send(get_request("/x"));
    BOOST_TEST(idle.next_answer().status == 200);
    while (site.handled() < 2) continue;

    std::thread stopping{[&] { site.front().stop(); }};
    const bool idle_was_closed = idle.is_closed();
    site.let_go();
    const auto answer = busy.next_answer();
    stopping.join();
    RawClient late{site.port()};

    BOOST_TEST(idle_was_closed);
    BOOST_TEST(answer.body == "held");
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(late.is_closed());
}

BOOST_AUTO_TEST_SUITE_END()
