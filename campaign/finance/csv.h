// Csv: rows for spreadsheets and machines, by RFC 4180: CRLF, quotes doubled, UTF-8.
//
// A text field that a spreadsheet would take for a formula (it starts with = + - @, a tab or a
// return, also in full width) gets an apostrophe before it (OWASP ASVS 1.2.10). Numbers are written
// as numbers: a negative amount stays one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace finance {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // For Excel, as a choice.

class CsvRow {
public:
    CsvRow& text(std::string_view);    // Guarded against formulas.
    CsvRow& number(std::string_view);  // Written by us: digits, a sign, a point.
    std::string line() const { return line_ + "\r\n"; }

private:
    void append(std::string_view);

    std::string line_;
    int fields_ = 0;
};

std::string csv_header(const std::vector<std::string_view>& names);

}  // namespace finance
