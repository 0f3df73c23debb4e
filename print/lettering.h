// Lettering: the fonts that may appear on paper, and how lines of letters are set and measured.
//
// Only fonts of the Inter and Noto Sans families exist for this program: Pango cannot fall back to
// anything else, so what is embedded is known (and checked by a test with pdffonts).
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <mutex>
#include <string_view>

#include "print/canvas.h"

namespace print {

// Held by whatever touches fonts: Cairo 1.16 and Pango share them between threads, and two that
// draw at one moment crashed the program. A thread may take it again while it has it.
using FontTurn = std::unique_lock<std::recursive_mutex>;
FontTurn take_font_turn();

struct ReleaseObject {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, ReleaseObject>;

constexpr double points_per_mm = 72 / 25.4;
constexpr double ascent_em = 0.94, descent_em = 0.25;  // What one line takes, in every script.

// Letters are set at this size alone, and painted smaller or larger: for every size that Pango
// meets it searches through all fonts again, which took longer than all else of a sheet.
constexpr double set_pt = 64;

// An empty layout of letters of set_pt, with unhinted metrics, so that PDF and pixels agree.
Layout new_layout(const TextStyle&);

// Where text begins and ends below the top of the layout, measured on ems and ink because the line
// heights that fonts ask for differ too much between scripts.
struct Extent {
    double width, top, height;
};
Extent extent_of(PangoLayout*);

// Lines stand `line_spacing` ems apart whatever height the fonts ask for.
void set_spacing(PangoLayout*, const TextStyle&);

// Breaks the lines for good, at about equal lengths if asked, with a space that takes no room where
// a line ends, so that those who listen to the page hear words and not a wordjoined.
void fix_lines(PangoLayout*, double width, Wrap);

struct FittedText::State {
    Layout layout;
    TextStyle style;
    double size_pt;
    double width_pt;  // Of the box that the lines are aligned in.
    double scale() const { return size_pt / set_pt; }  // From what is set to what is painted.
    bool shortened = false;
    double top_pt = 0, height_pt = 0;
};

}  // namespace print
