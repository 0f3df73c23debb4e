// waymark print in the real program: the organisation's colours stand on paper, and what the
// command's own options say goes before them.
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>

#include "campaign/organisation/organising.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"
#include "tests/support/serving.h"

namespace {

struct Printery {
    void choose(const std::string& main) {
        auto look = organisation::find_look(store.session());
        look.main_colour = main;
        organisation::choose_look(store, {look}, test_author(), test_now());
    }
    std::string print(std::vector<std::string> more = {}) {
        const auto file = site.program.var() / "sheet.svg";
        std::vector<std::string> words{"print", "--layout", "poster-a5",  "--campaign",
                                       "walk",  "--out",    file.string()};
        words.insert(words.end(), more.begin(), more.end());
        support::Program command{{.arguments = words,
                                  .environment = {{"WAYMARK_VAR", site.program.var().string()},
                                                  {"WAYMARK_PUBLIC_URL", "https://wlk.example"}}}};
        BOOST_TEST(command.wait(std::chrono::seconds{60}) == 0, command.output());
        std::ifstream in{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

    support::RunningSite site;
    store::Store store = site.open_store();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(print_command_tests, Printery)

BOOST_AUTO_TEST_CASE(stored_colours_are_printed_unless_an_option_names_others) {
    const auto plain = print();
    choose("#00486B");
    const auto stored = print();

    BOOST_TEST_REQUIRE(plain.find("<svg") != std::string::npos);
    BOOST_TEST((stored != plain));
    BOOST_TEST((print({"--main-colour", "#8A1C1C"}) != stored));
    BOOST_TEST((print({"--theme", "meadow"}) != print({"--theme", "horizon"})));
    choose("");
    BOOST_TEST((print() == plain));
    BOOST_TEST((print({"--main-colour", "#00486B"}) == stored));
}

BOOST_AUTO_TEST_SUITE_END()
