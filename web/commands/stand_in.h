// StandIn: the sandbox as a child of a demo, which dies with us.
//
// A process of its own, in its own session, so that Ctrl-C ends it through us alone. It takes a
// free port and tells which; its keys are made anew each time.
#pragma once

#include <sys/types.h>

#include <string>

namespace commands {

class StandIn {
public:
    // `hook` is where its messages go. Throws std::runtime_error when it does not start.
    explicit StandIn(const std::string& hook);
    ~StandIn();
    StandIn(const StandIn&) = delete;

    const std::string& url() const { return url_; }
    const std::string& key() const { return key_; }
    const std::string& hook_secret() const { return hook_secret_; }

private:
    pid_t pid_ = -1;
    std::string key_, hook_secret_, url_;
};

}  // namespace commands
