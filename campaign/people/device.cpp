#include "campaign/people/device.h"

#include <array>

namespace people {

namespace {

struct Mark {
    std::string_view found, name;
};

// The first that is found: most browsers name all those they descend from as well.
constexpr std::array browsers{Mark{"Edg", "Edge"},
                              Mark{"OPR/", "Opera"},
                              Mark{"SamsungBrowser", "Samsung Internet"},
                              Mark{"Firefox/", "Firefox"},
                              Mark{"FxiOS/", "Firefox"},
                              Mark{"CriOS/", "Chrome"},
                              Mark{"Chrome/", "Chrome"},
                              Mark{"Safari/", "Safari"},
                              Mark{"curl/", "curl"}};
constexpr std::array systems{Mark{"iPhone", "iPhone"},   Mark{"iPad", "iPad"},
                             Mark{"Android", "Android"}, Mark{"Windows", "Windows"},
                             Mark{"Mac OS X", "Mac"},    Mark{"CrOS", "ChromeOS"},
                             Mark{"Linux", "Linux"}};

template <std::size_t size>
std::string first_of(const std::array<Mark, size>& marks, std::string_view agent) {
    for (const auto& mark : marks)
        if (agent.find(mark.found) != std::string_view::npos) return std::string{mark.name};
    return {};
}

}  // namespace

Device device_of(std::string_view agent) {
    return {first_of(browsers, agent), first_of(systems, agent)};
}

}  // namespace people
