// SharePicture: a campaign's or a person's picture for networks, in the four formats they like.
//
// Each format is composed for itself: wide beside a link, square in a feed, tall for stories (with
// room above and below for what the apps put there), pin for boards. Every word arrives ready in
// the picture's language; it is cleaned and capped here again. Same order, same bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "print/theme.h"

namespace print {

enum class PictureShape { wide, square, tall, pin };
const std::vector<PictureShape>& all_shapes();
std::string_view shape_name(PictureShape);  // "wide", as in addresses.
std::optional<PictureShape> find_shape(std::string_view name);
int picture_width(PictureShape);  // Pixels: 1200×630, 1080×1080, 1080×1920, 1000×1500.
int picture_height(PictureShape);

constexpr std::size_t picture_name_max = 90, picture_line_max = 120;

struct SharePicture {
    PictureShape shape = PictureShape::wide;
    Illustration illustration;
    std::optional<Theme> colours = {};  // Instead of the theme's own.
    std::string language = "en";
    std::string kicker;      // "Riverside Trust · Charity walk 2027"
    std::string headline;    // A name, or the campaign's title.
    std::string under;       // The campaign's title below a name; or empty.
    std::string total;       // "€13,600"
    std::string total_line;  // "raised of €20,000 · 412 gifts"
    int percent = -1;        // Of the goal; less than 0: there is none.
    std::string link;        // What the code holds; on tall and pin.
    std::string link_text;   // "wlk.example/K7Q2MX"
    std::string call;        // "Scan to give"
};

// The same on a page in millimetres of ten pixels.
struct PageLayout;
PageLayout lay_out_share_picture(const SharePicture&);

// Left out or cut where it is too long, as on a poster.
std::string render_share_picture_png(const SharePicture&);

}  // namespace print
