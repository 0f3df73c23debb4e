#include "web/live/viewers.h"

#include <algorithm>
#include <utility>

#include "campaign/words/check.h"

namespace live {
namespace {

std::string id_of(std::string_view frame) {
    constexpr std::string_view mark = "id: ";
    while (!frame.empty()) {
        const auto end = std::min(frame.find('\n'), frame.size());
        if (frame.starts_with(mark))
            return std::string{frame.substr(mark.size(), end - mark.size())};
        frame.remove_prefix(std::min(end + 1, frame.size()));
    }
    return {};
}

// This machine itself is a test or a proxy that was not named; the limit is for strangers.
bool is_loopback(std::string_view client) { return client == "::1" || client.starts_with("127."); }

}  // namespace

std::string render_event(std::string_view id, std::string_view name, std::string_view data) {
    check(id.find_first_of("\r\n") == id.npos && name.find_first_of("\r\n") == name.npos,
          "an event's id and name are one line");
    std::string frame;
    if (!id.empty()) frame.append("id: ").append(id).append("\n");
    if (!name.empty()) frame.append("event: ").append(name).append("\n");
    do {
        const auto end = std::min(data.find('\n'), data.size());
        frame.append("data: ").append(data.substr(0, end)).append("\n");
        data.remove_prefix(std::min(end + 1, data.size()));
    } while (!data.empty());
    return frame + "\n";
}

void Viewers::publish(const std::string& channel, Frame frame) {
    auto id = id_of(*frame);
    std::unique_lock lock{mutex_};
    if (channels_.size() >= limits_.channels_max) forget_unwatched();
    auto& row = channels_[channel];
    row.newest = std::move(frame);
    row.id = std::move(id);
    row.is_news = row.viewers > 0;
    const bool is_awaited = row.is_news;
    lock.unlock();
    if (is_awaited) wake_();
}

std::optional<std::string> Viewers::newest_id(const std::string& channel) const {
    const std::lock_guard lock{mutex_};
    const auto found = channels_.find(channel);
    if (found == channels_.end() || !found->second.newest) return {};
    return found->second.id;
}

std::vector<std::string> Viewers::watched_channels() const {
    const std::lock_guard lock{mutex_};
    std::vector<std::string> names;
    for (const auto& [name, channel] : channels_)
        if (channel.viewers > 0) names.push_back(name);
    return names;
}

std::size_t Viewers::count_viewers() const {
    const std::lock_guard lock{mutex_};
    return viewers_;
}

bool Viewers::admit_viewer(const std::string& client, const std::string& channel) {
    const std::lock_guard lock{mutex_};
    if (viewers_ >= limits_.viewers_max) return false;
    if (channels_.size() >= limits_.channels_max) forget_unwatched();
    if (channels_.size() >= limits_.channels_max && !channels_.contains(channel)) return false;
    const auto same = clients_.find(client);
    if (!is_loopback(client) && same != clients_.end() &&
        same->second >= limits_.viewers_per_client_max)
        return false;
    ++clients_[client];
    ++channels_[channel].viewers;
    ++viewers_;
    return true;
}

void Viewers::leave_viewer(const std::string& client, const std::string& channel) {
    const std::lock_guard lock{mutex_};
    check(viewers_ > 0, "who leaves was admitted");
    --viewers_;
    if (--clients_[client] == 0) clients_.erase(client);
    // What an unwatched channel last said grows old: the next viewer's handler says it anew.
    if (--channels_[channel].viewers == 0) channels_.erase(channel);
}

Frame Viewers::frame_after(const std::string& channel, std::string_view last_event_id) const {
    const std::lock_guard lock{mutex_};
    const auto found = channels_.find(channel);
    if (found == channels_.end() || !found->second.newest) return {};
    if (!last_event_id.empty() && found->second.id == last_event_id) return {};
    return found->second.newest;
}

std::vector<News> Viewers::take_news() {
    const std::lock_guard lock{mutex_};
    std::vector<News> news;
    for (auto& [name, channel] : channels_)
        if (std::exchange(channel.is_news, false)) news.push_back({name, channel.newest});
    return news;
}

void Viewers::wake_with(std::function<void()> wake) { wake_ = std::move(wake); }

void Viewers::forget_unwatched() {
    std::erase_if(channels_, [](const auto& row) { return row.second.viewers == 0; });
}

}  // namespace live
