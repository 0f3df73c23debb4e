#include "campaign/finance/csv.h"

#include <algorithm>
#include <array>

namespace finance {

namespace {

constexpr std::array<std::string_view, 12> formula_starts{"=",
                                                          "+",
                                                          "-",
                                                          "@",
                                                          "\t",
                                                          "\r",
                                                          "\n",
                                                          "\xEF\xBC\x9D",
                                                          "\xEF\xBC\x8B",
                                                          "\xEF\xBC\x8D",
                                                          "\xEF\xBC\xA0",
                                                          std::string_view{"\0", 1}};

std::string quoted(std::string_view field) {
    if (field.find_first_of(",;\"\r\n") == std::string_view::npos) return std::string{field};
    std::string out = "\"";
    for (const auto c : field) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

}  // namespace

void CsvRow::append(std::string_view field) {
    if (fields_++ > 0) line_ += ',';
    line_ += quoted(field);
}

CsvRow& CsvRow::text(std::string_view field) {
    const auto is_formula = std::ranges::any_of(
        formula_starts, [&](std::string_view start) { return field.starts_with(start); });
    append(is_formula ? "'" + std::string{field} : std::string{field});
    return *this;
}

CsvRow& CsvRow::number(std::string_view field) {
    append(field);
    return *this;
}

std::string csv_header(const std::vector<std::string_view>& names) {
    CsvRow row;
    for (const auto name : names) row.text(name);
    return row.line();
}

}  // namespace finance
