// A backup of the real program while people give, restored elsewhere and held against what went on.
#include <boost/test/unit_test.hpp>

#include <thread>

#include "tests/support/program.h"
#include "tests/support/serving.h"

using namespace std::chrono_literals;
using support::Program;

namespace {

struct Told {
    int status;
    std::string words;
};

Told run_with(const std::filesystem::path& var, const std::vector<std::string>& words) {
    Program program{{words, {{"WAYMARK_VAR", var.string()}}}};
    const auto status = program.wait(120s);
    return {status, program.output()};
}

std::string last_seal_in(const std::string& words) {
    constexpr std::string_view before = "is the last: ";
    const auto at = words.find(before);
    return at == std::string::npos ? "" : words.substr(at + before.size(), 64);
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(backup_tests)

BOOST_AUTO_TEST_CASE(a_copy_made_while_people_give_is_a_prefix_of_the_ledger_that_went_on) {
    support::RunningSite site;
    const support::Folder folder;
    const auto copy = folder.path() / "copy", elsewhere = folder.path() / "elsewhere";
    support::Givers people{site.program.port()};
    std::this_thread::sleep_for(1s);

    const auto made = run_with(site.program.var(), {"backup", copy.string()});
    people.stop();
    const auto again = run_with(site.program.var(), {"backup", copy.string()});
    const auto restored = run_with(elsewhere, {"restore", copy.string()});
    const auto head = last_seal_in(restored.words);
    const auto held = run_with(site.program.var(), {"ledger", "verify", "--seal", head});
    const auto strange =
        run_with(site.program.var(), {"ledger", "verify", "--seal", std::string(64, 'a')});
    const auto twice = run_with(elsewhere, {"restore", copy.string()});

    BOOST_CHECK_EQUAL(made.status, 0);
    BOOST_TEST_CONTEXT(restored.words) BOOST_CHECK_EQUAL(restored.status, 0);
    BOOST_CHECK(has(restored.words, "everything holds"));
    BOOST_CHECK_EQUAL(head.size(), 64u);
    BOOST_TEST_CONTEXT(held.words) BOOST_CHECK_EQUAL(held.status, 0);
    BOOST_CHECK(has(held.words, "is in the chain"));
    BOOST_CHECK_EQUAL(strange.status, 1);
    BOOST_CHECK(has(strange.words, "The chain does not hold the seal"));
    BOOST_CHECK_EQUAL(again.status, 1);
    BOOST_CHECK(has(again.words, "is there already"));
    BOOST_CHECK_EQUAL(twice.status, 1);
    BOOST_CHECK(has(twice.words, "There is a database"));
}

BOOST_AUTO_TEST_CASE(what_is_no_whole_copy_is_not_restored) {
    const support::Folder folder;

    const auto told = run_with(folder.path() / "var", {"restore", folder.path().string()});

    BOOST_CHECK_EQUAL(told.status, 1);
    BOOST_CHECK(has(told.words, "is no whole copy"));
}

BOOST_AUTO_TEST_SUITE_END()
