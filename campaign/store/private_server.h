// PrivateServer: a real MariaDB of our own, in our own folder, reachable only by a Unix socket.
//
// Made the first time, up in a moment after that, gone when we are (PR_SET_PDEATHSIG). The folder
// is ours alone: `lock` is held by flock on a descriptor that mariadbd inherits, so a second
// program is refused at once and a dying orphan is waited for. Started again with back-off when it
// dies.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "campaign/store/database.h"

namespace store {

struct CannotStart : std::runtime_error {  // what(): one sentence that says what to do.
    using std::runtime_error::runtime_error;
};

class PrivateServer {
public:
    // Starts the server in `folder` and returns when it answers. Throws CannotStart.
    explicit PrivateServer(std::filesystem::path folder);
    ~PrivateServer();
    PrivateServer(const PrivateServer&) = delete;

    Address owner() const { return address("owner"); }
    Address app() const { return address("app"); }

    // The addresses of a server that another program runs in this folder; nothing if none does.
    static std::optional<Address> find_running(const std::filesystem::path& folder,
                                               const std::string& user);
    int process() const { return process_; }

    static constexpr int start_max_s = 60, stop_max_s = 20;

private:
    Address address(const std::string& user) const;
    void lock_folder();
    void make_database();
    void make_users();
    void keep_running();  // The supervising thread: forks, waits, starts again.
    int start_process();
    void wait_until_it_answers();

    std::filesystem::path folder_, socket_;
    int lock_ = -1;
    std::atomic<int> process_ = 0;
    std::atomic<int> is_stopping_ = 0, has_failed_ = 0;
    std::thread keeper_;
};

}  // namespace store
