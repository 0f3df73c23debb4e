#include "web/pages/sharing/picture_shelf.h"

#include <algorithm>

#include "campaign/store/database.h"
#include "campaign/words/token.h"

namespace pages {

namespace {

constexpr std::size_t tag_digits = 20;

}  // namespace

PictureShelf::Held PictureShelf::find_or_draw(const std::string& place, const std::string& shows,
                                              const Draw& draw, Instant now) {
    std::unique_lock lock{mutex_};
    if (auto known = find_fresh(place, shows, now)) return known;
    if (waiting_ >= waiting_max) throw store::Unavailable{"too many pictures are being drawn"};
    ++waiting_;
    free_.wait(lock, [&] { return !is_drawing_; });
    --waiting_;
    if (auto known = find_fresh(place, shows, now)) return known;
    is_drawing_ = true;
    lock.unlock();
    try {
        auto bytes = draw();
        auto tag = sha256_hex(bytes).substr(0, tag_digits);
        const auto drawn =
            std::make_shared<const Picture>(Picture{std::move(bytes), std::move(tag), now});
        lock.lock();
        is_drawing_ = false;
        keep(place, shows, drawn);
        free_.notify_all();
        return drawn;
    } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        is_drawing_ = false;
        free_.notify_all();
        throw;
    }
}

std::size_t PictureShelf::bytes() const {
    const std::lock_guard lock{mutex_};
    return bytes_;
}

PictureShelf::Held PictureShelf::find_fresh(const std::string& place, const std::string& shows,
                                            Instant now) {
    const auto known = kept_.find(place);
    if (known == kept_.end()) return {};
    auto& [picture, shown, used] = known->second;
    if (shown != shows && now - picture->drawn_at >= fresh_for) return {};
    used = ++uses_;
    return picture;
}

void PictureShelf::keep(const std::string& place, const std::string& shows, const Held& drawn) {
    auto& kept = kept_[place];
    if (kept.picture) bytes_ -= kept.picture->bytes.size();
    kept = {drawn, shows, ++uses_};
    bytes_ += drawn->bytes.size();
    while (bytes_ > bytes_max && kept_.size() > 1) {
        const auto oldest =
            std::ranges::min_element(kept_, {}, [](const auto& row) { return row.second.used; });
        bytes_ -= oldest->second.picture->bytes.size();
        kept_.erase(oldest);
    }
}

}  // namespace pages
