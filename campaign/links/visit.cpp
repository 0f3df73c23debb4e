#include "campaign/links/visit.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace links {

namespace {

constexpr std::size_t browser_max = 16, referrer_host_max = 80, user_agent_read_max = 512;

// How crawlers and previews name themselves, in lower case; the first that fits gives the name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 34> bots{{
    {"whatsapp", "WhatsApp"},
    {"facebookexternalhit", "Facebook"},
    {"facebot", "Facebook"},
    {"meta-external", "Facebook"},
    {"slackbot", "Slack"},
    {"slack-img", "Slack"},
    {"twitterbot", "X"},
    {"linkedinbot", "LinkedIn"},
    {"telegrambot", "Telegram"},
    {"discordbot", "Discord"},
    {"mastodon", "Mastodon"},
    {"pleroma", "Pleroma"},
    {"misskey", "Misskey"},
    {"bluesky", "Bluesky"},
    {"cardyb", "Bluesky"},
    {"signal-", "Signal"},
    {"skypeuripreview", "Skype"},
    {"microsoftpreview", "Microsoft"},
    {"bingpreview", "Bing"},
    {"bingbot", "Bing"},
    {"googlebot", "Google"},
    {"google-", "Google"},
    {"applebot", "Apple"},
    {"duckduckbot", "DuckDuckGo"},
    {"yandex", "Yandex"},
    {"baiduspider", "Baidu"},
    {"embedly", "Embedly"},
    {"iframely", "Iframely"},
    {"curl/", "curl"},
    {"wget/", "Wget"},
    {"python-", "Python"},
    {"go-http-client", "Go"},
    {"okhttp", "OkHttp"},
    {"java/", "Java"},
}};
constexpr std::array<std::string_view, 6> bot_words{"bot/",   "bot;",    "crawler",
                                                    "spider", "preview", "fetcher"};

// Browsers, the more particular ones first: nearly all of them also say Chrome and Safari.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> browsers{{
    {"instagram", "Instagram"},
    {"fban/", "Facebook app"},
    {"fbav/", "Facebook app"},
    {"edg", "Edge"},
    {"opr/", "Opera"},
    {"samsungbrowser", "Samsung"},
    {"firefox", "Firefox"},
    {"fxios", "Firefox"},
    {"crios", "Chrome"},
    {"chrome", "Chrome"},
}};

std::string lower_case(std::string_view text) {
    std::string out{text.substr(0, user_agent_read_max)};
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out;
}

// "WhatsApp/2.23" is its preview; inside a longer line it may be the app's own browser.
std::string_view bot_name(const std::string& agent) {
    for (const auto& [mark, name] : bots)
        if (agent.starts_with(mark) || (mark != "whatsapp" && agent.find(mark) != agent.npos))
            return name;
    for (const auto word : bot_words)
        if (agent.find(word) != agent.npos || agent.ends_with("bot")) return "other bot";
    return {};
}

}  // namespace

std::string_view sort_name(Sort sort) {
    switch (sort) {
        case Sort::person: return "person";
        case Sort::bot: return "bot";
        case Sort::head: return "head";
        case Sort::staff: return "staff";
    }
    return "person";
}

bool is_bot(std::string_view user_agent) {
    return user_agent.empty() || !bot_name(lower_case(user_agent)).empty();
}

std::string browser_name(std::string_view user_agent) {
    const auto agent = lower_case(user_agent);
    if (const auto bot = bot_name(agent); !bot.empty()) return std::string{bot};
    for (const auto& [mark, name] : browsers)
        if (agent.find(mark) != agent.npos) return std::string{name.substr(0, browser_max)};
    return agent.find("safari") != agent.npos ? "Safari" : agent.empty() ? "" : "other";
}

std::string referrer_host(std::string_view referrer) {
    const auto scheme = referrer.find("://");
    if (scheme == referrer.npos) return {};
    auto host = referrer.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#:"));
    const auto is_plain = [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-'; };
    if (host.size() > referrer_host_max || !std::ranges::all_of(host, is_plain)) return {};
    return lower_case(host);
}

}  // namespace links
