// What the program tells of itself, read by the tools that others would use.
#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <fstream>

#include "tests/support/program.h"
#include "tests/support/web_client.h"
#include "web/watch/exposition.h"

using support::Program;
using support::WebClient;

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

int lines_with(const std::string& text, std::string_view part) {
    int count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (has(text.substr(at, end - at), part)) ++count;
        at = end + 1;
    }
    return count;
}

// Prometheus' own client for Python reads it, and says which families it found.
std::string families_read_by_prometheus(const std::string& text) {
    const support::Folder folder;
    const auto file = (folder.path() / "metrics.txt").string();
    std::ofstream{file} << text;
    const auto command =
        "/usr/bin/python3 -c 'import sys\nfrom prometheus_client.parser import "
        "text_string_to_metric_families as read\nfor f in read(open(sys.argv[1]).read()):\n"
        "    names = [str(sorted(s.labels.items())) + s.name for s in f.samples]\n"
        "    assert len(names) == len(set(names)), f.name\n"
        "    print(f.type, f.name, len(f.samples))' " +
        file + " 2>&1";
    std::string told;
    auto* pipe = ::popen(command.c_str(), "r");
    char buffer[4096];
    while (pipe && std::fgets(buffer, sizeof buffer, pipe)) told += buffer;
    BOOST_TEST(::pclose(pipe) == 0);
    return told;
}

struct Watched {
    Watched() { BOOST_REQUIRE(program.wait_until_ready()); }

    Program program{};
    WebClient client{program.port()};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(metrics_tests, Watched)

BOOST_AUTO_TEST_CASE(the_figures_are_read_by_prometheus_own_client) {
    client.get("/"), client.get("/nowhere"), client.get("/c/unknown");

    const auto answer = client.get("/metrics");

    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.headers.at("content-type") == "text/plain; version=0.0.4; charset=utf-8");
    const auto told = families_read_by_prometheus(answer.body);
    for (const auto* family :
         {"counter http_requests ", "histogram http_request_duration_seconds ",
          "counter redirects ", "gauge live_viewers ", "gauge queue_depth ",
          "gauge db_pool_in_use ", "counter db_pool_waits ", "gauge mails ",
          "gauge mail_oldest_waiting_seconds ", "counter visits ", "gauge database_up ",
          "gauge job_last_success_timestamp_seconds ", "gauge process_resident_memory_bytes ",
          "gauge process_open_fds ", "gauge build_info "})
        BOOST_TEST(has(told, family), family << " in " << told);
    BOOST_TEST(has(answer.body, R"(http_requests_total{route="/",method="GET",code="200"} 1)"));
    BOOST_TEST(has(answer.body, R"(route="/c/:campaign",method="GET",code="404"} 1)"));
    BOOST_TEST(has(answer.body, "database_up 1"));
}

BOOST_AUTO_TEST_CASE(labels_are_bounded_whatever_strangers_ask_for) {
    const auto before = lines_with(client.get("/metrics").body, "http_requests_total{");
    for (int i = 0; i < 50; ++i) {
        client.get("/nowhere/" + std::to_string(i) + "?x=" + std::to_string(i));
        client.get("/g/secret" + std::to_string(i));
        client.send("DELETE", "/wild" + std::to_string(i), "", "");
    }

    const auto text = client.get("/metrics").body;

    BOOST_TEST(lines_with(text, "http_requests_total{") <= before + 4);
    BOOST_TEST(!has(text, "secret"));
    BOOST_TEST(!has(text, "wild"));
}

BOOST_AUTO_TEST_CASE(figures_are_for_this_machine_alone) {
    for (const auto* header : {"X-Forwarded-For: 192.0.2.1\r\n", "Forwarded: for=192.0.2.1\r\n",
                               "X-Real-IP: 127.0.0.1\r\n", "Via: 1.1 proxy\r\n"})
        BOOST_TEST(client.send("GET", "/metrics", header, "").status == 404);
    const auto ready = client.send("GET", "/readyz", "Via: 1.1 proxy\r\n", "");
    BOOST_TEST(ready.status == 200);
    BOOST_TEST(has(ready.body, R"("status":"pass")"));
    BOOST_TEST(!has(ready.body, "age_s"));
}

BOOST_AUTO_TEST_CASE(seconds_are_written_without_floating_point) {
    BOOST_TEST(watch::seconds_text(0) == "0");
    BOOST_TEST(watch::seconds_text(5'000) == "0.005");
    BOOST_TEST(watch::seconds_text(1'500'000) == "1.5");
    BOOST_TEST(watch::seconds_text(-1'000'001) == "-1.000001");
    watch::Exposition out;
    out.begin("a_total", watch::Exposition::Type::counter, "A.");
    out.sample({{"what", "q\"b\\n\n"}}, 1);
    BOOST_TEST(out.text() ==
               "# HELP a_total A.\n# TYPE a_total counter\n"
               "a_total{what=\"q\\\"b\\\\n\\n\"} 1\n");
}

BOOST_AUTO_TEST_SUITE_END()
