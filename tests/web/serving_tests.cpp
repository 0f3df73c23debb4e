// The program as its operator meets it: starting, being refused with a reason, dying, healing.
#include <signal.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/support/program.h"
#include "tests/support/web_client.h"

using support::Folder;
using support::Program;
using support::Settings;
using support::WebClient;
using namespace std::chrono_literals;

namespace {

// Process numbers of database servers that work in `folder`.
std::vector<int> database_servers(const std::filesystem::path& folder) {
    std::vector<int> found;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
        const auto name = entry.path().filename().string();
        if (!std::all_of(name.begin(), name.end(), ::isdigit)) continue;
        std::ifstream in{entry.path() / "cmdline", std::ios::binary};
        const std::string line{std::istreambuf_iterator<char>{in}, {}};
        if (line.find("mariadbd") != line.npos && line.find(folder.string()) != line.npos)
            found.push_back(std::stoi(name));
    }
    return found;
}

// What an operator reads: a refusal is short and names `what`.
void check_refusal(Program& program, const std::string& what, int status = 1) {
    BOOST_TEST(program.wait(20s) == status);
    const auto said = program.output();
    BOOST_TEST(said.find(what) != said.npos, "does not name " << what << ": " << said);
    BOOST_TEST(std::count(said.begin(), said.end(), '\n') <= 2, said);
}

bool answers_in_time(const WebClient& client, int status, std::chrono::seconds at_most) {
    const auto end = std::chrono::steady_clock::now() + at_most;
    while (std::chrono::steady_clock::now() < end) {
        if (client.get("/readyz").status == status) return true;
        std::this_thread::sleep_for(50ms);
    }
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(serving_tests)

BOOST_AUTO_TEST_CASE(a_second_program_on_one_folder_is_refused) {
    Program first;
    BOOST_TEST_REQUIRE(first.wait_until_ready(), first.output());

    Program second{{{"serve"}, {{"WAYMARK_VAR", first.var().string()}}}};

    check_refusal(second, first.var().string());
    BOOST_TEST(WebClient{first.port()}.get("/readyz").status == 200);
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_named) {
    Program first;
    BOOST_TEST_REQUIRE(first.wait_until_ready(), first.output());

    Program second{{{"serve"}, {{"WAYMARK_PORT", std::to_string(first.port())}}}};

    check_refusal(second, std::to_string(first.port()));
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_made_is_named) {
    Program program{{{"serve"}, {{"WAYMARK_VAR", "/proc/nowhere"}}}};

    check_refusal(program, "/proc/nowhere");
}

BOOST_AUTO_TEST_CASE(a_database_host_that_does_not_resolve_is_named) {
    Program program{{{"serve"}, {{"WAYMARK_DATABASE", "mysql://app:x@nowhere.invalid:3306/x"}}}};

    check_refusal(program, "nowhere.invalid");
}

BOOST_AUTO_TEST_CASE(a_setting_that_cannot_be_read_is_named) {
    Program program{{{"serve"}, {{"WAYMARK_PORT", "eighty"}}}};

    check_refusal(program, "WAYMARK_PORT", 2);
}

BOOST_AUTO_TEST_CASE(a_long_path_to_the_folder_is_no_obstacle) {
    const Folder folder;
    const auto deep = folder.path() / std::string(60, 'a') / std::string(60, 'b');
    std::filesystem::create_directories(deep);

    Program program{{{"serve"}, {{"WAYMARK_VAR", (deep / "var").string()}}}};

    BOOST_TEST(program.wait_until_ready(), program.output());
}

BOOST_AUTO_TEST_CASE(a_command_that_does_not_exist_is_a_usage_error) {
    Program program{{{"serv"}}};

    BOOST_TEST(program.wait(20s) == 2);
}

BOOST_AUTO_TEST_CASE(nothing_is_left_behind_when_the_program_stops) {
    Program program;
    BOOST_TEST_REQUIRE(program.wait_until_ready(), program.output());
    BOOST_TEST_REQUIRE(database_servers(program.var()).size() == 1u);

    BOOST_TEST(program.stop() == 0);

    BOOST_TEST(database_servers(program.var()).empty());
}

BOOST_AUTO_TEST_CASE(after_a_power_cut_it_serves_again) {
    Program program;
    BOOST_TEST_REQUIRE(program.wait_until_ready(), program.output());
    program.kill();

    program.start();

    BOOST_TEST(program.wait_until_ready(), program.output());
}

BOOST_AUTO_TEST_CASE(the_service_heals_when_its_database_dies) {
    Program program;
    BOOST_TEST_REQUIRE(program.wait_until_ready(), program.output());
    const auto servers = database_servers(program.var());
    BOOST_TEST_REQUIRE(servers.size() == 1u);

    ::kill(servers.front(), SIGKILL);

    BOOST_TEST(answers_in_time(WebClient{program.port()}, 200, 30s), program.output());
    BOOST_TEST(program.is_running(), program.output());
}

BOOST_AUTO_TEST_SUITE_END()
