#include "campaign/language/template.h"

#include <ctemplate/template.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "campaign/language/locale.h"
#include "campaign/language/template_text.h"
#include "campaign/words/check.h"
#include "campaign/words/resource.h"

namespace language {

// What one dictionary of ctemplate will hold, kept by ourselves so that it can be looked over.
struct Values::Node {
    struct Section {
        std::string name;
        std::vector<std::unique_ptr<Values>> rows;
        int shown = 0;  // Times it is shown with our own values.
    };

    Section& section(std::string_view name) {
        for (auto& known : sections)
            if (known.name == name) return known;
        sections.push_back({std::string{name}, {}, 0});
        return sections.back();
    }

    std::vector<std::pair<std::string, std::string>> values;
    std::vector<Section> sections;
};

Values::Values() : node_{std::make_unique<Node>()} {}
Values::Values(Values&&) noexcept = default;
Values& Values::operator=(Values&&) noexcept = default;
Values::~Values() = default;

Values& Values::set(std::string_view name, std::string_view value) {
    check(!name.ends_with("_HTML"), "only html() fills a place that takes HTML");
    node_->values.emplace_back(name, value);
    return *this;
}

Values& Values::set(std::string_view name, std::int64_t value) {
    return set(name, std::to_string(value));
}

Values& Values::html(std::string_view name, const Html& value) {
    check(name.ends_with("_HTML"), "a place that takes HTML is called …_HTML");
    node_->values.emplace_back(name, value.text);
    return *this;
}

Values& Values::show(std::string_view section) {
    node_->section(section).shown = 1;
    return *this;
}

Values& Values::show_if(bool holds, std::string_view section) {
    auto& known = node_->section(section);
    if (holds) known.shown = 1;
    return *this;
}

Values& Values::add(std::string_view section) {
    return *node_->section(section).rows.emplace_back(std::make_unique<Values>());
}

namespace {

using ctemplate::Template;
using ctemplate::TemplateDictionary;
using ctemplate::TemplateString;

TemplateString view(std::string_view text) { return {text.data(), text.size()}; }

std::unique_ptr<const Template> parse(std::string_view path, std::string_view text,
                                      std::string_view language) {
    const auto translated = translate_template(text, markup_of(path), language);
    const auto strip =
        markup_of(path) == Markup::plain ? ctemplate::DO_NOT_STRIP : ctemplate::STRIP_BLANK_LINES;
    std::unique_ptr<const Template> parsed{Template::StringToTemplate(view(translated), strip)};
    check(parsed && parsed->state() == ctemplate::TS_READY,
          std::string{path} + " is a template without mistakes");
    return parsed;
}

bool is_template(std::string_view path) {
    if (path.find("/assets/") != path.npos) return false;
    return path.ends_with(".html") || path.ends_with(".txt") || path.ends_with(".xml") ||
           path.ends_with(".css");
}

// Every template in every language, parsed at the first page and not changed after, so that
// rendering takes no lock.
class Shelf {
public:
    Shelf() {
        for (const auto* table : all_resources())
            for (const auto& row : *table)
                if (is_template(row.path))
                    for (const auto& language : all_languages())
                        templates_[key(row.path, language)] =
                            parse(row.path, row.bytes(), language);
    }

    const Template& find(std::string_view path, std::string_view language) const {
        auto found = templates_.find(key(path, language));
        if (found == templates_.end()) found = templates_.find(key(path, "en"));
        check(found != templates_.end(), std::string{path} + " is an embedded template");
        return *found->second;
    }

private:
    static std::string key(std::string_view path, std::string_view language) {
        return std::string{language}.append(":").append(path);
    }

