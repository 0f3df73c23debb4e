#include "print/product_sheets.h"

#include <algorithm>

#include "campaign/words/check.h"
#include "print/share_picture.h"

namespace print {
namespace {

constexpr double bleed_mm = 3;

const ProductLayout& layout_named(const std::string& name) {
    const auto* layout = find_product_layout(name);
    check(layout != nullptr, "there is a layout " + name);
    return *layout;
}

bool is_right_to_left(const std::string& language, const std::string& title) {
    for (const auto* prefix : {"ar", "he", "fa", "ur", "dv", "yi", "ps", "sd"})
        if (language.starts_with(prefix)) return true;
    return language == "en" && reads_from_right(title);
}

// Places for items on one sheet of this plan; the other side of a piece has the same items.
std::size_t places_of(const SheetPlan& plan) {
    std::size_t places = 0;
    for (const auto& grid : plan.grids) {
        if (grid.again) continue;
        const auto& leaf = catalogue().leaves.find(grid.leaf)->second;
        places += static_cast<std::size_t>(grid.columns) * grid.rows *
                  rows_of(leaf, {grid.first.width, grid.first.height});
    }
    return std::max<std::size_t>(1, places);
}

Paper paper_for(Size size) {
    for (const auto paper :
         {Paper::a2, Paper::a3, Paper::a4, Paper::a5, Paper::letter, Paper::tabloid})
        if (std::abs(size_of(paper).width - size.width) < 0.1) return paper;
    return Paper::a3;
}

}  // namespace

ProductSheets::ProductSheets(const ProductOrder& order)
    : order_{order}, layout_{layout_named(order.layout)} {
    dressed_ = std::make_unique<Dressed>(Dressed{.order = order,
                                                 .wording = Wording{order, warnings_},
                                                 .theme = dressed_theme(),
                                                 .logo = Picture{order.look.logo},
                                                 .picture = Picture{order.look.picture},
                                                 .warnings = warnings_,
                                                 .figures = figures_});
    const auto& words = dressed_->wording.words();
    dressed_->from_right = is_right_to_left(words.language, words.title);
    const auto lost = [&](const std::string& bytes, const Picture& picture, const char* what) {
        if (!bytes.empty() && !picture.is_there())
            warnings_.push_back(std::string{"The "} + what +
                                " is no PNG or JPEG that can be read, and was left out.");
    };
    lost(order.look.logo, dressed_->logo, "logo");
    lost(order.look.picture, dressed_->picture, "picture");
    plan_pages();
}

Theme ProductSheets::dressed_theme() {
    auto theme = branded(theme_of(order_.look.theme), order_.look.brand, warnings_);
    return order_.look.ink == InkUse::low ? sparing(theme) : theme;
}

void ProductSheets::plan_pages() {
    const auto items = dressed_->wording.items().size();
    if (!layout_.composer.empty()) {
        const bool repeats = layout_.summary.items != ItemsWanted::none;
        for (std::size_t i = 0; i < std::max<std::size_t>(1, repeats ? items : 0); ++i)
            pages_.push_back({nullptr, i});
        return;
    }
    const auto places = places_of(layout_.sheets.front());
    if (layout_.summary.is_label_sheet)
        skip_ = std::min(static_cast<std::size_t>(std::max(0, order_.start.skip)), places - 1);
    const bool takes = layout_.summary.items != ItemsWanted::none && items > 0;
    const auto sheets_for = [&](const SheetPlan& plan) {
        const auto on_one = places_of(plan);
        return takes ? (items + skip_ + on_one - 1) / on_one : std::size_t{1};
    };
    if (layout_.sheet_by_sheet) {
        for (std::size_t i = 0; i < sheets_for(layout_.sheets.front()); ++i)
            for (const auto& plan : layout_.sheets) pages_.push_back({&plan, i * places_of(plan)});
        return;
    }
    for (const auto& plan : layout_.sheets)
        for (std::size_t i = 0; i < sheets_for(plan); ++i)
            pages_.push_back({&plan, i * places_of(plan)});
}

PageLayout ProductSheets::lay_out(int page, Purpose purpose) {
    const auto& wanted = pages_.at(static_cast<std::size_t>(page));
    if (layout_.composer == "poster") return lay_out_poster_of(wanted.first, purpose);
    if (layout_.composer == "picture") return lay_out_picture();
    SheetBuilder builder{*dressed_, layout_.summary.sheet};
    auto first = wanted.first;
    for (const auto& grid : wanted.plan->grids) {
        if (!grid.again && &grid != &wanted.plan->grids.front()) {
            const auto& before = *(&grid - 1);
            first += static_cast<std::size_t>(before.columns) * before.rows;
        }
        place_grid(builder, grid, first);
        builder.cut_between(grid);
    }
    builder.place_marks(wanted.plan->marks);
    if (purpose == Purpose::proof) builder.place_proof();
    return builder.finish();
}

void ProductSheets::place_grid(SheetBuilder& builder, const Grid& grid, std::size_t first) {
    const auto& leaf = catalogue().leaves.find(grid.leaf)->second;
    const auto rows =
        static_cast<std::size_t>(rows_of(leaf, {grid.first.width, grid.first.height}));
    const auto& items = dressed_->wording.items();
    const bool takes = layout_.summary.items != ItemsWanted::none && !items.empty();
    const double between_x = std::max(0.0, grid.dx - grid.first.width) / 2;
    const double between_y = std::max(0.0, grid.dy - grid.first.height) / 2;
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column) {
            const auto place = first + static_cast<std::size_t>(row * grid.columns + column) * rows;
            std::vector<const ProductItem*> own;
            for (std::size_t i = 0; takes && i < rows; ++i)
                if (place + i >= skip_ && place + i - skip_ < items.size())
                    own.push_back(&items[place + i - skip_]);
            const bool is_skipped = place < skip_;
            if ((takes && own.empty()) || is_skipped) continue;
            const int at = grid.backs ? grid.columns - 1 - column : column;
            Cell cell{.area = {grid.first.x + grid.dx * at, grid.first.y + grid.dy * row,
                               grid.first.width, grid.first.height},
                      .corner = grid.corner,
                      .round = grid.round,
                      .upside_down = grid.upside_down};
            cell.left = at == 0 ? bleed_mm : std::min(bleed_mm, between_x);
            cell.right = at == grid.columns - 1 ? bleed_mm : std::min(bleed_mm, between_x);
            cell.top = row == 0 ? bleed_mm : std::min(bleed_mm, between_y);
            cell.bottom = row == grid.rows - 1 ? bleed_mm : std::min(bleed_mm, between_y);
            if (layout_.summary.is_label_sheet)
                cell.left = cell.right = cell.top = cell.bottom = 0.8;
            builder.place(leaf, cell, own);
        }
}

