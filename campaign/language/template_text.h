// Template text: what stands in a template file, before ctemplate reads it.
//
// Finds the places ({{NAME}}, {{#SECTION}} … {{/SECTION}}), puts translations in for [[ ]], and
// names what a template may not do. Does not fill anything in: that is template.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace language {

struct Place {
    enum class Kind { variable, section, section_end };
    Kind kind = Kind::variable;
    std::string_view name;
    std::string_view modifiers;  // "u" of {{QUERY:u}}; may be empty.
    std::size_t begin = 0, end = 0;
};

std::vector<Place> find_places(std::string_view text);

enum class Markup { html, css, plain };
Markup markup_of(std::string_view path);

// The file in one language, for ctemplate: texts between [[ and ]] are translated and escaped, a
// place whose name ends in _HTML takes its value as it is, one that fills a textarea (or says :p)
// keeps its line ends. A translation whose {{…}} are not those of the English is not used.
std::string translate_template(std::string_view text, Markup, std::string_view language);

// The texts between [[ and ]], white space folded, as they are keys of the catalogue.
std::vector<std::string> find_texts(std::string_view text);
bool has_same_places(std::string_view english, std::string_view translation);

// Sentences about what is wrong with a template file; none if it is sound: sections that are not
// closed, HTML put inside a tag, modifiers, markup or entities inside [[ ]]. Where a value may
// stand is a house rule (tests/support/house_rules_html.cpp).
std::vector<std::string> find_template_faults(std::string_view text);

}  // namespace language
