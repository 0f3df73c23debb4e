#include "web/http/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <thread>

#include "tests/support/database.h"
#include "tests/support/front_site.h"
#include "tests/support/program.h"
#include "tests/support/raw_client.h"
#include "tests/support/web_client.h"

using support::FrontSite;
using support::RawClient;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// stderr is something else for as long as this lives.
class ElsewhereStderr {
public:
    explicit ElsewhereStderr(int file) : kept_{::dup(STDERR_FILENO)} {
        ::dup2(file, STDERR_FILENO);
    }
    ~ElsewhereStderr() {
        ::dup2(kept_, STDERR_FILENO);
        ::close(kept_);
    }

private:
    int kept_;
};

std::string id_of(FrontSite& site, std::string_view headers) {
    RawClient client{site.port()};
    client.send(support::get_request("/", headers));
    return client.next_answer().headers["x-request-id"];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_tests)

BOOST_AUTO_TEST_CASE(what_may_be_somebodys_is_left_out_of_a_line) {
    BOOST_TEST(http::without_values("Duplicate entry 'anna@example.org' for key 'x'") ==
               "Duplicate entry '…' for key '…'");
    BOOST_TEST(http::without_values("mail to anna@example.org failed") == "mail to … failed");
    BOOST_TEST(http::without_values("at /g/0123456789abcdefghjkmnpqrs now") == "at … now");
    BOOST_TEST(http::without_values("card 4242424242424242") == "card …");
    BOOST_TEST(http::without_values("broken: gift_is_positive, SQL 1213") ==
               "broken: gift_is_positive, SQL 1213");
    BOOST_TEST(http::without_values("it can't be done") == "it can't be done");
}

BOOST_AUTO_TEST_CASE(a_pipe_that_nobody_reads_costs_lines_and_no_time) {
    int ends[2];
    BOOST_REQUIRE(::pipe(ends) == 0);
    const auto before = http::dropped_lines();
    const auto began = std::chrono::steady_clock::now();
    {
        const ElsewhereStderr pipe{ends[1]};
        for (int i = 0; i < 2000; ++i) http::log_event("test", std::string(300, 'x'), test_now());
    }
    const auto took = std::chrono::steady_clock::now() - began;
    ::close(ends[0]), ::close(ends[1]);

    BOOST_TEST(http::dropped_lines() - before > 1000);
    BOOST_TEST((took < std::chrono::seconds{2}));
}

BOOST_AUTO_TEST_CASE(a_full_disk_costs_lines) {
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    BOOST_REQUIRE(full >= 0);
    const auto before = http::dropped_lines();
    {
        const ElsewhereStderr disk{full};
        for (int i = 0; i < 10; ++i) http::log_event("test", "nothing to see", test_now());
    }
    ::close(full);
    BOOST_TEST(http::dropped_lines() - before == 10);
}

BOOST_AUTO_TEST_CASE(every_answer_carries_the_number_of_its_request) {
    FrontSite site;
    const auto first = id_of(site, ""), second = id_of(site, "X-Request-Id: stranger-1\r\n");
    BOOST_TEST(!first.empty());
    BOOST_TEST(!second.empty());
    BOOST_TEST(first != second);
    BOOST_TEST(second != "stranger-1");
}

BOOST_AUTO_TEST_CASE(only_the_proxy_may_give_a_number_and_only_a_sound_one) {
    FrontSite site{{.proxy = "127.0.0.1"}};
    BOOST_TEST(id_of(site, "X-Request-Id: proxy-77\r\n") == "proxy-77");
    BOOST_TEST(id_of(site, "X-Request-Id: a b\r\n") != "a b");
    BOOST_TEST(id_of(site, "X-Request-Id: " + std::string(41, 'x') + "\r\n").size() < 41);
}

// A busy run of the real program that logs every request, with names and secrets in all of them.
BOOST_AUTO_TEST_CASE(the_log_of_a_busy_run_names_nobody) {
    support::Program program{{.environment = {{"WAYMARK_LOG", "requests"}}}};
    BOOST_REQUIRE(program.wait_until_ready());
    const auto words = program.output();
    const auto at = words.find("/desk/first/") + std::string_view{"/desk/first/"}.size();
    const auto token = words.substr(at, words.find('\n', at) - at);
    const auto said_at_start = words.size();
    support::WebClient client{program.port()};
    for (int i = 0; i < 5; ++i) {
        client.get("/desk/first/" + token + "?name=Zacharias");
        client.post("/desk/first/" + token, {{"name", "Zacharias Quill"},
                                             {"email", "zq@quill.example"},
                                             {"password", "a sentence nobody guesses"}});
        client.post("/desk/sign-in", {{"email", "zq@quill.example"}, {"password", "wrong one"}});
        client.get("/g/" + token), client.get("/me/" + token + "/poster.pdf");
        client.get("/search?code=zq@quill.example"), client.get("/zacharias/quill");
        client.post("/me/" + token + "/posts", {{"words", "Zacharias"}, {"form_key", token}});
    }
    client.send("GET", "/desk", "User-Agent: Zacharias\r\nReferer: http://x/" + token + "\r\n", "");
    program.stop();

    const auto log = program.output().substr(said_at_start);
    BOOST_TEST(has(log, R"("route":"/desk/first/:token")"));
    BOOST_TEST(has(log, R"("route":"none")"));
    for (const auto* part : {"Zacharias", "zacharias", "quill", "zq@", "sentence nobody"})
        BOOST_TEST(!has(log, part), part);
    BOOST_TEST(!has(log, token));
    BOOST_TEST(!has(log, "127.0.0.1"));
}

BOOST_AUTO_TEST_SUITE_END()
