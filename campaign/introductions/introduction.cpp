#include "campaign/introductions/introduction.h"

#include "campaign/words/text.h"
#include "campaign/words/video_link.h"

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

}  // namespace

std::optional<Refusal> words_objection(const Words& words) {
    if (words.name.empty() || count_code_points(words.name) > name_max)
        return bad("name", "A name, in at most 80 characters.");
    if (words.role.empty() || count_code_points(words.role) > role_max)
        return bad("role", "What they are or do, in at most 120 characters.");
    if (words.words.empty() || count_code_points(words.words) > words_max)
        return bad("words", "Between one line and 3,000 characters.");
    if (!words.video.empty() && !read_video_link(words.video))
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
