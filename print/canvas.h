// Canvas: one page in millimetres, painted as vector PDF or as pixels.
//
// Invariants:
//   * Millimetres everywhere, origin at the top left; sizes of letters are points of 1/72 inch.
//   * Text is fitted before it is painted (FittedText), so a box never cuts a letter.
//   * Same strokes, same bytes: the date inside a PDF is handed in, text metrics are not hinted.
// It does not know what a poster is. One canvas belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/words/instant.h"
#include "print/drawing.h"
#include "print/finishing.h"
#include "print/picture.h"
#include "print/qr.h"

namespace print {

struct Rect {
    double right() const { return x + width; }
    double bottom() const { return y + height; }
    bool overlaps(const Rect&) const;
    bool within(const Rect&) const;
    double x = 0, y = 0, width = 0, height = 0;
};

enum class Align { left, centre, right };
enum class Face { text, display };  // Inter, or Inter Display for big letters.

struct TextStyle {
    Colour colour;
    double size_pt = 14, smallest_pt = 14;
    int weight = 400;  // 100 to 900.
    Align align = Align::left;
    Face face = Face::text;
    double line_spacing = 1.32;  // Ems from line to line; scripts with tall letters get more.
    int lines_max = 3;
    std::string language = "en";  // BCP 47; chooses the shapes of Han letters.
};

enum class Wrap { natural, balanced };  // Balanced: lines of about the same length.

// A text with its final size and line breaks. Shrinks to smallest_pt, then ends with an ellipsis.
class FittedText {
public:
    FittedText(std::string_view text, double width_mm, double height_mm, const TextStyle&,
               Wrap = Wrap::natural);
    FittedText(FittedText&&) noexcept;
    FittedText& operator=(FittedText&&) noexcept;
    ~FittedText();

    double height_mm() const;
    double width_mm() const;  // Of the longest line.
    double size_pt() const;
    int lines() const;
    bool shortened() const;  // An ellipsis stands for the rest.
    int letters_without_font() const;

private:
    friend class Canvas;
    struct State;
    std::unique_ptr<State> state_;
};

bool reads_from_right(std::string_view text);  // By the first letter that has a direction.

struct PdfInfo {
    std::string title, author;
    Instant created;
    std::string language = "en";
    double slug_mm = 0;  // For a press: how far inside of the page it is cut.
};

class Canvas {
public:
    static Canvas pdf(double width_mm, double height_mm, const PdfInfo&);
    static Canvas svg(double width_mm, double height_mm);  // Letters become outlines.
    // Pixels of a part of a page. Sides are at most pixels_max; check()ed.
    static Canvas pixels(const Rect& part_mm, double pixels_per_mm);
    static constexpr int pixels_max = 10'000;
    Canvas(Canvas&&) noexcept;
    ~Canvas();

    // Structure for screen readers: H1, P, Figure … Paint the opaque background before the first.
    void begin_tag(const char* name);
    void begin_figure(const std::string& alt);  // A Figure, and what it shows in words.
    void end_tag();
    void name_page(const std::string&);  // A bookmark of this page, in a PDF.

    void fill(const Path&, Colour);
    void paint(const Drawing&, Point origin);  // Not clipped: may reach beyond the sheet.
    void paint_text(const FittedText&, Point top_left);
    void paint_turned_text(const FittedText&, Point centre, double degrees, double opacity);
    void paint_upright_strip(const FittedText&, Point top_left);  // Read from top to bottom.
    void paint_symbol(const Symbol&, const Rect& with_quiet_zone, Colour dark);
    // As large as fits, at one side of its room. Nothing is painted of what cannot be read.
    void paint_picture(const Picture&, const Rect& room, Align);
    void paint_picture(const std::string& bytes, const Rect& room, Align);
    void cover_with_picture(const Picture&, const Rect& room);  // Cut where it is too long.

    // Until end_part() strokes are clipped, turned or moved. Tags open and close within a part.
    void begin_clip(const Path&);
    void begin_turn(Point centre, double degrees);
    void begin_shift(Point by);
    void end_part();
    bool sees(const Rect&) const;  // Would anything painted there be seen?

    void next_page();          // Of a PDF: another sheet of the same size.
    std::string finish_pdf();  // The bytes, finished (print/finishing.h); the canvas is done.
    std::string finish_png();
    std::string finish_svg();
    struct Grey {
        std::uint8_t at(int x, int y) const {
            return pixels[static_cast<std::size_t>(y) * width + x];
        }
        int width, height;
        std::vector<std::uint8_t> pixels;  // Luma, 0 is black.
    };
    Grey read_grey() const;

private:
    struct State;
    explicit Canvas(std::unique_ptr<State>);
    std::unique_ptr<State> state_;
};

}  // namespace print
