// Kill -9 of the program and of its database while gifts come in. WAYMARK_KILLS says how often;
// 3 unless told, tests/bench/kills.sh does twenty.

#include <signal.h>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

#include "campaign/ledger/verifying.h"
#include "campaign/publishing.h"
#include "campaign/store/private_server.h"
#include "tests/support/campaigns.h"
#include "tests/support/program.h"
#include "tests/support/web_client.h"

namespace {

constexpr int givers = 6, give_ms_least = 400;

int kills_asked() {
    const auto* text = std::getenv("WAYMARK_KILLS");
    return text != nullptr ? std::atoi(text) : 3;
}

Instant clock_now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

// The program on an empty database of its own, with one open campaign.
struct RunningSite {
    RunningSite() {
        BOOST_REQUIRE(program.wait_until_ready());
        auto store = open_store();
        add_test_colleagues(store);
        const auto now = clock_now();
        auto plan = test_plan();
        plan.starts_on = Date{std::chrono::floor<std::chrono::days>(now) - std::chrono::days{2}};
        plan.ends_on = Date{std::chrono::floor<std::chrono::days>(now) + std::chrono::days{9}};
        const auto made = campaign::draft_campaign(store, {.slug = "walk", .plan = plan},
                                                   test_author(), now);
        const auto version = campaign::submit_plan(store, made.id, test_author(), now);
        campaign::decide_plan(store, {.version = version.id}, test_approver(), now);
    }

    store::Store open_store() const {
        const auto address = store::PrivateServer::find_running(program.var(), "app");
        BOOST_REQUIRE(address.has_value());
        constexpr int connections = 2;
        return {*address, connections};
    }

    void kill_database() const {
        int server = 0;
        std::ifstream{program.var() / "database" / "pid"} >> server;
        BOOST_REQUIRE_GT(server, 0);
        ::kill(server, SIGKILL);
    }

    support::Program program{{.environment = {}}};
};

// Givers: people who give without a pause; whoever gets no answer sends the same form once more.
class Givers {
public:
    explicit Givers(int port) : port_{port} {
        for (int i = 0; i < givers; ++i) threads_.emplace_back([this, i] { keep_giving(i); });
    }
    ~Givers() { stop(); }

    void stop() {
        is_stopping_ = true;
        threads_.clear();
    }
    std::set<std::string> acknowledged() {
        const std::lock_guard lock{mutex_};
        return acknowledged_;
    }
    int unanswered() const { return unanswered_; }

private:
    void keep_giving(int giver) {
        for (int number = 0; !is_stopping_; ++number) {
            const auto key = "kill-" + std::to_string(giver) + "-" + std::to_string(number);
            while (!is_stopping_ && !give(key)) {
                ++unanswered_;
                std::this_thread::sleep_for(std::chrono::milliseconds{30});
            }
        }
    }

    bool give(const std::string& key) {
        support::WebClient client{port_};
        const auto answer = client.post(
            "/c/walk/gifts", {{"method", "transfer"}, {"amount", "20"}, {"form_key", key}});
        if (answer.status != 303) return false;
        const std::lock_guard lock{mutex_};
        acknowledged_.insert(key);
        return true;
    }

    const int port_;
    std::mutex mutex_;
    std::set<std::string> acknowledged_;
    std::atomic<int> unanswered_ = 0;
    std::atomic<bool> is_stopping_ = false;
    std::vector<std::jthread> threads_;
};

// How many of these keys do not stand exactly once, with one promise each in the ledger.
std::size_t count_astray(store::Store& store, const std::set<std::string>& keys) {
    std::set<std::string> standing;
    constexpr int rows_max = 1'000'000;
    for (const auto& row : store.session().all(
             "SELECT g.request_key FROM gift g JOIN transfer t ON t.cause_id = g.id"
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
