#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <regex>

#include "tests/support/house_rules.h"

namespace house {
namespace {

// Where in an HTML page a place of a template stands.
struct Spot {
    enum class Kind { text, raw, tag, attribute } kind = Kind::text;
    std::string attribute = {};  // Its name, in lower case.
    std::string before = {};     // What stands in the value before it, templates' marks included.
    bool quoted = false;
    bool whole = false;  // The value starts and ends with it.
};

bool is_name_char(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == ':' || c == '_';
}

// Reads a page as a browser would, as far as tags, attributes and raw texts go.
class Page {
public:
    explicit Page(std::string_view html) : html_{html} {}

    // Calls visit(name with modifiers, Spot, offset) for every variable.
    template <typename Visit>
    void walk(Visit visit) {
        while (at_ < html_.size()) {
            if (rest().starts_with("<!--")) {
                skip_past("-->");
            } else if (rest().starts_with("{{")) {
                const auto mark = take_mark();
                if (is_variable(mark)) visit(mark, spot(mark), at_);
            } else {
                step();
            }
        }
    }

private:
    enum class State { text, tag_name, tag, value };

    static bool is_variable(const std::string& mark) {
        return !mark.empty() && std::string_view{"#/!>%="}.find(mark[0]) == std::string::npos;
    }

    std::string_view rest() const { return html_.substr(at_); }

    void skip_past(std::string_view end) {
        const auto found = html_.find(end, at_);
        at_ = found == html_.npos ? html_.size() : found + end.size();
    }

    std::string take_mark() {
        const auto begin = at_ + 2;
        skip_past("}}");
        const auto end = html_.find("}}", begin);
        return std::string{html_.substr(begin, end == html_.npos ? end : end - begin)};
    }

    Spot spot(const std::string& mark) {
        if (state_ == State::text) return {raw_.empty() ? Spot::Kind::text : Spot::Kind::raw};
        if (state_ == State::value) {
            Spot found{Spot::Kind::attribute, attribute_, value_, quote_ != 0};
            found.whole = value_.empty() && at_ < html_.size() && html_[at_] == quote_;
            value_ += "{{" + mark + "}}";
            return found;
        }
        return {Spot::Kind::tag};
    }

    void step() {
        const char c = html_[at_++];
        if (state_ == State::text) {
            read_text(c);
        } else if (state_ == State::value) {
            read_value(c);
        } else {
            read_tag(c);
        }
    }

    void read_text(char c) {
        if (c != '<') return;
        if (!raw_.empty() && !rest().starts_with("/" + raw_)) return;
        const char next = rest().empty() ? ' ' : rest()[0];
        if (!std::isalpha(static_cast<unsigned char>(next)) && next != '/' && next != '{') return;
        state_ = State::tag_name;
        name_.clear();
        attribute_.clear();
    }

    void read_tag(char c) {
        if (c == '>') {
            raw_ = name_ == "script" || name_ == "style" ? name_ : "";
            state_ = State::text;
        } else if (state_ == State::tag_name) {
            if (is_name_char(c) || c == '/') {
                name_ += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            } else {
                state_ = State::tag;
            }
        } else if (is_name_char(c)) {
            if (!in_name_) attribute_.clear();
            in_name_ = true;
            attribute_ += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            return;
        } else if (c == '=') {
            quote_ = !rest().empty() && (rest()[0] == '"' || rest()[0] == '\'') ? rest()[0] : '\0';
            if (quote_ != 0) ++at_;
            state_ = State::value;
            value_.clear();
        }
        in_name_ = false;
    }

    void read_value(char c) {
        const bool ends =
            quote_ != 0 ? c == quote_ : std::isspace(static_cast<unsigned char>(c)) || c == '>';
        if (!ends) {
            value_ += c;
            return;
        }
        state_ = State::tag;
        if (quote_ == 0 && c == '>') read_tag(c);
    }

