// Exposition: figures in the words of Prometheus (text format 0.0.4).
//
// A family is begun once, with what it means, and its samples follow. Names and labels are ours;
// label values are escaped as the format says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace watch {

using Labels = std::vector<std::pair<std::string_view, std::string>>;

class Exposition {
public:
    enum class Type { counter, gauge, histogram, untyped };

    void begin(std::string_view name, Type, std::string_view help);
    void sample(const Labels&, std::int64_t value);
    void seconds(const Labels&, std::int64_t microseconds);
    // A line of a histogram: "_bucket", "_sum", "_count".
    void part(std::string_view suffix, const Labels&, std::string_view value);
    // A family with one sample.
    void only(std::string_view name, Type, std::string_view help, std::int64_t value);

    const std::string& text() const { return text_; }

private:
    std::string text_, name_;
};

std::string seconds_text(std::int64_t microseconds);  // 1500000 -> "1.5"

constexpr std::string_view exposition_type = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace watch
