// PosterPage: puts a poster's pieces in their places. Used by poster.cpp only.
//
// Everything is laid out as if read from the left and mirrored on the way in where the title reads
// from the right. `unit` is 1 on A3 and scales all that is not text; text has its own minimum.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "print/poster.h"

namespace print {

class PosterPage {
public:
    explicit PosterPage(const PosterOrder&);
    PageLayout finish();

private:
    using Text = std::shared_ptr<FittedText>;
    struct Line {  // One line (or few) of the column beside the card.
        const char* name;
        std::string text;
        TextStyle style;
        double gap_before;
    };

    void place_foot();
    void place_strips();
    void place_strip(double x, double width);
    void place_translations();
    void fit_card();
    void measure_card(double width);
    void place_hero();
    void place_picture(double words_end);
    void place_logo();
    void place_column();
    Text fit_line(const Line&, double width, double height) const;
    void place_progress(double y);
    void place_card();
    void place_proof();

    std::vector<Line> column_lines(double scale) const;
    TextStyle style(double size_pt, int weight, Colour) const;
    Rect mirrored(Rect) const;
    Align start() const { return from_right_ ? Align::right : Align::left; }
    Text fit(const std::string&, Rect, TextStyle, Wrap = Wrap::natural) const;
    // Registers the box, and paints the text in it under a tag when its turn comes.
    void add_text(const char* name, const char* tag, const Text&, Rect);
    void add_paint(std::function<void(Canvas&)>);

    PosterOrder order_;
    Theme theme_;
    Size size_;
    double unit_, margin_, smallest_pt_;
    bool from_right_;
    double bottom_ = 0;                // Where strips begin, or the sheet ends.
    double foot_top_ = 0, floor_ = 0;  // The floor is the line between picture and paper.
    Rect card_ = {};
    Symbol symbol_ = {};
    Text action_, link_text_, after_;
    std::vector<PlacedBox> boxes_ = {};
    std::vector<PlacedCode> codes_ = {};
    std::vector<PlacedPicture> pictures_ = {};
    std::vector<std::function<void(Canvas&)>> under_, first_,
        last_;  // Untagged, tagged, after all.
};

}  // namespace print
