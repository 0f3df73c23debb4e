#include "web/pages/sharing/share_address.h"

#include <algorithm>

#include "campaign/words/text.h"

namespace pages {

namespace {

constexpr std::size_t host_max = 100;

std::string text_and_url(const ShareText& share) {
    return percent_encoded(share.words + " " + share.url);
}

std::string letter_address(const ShareText& share) {
    return "mailto:?subject=" + percent_encoded(share.title) +
           "&body=" + percent_encoded(share.words + "\r\n\r\n" + share.url);
}

std::string x_address(const ShareText& share) {
    auto address = "https://x.com/intent/post?text=" + percent_encoded(share.words) +
                   "&url=" + percent_encoded(share.url);
    if (!share.hashtag.empty()) address += "&hashtags=" + percent_encoded(share.hashtag);
    return address;
}

}  // namespace

std::string share_address(std::string_view channel, const ShareText& share) {
    const auto url = percent_encoded(share.url), words = percent_encoded(share.words);
    if (channel == "facebook") return "https://www.facebook.com/sharer/sharer.php?u=" + url;
    if (channel == "x") return x_address(share);
    if (channel == "linkedin") return "https://www.linkedin.com/sharing/share-offsite/?url=" + url;
    if (channel == "whatsapp") return "https://wa.me/?text=" + text_and_url(share);
    if (channel == "telegram") return "https://t.me/share/url?url=" + url + "&text=" + words;
    if (channel == "bluesky") return "https://bsky.app/intent/compose?text=" + text_and_url(share);
    if (channel == "pinterest")
        return "https://www.pinterest.com/pin/create/button/?url=" + url +
               "&media=" + percent_encoded(share.picture) + "&description=" + words;
    if (channel == "email") return letter_address(share);
    if (channel == "sms") return "sms:?&body=" + text_and_url(share);
    return {};
}

std::optional<std::string> read_mastodon_host(std::string_view typed) {
    while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
    while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
    if (typed.starts_with("https://")) typed.remove_prefix(8);
    if (const auto at = typed.rfind('@'); at != typed.npos) typed.remove_prefix(at + 1);
    if (typed.ends_with('/')) typed.remove_suffix(1);
    if (typed.empty() || typed.size() > host_max) return {};
    std::string host;
    bool has_letter = false;
    for (const char c : typed) {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const bool is_letter = small >= 'a' && small <= 'z';
        if (!is_letter && !(small >= '0' && small <= '9') && small != '-' && small != '.')
            return {};
        has_letter = has_letter || is_letter;
        host += small;
    }
    const bool is_dotted = host.find('.') != host.npos && host.find("..") == host.npos &&
                           host.front() != '.' && host.back() != '.';
    if (!is_dotted || !has_letter) return {};
    return host;
}

std::string mastodon_address(std::string_view host, const ShareText& share) {
    return "https://" + std::string{host} + "/share?text=" + text_and_url(share);
}

}  // namespace pages
