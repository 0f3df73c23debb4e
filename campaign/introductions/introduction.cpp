#include "campaign/introductions/introduction.h"

#include <algorithm>

#include "campaign/words/text.h"

namespace introductions {

namespace {

Refusal bad(std::string field, std::string sentence) {
    return {Reason::not_a_valid_value, std::move(field), std::move(sentence)};
}

bool is_web_address(const std::string& address) {
    if (!address.starts_with("https://") || address.size() > address_max) return false;
    for (const char c : address)
        if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '|') return false;
    return address.find('.') != std::string::npos && address.find('@') == std::string::npos;
}

bool is_id(std::string_view id, std::size_t least, std::size_t most) {
    return id.size() >= least && id.size() <= most && std::ranges::all_of(id, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

// Addresses as YouTube, Vimeo and PeerTube sites write them themselves.
bool is_known_video(std::string_view address) {
    const auto after = [&](std::string_view start) {
        return address.starts_with(start) ? address.substr(start.size()) : std::string_view{};
    };
    for (const auto* start : {"https://www.youtube.com/watch?v=", "https://youtu.be/"})
        if (is_id(after(start), 11, 11)) return true;
    const auto number = after("https://vimeo.com/");
    if (is_id(number, 6, 12) && number.find_first_not_of("0123456789") == number.npos) return true;
    const auto rest = after("https://");
    const auto slash = rest.find('/');
    if (slash == rest.npos || slash < 4) return false;
    const auto host = rest.substr(0, slash), path = rest.substr(slash);
    if (host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") != host.npos ||
        host.find('.') == host.npos)
        return false;
    for (const std::string_view start : {"/w/", "/videos/watch/"})
        if (path.starts_with(start) && is_id(path.substr(start.size()), 20, 36)) return true;
    return false;
}

}  // namespace

std::optional<Refusal> words_objection(const Words& words) {
    if (words.name.empty() || count_code_points(words.name) > name_max)
        return bad("name", "A name, in at most 80 characters.");
    if (words.role.empty() || count_code_points(words.role) > role_max)
        return bad("role", "What they are or do, in at most 120 characters.");
    if (words.words.empty() || count_code_points(words.words) > words_max)
        return bad("words", "Between one line and 3,000 characters.");
    if (!words.video.empty() && !is_known_video(words.video))
        return bad("video", "The address of a video at YouTube, Vimeo or a PeerTube site.");
    if (words.links.size() > links_max) return bad("links", "Five links at most.");
    if (count_code_points(words.consent_how) > consent_max)
        return bad("consent_how", "That is too long: 200 characters at most.");
    if (words.consent_on && words.consent_until && *words.consent_until < *words.consent_on)
        return bad("consent_until", "A consent ends after it was given.");
    return {};
}

std::optional<std::vector<Reference>> read_references(const std::string& lines) {
    std::vector<Reference> found;
    std::size_t at = 0;
    while (at < lines.size()) {
        const auto end = std::min(lines.find('\n', at), lines.size());
        const auto line = read_line(lines.substr(at, end - at), title_max + address_max + 3);
        at = end + 1;
        if (!line) return {};
        if (line->empty()) continue;
        const auto bar = line->rfind('|');
        if (bar == line->npos) return {};
        const auto title = read_line(line->substr(0, bar), title_max);
        const auto address = read_line(line->substr(bar + 1), address_max);
        if (!title || title->empty() || !address || !is_web_address(*address)) return {};
        found.push_back({*title, *address});
    }
    return found;
}

std::string references_text(const std::vector<Reference>& links) {
    std::string text;
    for (const auto& [title, address] : links) text += title + " | " + address + '\n';
    return text;
}

}  // namespace introductions