    std::string_view html_;
    std::size_t at_ = 0;
    State state_ = State::text;
    std::string name_, attribute_, value_, raw_;
    char quote_ = '\0';
    bool in_name_ = false;
};

std::optional<std::string> objection(const std::string& mark, const Spot& spot) {
    static const std::regex never{"style|on.*|hx-.*|srcdoc|srcset|formaction|poster|xlink:href"};
    static const std::regex address{"href|src|action"};
    const bool is_raw = mark.find(":none") != std::string::npos;
    if (is_raw && mark.substr(0, mark.find(':')).find("_HTML") == std::string::npos)
        return "is not escaped, and its name does not say that it is HTML";
    if (spot.kind == Spot::Kind::text) return {};
    if (spot.kind == Spot::Kind::raw) return "stands in a script or style";
    if (spot.kind == Spot::Kind::tag) return "makes a tag or an attribute's name";
    if (!spot.quoted) return "needs quotes around the value of " + spot.attribute;
    if (std::regex_match(spot.attribute, never)) return "may not stand in " + spot.attribute;
    if (!std::regex_match(spot.attribute, address) || spot.whole) return {};
    // Our own address, begun by us: its scheme and host cannot be chosen by a value.
    if (spot.before.empty() || std::string_view{"/?#"}.find(spot.before[0]) == std::string::npos ||
        spot.before.starts_with("//") || spot.before == "/")
        return "must be the whole of " + spot.attribute + ", or follow an address that we begin";
    if (spot.before.find('?') != std::string::npos && mark.find(":u") == std::string::npos)
        return "is a query value and takes :u";
    return {};
}

std::size_t line_of(std::string_view text, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + offset, '\n'));
}

}  // namespace

Objections inline_code(const SourceFile& file) {
    Objections found;
    if (!has_suffix(file.path, ".html") && !has_suffix(file.path, ".svg")) return found;
    // A mail program loads no sheet, so the style of a mail stands inside; nothing else may.
    const bool is_mail = in_folder(file.path, "web/mails/");
    static const std::regex inlined{R"rx(<style\b|<script(?![^>]*\bsrc=)[^>]*>)rx"
                                    R"rx(|<[a-z][^<>]*\s(style|on[a-z]+)\s*=|javascript:)rx",
                                    std::regex::icase};
    const auto& html = file.text;
    for (std::sregex_iterator at{html.begin(), html.end(), inlined}, end; at != end; ++at)
        if (!is_mail || at->str() != "<style")
            found.push_back(
                file.path + ":" +
                std::to_string(line_of(html, static_cast<std::size_t>(at->position()))) +
                ": inline script or style, which the browser is told to refuse");
    return found;
}

Objections open_elements(const SourceFile& file) {
    Objections found;
    if (!has_suffix(file.path, ".html")) return found;
    static const std::regex tag{
        R"rx(<(/?)(div|section|article|ul|ol|li|form|table|details|p)\b)rx"};
    std::map<std::string, int> open;
    for (std::sregex_iterator at{file.text.begin(), file.text.end(), tag}, end; at != end; ++at)
        open[(*at)[2].str()] += (*at)[1].length() == 0 ? 1 : -1;
    for (const auto& [name, count] : open)
        if (count != 0)
            found.push_back(file.path + ": <" + name + "> is opened and closed " +
                            std::to_string(std::abs(count)) + " times apart");
    return found;
}

Objections misplaced_variables(const SourceFile& file) {
    Objections found;
    if (!has_suffix(file.path, ".html")) return found;
    Page{file.text}.walk([&](const std::string& mark, const Spot& spot, std::size_t offset) {
        if (const auto why = objection(mark, spot))
            found.push_back(file.path + ":" + std::to_string(line_of(file.text, offset)) + ": {{" +
                            mark + "}} " + *why);
    });
    return found;
}

Objections unfilled_names(const SourceFile& file, const std::string& all_handlers) {
    Objections found;
    if (is_cpp(file.path) || all_handlers.find('"' + file.path + '"') == std::string::npos)
        return found;
    static const std::regex mark{R"(\{\{[#>]?([A-Z][A-Z0-9_]*)[^}]*\}\})"};
    const auto& html = file.text;
    for (std::sregex_iterator at{html.begin(), html.end(), mark}, end; at != end; ++at) {
        const auto name = (*at)[1].str();
        const auto quoted = [&](const std::string& text) {
            return all_handlers.find('"' + text + '"') != std::string::npos;
        };
        // "ALL_" + "PLEDGED": one row filled under two names.
        const auto joint = name.find('_') + 1;
        const bool is_joined =
            joint > 0 && quoted(name.substr(0, joint)) && quoted(name.substr(joint));
        if (name.starts_with("BI_") || quoted(name) || is_joined) continue;
        found.push_back(file.path + ":" +
                        std::to_string(line_of(html, static_cast<std::size_t>(at->position()))) +
                        ": no handler fills " + name);
    }
    return found;
}

}  // namespace house
