#include "campaign/links/link.h"

#include <algorithm>

namespace links {

const std::vector<Channel>& all_channels() {
    static const std::vector<Channel> table{
        {"poster", "Poster", Medium::print},
        {"leaflet", "Leaflet", Medium::print},
        {"strip", "Tear-off strip", Medium::print},
        {"bib", "Bib", Medium::print},
        {"bucket", "Collecting bucket", Medium::print},
        {"introduction", "Introduction of a person", Medium::print},
        {"participant", "Participant's own link", Medium::share},
        {"sheet", "Share sheet of the phone", Medium::share},
        {"facebook", "Facebook", Medium::share},
        {"x", "X", Medium::share},
        {"linkedin", "LinkedIn", Medium::share},
        {"whatsapp", "WhatsApp", Medium::share},
        {"telegram", "Telegram", Medium::share},
        {"bluesky", "Bluesky", Medium::share},
        {"mastodon", "Mastodon", Medium::share},
        {"pinterest", "Pinterest", Medium::share},
        {"email", "E-mail", Medium::share},
        {"sms", "Text message", Medium::share},
        {"copy", "Copied link", Medium::share},
        {"qr", "QR code", Medium::share},
        {"instagram", "Instagram", Medium::share},
        {"tiktok", "TikTok", Medium::share},
        {"snapchat", "Snapchat", Medium::share},
        {"threads", "Threads", Medium::share},
        {"appeal", "Asked by mail", Medium::share},
        {"advertising", "Advertising", Medium::other},
        {"screen", "Big screen", Medium::other},
        {"overlay", "Stream overlay", Medium::other},
        {"widget", "Widget on another page", Medium::other},
        {"other", "Other", Medium::other},
    };
    return table;
}

std::optional<Channel> find_channel(std::string_view name) {
    const auto found = std::ranges::find(all_channels(), name, &Channel::name);
    if (found == all_channels().end()) return {};
    return *found;
}

}  // namespace links
