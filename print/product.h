// Product: anything a campaign has on paper, from the poster to the list at check-in.
//
// A layout (a data file of print/layouts) says where things stand, a theme how they look, and the
// order brings the words, every one ready in its language. Words are cleaned and capped here,
// whoever calls. Same order, same bytes. What may not be released carries the proof mark.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "print/brand.h"
#include "print/poster.h"

namespace print {

// What stands on every sheet. Empty words take no room.
struct ProductWords {
    std::string language = "en";
    std::string organisation, overline, title;
    std::string summary;        // Why: one or two sentences.
    std::string kind = "walk";  // Chooses the scene of the picture.
    std::string person;         // Whose it is, if it is one person's; else empty.
    std::string date_line, place_line;
    std::vector<std::string> facts;
    std::string goal, raised, counted_on;  // As on a poster: no figure without its day.
    std::optional<Progress> progress;
    std::string call_to_action, after_scan;
    std::string link, link_text;  // For what has no item with a link of its own.
    std::string payment;          // What a code for banking apps holds (EPC069-12); or empty.
    std::string payment_text;     // The account in letters, beside that code.
    std::string trust_line, telephone, register_number, placement_label;
    std::vector<Translation> translations;
    std::string sponsors_heading;
    std::vector<std::string> sponsors;
    std::string proof_text = "PROOF";
    std::map<std::string, std::string> labels;  // By the names of all_labels().
};

// One bib, badge, row, certificate or placement. Names of words that layouts know: number, name,
// team, wave, place, note, telephone, amount, per_lap, thanks.
struct ProductItem {
    std::map<std::string, std::string> words;
    std::string link, link_text;
};

enum class InkUse { full, low };      // Low: white sky, grey hills, for printers at home.
enum class SheetEdge { cut, bleed };  // Bleed: 3 mm more picture and marks, for a printing press.

struct ProductLook {
    std::string theme{default_theme};
    std::uint64_t seed = 0;     // For instance the campaign's number.
    BrandColours brand;         // Guarded: what cannot be read is changed, and a warning says so.
    std::string logo, picture;  // Bytes of a PNG or JPEG; the picture replaces the illustration.
    InkUse ink = InkUse::full;
};

// For label sheets: what a printer shifts, and labels that are used up already.
struct SheetStart {
    double offset_x_mm = 0, offset_y_mm = 0;  // At most offset_mm_max either way.
    int skip = 0;                             // Fewer than there are on a sheet.
};
constexpr double offset_mm_max = 10;
constexpr std::size_t items_max = 20'000, item_word_max = 120, summary_max = 320;

struct ProductOrder {
    std::string layout;
    ProductWords words;
    std::vector<ProductItem> items;
    ProductLook look;
    SheetStart start;
    Purpose purpose = Purpose::release;
    SheetEdge edge = SheetEdge::cut;
    Instant created;  // Stands in the PDF.
};

struct Product {
    bool releasable() const { return inspection.releasable(); }

    std::string pdf;
    int pages = 0;
    Size sheet = {};  // Of a page of the PDF; with bleed, larger than what is cut out.
    Rect trim = {};   // What is cut out, on that page.
    std::vector<std::string> warnings;  // What was cut, left out or changed, and notes.
    std::vector<std::string> figures;   // What each tagged Figure shows, in order of the pages.
    Inspection inspection;              // Of all pages; at most findings_max findings.
};
constexpr std::size_t findings_max = 200;

// Called after each page; what it returns ends the work or lets it go on.
enum class Onward { go_on, stop };
using PageWatch = std::function<Onward(int page, int pages)>;

// Nothing if it was stopped. check()s that there is such a layout.
std::optional<Product> render_product(const ProductOrder&, const PageWatch& = {});
int count_pages(const ProductOrder&);
// One page (from 0), 20 to 300 dpi (brought into that range).
std::string render_product_png(const ProductOrder&, int page, int dpi);
std::string render_product_svg(const ProductOrder&, int page);

enum class ItemsWanted { none, may, must };  // May: without items, the campaign's words repeat.

struct LayoutSummary {
    std::string name, title, family;  // "badge-a6", "Badges A6, four a sheet", "badges".
    Size sheet;
    ItemsWanted items;
    int a_sheet;  // How many pieces of it.
    bool is_label_sheet;
};
std::vector<LayoutSummary> all_layouts();  // In the order people look for them.
std::optional<LayoutSummary> find_layout(std::string_view name);
// Whether a word of the campaign, "summary" or "after", has a place on this layout; check()ed name.
bool prints_word(std::string_view layout, std::string_view word);

// Words of forms and lists that layouts use: name and English. "sign_here", "Signature".
const std::vector<std::pair<std::string, std::string>>& all_labels();

}  // namespace print
