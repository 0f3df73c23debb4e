// Finishing: what Cairo leaves out of a PDF and printers and screen readers ask for. The door of
// qpdf.
//
// Sets the language, shows the title, tells figures in words, says where sheets are cut and how far
// the ink reaches beyond, puts black on the black plate alone, and describes the colours (sRGB).
// Same bytes in, same bytes out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/words/instant.h"

namespace print {

constexpr double bleed_beyond_cut_mm =
    3;  // How far ink reaches beyond the cut, where a press cuts.

struct Finish {
    std::string language = "en";    // BCP 47, of the document.
    std::vector<std::string> alts;  // Of its Figures, in the order they are read; empty: none.
    double slug_mm = 0;  // How far inside of the page it is cut; 0: the page is the sheet.
};

// check()s that the bytes are a PDF of ours.
std::string finish_document(const std::string& pdf, const Finish&);

// An ICC profile (version 2) of IEC 61966-2-1, made from its numbers.
std::string srgb_profile();

// Four inks for a press, by Ghostscript, which is a program of its own and may be absent. Loses the
// structure for screen readers, keeps boxes, title and language.
bool can_make_cmyk();
// Nothing if it is absent, failed, or took longer than cmyk_seconds_max.
std::optional<std::string> make_cmyk(const std::string& finished, const Finish&, Instant created);
constexpr int cmyk_seconds_max = 60;
// What of it is lost on the way is said again.
std::string finish_cmyk(const std::string& converted, const Finish&, Instant created);

}  // namespace print
