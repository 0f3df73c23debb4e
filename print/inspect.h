// Inspection: whether a page may be released, asked of the very drawing that will be printed.
//
// Every code is painted at 6 pixels a module with everything around it, read by ZXing as it is and
// under every strain (print/strain.h), and its quiet zone, contrast, size and logo are measured;
// boxes must neither touch nor leave the sheet, pictures must be fine enough. What is the same a
// second time is strained once.
#pragma once

#include <string>
#include <vector>

#include "print/layout.h"
#include "print/strain.h"

namespace print {

constexpr int pixels_per_module = 6;  // Decoders read 3 and are at ease with 6.
constexpr double module_mm_min = 0.5, module_mm_easy = 0.6;  // Home printers; a press does 0.4.
constexpr double modules_per_distance_hard = 500;  // 3 pixels a module in a phone's preview.
constexpr double modules_per_distance_easy = 250;  // 6 pixels: the "ten to one" rule.
constexpr int version_easy_max = 6;
constexpr double logo_share_max = 0.22;  // Of the symbol's side; measured with blur and noise.
constexpr int logo_version_min = 3;      // At level H.
constexpr int picture_ppi_min = 150, picture_ppi_easy = 200;

enum class Weight { note, fault };  // A fault forbids release.

struct Finding {
    Weight weight;
    std::string sentence;  // English, for the person at the desk.
    Rect where;
    std::string pattern = {};              // The sentence as catalogues have it: {1} is a value.
    std::vector<std::string> values = {};  // Words among them are in the catalogues, too.
};

struct Inspection {
    bool releasable() const;
    std::vector<Finding> findings;
};

Inspection inspect_page(const PageLayout&);

}  // namespace print
