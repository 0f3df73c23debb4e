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
        {"facebook", "Facebook", Medium::share},
        {"whatsapp", "WhatsApp", Medium::share},
        {"x", "X", Medium::share},
        {"linkedin", "LinkedIn", Medium::share},
        {"telegram", "Telegram", Medium::share},
        {"email", "E-mail", Medium::share},
        {"sms", "Text message", Medium::share},
        {"copy", "Copied link", Medium::share},
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
