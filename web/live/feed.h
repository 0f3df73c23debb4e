// Feed: what each campaign looks like now, kept for a moment and told to everybody who watches.
//
// changed() carries no data, so losing one harms nothing: watched campaigns are looked at once a
// second anyway, which is how changes by other processes are found. Nothing is sent where nothing
// changed; a campaign is told at most four times a second. Every channel is a campaign in one
// language, rendered once for all who watch it. One thread, which lives as long as the feed.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "web/live/crowd.h"
#include "web/live/state.h"
#include "web/live/viewers.h"

namespace live {

std::string channel_of(std::string_view slug, std::string_view language);

class Feed {
public:
    Feed(store::Store&, Viewers&);
    ~Feed();
    Feed(const Feed&) = delete;

    // After a commit that moved money or words of the campaign. Any thread; never waits.
    void changed(CampaignId);

    // At most state_age_max old, and not older than the last changed(). Nothing for a campaign that
    // is unknown or not public. Throws store::Unavailable.
    std::shared_ptr<const State> state_of(const std::string& slug, Instant now);

    // Who takes part, at most crowd_age_max old. Throws store::Unavailable.
    std::shared_ptr<const Crowd> crowd_of(CampaignId, Instant now);

    // The rankings of this process.
    Boards& boards() { return boards_; }

    // Before somebody joins the channel: makes sure that there is something to tell them. False if
    // there is no such campaign.
    bool open_channel(const std::string& slug, const std::string& language, Instant now);

    static constexpr std::chrono::milliseconds state_age_max{1000}, look_every{1000},
        frame_gap_min{250}, frame_gap_max{1000}, crowd_age_max{2000};
    // One frame to many viewers takes the front a while: so much pause for each thousand of them.
    static constexpr std::chrono::milliseconds frame_gap_per_thousand{60};
    static constexpr std::size_t states_max = 500;

private:
    struct Known {
        std::shared_ptr<const State> state;
        Instant read_at;
        bool is_stale = false;
    };

    void follow_changes();
    void tell_watchers();
    void publish(const std::string& channel, const State&, const std::string& language);
    std::shared_ptr<const State> read_anew(const std::string& slug, Instant now);

    std::chrono::milliseconds frame_gap() const;

    store::Store& store_;
    Viewers& viewers_;
    Boards boards_;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::map<std::string, Known> known_;
    struct KnownCrowd {
        std::shared_ptr<const Crowd> crowd;
        Instant read_at;
    };
    std::map<CampaignId, KnownCrowd> crowds_;
    std::uint64_t changes_ = 0;
    bool is_changed_ = false, is_closing_ = false;
    std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace live
