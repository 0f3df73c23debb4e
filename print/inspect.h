// Inspection: whether a page may be released, asked of the very drawing that will be printed.
//
// Every code is painted at 6 pixels a module with everything around it, decoded with ZXing, and its
// quiet zone, contrast and module size are measured; boxes must neither touch nor leave the sheet.
#pragma once

#include <string>
#include <vector>

#include "print/layout.h"

namespace print {

constexpr int pixels_per_module = 6;               // Decoders read 3 and are at ease with 6.
constexpr double module_mm_min = 0.5;              // Home printers; a press could do 0.4.
constexpr double modules_per_distance_hard = 500;  // 3 pixels a module in a phone's preview.
constexpr double modules_per_distance_easy = 250;  // 6 pixels: the "ten to one" rule.
constexpr int version_easy_max = 6;

enum class Weight { note, fault };  // A fault forbids release.

struct Finding {
    Weight weight;
    std::string sentence;  // English, for the person at the desk.
    Rect where;
};

struct Inspection {
    bool releasable() const;
    std::vector<Finding> findings;
};

Inspection inspect_page(const PageLayout&);

// The text of the one code in a grey picture; empty if there is none.
std::string read_symbol(const Canvas::Grey&);

}  // namespace print
