// The end of the program: stopped or killed, nothing of it works on, and it can start again.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/program.h"

using support::Program;

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

}  // namespace

BOOST_AUTO_TEST_SUITE(serving_tests)

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

BOOST_AUTO_TEST_SUITE_END()
