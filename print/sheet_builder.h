// SheetBuilder: fills leaves with words and puts them on one sheet. Used by product.cpp only.
//
// Everything is laid out as if read from the left and mirrored within its leaf where the language
// reads from the right. What is painted stays a list of strokes, so what was inspected is printed.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "print/layout_file.h"
#include "print/picture.h"
#include "print/wording.h"

namespace print {

// An order that has been cleaned and dressed: what all of its pages share.
struct Dressed {
    const ProductOrder& order;
    Wording wording;
    Theme theme;
    Picture logo, picture;
    bool from_right = false;
    std::vector<std::string>& warnings;
    std::vector<std::string>& figures;
};

// Where a leaf lies. `reach` is how far beyond it pictures go on each side, for the knife.
struct Cell {
    Rect area;
    double left = 0, top = 0, right = 0, bottom = 0;
    double corner = 0;
    bool round = false, upside_down = false;
};

using Items = std::span<const ProductItem* const>;

class SheetBuilder {
public:
    SheetBuilder(Dressed&, Size sheet);
    void place(const Leaf&, const Cell&, Items);
    void place_marks(const std::vector<Piece>&);
    void cut_between(const Grid&);
    void place_proof();
    PageLayout finish();

private:
    using Text = std::shared_ptr<FittedText>;
    using Stroke = std::function<void(Canvas&)>;
    struct Strokes {
        std::vector<Stroke> under, over;
    };

    struct Stamp {  // A leaf that is on the sheet already, and what belongs to it.
        const Leaf* leaf;
        Cell cell;
        std::size_t stroke, boxes, codes, boxes_end, codes_end;
    };

    void compose(const Leaf&, const Cell&, Items);
    void stamp(const Stamp&, const Cell&);
    void place_piece(const Piece&);
    void place_ground(const Piece&);
    void place_fill(const Piece&);
    void place_scene(const Piece&);
    void place_text(const Piece&);
    void place_stack(const Piece&);
    void place_code(const Piece&);
    void place_logo(const Piece&);
    void place_line(const Piece&);
    void place_disc(const Piece&);
    void place_frame(const Piece&);
    void place_bar(const Piece&);
    void place_field(const Piece&);
    void place_table(const Piece&);
    void place_row(const Piece& table, Rect row, const ProductItem*);
    double place_head(const Piece& table, Rect area);
    void add_text(const Piece&, const Text&, Rect room, const char* tag);
    void add_code(Rect area, const std::string& link, double distance, std::string says);
    void add_box(const std::string& name, const Rect& local, const Text&);

    bool is_wanted(const Piece&) const;
    TextStyle style_of(const Piece&, double scale = 1) const;
    Text fit(const Piece&, const std::string& words, Rect room, double scale = 1) const;
    double points(const Piece&, const std::string& key, double otherwise) const;
    Colour colour(const Piece&, const std::string& key, const std::string& otherwise) const;
    Rect mirrored(Rect) const;               // Within the leaf.
    Rect on_sheet(const Rect& local) const;  // As it lies there, turned or not.
    Rect at_cell(const Rect& local) const;   // As it is painted, before it is turned.
    Rect reaching(Rect local) const;         // At_cell, beyond the edges that it touches.

    Dressed& dressed_;
    Size sheet_, leaf_ = {};
    Cell cell_;
    const ProductItem* item_ = nullptr;
    Items items_;
    Strokes now_;
    std::vector<Stroke> under_, over_;  // One of each for each leaf.
    std::vector<Stroke> marks_, proof_;
    std::vector<Stamp> stamps_;
    std::vector<PlacedBox> boxes_;
    std::vector<PlacedCode> codes_;
    std::vector<PlacedPicture> pictures_;
};

int rows_of(const Piece& table, Size leaf);  // How many items it takes.
int rows_of(const Leaf&, Size);              // 1 without a table.

}  // namespace print
