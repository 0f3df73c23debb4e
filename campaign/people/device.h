// Device: what a browser says of itself, in plain words: its family and the system it runs on.
//
// Only for people to tell their own devices apart: anybody can send anything, and nothing is
// decided by it.
#pragma once

#include <string>
#include <string_view>

namespace people {

struct Device {
    std::string browser, system;  // "Firefox", "Windows"; empty where we do not know.
};
Device device_of(std::string_view user_agent);

}  // namespace people
