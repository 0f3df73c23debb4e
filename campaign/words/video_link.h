// VideoLink: a video at YouTube, Vimeo or a PeerTube site, read strictly from the forms in which
// their own pages write addresses. Everything else is a link like any other.
//
// Only a host and an id remain of what was typed, so the addresses made from them are ours.
#pragma once

#include <optional>
#include <string>
#include <string_view>

struct VideoLink {
    enum class Host { youtube, vimeo, peertube };
    Host host = Host::youtube;
    std::string id, domain;  // The domain stands in addresses: "www.youtube.com".
    std::string hash = {};   // Of a Vimeo video that is not listed.

    std::string title() const;           // "YouTube", "Vimeo", or the PeerTube site's domain.
    std::string watch_address() const;   // Its own page.
    std::string player_origin() const;   // What a page that plays it has to allow.
    std::string player_address() const;  // Without cookies or counting, where the host offers that.
};

std::optional<VideoLink> read_video_link(std::string_view address);

// The first video whose address stands in the words, and the words without it.
struct WordsWithVideo {
    std::string words;
    std::optional<VideoLink> video;
};
WordsWithVideo split_video(std::string_view words);
