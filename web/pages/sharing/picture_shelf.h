// PictureShelf: drawn pictures, kept for a while by what they show.
//
// Drawing costs tens of milliseconds of a core and anybody may ask, so at most one is drawn at a
// time; who asks for the same one waits for it, and when too many wait the rest are turned away. A
// page's picture is not drawn anew within fresh_for, however fast its total moves. Any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "campaign/words/instant.h"

namespace pages {

class PictureShelf {
public:
    struct Picture {
        std::string bytes, tag;
        Instant drawn_at;
    };
    using Held = std::shared_ptr<const Picture>;
    using Draw = std::function<std::string()>;

    // place: which picture of which page; shows: a digest of all that would be on it. Draws only
    // where it must. Throws store::Unavailable when too many wait.
    Held find_or_draw(const std::string& place, const std::string& shows, const Draw&, Instant now);

    std::size_t bytes() const;

    static constexpr std::size_t bytes_max = 32'000'000, waiting_max = 6;
    static constexpr std::chrono::seconds fresh_for{15};

private:
    struct Kept {
        Held picture;
        std::string shows;
        std::uint64_t used = 0;
    };
    Held find_fresh(const std::string& place, const std::string& shows, Instant now);
    void keep(const std::string& place, const std::string& shows, const Held&);

    mutable std::mutex mutex_;
    std::condition_variable free_;
    std::map<std::string, Kept> kept_;
    std::size_t bytes_ = 0, waiting_ = 0;
    std::uint64_t uses_ = 0;
    bool is_drawing_ = false;
};

}  // namespace pages
