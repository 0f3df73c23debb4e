// Template: an HTML (or text) file with places to fill, in one language, escaped by context.
//
// The door of ctemplate. Files are resources ("web/pages/campaigns/campaign.html"), AUTOESCAPE on;
// texts between [[ and ]] are translated when a template is first loaded in a language, so that
// escaping sees the final page. Every value is escaped for the place where it stands; there is no
// way to put raw HTML in except html(), which takes only what render_markdown() or another template
// made and fills only places whose name ends in _HTML: {{STORY_HTML}}. A misspelt name prints
// nothing, so with WAYMARK_STRICT_TEMPLATES in the environment (as in tests) render_template()
// check()s them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace language {

// Html: markup that is already safe. Only templates and render_markdown() make it.
struct Html {
    std::string text;
};

// Values for one template: names are UPPER_CASE; a section is a nested list of Values.
class Values {
public:
    Values();
    Values(Values&&) noexcept;
    Values& operator=(Values&&) noexcept;
    ~Values();

    Values& set(std::string_view name, std::string_view value);
    Values& set(std::string_view name, std::int64_t value);
    Values& html(std::string_view name, const Html& value);  // The name ends in _HTML.
    Values& show(std::string_view section);  // Shows a section once, with our own values.
    Values& show_if(bool, std::string_view section);
    Values& add(std::string_view section);  // A new row of a repeated section; fill it in.

    struct Node;  // The template door's own.
    const Node& node() const { return *node_; }

private:
    std::unique_ptr<Node> node_;
};

// Fills the template `path` (from the source root) in `language`. check()s that the file exists.
Html render_template(std::string_view path, const Values&, std::string_view language);

// Names of the template that are not set, and names set that it does not have, as sentences. What
// stands in a section that is not shown is not looked at.
std::vector<std::string> unset_names(std::string_view path, const Values&);

// The same for a text that is not a resource; the end of `path` says what it is (.html, .txt,
// .css).
Html render_text_as_template(std::string_view path, std::string_view text, const Values&,
                             std::string_view language);
std::vector<std::string> unset_names_in(std::string_view text, const Values&);

// CommonMark with raw HTML off, links limited to http, https, mailto and our own paths, pictures
// replaced by their words, headings one level lower (a page has its own h1). Longer texts than
// markdown_bytes_max are check()ed: the form that takes them has a lower limit.
inline constexpr std::size_t markdown_bytes_max = 65536;
Html render_markdown(std::string_view text);

}  // namespace language
