#include "web/http/lane.h"

namespace http {
namespace {

constexpr int idle_seconds = 60;

}  // namespace

Lane::Lane(const std::string& name, Size size, Work work)
    : queue_max_{size.queue_max},
      work_{std::move(work)},
      threads_{name, size.threads, size.threads, idle_seconds} {
    for (int i = 0; i < size.threads; ++i) threads_.start(*this);
}

Lane::~Lane() { finish_work(); }

bool Lane::offer_connection(Connection& connection) {
    {
        const std::lock_guard lock{mutex_};
        if (is_finishing_ || queue_.size() >= queue_max_) return false;
        queue_.push_back(&connection);
    }
    arrived_.notify_one();
    return true;
}

std::size_t Lane::depth() {
    const std::lock_guard lock{mutex_};
    return queue_.size();
}

void Lane::finish_work() {
    {
        const std::lock_guard lock{mutex_};
        is_finishing_ = true;
    }
    arrived_.notify_all();
    threads_.joinAll();
}

void Lane::run() {
    for (;;) {
        std::unique_lock lock{mutex_};
        arrived_.wait(lock, [&] { return is_finishing_ || !queue_.empty(); });
        if (queue_.empty()) return;
        auto& connection = *queue_.front();
        queue_.pop_front();
        lock.unlock();
        work_(connection);
    }
}

}  // namespace http
