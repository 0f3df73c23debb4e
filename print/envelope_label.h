// EnvelopeLabel: labels of 70 by 37 mm, 24 to a sheet of A4, as shops sell them to be peeled off.
//
// Each has a number, a code in letters and as a symbol, and a line for a name. Every symbol is read
// again from the drawing before the sheet is let out. Words arrive ready in their language.
#pragma once

#include <string>
#include <vector>

#include "print/inspect.h"
#include "print/layout.h"

namespace print {

struct EnvelopeLabel {
    std::string number, code, link, name_line;  // link: encoded as it is.
};

constexpr std::size_t labels_max = 48, labels_a_sheet = 24;

struct LabelOrder {
    std::string language = "en", title, organisation;
    std::vector<EnvelopeLabel> labels;
    Instant created;  // Stands in the PDF; same order, same bytes.
};

struct LabelSheets {
    bool releasable() const { return inspection.releasable(); }

    std::string pdf;
    Inspection inspection;
};

LabelSheets render_labels(const LabelOrder&);

}  // namespace print
