// Template: an HTML (or text) file with places to fill, in one language, escaped by context.
//
// The door of ctemplate. Files are resources ("web/pages/campaign.html"), AUTOESCAPE on; texts
// between [[ and ]] are translated when a template is first loaded in a language, so that escaping
// sees the final page. Every value is escaped for the place where it stands; there is no way to put
// raw HTML in except html(), which takes only what render_markdown() or another template made.
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
    Values& html(std::string_view name, const Html& value);
    Values& show(std::string_view section);     // Shows a section once, with our own values.
    Values& show_if(bool, std::string_view section);
    Values& add(std::string_view section);      // A new row of a repeated section; fill it in.

    struct Node;  // The template door's own.
    const Node& node() const { return *node_; }

private:
    std::unique_ptr<Node> node_;
};

// Fills the template `path` (from the source root) in `language`. check()s that the file exists.
Html render_template(std::string_view path, const Values&, std::string_view language);

// CommonMark with raw HTML off, links limited to http, https, mailto and our own paths.
Html render_markdown(std::string_view text);

}  // namespace language
