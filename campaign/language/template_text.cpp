#include "campaign/language/template_text.h"

#include <algorithm>

#include "campaign/language/catalogue.h"

namespace language {

namespace {

constexpr std::string_view raw_suffix = "_HTML";

std::string fold_spaces(std::string_view text) {
    std::string folded;
    for (const auto c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space)
            folded += c;
        else if (!folded.empty() && folded.back() != ' ')
            folded += ' ';
    }
    if (!folded.empty() && folded.back() == ' ') folded.pop_back();
    return folded;
}

void append_escaped(std::string& out, std::string_view text) {
    for (const auto c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
}

std::string escape_around_places(std::string_view text) {
    std::string out;
    std::size_t from = 0;
    for (const auto& place : find_places(text)) {
        append_escaped(out, text.substr(from, place.begin - from));
        out += text.substr(place.begin, place.end - place.begin);
        from = place.end;
    }
    append_escaped(out, text.substr(from));
    return out;
}

std::vector<std::string> sorted_places(std::string_view text) {
    std::vector<std::string> places;
    for (const auto& place : find_places(text))
        places.emplace_back(text.substr(place.begin, place.end - place.begin));
    std::ranges::sort(places);
    return places;
}

// Calls put(plain) for what stands outside [[ ]] and text(inside) for what stands in them.
template <typename Plain, typename Text>
void walk_texts(std::string_view source, Plain plain, Text text) {
    std::size_t at = 0;
    while (at < source.size()) {
        const auto open = source.find("[[", at);
        const auto close = open == source.npos ? open : source.find("]]", open);
        if (close == source.npos) break;
        plain(source.substr(at, open - at));
        text(fold_spaces(source.substr(open + 2, close - open - 2)));
        at = close + 2;
    }
    plain(source.substr(std::min(at, source.size())));
}

}  // namespace

std::vector<Place> find_places(std::string_view text) {
    std::vector<Place> places;
    for (std::size_t at = 0; (at = text.find("{{", at)) != text.npos;) {
        const auto close = text.find("}}", at);
        if (close == text.npos) break;
        auto inside = text.substr(at + 2, close - at - 2);
        Place place{.begin = at, .end = close + 2};
        at = close + 2;
        if (inside.empty() || inside.front() == '!' || inside.front() == '%') continue;
        if (inside.front() == '#') place.kind = Place::Kind::section;
        if (inside.front() == '/') place.kind = Place::Kind::section_end;
        if (place.kind != Place::Kind::variable) inside.remove_prefix(1);
        const auto colon = inside.find(':');
        place.name = inside.substr(0, colon);
        if (colon != inside.npos) place.modifiers = inside.substr(colon + 1);
        places.push_back(place);
    }
    return places;
}

Markup markup_of(std::string_view path) {
    if (path.ends_with(".html") || path.ends_with(".xml") || path.ends_with(".svg"))
        return Markup::html;
    return path.ends_with(".css") ? Markup::css : Markup::plain;
}

namespace {

// What a textarea holds keeps its line ends; ctemplate would write spaces.
std::string_view modifier_for(const Place& place, std::string_view text) {
    if (place.kind != Place::Kind::variable) return {};
    if (place.name.ends_with(raw_suffix)) return ":none";
    return text.substr(place.end).starts_with("</textarea>") ? ":p" : "";
}

}  // namespace

std::string translate_template(std::string_view text, Markup markup, std::string_view language) {
    std::string translated;
    walk_texts(
        text, [&](std::string_view plain) { translated += plain; },
        [&](const std::string& english) {
            auto said = say(english, language);
            if (!has_same_places(english, said)) said = english;
            translated += markup == Markup::html ? escape_around_places(said) : said;
        });
    std::string out;
    if (markup == Markup::html) out = "{{%AUTOESCAPE context=\"HTML\"}}";
    if (markup == Markup::css) out = "{{%AUTOESCAPE context=\"CSS\"}}";
    std::size_t from = 0;
    for (const auto& place : find_places(translated)) {
        const auto modifier = modifier_for(place, translated);
        if (modifier.empty()) continue;
        out += translated.substr(from, place.begin - from);
        out.append("{{").append(place.name).append(modifier).append("}}");
        from = place.end;
    }
    return out += translated.substr(from);
}

std::vector<std::string> find_texts(std::string_view source) {
    std::vector<std::string> texts;
    walk_texts(
        source, [](std::string_view) {},
        [&](std::string text) { texts.push_back(std::move(text)); });
    return texts;
}

bool has_same_places(std::string_view english, std::string_view translation) {
    return sorted_places(english) == sorted_places(translation);
}

namespace {

using Faults = std::vector<std::string>;

void tell(Faults& faults, std::string_view what, std::string_view where) {
    faults.push_back(std::string{what}.append(": ").append(where));
}

Faults find_section_faults(std::string_view text) {
    Faults faults;
    std::vector<std::string_view> open;
    for (const auto& place : find_places(text)) {
        if (place.kind == Place::Kind::section) open.push_back(place.name);
        if (place.kind != Place::Kind::section_end) continue;
        if (open.empty() || open.back() != place.name) {
            tell(faults, "a section ends that is not the innermost", place.name);
            return faults;
        }
        open.pop_back();
    }
    if (!open.empty()) tell(faults, "a section has no end", open.back());
    return faults;
}

bool is_inside_tag(std::string_view text, std::size_t at) {
    const auto open = text.rfind('<', at), close = text.rfind('>', at);
    return open != text.npos && (close == text.npos || close < open);
}

}  // namespace

std::vector<std::string> find_template_faults(std::string_view text) {
    auto faults = find_section_faults(text);
    for (const auto& place : find_places(text)) {
        const auto takes_html = place.name.ends_with(raw_suffix);
        if (takes_html && is_inside_tag(text, place.begin))
            tell(faults, "HTML inside a tag", place.name);
        if (!place.modifiers.empty() && place.modifiers != "u" && place.modifiers != "p" &&
            (place.modifiers != "none" || !takes_html))
            tell(faults, "a modifier other than :u, :p, or :none at _HTML", place.name);
    }
    for (const auto& said : find_texts(text)) {
        const auto entity = said.find('&');
        if (said.empty()) tell(faults, "an empty text", "[[]]");
        if (said.find_first_of("<>") != said.npos) tell(faults, "markup inside [[ ]]", said);
        if (entity != said.npos && said.find(';', entity) != said.npos)
            tell(faults, "an entity inside [[ ]]; write the character itself", said);
    }
    return faults;
}

}  // namespace language
