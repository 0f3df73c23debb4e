// Holds many viewers of one event stream, as lean as can be, so that what is measured is the
// server.
//
// watchers PORT PATH COUNT FILE: opens COUNT streams, says "ready", and watches until standard
// input ends. Then FILE holds, for each version that arrived first to last: one line of the
// version, one of its data, one of the moments (seconds of the monotonic clock) at which viewers
// had it.
#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

struct Version {
    std::string name, data;
    std::vector<double> seen;
};

struct Watch {
    std::vector<std::string> rest;
    std::unordered_map<std::string, std::size_t> known;
    std::vector<Version> versions;
    long events = 0, lost = 0, bytes = 0;
};

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

int open_viewer(int port, const std::string& path) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) std::exit(2);
    const auto ask = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                     "\r\nAccept: text/event-stream\r\n\r\n";
    if (::send(socket, ask.data(), ask.size(), 0) < 0) std::exit(2);
    return socket;
}

void take_frame(Watch& watch, std::size_t viewer, std::string_view frame, double at) {
    if (!frame.starts_with("id: ")) return;
    const std::string name{frame.substr(4, frame.find('\n') - 4)};
    const auto [found, is_new] = watch.known.try_emplace(name, watch.versions.size());
    if (is_new)
        watch.versions.push_back({name, std::string{frame.substr(frame.find("data: ") + 6)},
                                  std::vector<double>(watch.rest.size())});
    watch.versions[found->second].seen[viewer] = at;
    ++watch.events;
}

void take_bytes(Watch& watch, std::size_t viewer, std::string_view bytes, double at) {
    watch.bytes += static_cast<long>(bytes.size());
    auto& rest = watch.rest[viewer];
    rest.append(bytes);
    std::size_t from = 0;
    for (auto end = rest.find("\n\n"); end != rest.npos; end = rest.find("\n\n", from)) {
        take_frame(watch, viewer, std::string_view{rest}.substr(from, end - from), at);
        from = end + 2;
    }
    rest.erase(0, from);
}

void write_down(const Watch& watch, const char* file) {
    std::ofstream out{file};
    out.precision(9);
    out << std::fixed << watch.events << ' ' << watch.lost << ' ' << watch.bytes << '\n';
    for (const auto& version : watch.versions) {
        out << version.name << '\n' << version.data << '\n';
        for (const auto at : version.seen) out << at << ' ';
        out << '\n';
    }
}

}  // namespace

int main(int, char** words) {
    const int port = std::atoi(words[1]), count = std::atoi(words[3]);
    Watch watch;
    watch.rest.resize(static_cast<std::size_t>(count));
    std::vector<int> sockets;
    const int poll = ::epoll_create1(0);
    for (int i = 0; i < count; ++i) {
        sockets.push_back(open_viewer(port, words[2]));
        epoll_event event{.events = EPOLLIN, .data = {.u32 = static_cast<std::uint32_t>(i)}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, sockets.back(), &event);
        if (i % 200 == 199) ::usleep(50'000);
    }
    epoll_event ends{.events = EPOLLIN, .data = {.u32 = static_cast<std::uint32_t>(count)}};
    ::epoll_ctl(poll, EPOLL_CTL_ADD, STDIN_FILENO, &ends);
    std::cout << "ready" << std::endl;
    std::vector<epoll_event> events(512);
    std::vector<char> buffer(1 << 18);
    for (bool is_over = false; !is_over;) {
        const int got = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 1000);
        for (int i = 0; i < got; ++i) {
            const auto viewer = events[static_cast<std::size_t>(i)].data.u32;
            is_over = is_over || viewer == static_cast<std::uint32_t>(count);
            if (viewer == static_cast<std::uint32_t>(count)) continue;
            const auto bytes = ::recv(sockets[viewer], buffer.data(), buffer.size(), 0);
            if (bytes > 0) {
                take_bytes(watch, viewer, {buffer.data(), static_cast<std::size_t>(bytes)}, now());
            } else {
                ++watch.lost;
                ::epoll_ctl(poll, EPOLL_CTL_DEL, sockets[viewer], nullptr);
            }
        }
    }
    write_down(watch, words[4]);
}
