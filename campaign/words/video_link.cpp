#include "campaign/words/video_link.h"

#include <algorithm>

namespace {

constexpr std::size_t youtube_id = 11, address_max = 300, domain_max = 100;

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_youtube_id(std::string_view id) {
    return id.size() == youtube_id && std::ranges::all_of(id, [](char c) {
               return is_alphanumeric(c) || c == '-' || c == '_';
           });
}

bool is_vimeo_id(std::string_view id) {
    return id.size() >= 6 && id.size() <= 12 && std::ranges::all_of(id, is_digit);
}

bool is_vimeo_hash(std::string_view hash) {
    return hash.size() >= 8 && hash.size() <= 16 && std::ranges::all_of(hash, is_alphanumeric);
}

// A UUID, or the same in 22 letters of base 58.
bool is_peertube_id(std::string_view id) {
    if (id.size() == 22) return std::ranges::all_of(id, is_alphanumeric);
    return id.size() == 36 && std::ranges::count(id, '-') == 4 &&
           std::ranges::all_of(id, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

// A public name: letters, digits and dashes between dots, and no address made of numbers.
bool is_domain(std::string_view domain) {
    const auto dot = domain.rfind('.');
    if (domain.size() > domain_max || dot == domain.npos || dot == 0) return false;
    const auto last = domain.substr(dot + 1);
    if (last.size() < 2 || std::ranges::any_of(last, is_digit)) return false;
    if (domain.find("..") != domain.npos) return false;
    return std::ranges::all_of(domain, [](char c) {
        return (is_alphanumeric(c) && !(c >= 'A' && c <= 'Z')) || c == '-' || c == '.';
    });
}

struct Address {
    std::string domain;
    std::string_view path, query;
};

std::optional<Address> read_address(std::string_view text) {
    if (text.size() > address_max) return {};
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!text.starts_with(scheme)) continue;
        text.remove_prefix(scheme.size());
        text = text.substr(0, text.find('#'));
        const auto question = text.find('?');
        const auto query = question == text.npos ? std::string_view{} : text.substr(question + 1);
        text = text.substr(0, question);
        const auto slash = std::min(text.find('/'), text.size());
        std::string domain{text.substr(0, slash)};
        for (auto& c : domain)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
        if (!is_domain(domain)) return {};
        auto path = text.substr(slash);
        while (path.ends_with('/')) path.remove_suffix(1);
        return Address{std::move(domain), path, query};
    }
    return {};
}

std::string_view field_of(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return {};
}

// What follows one of these beginnings.
std::string_view after_any(std::string_view path, std::initializer_list<std::string_view> begins) {
    for (const auto begin : begins)
        if (path.starts_with(begin)) return path.substr(begin.size());
    return {};
}

std::optional<VideoLink> youtube_of(const Address& address) {
    std::string_view id;
    if (address.domain == "youtu.be")
        id = after_any(address.path, {"/"});
    else if (address.path == "/watch")
        id = field_of(address.query, "v");
    else
        id = after_any(address.path, {"/shorts/", "/live/", "/embed/"});
    if (!is_youtube_id(id)) return {};
    return VideoLink{VideoLink::Host::youtube, std::string{id}, "www.youtube.com"};
}

std::optional<VideoLink> vimeo_of(const Address& address) {
    auto id = after_any(address.path, {"/video/", "/"});
    std::string_view hash = field_of(address.query, "h");
    if (const auto slash = id.find('/'); slash != id.npos)
        hash = id.substr(slash + 1), id = id.substr(0, slash);
    if (!is_vimeo_id(id) || (!hash.empty() && !is_vimeo_hash(hash))) return {};
    return VideoLink{VideoLink::Host::vimeo, std::string{id}, "vimeo.com", std::string{hash}};
}

std::optional<VideoLink> peertube_of(const Address& address) {
    const auto id = after_any(address.path, {"/w/", "/videos/watch/", "/videos/embed/"});
    if (!is_peertube_id(id)) return {};
    return VideoLink{VideoLink::Host::peertube, std::string{id}, address.domain};
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

}  // namespace

std::string VideoLink::title() const {
    switch (host) {
        case Host::youtube:
            return "YouTube";
        case Host::vimeo:
            return "Vimeo";
        case Host::peertube:
            break;
    }
    return domain;
}

std::string VideoLink::watch_address() const {
    switch (host) {
        case Host::youtube:
            return "https://www.youtube.com/watch?v=" + id;
        case Host::vimeo:
            return "https://vimeo.com/" + id + (hash.empty() ? "" : '/' + hash);
        case Host::peertube:
            break;
    }
    return "https://" + domain + "/w/" + id;
}

std::string VideoLink::player_origin() const {
    switch (host) {
        case Host::youtube:
            return "https://www.youtube-nocookie.com";
        case Host::vimeo:
            return "https://player.vimeo.com";
        case Host::peertube:
            break;
    }
    return "https://" + domain;
}

std::string VideoLink::player_address() const {
    switch (host) {
        case Host::youtube:
            return player_origin() + "/embed/" + id + "?autoplay=1";
        case Host::vimeo:
            return player_origin() + "/video/" + id + "?dnt=1&autoplay=1" +
                   (hash.empty() ? "" : "&h=" + hash);
        case Host::peertube:
            break;
    }
    return player_origin() + "/videos/embed/" + id + "?autoplay=1&p2p=0";
}

std::optional<VideoLink> read_video_link(std::string_view text) {
    const auto address = read_address(text);
    if (!address) return {};
    const auto& domain = address->domain;
    for (const std::string_view known :
         {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be",
          "www.youtube-nocookie.com"})
        if (domain == known) return youtube_of(*address);
    for (const std::string_view known : {"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
        if (domain == known) return vimeo_of(*address);
    return peertube_of(*address);
}

WordsWithVideo split_video(std::string_view words) {
    for (auto at = words.find("http"); at != words.npos; at = words.find("http", at + 1)) {
        if (at > 0 && !is_space(words[at - 1])) continue;
        auto end = at;
        while (end < words.size() && !is_space(words[end])) ++end;
        auto word_end = end;
        while (word_end > at &&
               std::string_view{".,;:!?)"}.find(words[word_end - 1]) != std::string_view::npos)
            --word_end;
        auto video = read_video_link(words.substr(at, word_end - at));
        if (!video) continue;
        auto before = words.substr(0, at), after = words.substr(end);
        while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
        while (!after.empty() && is_space(after.front())) after.remove_prefix(1);
        std::string rest{before};
        if (!before.empty() && !after.empty()) rest += '\n';
        return {rest + std::string{after}, std::move(video)};
    }
    return {std::string{words}, {}};
}
