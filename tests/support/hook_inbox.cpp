#include "tests/support/hook_inbox.h"

#include <thread>

namespace support {

namespace {

http::FrontSettings on_loopback() {
    http::FrontSettings settings;
    settings.address = "127.0.0.1";
    settings.port = 0;
    return settings;
}

}  // namespace

HookInbox::HookInbox(std::vector<int> first_statuses)
    : statuses_{first_statuses.rbegin(), first_statuses.rend()},
      front_{on_loopback(), [this](http::Request& request) { return take(request); },
             [](http::Method, std::string_view) { return http::body_bytes_default_max; }} {}

http::Response HookInbox::take(const http::Request& request) {
    const std::lock_guard lock{mutex_};
    heard_.push_back({request.path, request.body, request.headers});
    if (statuses_.empty()) return http::page("taken");
    const auto status = statuses_.back();
    statuses_.pop_back();
    return http::page("not taken", status);
}

std::string HookInbox::url() const {
    return "http://127.0.0.1:" + std::to_string(front_.port()) + "/hooks";
}

std::vector<Hook> HookInbox::heard() const {
    const std::lock_guard lock{mutex_};
    return heard_;
}

bool HookInbox::wait_for(std::size_t hooks, std::chrono::seconds at_most) const {
    const auto end = std::chrono::steady_clock::now() + at_most;
    while (heard().size() < hooks) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return true;
}

}  // namespace support
