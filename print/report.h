// Report: pages of A4 for people who decide: figures, sentences and tables that go on from page to
// page with their heads repeated. Tagged, fonts embedded, the same bytes for the same content.
//
// Texts come in the reader's language; where that is read from the right, columns change sides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/words/instant.h"
#include "print/theme.h"

namespace print {

struct ReportTable {
    std::vector<std::string> heads;
    std::vector<double> widths;     // Parts of the whole.
    std::vector<bool> are_numbers;  // Set at the end of their column.
    std::vector<std::vector<std::string>> rows;
    bool ends_with_sum = false;  // The last row is one.
};

struct ReportFigure {
    std::string name, value;
};

struct ReportPart {
    std::string title;
    std::vector<std::string> paragraphs = {};
    std::vector<ReportFigure> figures = {};  // Side by side, at most four.
    std::optional<ReportTable> table = {};
    bool begins_page = false;
};

struct Report {
    std::string overline, title, subtitle;
    std::vector<ReportPart> parts;
    std::string foot;  // On every page, before its number.
    std::string language = "en", author;
    Instant created;
    std::optional<Illustration> picture = {};  // Behind the title.
};

constexpr int report_pages_max = 400;  // check()ed.

std::string render_report(const Report&);  // PDF

}  // namespace print
