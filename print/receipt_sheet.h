// ReceiptSheet: a receipt on A4: who certifies, to whom, how much, and a code that proves it.
//
// Knows paper, not money: every word arrives ready in the sheet's language, which also says from
// which side it is read. Gifts of a year follow on pages of their own. The code is read again from
// the drawing, as on a poster. Many sheets may be one file.
#pragma once

#include <string>
#include <vector>

#include "print/inspect.h"

namespace print {

struct ReceiptFact {
    std::string label, value;
};

struct ReceiptRow {
    std::string date, what, amount;
};

struct ReceiptSheet {
    std::string language = "en";
    std::string organisation;
    std::vector<std::string> organisation_lines;
    std::string logo;         // Bytes of a PNG or JPEG, or empty.
    std::string title, mark;  // mark: in red below the title: that it is a duplicate.
    std::string to_label, to_name;
    std::vector<std::string> to_lines;
    std::vector<ReceiptFact> facts;
    std::string amount_label, amount, amount_words;
    std::vector<std::string> statements;
    std::vector<std::string> signatures;  // What stands below each line to be filled in by hand.
    std::string signer;                   // Beside the last of them.
    std::string link, link_heading, link_text, link_note;  // link: encoded as it is.
    std::string rows_title;
    std::vector<ReceiptRow> rows;
    std::string across;  // Over the whole sheet, where it is a sample.
};

constexpr std::size_t receipt_sheets_max = 20'000, receipt_rows_a_page = 32;

struct ReceiptOrder {
    std::string title;  // Of the PDF.
    std::string author;
    std::vector<ReceiptSheet> sheets;
    Instant created;  // Stands in the PDF; same order, same bytes.
};

struct Receipts {
    bool releasable() const { return inspection.releasable(); }

    std::string pdf;
    Inspection inspection;  // Of all sheets.
};

Receipts render_receipts(const ReceiptOrder&);

}  // namespace print
