// The real program from outside: how it starts, what it says when it cannot, and how it stops.
#include <signal.h>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <fstream>
#include <thread>

#include "tests/support/program.h"
#include "tests/support/web_client.h"

using support::Folder;
using support::Program;
using support::WebClient;
using namespace std::chrono_literals;

namespace {

struct Told {
    int status;
    std::string words;
};

// Runs a command that is expected to end by itself.
Told run_to_end(const support::Settings& settings) {
    Program program{settings};
    const auto status = program.wait(30s);
    return {status, program.output()};
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

bool is_one_sentence(const std::string& words) {
    return words.starts_with("waymark: ") && words.find('\n') == words.size() - 1;
}

int database_process(const Program& program) {
    std::ifstream file{program.var() / "database" / "pid"};
    int process = 0;
    file >> process;
    return process;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(serve_tests)

BOOST_AUTO_TEST_CASE(a_first_start_prints_where_the_first_organiser_begins_and_stops_in_order) {
    Program program;
    BOOST_REQUIRE(program.wait_until_ready());
    const auto words = program.output();
    const auto at = words.find("/desk/first/");
    BOOST_REQUIRE(at != std::string::npos);

    const auto answer = WebClient{program.port()}.get(words.substr(at, words.find('\n', at) - at));

    BOOST_TEST(answer.status == 200);
    BOOST_TEST(program.stop() == 0);
}

BOOST_AUTO_TEST_CASE(every_job_that_nobody_asks_for_is_really_done) {
    Program program;
    BOOST_REQUIRE(program.wait_until_ready());
    const WebClient client{program.port()};

    for (const auto* job_name :
         {"housekeeping", "sealing", "mailing", "card messages", "card sweep", "hooks"}) {
        const std::string job{job_name};
        const auto never = "job_rounds_total{job=\"" + job + "\",result=\"success\"} 0\n";
        const auto counted = "job_rounds_total{job=\"" + job + "\",result=\"success\"} ";
        bool is_done = false;
        for (int look = 0; look < 200 && !is_done; ++look) {
            const auto figures = client.get("/metrics").body;
            is_done = has(figures, counted) && !has(figures, never);
            if (!is_done) std::this_thread::sleep_for(50ms);
        }
        BOOST_TEST(is_done, job);
    }
}

BOOST_AUTO_TEST_CASE(a_second_program_on_the_same_folder_is_refused_with_a_sentence) {
    Program first;
    BOOST_REQUIRE(first.wait_until_ready());

    const auto second = run_to_end({.environment = {{"WAYMARK_VAR", first.var().string()}}});

    BOOST_TEST(second.status == 1);
    BOOST_TEST(is_one_sentence(second.words), second.words);
    BOOST_TEST(has(second.words, "WAYMARK_VAR"));
    BOOST_TEST(WebClient{first.port()}.get("/readyz").status == 200);
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_said_with_a_sentence) {
    Program first;
    BOOST_REQUIRE(first.wait_until_ready());

    const auto second =
        run_to_end({.environment = {{"WAYMARK_PORT", std::to_string(first.port())}}});

    BOOST_TEST(second.status == 1);
    BOOST_TEST(is_one_sentence(second.words), second.words);
    BOOST_TEST(has(second.words, "WAYMARK_PORT"));
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_written_to_is_said_with_a_sentence) {
    const Folder folder;
    std::ofstream{folder.path() / "file"} << "in the way";

    const auto told =
        run_to_end({.environment = {{"WAYMARK_VAR", (folder.path() / "file/var").string()}}});

    BOOST_TEST(told.status == 1);
    BOOST_TEST(is_one_sentence(told.words), told.words);
    BOOST_TEST(has(told.words, "WAYMARK_VAR"));
}

BOOST_AUTO_TEST_CASE(a_database_that_is_not_there_is_said_with_a_sentence) {
    const auto told = run_to_end(
        {.environment = {{"WAYMARK_DATABASE", "mysql://u:secret@no.such.host.invalid:3306/x"}}});

    BOOST_TEST(told.status == 1);
    BOOST_TEST(is_one_sentence(told.words), told.words);
    BOOST_TEST(has(told.words, "WAYMARK_DATABASE"));
    BOOST_TEST(!has(told.words, "secret"));
}

BOOST_AUTO_TEST_CASE(a_setting_that_cannot_be_read_is_named_and_is_a_mistake_of_usage) {
    const std::vector<std::pair<std::string, std::string>> bad{
        {"WAYMARK_PORT", "80a"},
        {"WAYMARK_PORT", "0"},
        {"WAYMARK_PORT", "65536"},
        {"WAYMARK_PUBLIC_URL", "give.example.org"},
        {"WAYMARK_PROXY", "nginx"},
        {"WAYMARK_DATABASE", "mysql:/x"},
        {"WAYMARK_PUBLIC_URL", "https://give.example.org/path"}};

    for (const auto& [name, value] : bad) {
        const auto told = run_to_end({.environment = {{name, value}}});

        BOOST_TEST(told.status == 2);
        BOOST_TEST(is_one_sentence(told.words), told.words);
        BOOST_TEST(has(told.words, name));
    }
}

BOOST_AUTO_TEST_CASE(a_path_of_120_signs_is_no_obstacle) {
    const Folder folder;
    const auto deep = folder.path() / std::string(60, 'a') / std::string(60, 'b') / "var";

    Program program{{.environment = {{"WAYMARK_VAR", deep.string()}}}};

    BOOST_TEST(program.wait_until_ready());
    BOOST_TEST(program.stop() == 0);
}

BOOST_AUTO_TEST_CASE(every_command_explains_itself_and_unknown_words_are_refused) {
    const std::vector<std::vector<std::string>> commands{
        {},         {"serve"},  {"migrate"}, {"demo"},          {"ledger"}, {"ledger", "verify"},
        {"export"}, {"poster"}, {"account"}, {"account", "add"}};
    for (auto words : commands) {
        words.push_back("--help");
        const auto told = run_to_end({.arguments = words});
        BOOST_TEST(told.status == 0);
        BOOST_TEST(has(told.words, "Usage:"));
    }

    BOOST_TEST(run_to_end({.arguments = {"fly"}}).status == 2);
    BOOST_TEST(run_to_end({.arguments = {"serve", "--fast"}}).status == 2);
    BOOST_TEST(run_to_end({.arguments = {"poster"}}).status == 2);
}

BOOST_AUTO_TEST_CASE(while_the_database_is_away_it_says_so_and_it_heals_by_itself) {
    Program program;
    BOOST_REQUIRE(program.wait_until_ready());
    WebClient client{program.port()};
    const auto process = database_process(program);
    BOOST_REQUIRE(process > 0);

    ::kill(process, SIGSTOP);
    ::kill(process, SIGKILL);
    auto away = client.get("/readyz");
    while (away.status == 200) away = client.get("/readyz");

    BOOST_TEST(away.status == 503);
    BOOST_TEST(!away.headers["retry-after"].empty());
    BOOST_TEST(client.get("/healthz").status == 200);
    BOOST_TEST(program.wait_until_ready());
    BOOST_TEST(database_process(program) != process);
}

BOOST_AUTO_TEST_SUITE_END()
