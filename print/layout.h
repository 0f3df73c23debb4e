// Layout: a page that has been laid out but not painted, and what may be said about it.
//
// The same `paint` draws the PDF, the picture and the samples around every code, so what was
// inspected is what is printed. All rectangles are in millimetres from the top left of the sheet.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "print/canvas.h"

namespace print {

enum class Paper { a3, a4, letter, a2, a5, tabloid };
struct Size {
    double width, height;
};
Size size_of(Paper);  // Millimetres, upright.

constexpr double safe_margin_mm =
    5;  // Nothing but pictures nearer to the edge: printers cut there.

struct PlacedBox {
    std::string name;  // For people: "title", "date".
    Rect area;
    bool shortened = false;
    int letters_without_font = 0;
};

struct PlacedCode {
    std::string text;
    Symbol symbol;
    Rect area;                      // The quiet zone included.
    double distance_mm = 1000;      // How far away people stand who read it.
    std::optional<Rect> logo = {};  // What lies on its middle, its white border included.
};

struct PlacedPicture {
    std::string name;  // For people: "picture".
    Rect area;
    int width_px, height_px;  // As many pixels as are spread over the area.
};

struct PageLayout {
    Size size;
    std::vector<PlacedBox> boxes;  // Of text and codes; none may touch another.
    std::vector<PlacedCode> codes;
    std::function<void(Canvas&)> paint;
    std::vector<PlacedPicture> pictures = {};
};

}  // namespace print
