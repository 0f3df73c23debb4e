// Lane: a bounded queue of whole requests and the threads that answer them.
//
// A full lane refuses at once (the loop then says 503); it never makes the loop wait. Connections
// are borrowed: whoever offers one keeps it alive until the work function has been called with it.
#pragma once

#include <Poco/Runnable.h>
#include <Poco/ThreadPool.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>

#include "web/http/connection.h"

namespace http {

class Lane : private Poco::Runnable {
public:
    struct Size {
        int threads;
        std::size_t queue_max;
    };
    using Work = std::function<void(Connection&)>;  // Throws nothing.

    Lane(const std::string& name, Size, Work);
    ~Lane() override;
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    bool offer_connection(Connection&);
    std::size_t depth();  // How many wait.
    void finish_work();   // What is queued is still done; returns when the threads have ended.

private:
    void run() override;

    const std::size_t queue_max_;
    const Work work_;
    std::mutex mutex_ = {};
    std::condition_variable arrived_ = {};
    std::deque<Connection*> queue_ = {};
    bool is_finishing_ = false;
    Poco::ThreadPool threads_;
};

}  // namespace http
