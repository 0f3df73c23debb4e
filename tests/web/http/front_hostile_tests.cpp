// Slow, hostile and never-reading clients cost their own connection and nothing else.
#include <boost/test/unit_test.hpp>
#include <thread>
#include <vector>

#include "tests/support/front_site.h"
#include "tests/support/raw_client.h"

using namespace support;

namespace {

http::FrontSettings few_threads() {
    http::FrontSettings settings;
    settings.giving_threads = settings.looking_threads = 2;
    return settings;
}

http::FrontSettings impatient() {
    auto settings = few_threads();
    settings.head_ms = 400;
    settings.body_ms = 400;
    settings.send_ms = 400;
    settings.linger_ms = 200;
    settings.slowest_bytes_per_s = 1 << 30;
    return settings;
}

int answers_in(std::string_view text) {
    int count = 0;
    for (auto at = text.find("\r\nDate: "); at != text.npos; at = text.find("\r\nDate: ", at + 1))
        ++count;
    return count;
}

const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(front_hostile_tests)

BOOST_AUTO_TEST_CASE(bad_framing_gets_one_answer_and_a_closed_connection) {
    FrontSite site;
    const std::string post = "POST / HTTP/1.1\r\nHost: localhost\r\n";
    const std::string get = "GET / HTTP/1.1\r\nHost: localhost\r\n";
    std::string many;
    for (int i = 0; i < 101; ++i) many += "A" + std::to_string(i) + ": 1\r\n";
    const std::pair<std::string, int> probes[] = {
        {post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, 400},
        {post + "Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello" + smuggled, 400},
        {post + "Content-Length: +5\r\n\r\nhello" + smuggled, 400},
        {post + "Content-Length: -5\r\n\r\nhello" + smuggled, 400},
        {post + "Content-Length : 5\r\n\r\nhello" + smuggled, 400},
        {post + "Content-Length: abc\r\n\r\nhello" + smuggled, 400},
        {post + "Content-Length: 3, 6\r\n\r\nhello" + smuggled, 400},
        {post + "Content-Length: 9999999999\r\n\r\nhello" + smuggled, 413},
        {post + "Content-Length: 99999999999999999999\r\n\r\nhello" + smuggled, 400},
        {post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + smuggled, 501},
        {post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n" + smuggled, 411},
        {post + "\r\nhello" + smuggled, 411},
        {get + "Content-Length: 5\r\n\r\nhello" + smuggled, 400},
        {get + std::string{"X: a\0b\r\n\r\n", 10} + smuggled, 400},
        {"GET / HTTP/1.1\r\n\r\n" + smuggled, 400},
        {get + "Host: other\r\n\r\n" + smuggled, 400},
        {"GET / HTTP/1.1\nHost: localhost\n\n" + smuggled, 400},
        {get + "no colon\r\n\r\n" + smuggled, 400},
        {get + "X: " + std::string(17'000, 'x') + "\r\n\r\n" + smuggled, 431},
        {get + many + "\r\n" + smuggled, 431},
        {get + "X: a\r\n folded\r\n\r\n" + smuggled, 400},
        {"GET /" + std::string(17'000, 'x') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414},
        {"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n" + smuggled, 501},
        {"GET / HTTP/3.0\r\nHost: localhost\r\n\r\n" + smuggled, 505},
        {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n" + smuggled, 421},
        {"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n" + smuggled, 400},
    };

    for (const auto& [bytes, status] : probes) {
        BOOST_TEST_CONTEXT(bytes.substr(0, 100)) {
            RawClient client{site.port()};
            client.send(bytes);
            const auto all = client.rest_until_closed();
            BOOST_TEST(read_answer(all).status == status);
            BOOST_TEST(answers_in(all) == 1);
            BOOST_TEST(client.is_closed());
        }
    }
    BOOST_TEST(site.handled() == 0);
}

BOOST_AUTO_TEST_CASE(encoded_words_in_a_header_stay_as_they_are) {
    FrontSite site;
    RawClient client{site.port()};

    client.send(get_request("/x", "X-Name: =?utf-8?q?=0D=0ASet-Cookie:_a=3D1?=\r\n"));

    BOOST_TEST(client.next_answer().body == "/x|127.0.0.1|=?utf-8?q?=0D=0ASet-Cookie:_a=3D1?=|||");
}

BOOST_AUTO_TEST_CASE(a_body_that_nobody_reads_is_never_the_next_request) {
    FrontSite site;
    RawClient client{site.port()};

    client.send(post_request("/fail", smuggled) + get_request("/y"));

    BOOST_TEST(client.next_answer().status == 500);
    BOOST_TEST(client.next_answer().body == "/y|127.0.0.1||||");
    BOOST_TEST(site.handled() == 2);
}

BOOST_AUTO_TEST_CASE(a_body_that_is_cut_off_reaches_no_handler) {
    FrontSite site;
    const auto whole = post_request("/gift", std::string(100, 'a'));
    RawClient cut_body{site.port()}, cut_head{site.port()};

    cut_body.send(whole.substr(0, whole.size() - 50));
    cut_body.close_sending();
    cut_head.send("GET / HTTP/1.1\r\nHost: loc");
    cut_head.close_sending();

    BOOST_TEST(cut_body.next_answer().status == 400);
    BOOST_TEST(cut_head.next_answer().status == 400);
    BOOST_TEST(site.handled() == 0);
}

BOOST_AUTO_TEST_CASE(a_form_that_cannot_be_read_reaches_no_handler) {
    FrontSite site;
    RawClient client{site.port()};

    client.send(post_request("/", "a=%zz", "Content-Type: application/x-www-form-urlencoded\r\n"));
    client.send(get_request("/?a=%zz"));
    client.send(post_request("/", "--b\r\n", "Content-Type: multipart/form-data; boundary=b\r\n"));
    client.send(post_request("/", "\"\xff\"", "Content-Type: application/json\r\n"));

    for (int i = 0; i < 4; ++i) BOOST_TEST(client.next_answer().status == 400);
    BOOST_TEST(site.handled() == 0);
}

BOOST_AUTO_TEST_CASE(a_head_or_a_body_that_drips_is_cut_at_the_deadline) {
    FrontSite site{impatient()};
    RawClient head{site.port(), 20}, body{site.port(), 20};
    const auto whole = post_request("/gift", std::string(100, 'a'));
    head.send("GET / HTTP/1.1\r\n");
    body.send(whole.substr(0, whole.size() - 100));

    bool head_open = true, body_open = true;
    for (int i = 0; i < 500 && (head_open || body_open); ++i) {
        head.send("x");
        body.send(i < 99 ? "x" : "");
        head_open = head_open && !head.is_closed();
        body_open = body_open && !body.is_closed();
    }

    BOOST_TEST(!head_open);
    BOOST_TEST(!body_open);
    BOOST_TEST(site.handled() == 0);
}

BOOST_AUTO_TEST_CASE(five_hundred_kept_and_idle_clients_are_all_answered) {
    FrontSite site{few_threads()};
    std::vector<RawClient> clients;
    for (int i = 0; i < 500; ++i) clients.emplace_back(site.port());

    int first = 0, second = 0;
    for (auto& client : clients) {
        client.send(get_request("/x"));
        first += client.next_answer().status == 200;
    }
    for (auto& client : clients) {
        client.send(get_request("/x"));
        second += client.next_answer().status == 200;
    }

    BOOST_TEST(first == 500);
    BOOST_TEST(second == 500);
}

BOOST_AUTO_TEST_CASE(clients_that_never_read_do_not_block_the_others) {
    FrontSite site{impatient()};
    std::vector<RawClient> deaf;
    for (int i = 0; i < 12; ++i) {
        deaf.emplace_back(site.port(), 5'000, 4'096);
        deaf.back().send(get_request("/big"));
    }
    while (site.handled() < 12) continue;

    RawClient client{site.port()};
    client.send(get_request("/x"));

    BOOST_TEST(client.next_answer().status == 200);
    while (site.front().counts().timed_out < 12) std::this_thread::yield();
    for (auto& one : deaf) BOOST_TEST(one.next_answer().body.size() < 8'000'000u);
}

BOOST_AUTO_TEST_CASE(gifts_do_not_wait_behind_those_who_look) {
    auto settings = few_threads();
    settings.queue_max = 2;
    FrontSite site{settings};
    std::vector<RawClient> looking;
    for (int i = 0; i < 2; ++i) {
        looking.emplace_back(site.port());
        looking.back().send(get_request("/hold"));
    }
    while (site.handled() < 2) continue;
    for (int i = 0; i < 3; ++i) {
        looking.emplace_back(site.port());
        looking.back().send(get_request("/x"));
    }

    RawClient giving{site.port()};
    giving.send(post_request("/gift", "a"));
    const auto taken = giving.next_answer();
    int overloaded = 0;
    for (std::size_t i = 4; i < looking.size(); ++i) {
        const auto answer = looking[i].next_answer();
        overloaded += answer.status == 503 && answer.headers.contains("retry-after");
    }
    site.let_go();

    BOOST_TEST(taken.status == 200);
    BOOST_TEST(overloaded == 1);
    for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(looking[i].next_answer().status == 200);
}

BOOST_AUTO_TEST_CASE(too_many_sockets_are_told_to_come_back) {
    auto settings = few_threads();
    settings.sockets_max = 10;
    FrontSite site{settings};
    std::vector<RawClient> idle;
    for (int i = 0; i < 10; ++i) idle.emplace_back(site.port());

    RawClient late{site.port()};
    const auto refused = late.next_answer();
    idle.clear();
    int status = 0;
    for (int i = 0; i < 100 && status != 200; ++i) {
        RawClient again{site.port()};
        again.send(get_request("/x"));
        status = again.next_answer().status;
    }

    BOOST_TEST(refused.status == 503);
    BOOST_TEST(refused.headers.contains("retry-after"));
    BOOST_TEST(status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
