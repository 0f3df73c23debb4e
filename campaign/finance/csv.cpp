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

bool starts_formula(std::string_view text) {
    return std::ranges::any_of(formula_starts,
                               [&](std::string_view start) { return text.starts_with(start); });
}

// Where another program takes a semicolon or the end of a line for the next cell, a formula could
// begin there as well.
std::string harmless(std::string_view field) {
    std::string out;
    for (std::size_t i = 0; i < field.size(); ++i) {
        out += field[i];
        const bool ends_cell = field[i] == ';' || field[i] == '\t' || field[i] == '\n';
        if (ends_cell && starts_formula(field.substr(i + 1))) out += '\'';
    }
    return out;
}

}  // namespace

void CsvRow::append(std::string_view field) {
    if (fields_++ > 0) line_ += ',';
    line_ += quoted(field);
}

CsvRow& CsvRow::text(std::string_view field) {
    const auto is_formula = starts_formula(field);
    append(is_formula ? "'" + harmless(field) : harmless(field));
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
