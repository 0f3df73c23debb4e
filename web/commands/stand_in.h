// StandIn: the sandbox as a child of a demo, which dies with us.
//
// A process of its own, in its own session, so that Ctrl-C ends it through us alone. It takes a
// free port and tells which; its keys are made anew each time.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>

namespace commands {

class StandIn {
public:
    // `site` is where its messages go. Throws std::runtime_error when it does not start.
    explicit StandIn(const std::string& site);
    ~StandIn();
    StandIn(const StandIn&) = delete;

    const std::string& url() const { return url_; }
    // What a person would enter at the desk, by provider and purpose.
    using Keys = std::map<std::string, std::map<std::string, std::string>>;
    const Keys& keys() const { return keys_; }

private:
    pid_t pid_ = -1;
    Keys keys_;
    std::string url_;
};

}  // namespace commands
