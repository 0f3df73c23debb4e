#include "web/watch/exposition.h"

namespace watch {

namespace {

std::string_view type_name(Exposition::Type type) {
    switch (type) {
        case Exposition::Type::counter:
            return "counter";
        case Exposition::Type::gauge:
            return "gauge";
        case Exposition::Type::histogram:
            return "histogram";
        case Exposition::Type::untyped:
            return "untyped";
    }
    return {};
}

std::string escaped(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || c == '"') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace

void Exposition::begin(std::string_view name, Type type, std::string_view help) {
    name_ = name;
    text_.append("# HELP ").append(name).append(" ").append(help).append("\n");
    text_.append("# TYPE ").append(name).append(" ").append(type_name(type)).append("\n");
}

void Exposition::part(std::string_view suffix, const Labels& labels, std::string_view value) {
    text_.append(name_).append(suffix);
    char before = '{';
    for (const auto& [name, label] : labels) {
        text_ += before;
        text_.append(name).append("=\"").append(escaped(label)).append("\"");
        before = ',';
    }
    if (!labels.empty()) text_ += '}';
    text_.append(" ").append(value).append("\n");
}

void Exposition::sample(const Labels& labels, std::int64_t value) {
    part("", labels, std::to_string(value));
}

void Exposition::seconds(const Labels& labels, std::int64_t microseconds) {
    part("", labels, seconds_text(microseconds));
}

void Exposition::only(std::string_view name, Type type, std::string_view help, std::int64_t value) {
    begin(name, type, help);
    sample({}, value);
}

std::string seconds_text(std::int64_t microseconds) {
    constexpr std::int64_t million = 1'000'000;
    const bool is_negative = microseconds < 0;
    const auto whole = is_negative ? -microseconds : microseconds;
    auto part = std::to_string(whole % million);
    part.insert(0, 6 - part.size(), '0');
    while (!part.empty() && part.back() == '0') part.pop_back();
    return (is_negative ? "-" : "") + std::to_string(whole / million) +
           (part.empty() ? "" : "." + part);
}

}  // namespace watch
