// RunningSite: the real program on an empty database of its own, with one open campaign; and
// Givers, who give there without a pause.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "campaign/store/database.h"
#include "tests/support/program.h"

namespace support {

struct RunningSite {
    // The campaign's address is "walk".
    explicit RunningSite(const std::map<std::string, std::string>& environment = {});

    store::Store open_store() const;
    void kill_database() const;  // SIGKILL.

    Program program;
};

// Whoever gets no answer sends the same form once more.
class Givers {
public:
    explicit Givers(int port);
    ~Givers() { stop(); }

    void stop();
    std::set<std::string> acknowledged();  // The keys of the forms that were answered.
    int unanswered() const { return unanswered_; }

private:
    void keep_giving(int giver);
    bool give(const std::string& key);

    const int port_;
    std::mutex mutex_;
    std::set<std::string> acknowledged_;
    std::atomic<int> unanswered_ = 0;
    std::atomic<bool> is_stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace support
