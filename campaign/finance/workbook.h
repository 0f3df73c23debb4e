// Workbook: an XLSX file, written row by row. The door of libxlsxwriter.
//
// Numbers, amounts, days and moments (UTC) are what they are; a text is a text and never a formula.
// The number of a thing is a text, because a spreadsheet keeps only 15 digits. The first row stays
// in sight and filters; where a sheet is full (1,048,576 rows), the next one goes on. Constant
// memory: the file grows in a folder that only we can read and that goes with this object.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "campaign/finance/table.h"

namespace finance {

class Workbook {
public:
    // rows_max: of one sheet, its head included.
    explicit Workbook(std::uint32_t rows_max = sheet_rows_max);
    ~Workbook();
    Workbook(const Workbook&) = delete;

    void begin_sheet(const std::string& name, const std::vector<Column>&);
    void write(const TableRow&);
    void finish();                       // check()s that the disk took it all.
    bool read_next(std::string& piece);  // Of the finished file; false with the last one.

    static constexpr std::uint32_t sheet_rows_max = 1'048'576;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace finance
