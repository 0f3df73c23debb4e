#include "tests/support/serving.h"

#include <signal.h>

#include <boost/test/unit_test.hpp>

#include <fstream>

#include "campaign/publishing.h"
#include "campaign/store/private_server.h"
#include "tests/support/campaigns.h"
#include "tests/support/web_client.h"

namespace support {

namespace {

constexpr int givers = 6;

Instant clock_now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace

RunningSite::RunningSite(const std::map<std::string, std::string>& environment)
    : program{{.environment = environment}} {
    BOOST_REQUIRE(program.wait_until_ready());
    auto store = open_store();
    add_test_colleagues(store);
    const auto now = clock_now();
    auto plan = test_plan();
    plan.starts_on = Date{std::chrono::floor<std::chrono::days>(now) - std::chrono::days{2}};
    plan.ends_on = Date{std::chrono::floor<std::chrono::days>(now) + std::chrono::days{9}};
    const auto made =
        campaign::draft_campaign(store, {.slug = "walk", .plan = plan}, test_author(), now);
    const auto version = campaign::submit_plan(store, made.id, test_author(), now);
    campaign::decide_plan(store, {.version = version.id}, test_approver(), now);
}

store::Store RunningSite::open_store() const {
    const auto address = store::PrivateServer::find_running(program.var(), "app");
    BOOST_REQUIRE(address.has_value());
    constexpr int connections = 2;
    return {*address, connections};
}

void RunningSite::kill_database() const {
    int server = 0;
    std::ifstream{program.var() / "database" / "pid"} >> server;
    BOOST_REQUIRE_GT(server, 0);
    ::kill(server, SIGKILL);
}

Givers::Givers(int port) : port_{port} {
    for (int i = 0; i < givers; ++i) threads_.emplace_back([this, i] { keep_giving(i); });
}

void Givers::stop() {
    is_stopping_ = true;
    threads_.clear();
}

std::set<std::string> Givers::acknowledged() {
    const std::lock_guard lock{mutex_};
    return acknowledged_;
}

void Givers::keep_giving(int giver) {
    for (int number = 0; !is_stopping_; ++number) {
        const auto key = "kill-" + std::to_string(giver) + "-" + std::to_string(number);
        while (!is_stopping_ && !give(key)) {
            ++unanswered_;
            std::this_thread::sleep_for(std::chrono::milliseconds{30});
        }
    }
}

bool Givers::give(const std::string& key) {
    WebClient client{port_};
    const auto answer =
        client.post("/c/walk/gifts", {{"method", "transfer"}, {"amount", "20"}, {"form_key", key}});
    if (answer.status != 303) return false;
    const std::lock_guard lock{mutex_};
    acknowledged_.insert(key);
    return true;
}

}  // namespace support
