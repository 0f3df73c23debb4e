#include "campaign/finance/table.h"

#include <array>
#include <memory>

#include "campaign/finance/csv.h"
#include "campaign/finance/workbook.h"
#include "campaign/outside/json.h"

namespace finance {

namespace {

struct Named {
    Format format;
    std::string_view name, type, ending;
};
constexpr std::array formats{
    Named{Format::csv, "csv", "text/csv; charset=utf-8; header=present", ".csv"},
    Named{Format::csv_for_excel, "excel", "text/csv; charset=utf-8; header=present", ".csv"},
    Named{Format::csv_raw, "raw", "text/csv; charset=utf-8; header=present", ".csv"},
    Named{Format::xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          ".xlsx"},
    Named{Format::jsonl, "jsonl", "application/x-ndjson; charset=utf-8", ".jsonl"},
};

const Named& named(Format format) {
    for (const auto& one : formats)
        if (one.format == format) return one;
    return formats.front();
}

// As a machine writes it; a text as it is.
std::string plain_text(const Cell& cell) {
    struct {
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(const Money& money) const { return decimal_text(money); }
        std::string operator()(const Date& day) const { return iso_text(day); }
        std::string operator()(const Instant& at) const { return iso_text(at); }
    } writing;
    return std::visit(writing, cell);
}

std::string csv_line(const TableRow& row, const Table& table, bool is_raw) {
    CsvRow line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto text = plain_text(row[i]);
        if (table.columns[i].sort == Sort::text && !is_raw)
            line.text(text);
        else
            line.number(text);
    }
    return line.line();
}

std::string json_line(const TableRow& row, const Table& table) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        line += (i == 0 ? "{" : ",") + outside::json_text(table.columns[i].name) + ":";
        const bool is_nothing = std::holds_alternative<std::monostate>(row[i]);
        const bool is_number =
            std::holds_alternative<std::int64_t>(row[i]) && table.columns[i].sort == Sort::number;
        const auto text = plain_text(row[i]);
        line += is_nothing ? "null" : is_number ? text : outside::json_text(text);
    }
    return line + "}\n";
}

// Whatever is written, row by row.
struct Writing {
    std::vector<Table> tables;
    Format format;
    Told told;
    std::size_t at = 0;
    bool is_begun = false;
    std::int64_t rows = 0;
    std::unique_ptr<Workbook> book = {};

    bool is_over() const { return at == tables.size(); }
    std::string head() const;
    std::string line(const TableRow& row) const {
        if (format == Format::jsonl) return json_line(row, tables[at]);
        return csv_line(row, tables[at], format == Format::csv_raw);
    }
    void write_page(std::string& piece);
};

std::string Writing::head() const {
    if (format == Format::jsonl) return {};
    std::vector<std::string_view> names;
    for (const auto& column : tables[at].columns) names.push_back(column.name);
    const bool is_marked = format == Format::csv_for_excel && at == 0;
    return std::string{is_marked ? byte_order_mark : ""} + (at > 0 ? "\r\n" : "") +
           csv_header(names);
}

void Writing::write_page(std::string& piece) {
    if (!is_begun) {
        is_begun = true;
        if (book)
            book->begin_sheet(tables[at].name, tables[at].columns);
        else
            piece += head();
    }
    std::vector<TableRow> page;
    const bool more = tables[at].next(page);
    for (const auto& row : page) {
        if (book)
            book->write(row);
        else
            piece += line(row);
    }
    rows += static_cast<std::int64_t>(page.size());
    if (told) told(rows);
    if (more) return;
    ++at, is_begun = false;
}

}  // namespace

Cell thing(std::int64_t number) { return number == 0 ? Cell{} : Cell{number}; }

std::optional<Format> find_format(std::string_view name) {
    for (const auto& one : formats)
        if (one.name == name) return one.format;
    return {};
}

std::string media_type(Format format) { return std::string{named(format).type}; }
std::string file_ending(Format format) { return std::string{named(format).ending}; }

Pieces pieces_of(std::vector<Table> tables, Format format, Told told) {
    const auto writing = std::make_shared<Writing>();
    writing->tables = std::move(tables), writing->format = format, writing->told = std::move(told);
    if (format == Format::xlsx) writing->book = std::make_unique<Workbook>();
    return [writing](std::string& piece) {
        piece.clear();
        if (!writing->is_over()) {
            writing->write_page(piece);
            if (!writing->book) return !writing->is_over();
            if (writing->is_over()) writing->book->finish();
            return true;
        }
        return writing->book && writing->book->read_next(piece);
    };
}

std::string all_of(const Pieces& pieces) {
    std::string whole, piece;
    bool more = true;
    while (more) {
        more = pieces(piece);
        whole += piece;
    }
    return whole;
}

Table table_of(std::string name, std::vector<Column> columns, std::vector<TableRow> rows) {
    const auto count = static_cast<std::int64_t>(rows.size());
    return {std::move(name), std::move(columns),
            [rows = std::move(rows)](std::vector<TableRow>& page) {
                page = rows;
                return false;
            },
            [count] { return count; }};
}

}  // namespace finance
