#include "web/http/streams.h"

#include <sys/socket.h>

namespace http {
namespace {

constexpr int socket_buffer_bytes = 32 * 1024;  // The kernel doubles it; enough for two events.
constexpr int retry_ms_least = 2'000, retry_ms_spread = 4'000;

}  // namespace

Streams::Streams(const FrontSettings& settings, live::Viewers& viewers)
    : settings_{settings},
      viewers_{viewers},
      dice_{std::random_device{}()},
      next_heartbeat_{Steady::now() + std::chrono::milliseconds{settings.heartbeat_ms}},
      // An event of its own, not a comment: a page can tell that it is still heard.
      heartbeat_{std::make_shared<const std::string>("event: heartbeat\ndata: 1\n\n")} {}

bool Streams::join_stream(Connection& viewer) {
    ::setsockopt(viewer.socket.number(), SOL_SOCKET, SO_SNDBUF, &socket_buffer_bytes,
                 sizeof socket_buffer_bytes);
    channels_[viewer.stream.channel].insert(&viewer);
    // After a restart everybody comes back, but not in the same second.
    const auto retry_ms =
        retry_ms_least + static_cast<int>(dice_() % static_cast<unsigned>(retry_ms_spread));
    auto opening = std::move(viewer.out.head) + "retry: " + std::to_string(retry_ms) + "\n\n";
    viewer.out = {};
    if (!queue_frame(viewer, std::make_shared<const std::string>(std::move(opening)))) return false;
    auto state = viewers_.frame_after(viewer.stream.channel, viewer.stream.last_event_id);
    return !state || queue_frame(viewer, std::move(state));
}

bool Streams::flush_stream(Connection& viewer) {
    while (!viewer.frames.empty()) {
        const auto& frame = *viewer.frames.front();
        const auto left = frame.size() - viewer.frame_sent;
        const auto bytes = ::send(viewer.socket.number(), frame.data() + viewer.frame_sent, left,
                                  MSG_NOSIGNAL | MSG_DONTWAIT);
        if (bytes < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
        viewer.frame_sent += static_cast<std::size_t>(bytes);
        viewer.frames_bytes -= static_cast<std::size_t>(bytes);
        if (viewer.frame_sent < frame.size()) continue;
        viewer.frames.pop_front();
        viewer.frame_sent = 0;
    }
    return true;
}

void Streams::leave_stream(Connection& viewer) {
    const auto channel = channels_.find(viewer.stream.channel);
    if (channel == channels_.end() || channel->second.erase(&viewer) == 0) return;
    if (channel->second.empty()) channels_.erase(channel);
    viewers_.leave_viewer(viewer.client, viewer.stream.channel);
}

void Streams::tell_news(const Drop& drop) {
    for (const auto& news : viewers_.take_news()) {
        const auto channel = channels_.find(news.channel);
        if (channel == channels_.end()) continue;
        std::vector<Connection*> gone;
        for (auto* viewer : channel->second)
            if (!queue_frame(*viewer, news.frame)) gone.push_back(viewer);
        for (auto* viewer : gone) drop(*viewer);
    }
}

void Streams::send_heartbeats(const Drop& drop) {
    if (Steady::now() < next_heartbeat_) return;
    next_heartbeat_ = Steady::now() + std::chrono::milliseconds{settings_.heartbeat_ms};
    std::vector<Connection*> gone;
    for (const auto& [name, viewers] : channels_)
        for (auto* viewer : viewers)
            if (!queue_frame(*viewer, heartbeat_)) gone.push_back(viewer);
    for (auto* viewer : gone) drop(*viewer);
}

bool Streams::queue_frame(Connection& viewer, live::Frame frame) {
    if (viewer.frames_bytes + frame->size() > settings_.viewer_backlog_bytes_max) return false;
    viewer.frames_bytes += frame->size();
    viewer.frames.push_back(std::move(frame));
    return flush_stream(viewer);
}

}  // namespace http
