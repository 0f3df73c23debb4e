#include <algorithm>
#include <cmath>

#include "campaign/words/check.h"
#include "print/lettering.h"

namespace print {
namespace {

constexpr double shrink_step = 0.955;
constexpr std::size_t text_bytes_max = 2'000;  // Far above every cap of a poster's lines.

PangoAlignment alignment_for(Align align, std::string_view text) {
    if (align == Align::centre) return PANGO_ALIGN_CENTER;
    // In a paragraph read from the right, Pango exchanges the meaning of left and right.
    return (align == Align::left) != reads_from_right(text) ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
}

Layout laid_out(std::string_view text, const TextStyle& style) {
    auto layout = new_layout(style);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_auto_dir(layout.get(), TRUE);
    pango_layout_set_alignment(layout.get(), alignment_for(style.align, text));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);
    set_spacing(layout.get(), style);
    return layout;
}

struct Fitter {
    bool fits_at(double size) const {
        const double scale = size / set_pt;
        pango_layout_set_width(layout, static_cast<int>(width_pt / scale * PANGO_SCALE));
        const auto extent = extent_of(layout);
        return extent.width * scale <= width_pt + 0.5 && extent.height * scale <= height_pt + 0.5 &&
               pango_layout_get_line_count(layout) <= style.lines_max;
    }

    // The number of steps to shrink by, so that it fits: none to `most`, by halving.
    int steps_needed(int most) const {
        int low = 0, high = most;
        while (low < high) {
            const int middle = (low + high) / 2;
            if (fits_at(size_after(middle)))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    double size_after(int steps) const {
        return std::max(style.size_pt * std::pow(shrink_step, steps), style.smallest_pt);
    }

    void end_with_ellipsis() const {
        const double size = style.smallest_pt;
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        const int room =
            static_cast<int>((height_pt / size - ascent_em - descent_em) / style.line_spacing) + 1;
        pango_layout_set_height(layout, -std::clamp(room, 1, style.lines_max));
    }

    PangoLayout* layout;
    const TextStyle& style;
    double width_pt, height_pt;
};

}  // namespace

// Hebrew, Arabic, Syriac, Thaana, NKo and their presentation forms (Unicode Bidi_Class R and AL).
bool reads_from_right(std::string_view text) {
    const char* end = text.data() + text.size();
    for (const char* at = text.data(); at < end; at = g_utf8_next_char(at)) {
        const auto letter = g_utf8_get_char_validated(at, end - at);
        if (letter >= 0x110000) return false;                  // Not UTF-8.
        if (letter == 0x200F || letter == 0x61C) return true;  // Marks, as before Arabic sums.
        if ((letter >= 0x590 && letter < 0x900 && g_unichar_isalpha(letter)) ||
            (letter >= 0xFB1D && letter < 0xFE00) || (letter >= 0xFE70 && letter < 0xFF00))
            return true;
        if (g_unichar_isalpha(letter)) return false;
    }
    return false;
}

FittedText::FittedText(std::string_view text, double width, double height, const TextStyle& style,
                       Wrap wrap) {
    check(text.size() <= text_bytes_max && width > 0, "a text for paper is bounded");
    const auto turn = take_font_turn();
    const double width_pt = width * points_per_mm;
    state_ = std::make_unique<State>(
        State{laid_out(text, style), style, style.size_pt, width_pt});
    auto* layout = state_->layout.get();
    const Fitter fitter{layout, state_->style, width_pt, height * points_per_mm};
    const double range = std::log(style.smallest_pt / style.size_pt) / std::log(shrink_step);
    const int most = std::max(0, static_cast<int>(std::ceil(range - 1e-9)));
    state_->size_pt = fitter.size_after(fitter.steps_needed(most));
    bool fits = fitter.fits_at(state_->size_pt);
    if (!fits) {
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        fits = fitter.fits_at(state_->size_pt);
        if (!fits) fitter.end_with_ellipsis();
    }
    state_->shortened = pango_layout_is_ellipsized(layout) != 0;
    const double scale = state_->scale();
    if (fits) fix_lines(layout, width_pt / scale, wrap);
    const auto extent = extent_of(layout);
    state_->top_pt = extent.top * scale;
    state_->height_pt = extent.height * scale;
}

FittedText::FittedText(FittedText&&) noexcept = default;
FittedText& FittedText::operator=(FittedText&& other) noexcept {
    const auto turn = take_font_turn();
    state_ = std::move(other.state_);
    return *this;
}
FittedText::~FittedText() {
    const auto turn = take_font_turn();
    state_.reset();
}

double FittedText::height_mm() const { return state_->height_pt / points_per_mm; }
double FittedText::width_mm() const {
    const auto turn = take_font_turn();
    return extent_of(state_->layout.get()).width * state_->scale() / points_per_mm;
}
double FittedText::size_pt() const { return state_->size_pt; }
int FittedText::lines() const {
    const auto turn = take_font_turn();
    return pango_layout_get_line_count(state_->layout.get());
}
bool FittedText::shortened() const { return state_->shortened; }
int FittedText::letters_without_font() const {
    const auto turn = take_font_turn();
    return pango_layout_get_unknown_glyphs_count(state_->layout.get());
}

}  // namespace print
