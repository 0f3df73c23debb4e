#include "campaign/language/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "campaign/outside/xml.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"

namespace language {

namespace {

struct Deleter {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
    void operator()(cmark_node* node) const { cmark_node_free(node); }
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
    void operator()(char* text) const { std::free(text); }
};

bool is_harmless_address(std::string_view address) {
    const auto starts = [&](std::string_view with) {
        return address.size() > with.size() &&
               std::ranges::equal(address.substr(0, with.size()), with, [](char a, char b) {
                   return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
               });
    };
    if (address.starts_with("//") || address.starts_with("/\\")) return false;
    return address.starts_with('/') || address.starts_with('#') || starts("https://") ||
           starts("http://") || starts("mailto:");
}

// Takes a node away and leaves what stood inside it.
void unwrap(cmark_node* node) {
    while (auto* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
    cmark_node_free(node);
}

// The words that stand in a node, without their shape.
std::string plain_words(cmark_node* node) {
    if (const char* literal = cmark_node_get_literal(node)) return literal;
    std::string words;
    for (auto* child = cmark_node_first_child(node); child; child = cmark_node_next(child))
        words += plain_words(child);
    return words;
}

void illustrate(cmark_node* node, const Illustration& picture) {
    using outside::xml_text;
    const auto words = plain_words(node);
    const auto sizes = picture.srcset.empty() ? std::string{}
                                              : "\" srcset=\"" + xml_text(picture.srcset) +
                                                    "\" sizes=\"(max-width: 48rem) 92vw, 44rem";
    const auto html = "<img src=\"" + xml_text(picture.src) + sizes + "\" width=\"" +
                      std::to_string(picture.width) + "\" height=\"" +
                      std::to_string(picture.height) + "\" alt=\"" +
                      xml_text(words.empty() ? picture.alt : words) + "\" loading=\"lazy\">";
    auto* shown = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_on_enter(shown, html.c_str());
    cmark_node_replace(node, shown);
    cmark_node_free(node);
}

void make_harmless(cmark_node* node, const Illustrations& pictures) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
        cmark_node_free(node);
    } else if (type == CMARK_NODE_IMAGE) {
        const auto known = pictures.find(std::string_view{cmark_node_get_url(node)});
        known == pictures.end() ? unwrap(node) : illustrate(node, known->second);
    }
    if (type == CMARK_NODE_LINK && !is_harmless_address(cmark_node_get_url(node)))
        unwrap(node);
    else if (type == CMARK_NODE_HEADING)
        cmark_node_set_heading_level(node, std::min(cmark_node_get_heading_level(node) + 1, 6));
}

std::vector<cmark_node*> all_nodes(cmark_node* root) {
    std::vector<cmark_node*> nodes;
    const std::unique_ptr<cmark_iter, Deleter> walk{cmark_iter_new(root)};
    for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(walk.get()))
        if (event == CMARK_EVENT_ENTER) nodes.push_back(cmark_iter_get_node(walk.get()));
    return nodes;
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
}

// Bare addresses become links. The extension looks at the rest of the text for each of them, so a
// story made of nothing else would take seconds (measured: 2.2 s for 64 KiB of "www.a_"). Tables
// are worse: 8 s for 64 KiB of bars.
bool may_have_autolinks(std::string_view text) {
    constexpr std::size_t autolinks_max = 200;
    return count_of(text, "www.") + count_of(text, "@") + count_of(text, "://") <= autolinks_max;
}

bool may_have_tables(std::string_view text) {
    constexpr std::size_t bars_max = 400;
    return count_of(text, "|") <= bars_max;
}

using Parsed = std::unique_ptr<cmark_node, Deleter>;

struct Reading {
    std::unique_ptr<cmark_parser, Deleter> parser;
    Parsed root;
};

// It is no more than a word of the picture around it.
bool stands_in_image(cmark_node* node) {
    for (auto* around = cmark_node_parent(node); around; around = cmark_node_parent(around))
        if (cmark_node_get_type(around) == CMARK_NODE_IMAGE) return true;
    return false;
}

Reading read(std::string_view text) {
    check(text.size() <= markdown_bytes_max, "a story is within its limit");
    static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
    check(registered, "the extensions are known");
    std::unique_ptr<cmark_parser, Deleter> parser{cmark_parser_new(CMARK_OPT_VALIDATE_UTF8)};
    const auto extend = [&](const char* name) {
        cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
    };
    extend("strikethrough");
    if (may_have_tables(text)) extend("table");
    if (may_have_autolinks(text)) extend("autolink");
    cmark_parser_feed(parser.get(), text.data(), text.size());
    Parsed root{cmark_parser_finish(parser.get())};
    return {std::move(parser), std::move(root)};
}

}  // namespace

Html render_markdown(std::string_view text) { return render_illustrated(text, {}); }

Html render_illustrated(std::string_view text, const Illustrations& pictures) {
    const auto [parser, root] = read(text);
    auto nodes = all_nodes(root.get());
    // The innermost first: what is unwrapped hands on children that have been looked at.
    for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) make_harmless(*node, pictures);
    const std::unique_ptr<char, Deleter> html{cmark_render_html(
        root.get(), CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser.get()))};
    return {html.get()};
}

std::vector<std::int64_t> illustrations_in(std::string_view text) {
    const auto [parser, root] = read(text);
    std::vector<std::int64_t> found;
    for (auto* node : all_nodes(root.get())) {
        if (cmark_node_get_type(node) != CMARK_NODE_IMAGE || stands_in_image(node)) continue;
        std::string_view address{cmark_node_get_url(node)};
        if (!address.starts_with(illustration_scheme)) continue;
        address.remove_prefix(illustration_scheme.size());
        const auto number = number_in(address);
        // Written in the one form that is shown, too: no zero before it, nothing behind it.
        if (address == std::to_string(number) && std::ranges::find(found, number) == found.end())
            found.push_back(number);
    }
    return found;
}

}  // namespace language
