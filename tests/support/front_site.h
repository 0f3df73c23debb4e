// FrontSite: a real front on a free loopback port, with a small site behind it.
//
// Every request that reaches a handler is counted, so that a test can say that one did not.
#pragma once

#include <atomic>

#include "web/http/front.h"

namespace support {

class FrontSite {
public:
    explicit FrontSite(http::FrontSettings settings = {});

    int port() const { return front_.port(); }
    http::Front& front() { return front_; }
    int handled() const { return handled_; }
    void let_go() { held_ = false; }  // Ends every request to /hold.

private:
    http::Response handle(http::Request&);

    std::atomic<int> handled_ = 0;
    std::atomic<bool> held_ = true;
    http::Front front_;
};

std::string get_request(std::string_view path, std::string_view headers = {});
std::string post_request(std::string_view path, std::string_view body,
                         std::string_view headers = {});

}  // namespace support
