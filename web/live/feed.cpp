#include "web/live/feed.h"

#include <algorithm>

#include "campaign/language/locale.h"

namespace live {

namespace {

Instant clock_now() {  // The feed's own thread has no request whose moment it could take.
    return std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now());
}

}  // namespace

// A slug has no dot.
std::string channel_of(std::string_view slug, std::string_view language) {
    return std::string{slug} + "." + std::string{language};
}

Feed::Feed(store::Store& store, Viewers& viewers)
    : store_{store}, viewers_{viewers}, boards_{store}, thread_{[this] { follow_changes(); }} {}

Feed::~Feed() {
    {
        const std::lock_guard lock{mutex_};
        is_closing_ = true;
    }
    woken_.notify_one();
    thread_.join();
}

void Feed::changed(CampaignId campaign) {
    {
        const std::lock_guard lock{mutex_};
        for (auto& [slug, known] : known_)
            if (known.state && known.state->campaign.id == campaign) known.is_stale = true;
        ++changes_;
        is_changed_ = true;
    }
    woken_.notify_one();
}

std::shared_ptr<const State> Feed::state_of(const std::string& slug, Instant now) {
    {
        const std::lock_guard lock{mutex_};
        const auto known = known_.find(slug);
        if (known != known_.end() && !known->second.is_stale &&
            std::chrono::abs(now - known->second.read_at) < state_age_max)
            return known->second.state;
    }
    return read_anew(slug, now);
}

std::shared_ptr<const Crowd> Feed::crowd_of(CampaignId campaign, Instant now) {
    {
        const std::lock_guard lock{mutex_};
        const auto known = crowds_.find(campaign);
        if (known != crowds_.end() && std::chrono::abs(now - known->second.read_at) < crowd_age_max)
            return known->second.crowd;
    }
    const auto crowd =
        std::make_shared<const Crowd>(read_crowd(store_.session(), boards_, campaign));
    const std::lock_guard lock{mutex_};
    if (crowds_.size() >= states_max) crowds_.clear();
    crowds_[campaign] = {.crowd = crowd, .read_at = now};
    return crowd;
}

bool Feed::open_channel(const std::string& slug, const std::string& language, Instant now) {
    const auto state = state_of(slug, now);
    if (!state) return false;
    const auto channel = channel_of(slug, language);
    if (viewers_.newest_id(channel) != state->version) publish(channel, *state, language);
    return true;
}

std::shared_ptr<const State> Feed::read_anew(const std::string& slug, Instant now) {
    std::uint64_t changes_before = 0;
    {
        const std::lock_guard lock{mutex_};
        changes_before = changes_;
    }
    auto read = read_state(store_.session(), slug, now);
    if (!read) return {};  // What strangers guess is not kept.
    show_best(*read, crowd_of(read->campaign.id, now)->best);
    const auto state = std::make_shared<const State>(std::move(*read));
    const std::lock_guard lock{mutex_};
    if (known_.size() >= states_max) known_.clear();
    auto& known = known_[slug];
    known = {.state = state, .read_at = now, .is_stale = changes_ != changes_before};
    return state;
}

void Feed::follow_changes() {
    std::unique_lock lock{mutex_};
    while (!is_closing_) {
        woken_.wait_for(lock, look_every, [&] { return is_changed_ || is_closing_; });
        is_changed_ = false;
        lock.unlock();
        tell_watchers();
        lock.lock();
        // What changes meanwhile is told together with what changes next.
        woken_.wait_for(lock, frame_gap(), [&] { return is_closing_; });
    }
}

std::chrono::milliseconds Feed::frame_gap() const {
    const auto thousands = static_cast<int>(viewers_.count_viewers() / 1000);
    return std::clamp(frame_gap_per_thousand * thousands, frame_gap_min, frame_gap_max);
}

void Feed::tell_watchers() {
    std::map<std::string, std::shared_ptr<const State>> states;  // Each campaign is read once.
    for (const auto& channel : viewers_.watched_channels()) try {
            const auto dot = channel.rfind('.');
            if (dot == channel.npos) continue;
            const auto slug = channel.substr(0, dot), language = channel.substr(dot + 1);
            if (!states.contains(slug)) states[slug] = state_of(slug, clock_now());
            const auto& state = states[slug];
            if (state && viewers_.newest_id(channel) != state->version)
                publish(channel, *state, language);
        } catch (const std::exception&) {  // The database is away: the next look tells it.
            return;
        }
}

void Feed::publish(const std::string& channel, const State& state, const std::string& language) {
    viewers_.publish(channel,
                     std::make_shared<const std::string>(render_event(
                         state.version, "state", render_state_json(state, language, clock_now()))));
}

}  // namespace live
