#include "campaign/bank/csv_table.h"

namespace bank {

namespace {

// One row from the front of `rest`; nothing if it is not sound.
std::optional<CsvFields> take_row(std::string_view& rest, char delimiter) {
    CsvFields fields{""};
    bool quoted = false;
    std::size_t at = 0;
    for (; at < rest.size(); ++at) {
        const char c = rest[at];
        auto& field = fields.back();
        if (quoted) {
            if (c != '"')
                field += c;
            else if (at + 1 < rest.size() && rest[at + 1] == '"')
                field += '"', ++at;
            else
                quoted = false;
        } else if (c == '"' && field.empty()) {
            quoted = true;
        } else if (c == delimiter) {
            if (fields.size() == csv_fields_max) return {};
            fields.emplace_back();
        } else if (c == '\n') {
            break;
        } else if (c != '\r') {
            field += c;
        }
        if (fields.back().size() > csv_field_bytes_max) return {};
    }
    if (quoted) return {};
    rest.remove_prefix(at < rest.size() ? at + 1 : rest.size());
    return fields;
}

}  // namespace

std::optional<std::vector<CsvFields>> read_table(std::string_view utf8, char delimiter,
                                                 std::size_t rows_max) {
    std::vector<CsvFields> rows;
    while (!utf8.empty() && rows.size() < rows_max) {
        auto row = take_row(utf8, delimiter);
        if (!row) return {};
        rows.push_back(std::move(*row));
    }
    return rows;
}

}  // namespace bank
