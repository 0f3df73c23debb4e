// HookInbox: a real HTTP server on a free loopback port that keeps every webhook it is sent.
//
// It answers 200, after the given statuses have been used up, one a request.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "web/http/front.h"

namespace support {

struct Hook {
    std::string path, body;
    std::map<std::string, std::string> headers;
};

class HookInbox {
public:
    explicit HookInbox(std::vector<int> first_statuses = {});

    std::string url() const;
    std::vector<Hook> heard() const;
    // At least so many have come. False if they have not in time.
    bool wait_for(std::size_t hooks, std::chrono::seconds at_most = std::chrono::seconds{20}) const;

private:
    http::Response take(const http::Request&);

    mutable std::mutex mutex_;
    std::vector<int> statuses_;
    std::vector<Hook> heard_;
    http::Front front_;
};

}  // namespace support