// The poster's composition weighs title, picture and card against one another: code, not data.
PageLayout ProductSheets::lay_out_poster_of(std::size_t item, Purpose purpose) {
    const auto& words = dressed_->wording.words();
    PosterOrder poster;
    poster.language = words.language, poster.organisation = words.organisation;
    poster.overline = words.overline, poster.title = words.title, poster.kind = words.kind;
    poster.person = words.person;
    poster.date_line = words.date_line, poster.place_line = words.place_line;
    poster.facts = words.facts, poster.goal = words.goal, poster.raised = words.raised;
    poster.counted_on = words.counted_on, poster.progress = words.progress;
    poster.call_to_action = words.call_to_action, poster.after_scan = words.after_scan;
    poster.trust_line = dressed_->wording.filled("{trust?organisation}", nullptr);
    poster.link = words.link, poster.link_text = words.link_text;
    poster.placement_label = words.placement_label;
    if (item < dressed_->wording.items().size()) {
        const auto& own = dressed_->wording.items()[item];
        if (!own.link.empty()) poster.link = own.link, poster.link_text = own.link_text;
        poster.placement_label = dressed_->wording.filled("{place_label?label}", &own);
    }
    poster.translations = words.translations;
    poster.sponsors_heading = words.sponsors_heading, poster.sponsors = words.sponsors;
    poster.paper = paper_for(layout_.summary.sheet);
    poster.purpose = purpose, poster.proof_text = words.proof_text;
    if (layout_.settings.contains("strips")) poster.tear_offs = TearOffs::along_the_foot;
    poster.theme = order_.look.theme, poster.seed = order_.look.seed;
    poster.colours = dressed_->theme;
    poster.logo = dressed_->logo, poster.picture = dressed_->picture;
    poster.created = order_.created;
    figures_.push_back("QR: " + poster.link_text);
    return print::lay_out_poster(poster);
}

PageLayout ProductSheets::lay_out_picture() {
    const auto& words = dressed_->wording.words();
    SharePicture picture;
    picture.shape = find_shape(layout_.settings.at("format")).value_or(PictureShape::wide);
    picture.illustration = {scene_of(words.kind), order_.look.theme, order_.look.seed,
                            dressed_->from_right ? Heading::left : Heading::right};
    picture.colours = dressed_->theme;
    picture.language = words.language;
    picture.kicker = dressed_->wording.filled("{organisation|overline}", nullptr);
    picture.headline = words.title, picture.under = {};
    const bool counted = !words.raised.empty();
    picture.total = counted ? words.raised : words.goal.empty() ? words.call_to_action : words.goal;
    picture.total_line = dressed_->wording.filled(counted ? "{goal}" : "{date|place}", nullptr);
    if (words.progress && words.progress->whole > 0)
        picture.percent = static_cast<int>(words.progress->part * 100 /
                                           std::max<std::int64_t>(1, words.progress->whole));
    picture.link = words.link, picture.link_text = words.link_text;
    picture.call = words.call_to_action;
    auto page = lay_out_share_picture(picture);
    if (!page.codes.empty()) figures_.push_back("QR: " + words.link_text);
    return page;
}

}  // namespace print