    std::map<std::string, std::unique_ptr<const Template>> templates_;
};

const Shelf& shelf() {
    static const Shelf filled;
    return filled;
}

void fill_dictionary(TemplateDictionary& dictionary, const Values::Node& node) {
    for (const auto& [name, value] : node.values)
        dictionary.SetValueWithoutCopy(view(name), view(value));
    for (const auto& section : node.sections) {
        if (section.shown) dictionary.ShowSection(view(section.name));
        for (const auto& row : section.rows)
            fill_dictionary(*dictionary.AddSectionDictionary(view(section.name)), row->node());
    }
}

Html expand(const Template& parsed, const Values& values) {
    TemplateDictionary dictionary{"page"};
    fill_dictionary(dictionary, values.node());
    Html out;
    check(parsed.Expand(&out.text, &dictionary), "a template that was read can be filled in");
    return out;
}

// Walks a template and the values given for it side by side.
class NameMatcher {
public:
    explicit NameMatcher(std::string_view text) : places_{find_places(text)} {}

    std::vector<std::string> match(const Values::Node& node) {
        walk(0, places_.size(), {&node});
        tell_unknown(node);
        std::ranges::sort(told_);
        told_.erase(std::unique(told_.begin(), told_.end()), told_.end());
        return told_;
    }

private:
    using Nodes = std::vector<const Values::Node*>;  // The innermost last, as ctemplate looks up.

    void walk(std::size_t from, std::size_t to, const Nodes& nodes) {
        for (auto at = from; at < to; ++at) {
            const auto& place = places_[at];
            if (place.kind == Place::Kind::variable && !is_set(place.name, nodes))
                told_.push_back(std::string{place.name} + " is not set");
            if (place.kind != Place::Kind::section) continue;
            const auto end = end_of(at, to);
            walk_section(at + 1, end, nodes);
            at = end;
        }
    }

    void walk_section(std::size_t from, std::size_t end, const Nodes& nodes) {
        const auto name = places_[from - 1].name;
        for (auto node = nodes.rbegin(); node != nodes.rend(); ++node)
            for (const auto& section : (*node)->sections) {
                if (section.name != name) continue;
                if (section.shown) walk(from, end, nodes);
                for (const auto& row : section.rows) {
                    auto inner = nodes;
                    inner.push_back(&row->node());
                    walk(from, end, inner);
                }
                return;
            }
    }

    std::size_t end_of(std::size_t section, std::size_t to) const {
        for (auto at = section + 1; at < to; ++at)
            if (places_[at].kind == Place::Kind::section_end &&
                places_[at].name == places_[section].name)
                return at;
        return to;
    }

    static bool is_set(std::string_view name, const Nodes& nodes) {
        return name.starts_with("BI_") || std::ranges::any_of(nodes, [&](const auto* node) {
                   return std::ranges::any_of(node->values,
                                              [&](const auto& row) { return row.first == name; });
               });
    }

    void tell_unknown(const Values::Node& node) {
        for (const auto& [name, value] : node.values) tell_if_unknown(name);
        for (const auto& section : node.sections) {
            tell_if_unknown(section.name);
            for (const auto& row : section.rows) tell_unknown(row->node());
        }
    }

    void tell_if_unknown(std::string_view name) {
        const auto known =
            std::ranges::any_of(places_, [&](const auto& place) { return place.name == name; });
        if (!known) told_.push_back(std::string{name} + " has no place in the template");
    }

    std::vector<Place> places_;
    std::vector<std::string> told_;
};

}  // namespace

Html render_template(std::string_view path, const Values& values, std::string_view language) {
    static const bool strict = std::getenv("WAYMARK_STRICT_TEMPLATES") != nullptr;
    if (strict)
        for (const auto& fault : unset_names(path, values))
            check(false, std::string{path} + " is filled in: " + fault);
    return expand(shelf().find(path, language), values);
}

Html render_text_as_template(std::string_view path, std::string_view text, const Values& values,
                             std::string_view language) {
    return expand(*parse(path, text, language), values);
}

std::vector<std::string> unset_names(std::string_view path, const Values& values) {
    const auto text = find_resource(path);
    check(text.has_value(), std::string{path} + " is an embedded template");
    return unset_names_in(*text, values);
}

std::vector<std::string> unset_names_in(std::string_view text, const Values& values) {
    return NameMatcher{text}.match(values.node());
}

}  // namespace language
