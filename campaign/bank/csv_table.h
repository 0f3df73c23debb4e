// CsvTable: rows of fields as spreadsheets and banks write them (RFC 4180, any delimiter).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bank {

using CsvFields = std::vector<std::string>;

constexpr std::size_t csv_fields_max = 200, csv_field_bytes_max = 8000;

// Quotes may hold delimiters and line ends, doubled they are themselves. At most rows_max rows;
// nothing where a quote never ends or a row is larger than the limits.
std::optional<std::vector<CsvFields>> read_table(std::string_view utf8, char delimiter,
                                                 std::size_t rows_max);

}  // namespace bank
