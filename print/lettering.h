// Lettering: the fonts that may appear on paper and the fitting of text into a width and height.
//
// Only fonts of the Inter and Noto Sans families exist for this program: Pango cannot fall back to
// anything else, so what is embedded is known (and checked by a test with pdffonts).
#pragma once

#include <pango/pangocairo.h>

#include "print/canvas.h"

namespace print {

struct ReleaseObject {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, ReleaseObject>;

constexpr double points_per_mm = 72 / 25.4;

struct FittedText::State {
    Layout layout;
    TextStyle style;
    double size_pt;
    double width_pt;  // Of the box that the lines are aligned in.
    bool shortened;
};

}  // namespace print
