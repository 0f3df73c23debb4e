// HttpClient: against a real server on loopback, and never into our own network by accident.
#include "campaign/outside/http_client.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/front_site.h"
#include "tests/support/program.h"

using namespace outside;

BOOST_AUTO_TEST_SUITE(http_client_tests)

BOOST_AUTO_TEST_CASE(only_addresses_of_the_public_internet_are_public) {
    for (const auto* inner : {"127.0.0.1",
                              "10.1.2.3",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.1.1",
                              "169.254.169.254",
                              "0.0.0.0",
                              "100.64.0.1",
                              "224.0.0.1",
                              "255.255.255.255",
                              "192.0.2.1",
                              "::1",
                              "::",
                              "fe80::1",
                              "fc00::1",
                              "fd12::1",
                              "::ffff:127.0.0.1",
                              "::ffff:10.0.0.1",
                              "2001:db8::1",
                              "2002:7f00:1::",
                              "64:ff9b::7f00:1",
                              "ff02::1",
                              "localhost",
                              "",
                              "1.2.3"})
        BOOST_TEST(!is_public_address(inner), inner);
    for (const auto* outer : {"1.1.1.1", "172.32.0.1", "172.15.0.1", "100.128.0.1",
                              "2606:4700::1111", "::ffff:8.8.8.8"})
        BOOST_TEST(is_public_address(outer), outer);
}

BOOST_AUTO_TEST_CASE(a_form_is_written_so_that_it_is_read_again) {
    BOOST_TEST(form_text({{"a[b]", "x y"}, {"ü", "&="}}) == "a%5Bb%5D=x%20y&%C3%BC=%26%3D");
}

BOOST_AUTO_TEST_CASE(a_real_program_is_asked_and_answers) {
    support::Program program;
    BOOST_TEST_REQUIRE(program.wait_until_ready());
    const auto url = "http://127.0.0.1:" + std::to_string(program.port());

    const auto answer =
        call_http({.url = url + "/healthz",
                   .headers = {{"Host", "localhost:" + std::to_string(program.port())}}});

    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.body == "alive\n");
    BOOST_TEST(answer.headers.at("content-type") == "text/plain; charset=utf-8");
    HttpCall closed{.url = url + "/healthz"};
    closed.reach = Reach::public_only;
    BOOST_CHECK_THROW(call_http(closed), Unreachable);
    HttpCall small{.url = url + "/"};
    small.answer_bytes_max = 2;
    BOOST_CHECK_THROW(call_http(small), Unreachable);
}

BOOST_AUTO_TEST_CASE(where_nobody_listens_nothing_is_answered) {
    const auto url = "http://127.0.0.1:" + std::to_string(support::free_port()) + "/";

    BOOST_CHECK_THROW(call_http({.url = url}), Unreachable);
    BOOST_CHECK_THROW(call_http({.url = "file:///etc/passwd"}), Unreachable);
}

BOOST_AUTO_TEST_SUITE_END()
