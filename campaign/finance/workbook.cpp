#include "campaign/finance/workbook.h"

#include <xlsxwriter.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace finance {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t cell_bytes_max = 32'000, piece_bytes = 64 * 1024, sheet_name_max = 28;

// A folder for one file, gone with it.
struct PrivateFolder {
    PrivateFolder() : path{fs::temp_directory_path() / ("export-" + random_token())} {
        fs::create_directory(path);
        fs::permissions(path, fs::perms::owner_all);
    }
    ~PrivateFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    PrivateFolder(const PrivateFolder&) = delete;

    fs::path path;
};

// What a cell can hold: no control characters, and not without end.
std::string cleaned(const std::string& text) {
    std::string clean;
    for (const auto c : text) {
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') clean += c;
        if (clean.size() > cell_bytes_max && (static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            clean.pop_back();
            return clean + "…";
        }
    }
    return clean;
}

lxw_datetime datetime_of(Date day) {
    return {static_cast<int>(day.year()),
            static_cast<int>(static_cast<unsigned>(day.month())),
            static_cast<int>(static_cast<unsigned>(day.day())),
            0,
            0,
            0};
}

lxw_datetime datetime_of(Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    auto moment = datetime_of(Date{day});
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
    moment.hour = static_cast<int>(time.hours().count());
    moment.min = static_cast<int>(time.minutes().count());
    moment.sec = static_cast<double>(time.seconds().count());
    return moment;
}

}  // namespace

struct Workbook::State {
    explicit State(std::uint32_t most) : rows_max{most} {
        tmpdir = folder.path.string();
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE, options.tmpdir = tmpdir.data();
        options.use_zip64 = LXW_TRUE;
        book = workbook_new_opt((folder.path / "book.xlsx").c_str(), &options);
        check(book != nullptr, "a workbook begins");
        head = workbook_add_format(book);
        format_set_bold(head);
        day = format_of("yyyy-mm-dd"), moment = format_of("yyyy-mm-dd hh:mm:ss");
        count = format_of("#,##0");
    }
    ~State() {
        if (book != nullptr) workbook_close(book);
    }
    lxw_format* format_of(const char* pattern) {
        auto* format = workbook_add_format(book);
        format_set_num_format(format, pattern);
        return format;
    }
    lxw_format* amount_format(int decimals) {
        auto& format = amounts[decimals];
        if (format == nullptr)
            format = format_of(decimals == 0 ? "#,##0" : decimals == 2 ? "#,##0.00" : "#,##0.000");
        return format;
    }
    void open_sheet();
    void end_sheet();
    void write_cell(lxw_col_t, const Cell&);

    PrivateFolder folder;
    std::string tmpdir;
    std::uint32_t rows_max, row = 0;
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format *head = nullptr, *day = nullptr, *moment = nullptr, *count = nullptr;
    std::map<int, lxw_format*> amounts;
    std::string name;
    int part = 0;
    std::vector<Column> columns;
    std::ifstream finished;
};

void Workbook::State::open_sheet() {
    ++part;
    const auto title = name.substr(0, sheet_name_max - 4) +
                       (part > 1 ? " " + std::to_string(part) : std::string{});
    sheet = workbook_add_worksheet(book, title.c_str());
    check(sheet != nullptr, "a sheet begins: " + title);
    worksheet_freeze_panes(sheet, 1, 0);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto place = static_cast<lxw_col_t>(i);
        worksheet_set_column(sheet, place, place, columns[i].width, nullptr);
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(i), columns[i].name.c_str(), head);
    row = 1;
}

void Workbook::State::end_sheet() {
    if (sheet == nullptr || columns.empty()) return;
    worksheet_autofilter(sheet, 0, 0, row - 1, static_cast<lxw_col_t>(columns.size() - 1));
    sheet = nullptr;
}

// A double holds every amount of up to 15 digits exactly as its decimals are written.
void Workbook::State::write_cell(lxw_col_t place, const Cell& cell) {
    const auto sort = columns[place].sort;
    if (const auto* text = std::get_if<std::string>(&cell)) {
        if (!text->empty())
            worksheet_write_string(sheet, row, place, cleaned(*text).c_str(), nullptr);
    } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        if (sort == Sort::number)
            worksheet_write_number(sheet, row, place, static_cast<double>(*number), count);
        else
            worksheet_write_string(sheet, row, place, std::to_string(*number).c_str(), nullptr);
    } else if (const auto* money = std::get_if<Money>(&cell)) {
        double whole = 1;
        for (int i = 0; i < money->currency.decimals; ++i) whole *= 10;
        worksheet_write_number(sheet, row, place, static_cast<double>(money->minor) / whole,
                               amount_format(money->currency.decimals));
    } else if (const auto* date = std::get_if<Date>(&cell)) {
        auto value = datetime_of(*date);
        worksheet_write_datetime(sheet, row, place, &value, day);
    } else if (const auto* at = std::get_if<Instant>(&cell)) {
        auto value = datetime_of(*at);
        worksheet_write_datetime(sheet, row, place, &value, moment);
    }
}

Workbook::Workbook(std::uint32_t rows_max) : state_{std::make_unique<State>(rows_max)} {}
Workbook::~Workbook() = default;

void Workbook::begin_sheet(const std::string& name, const std::vector<Column>& columns) {
    state_->end_sheet();
    state_->name = name, state_->columns = columns, state_->part = 0;
    state_->open_sheet();
}

void Workbook::write(const TableRow& row) {
    auto& state = *state_;
    check(row.size() == state.columns.size(), "a row has a cell for every column");
    if (state.row >= state.rows_max) {
        state.end_sheet();
        state.open_sheet();
    }
    for (std::size_t i = 0; i < row.size(); ++i)
        state.write_cell(static_cast<lxw_col_t>(i), row[i]);
    ++state.row;
}

void Workbook::finish() {
    state_->end_sheet();
    const auto result = workbook_close(state_->book);
    state_->book = nullptr;
    check(result == LXW_NO_ERROR, std::string{"a workbook is written: "} + lxw_strerror(result));
    state_->finished.open(state_->folder.path / "book.xlsx", std::ios::binary);
}

bool Workbook::read_next(std::string& piece) {
    piece.resize(piece_bytes);
    state_->finished.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(state_->finished.gcount()));
    return !state_->finished.eof();
}

}  // namespace finance
