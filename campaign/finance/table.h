// Table: rows that leave the house, and the forms in which they do: CSV for spreadsheets and for
// machines, XLSX with real numbers and days, JSON Lines.
//
// Rows come page by page and leave as they come, so a million need no more memory than one page.
// CSV follows RFC 4180 and is guarded against formulas (csv.h); `raw` leaves the guard out, for
// machines. JSON Lines hold amounts and numbers of things as texts: none loses its last digit.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "campaign/words/instant.h"
#include "campaign/words/money.h"

namespace finance {

// number: a count; thing: the number of a thing, which is never reckoned with.
enum class Sort { text, number, thing, money, day, moment };

struct Column {
    std::string name;
    Sort sort = Sort::text;
    int width = 14;  // In letters.
};

using Cell = std::variant<std::monostate, std::string, std::int64_t, Money, Date, Instant>;
using TableRow = std::vector<Cell>;

template <typename Any>
Cell cell_of(const std::optional<Any>& maybe) {
    return maybe ? Cell{*maybe} : Cell{};
}
Cell thing(std::int64_t number);  // 0: nothing.

struct Table {
    std::string name;  // Of the sheet and of the file: "ledger".
    std::vector<Column> columns;
    // Adds the next rows; false when none is left. Called until then.
    std::function<bool(std::vector<TableRow>&)> next;
    std::function<std::int64_t()> count = {};  // How many there will be, for a bar.
};

enum class Format { csv, csv_for_excel, csv_raw, xlsx, jsonl };
std::optional<Format> find_format(std::string_view name);  // csv, excel, raw, xlsx, jsonl
std::string media_type(Format);
std::string file_ending(Format);  // ".xlsx"

// Bytes of several tables, one after the other; of XLSX each has its own sheets. Called until it
// returns false. `told` hears now and then how many rows are written.
using Pieces = std::function<bool(std::string& piece)>;
using Told = std::function<void(std::int64_t rows)>;
Pieces pieces_of(std::vector<Table>, Format, Told = {});

std::string all_of(const Pieces&);  // For what is known to be small.
// A table of rows that are there already.
Table table_of(std::string name, std::vector<Column>, std::vector<TableRow>);

}  // namespace finance
