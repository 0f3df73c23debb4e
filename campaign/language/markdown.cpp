#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include "campaign/language/template.h"
#include "campaign/words/check.h"

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

void make_harmless(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
        cmark_node_free(node);
    else if (type == CMARK_NODE_IMAGE)
        unwrap(node);
    else if (type == CMARK_NODE_LINK && !is_harmless_address(cmark_node_get_url(node)))
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

}  // namespace

Html render_markdown(std::string_view text) {
    check(text.size() <= markdown_bytes_max, "a story is within its limit");
    static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
    check(registered, "the extensions are known");
    const std::unique_ptr<cmark_parser, Deleter> parser{cmark_parser_new(CMARK_OPT_VALIDATE_UTF8)};
    const auto extend = [&](const char* name) {
        cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
    };
    extend("strikethrough");
    if (may_have_tables(text)) extend("table");
    if (may_have_autolinks(text)) extend("autolink");
    cmark_parser_feed(parser.get(), text.data(), text.size());
    const std::unique_ptr<cmark_node, Deleter> root{cmark_parser_finish(parser.get())};
    auto nodes = all_nodes(root.get());
    // The innermost first: what is unwrapped hands on children that have been looked at.
    std::ranges::for_each(nodes.rbegin(), nodes.rend(), make_harmless);
    const std::unique_ptr<char, Deleter> html{cmark_render_html(
        root.get(), CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser.get()))};
    return {html.get()};
}

}  // namespace language
