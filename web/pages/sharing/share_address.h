// Where a share button leads: the documented address of each network, filled with our own link.
//
// Plain addresses, no scripts of others: nothing is asked of a network before somebody clicks.
// Every part is percent-encoded (RFC 3986), so no word of anybody can add a part. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pages {

struct ShareText {
    std::string title;    // The subject of a mail.
    std::string words;    // At most words_shared_max code points.
    std::string url;      // The tracked link.
    std::string picture;  // Absolute; of the format that Pinterest likes.
    std::string hashtag;  // Without its sign; may be empty.
};

constexpr std::size_t words_shared_max = 200;

// Empty for channels that have no address: what is copied, scanned, or saved as a picture, and
// Mastodon, whose server only the person knows.
std::string share_address(std::string_view channel, const ShareText&);
// "mastodon.example" as it was typed, with or without "https://" or "@me@"; nothing unless it can
// only be the name of a host.
std::optional<std::string> read_mastodon_host(std::string_view typed);
std::string mastodon_address(std::string_view host, const ShareText&);

}  // namespace pages
