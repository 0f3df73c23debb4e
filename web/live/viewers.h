// Viewers: what the feeds say and who may listen, between any thread and the front's loop.
//
// An event carries the whole state of its channel (a campaign's slug), so only the newest counts:
// a burst is told as one. It owns no socket; the front's loop takes the news and sends it.
// Every public function may be called from any thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace live {

// One event, rendered once and shared by all who watch.
using Frame = std::shared_ptr<const std::string>;

// "id: …\nevent: …\ndata: …\n\n" of the HTML standard; data may have lines, id and name may not.
std::string render_event(std::string_view id, std::string_view name, std::string_view data);

struct News {
    std::string channel;
    Frame frame;
};

struct ViewerLimits {
    std::size_t viewers_max = 10'000, viewers_per_client_max = 6, channels_max = 1'000;
};

class Viewers {
public:
    explicit Viewers(ViewerLimits limits) : limits_{limits} {}

    // Makes this the state of the channel and wakes the loop.
    void publish(const std::string& channel, Frame);

    // The `id:` of what the channel says now; absent if nothing was said since its last viewer
    // left.
    std::optional<std::string> newest_id(const std::string& channel) const;
    std::vector<std::string> watched_channels()
        const;  // Those with a viewer, at most channels_max.
    std::size_t count_viewers() const;

    // For the front: a place for one more viewer, or none (then 503). Each admitted one is left.
    bool admit_viewer(const std::string& client, const std::string& channel);
    void leave_viewer(const std::string& client, const std::string& channel);
    Frame frame_after(const std::string& channel, std::string_view last_event_id) const;
    std::vector<News> take_news();
    void wake_with(std::function<void()>);  // Set once, before the first publish.

private:
    struct Channel {
        Frame newest = {};
        std::string id = {};
        std::size_t viewers = 0;
        bool is_news = false;
    };
    void forget_unwatched();

    const ViewerLimits limits_;
    mutable std::mutex mutex_ = {};
    std::map<std::string, Channel> channels_ = {};
    std::map<std::string, std::size_t> clients_ = {};
    std::size_t viewers_ = 0;
    std::function<void()> wake_ = [] {};
};

}  // namespace live
