// Kill -9 of the program and of its database while gifts come in. WAYMARK_KILLS says how often;
// 3 unless told, tests/bench/kills.sh does twenty.

#include <boost/test/unit_test.hpp>

#include <cstdlib>

#include "campaign/ledger/verifying.h"
#include "tests/support/serving.h"

using support::Givers;
using support::RunningSite;

namespace {

constexpr int give_ms_least = 400;

int kills_asked() {
    const auto* text = std::getenv("WAYMARK_KILLS");
    return text != nullptr ? std::atoi(text) : 3;
}

// How many of these keys do not stand exactly once, with one promise each in the ledger.
std::size_t count_astray(store::Store& store, const std::set<std::string>& keys) {
    std::set<std::string> standing;
    constexpr int rows_max = 1'000'000;
    for (const auto& row :
         store.session().all("SELECT g.request_key FROM gift g JOIN transfer t ON t.cause_id = g.id"
                             " AND t.cause_type = 'gift' GROUP BY g.id HAVING COUNT(*) = 1 LIMIT ?",
                             rows_max))
        BOOST_CHECK(standing.insert(row.text("request_key")).second);
    std::size_t astray = 0;
    for (const auto& key : keys) astray += standing.contains("web:" + key) ? 0 : 1;
    return astray;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kill_tests)

BOOST_AUTO_TEST_CASE(every_acknowledged_gift_stands_once_after_kill_9) {
    RunningSite site;
    Givers people{site.program.port()};
    const auto kills = kills_asked();

    for (int i = 0; i < kills; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{give_ms_least + 137 * (i % 7)});
        if (i % 2 == 0)
            site.kill_database();
        else
            site.program.kill(), site.program.start();
        const auto before = people.acknowledged().size();
        BOOST_REQUIRE(site.program.wait_until_ready());
        for (int wait = 0; people.acknowledged().size() == before && wait < 600; ++wait)
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        BOOST_CHECK_GT(people.acknowledged().size(), before);
    }
    people.stop();
    auto store = site.open_store();
    const auto acknowledged = people.acknowledged();
    const auto astray = count_astray(store, acknowledged);
    const auto verdict = ledger::verify_ledger(store, {});

    BOOST_TEST_MESSAGE(kills << " kills, " << acknowledged.size() << " gifts acknowledged, "
                             << people.unanswered() << " forms sent again, " << astray
                             << " astray, " << verdict.rows << " ledger rows");
    BOOST_CHECK_EQUAL(astray, 0u);
    for (const auto& difference : verdict.differences) BOOST_ERROR(difference);
}

BOOST_AUTO_TEST_SUITE_END()
