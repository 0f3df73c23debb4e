// LayoutFile: what the data files of print/layouts say, read once.
//
// A leaf is one piece of paper: boxes in millimetres from its top left, which may lean on its width
// and height ("W-8", ".5H"), so that one leaf serves several sizes. A layout puts leaves on sheets,
// once or in rows and columns. print/layouts/README.md explains the words of the files.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "print/canvas.h"
#include "print/layout.h"
#include "print/product.h"

namespace print {

// A number and parts of the leaf's width and height.
struct Measure {
    double at(Size leaf) const { return plain + of_width * leaf.width + of_height * leaf.height; }
    double plain = 0, of_width = 0, of_height = 0;
};

struct Piece {
    std::string word(const std::string& key, const std::string& otherwise = {}) const;
    double number(const std::string& key, double otherwise, Size leaf) const;
    bool has(const std::string& key) const { return settings.contains(key); }
    Rect area(Size leaf) const;  // From the first four places.

    std::string kind;           // "text", "stack", "code", "scene" …
    std::string name, content;  // name: for people, in warnings.
    std::vector<Measure> places;
    std::map<std::string, std::string> settings;
    std::vector<Piece> lines;  // Of a stack or a table.
};

struct Leaf {
    std::string name;
    std::vector<Piece> pieces;
};

// Leaves in rows and columns on a sheet; dx and dy from one to the next.
struct Grid {
    std::string leaf;
    Rect first;
    int columns = 1, rows = 1;
    double dx = 0, dy = 0, corner = 0;
    bool round = false, upside_down = false;
    bool backs = false;  // Printed behind another page: the columns run the other way.
    bool again = false;  // The same items as the grid before it: the other side of a tent.
    std::string cut;     // "lines", "corners" or empty: how the pieces come apart.
};

struct SheetPlan {
    std::vector<Grid> grids;
    std::vector<Piece> marks;  // Fold lines and words outside the pieces.
};

struct ProductLayout {
    LayoutSummary summary;
    std::string composer;  // "poster" or "picture": put together by code, not by data.
    std::map<std::string, std::string> settings;
    std::vector<SheetPlan> sheets;
    bool sheet_by_sheet = true;  // Else all of the first plan's pages, then all of the second's.
};

struct Catalogue {
    std::map<std::string, Leaf, std::less<>> leaves;
    std::vector<ProductLayout> layouts;
};

const Catalogue& catalogue();  // Read once from the resources; check()ed.
const ProductLayout* find_product_layout(std::string_view name);
// Throws BrokenInvariant with the line that cannot be understood.
void read_layout_file(std::string_view text, std::string_view path, Catalogue&);
void read_label_sheets(std::string_view text, Catalogue&);
Measure read_measure(std::string_view);

}  // namespace print
