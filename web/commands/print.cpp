// waymark print: anything a campaign has on paper, written to a file; or what there is.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include "web/commands/database.h"
#include "web/commands/paper.h"
#include "web/pages/printing/our_look.h"
#include "web/pages/printing/product_order.h"

namespace commands {

namespace {

constexpr int connections_max = 2;
constexpr std::size_t name_width = 28;

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size() + 1, width), ' ');
    return text;
}

int list_layouts() {
    std::string family;
    for (const auto& layout : print::all_layouts()) {
        if (layout.family != family)
            std::cout << (family.empty() ? "" : "\n") << layout.family << '\n';
        family = layout.family;
        const auto* who = layout.items == print::ItemsWanted::must  ? "  (one for each item)"
                          : layout.items == print::ItemsWanted::may ? "  (also for items)"
                                                                    : "";
        std::cout << "  " << padded(layout.name, name_width) << layout.title << who << '\n';
    }
    std::cout << "\nthemes\n ";
    for (const auto& name : print::all_theme_names()) std::cout << ' ' << name;
    std::cout << '\n';
    return 0;
}

std::optional<print::Colour> colour_from(const std::string& typed, const char* option) {
    if (typed.empty()) return {};
    const auto colour = print::read_colour(typed);
    if (!colour)
        throw std::invalid_argument{std::string{option} + " takes a colour like #0B6472, not " +
                                    typed + "."};
    return colour;
}

std::string bytes_of(const std::string& path) {
    if (path.empty()) return {};
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::invalid_argument{path + " cannot be read."};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// What can be said before a database is opened.
void check_options(const PrintOptions& options) {
    if (options.layout.empty() || options.campaign.campaign.empty() || options.campaign.out.empty())
        throw std::invalid_argument{
            "Printing needs --layout, --campaign and --out. --list says what there is."};
    if (!print::find_layout(options.layout))
        throw std::invalid_argument{"There is no layout " + options.layout +
                                    ". --list says what there is."};
    const auto names = print::all_theme_names();
    if (!options.theme.empty() && std::ranges::find(names, options.theme) == names.end())
        throw std::invalid_argument{"There is no theme " + options.theme +
                                    ". --list says what there is."};
    const auto& out = options.campaign.out;
    if (!out.ends_with(".pdf") && !out.ends_with(".png") && !out.ends_with(".svg"))
        throw std::invalid_argument{"The file to write ends in .pdf, .png or .svg."};
}

pages::ProductFor items_for(const PrintOptions& options) {
    const auto layout = print::find_layout(options.layout).value();
    if (options.items == "placements") return pages::ProductFor::placements;
    if (options.items != "participants" && layout.items != print::ItemsWanted::must)
        return pages::ProductFor::campaign;
    return pages::names_for(layout.name) == pages::NamesFor::staff
               ? pages::ProductFor::participants_for_staff
               : pages::ProductFor::participants;
}

// What the options name goes before what the organisation has stored.
void dress(print::ProductOrder& order, store::Session& session, const PrintOptions& options) {
    order.layout = options.layout;
    if (!options.theme.empty()) {
        order.look.theme = options.theme;
        order.look.brand = pages::our_colours(organisation::find_look(session), options.theme);
    }
    order.look.picture = bytes_of(options.picture);
    auto& brand = order.look.brand;
    if (const auto own = colour_from(options.main_colour, "--main-colour")) brand.main = own;
    if (const auto own = colour_from(options.accent_colour, "--accent-colour")) brand.accent = own;
    if (options.is_low_ink) order.look.ink = print::InkUse::low;
    if (options.has_bleed) order.edge = print::SheetEdge::bleed;
    order.start = {options.offset_x, options.offset_y, options.skip};
}

int write_product(const print::ProductOrder& order, const PrintOptions& options) {
    const auto product = print::render_product(order);
    for (const auto& warning : product->warnings) std::cerr << "waymark: " << warning << '\n';
    if (!product->releasable()) {
        for (const auto& finding : product->inspection.findings)
            if (finding.weight == print::Weight::fault)
                std::cerr << "waymark: " << finding.sentence << '\n';
        return 1;
    }
    const auto& out = options.campaign.out;
    if (out.ends_with(".pdf")) return write_paper(out, product->pdf);
    if (options.page > product->pages)
        throw std::invalid_argument{"It has " + std::to_string(product->pages) + " pages."};
    return write_paper(
        out, out.ends_with(".svg")
                 ? print::render_product_svg(order, options.page - 1)
                 : print::render_product_png(order, options.page - 1, options.campaign.dpi));
}

}  // namespace

int print_product(const PrintOptions& options) {
    if (options.is_list) return list_layouts();
    check_options(options);
    const auto config = read_config();
    const auto now = present();
    const Database database{config, Opening::join, now};
    auto store = database.make_store(connections_max);
    const auto wish = wish_of(store, options.campaign, now);
    auto order = pages::product_order(store.session(), config, wish, now);
    dress(order, store.session(), options);
    order.items = pages::product_items(store.session(), config, wish, items_for(options));
    if (print::find_layout(options.layout)->items == print::ItemsWanted::must &&
        order.items.empty())
        std::cerr << "waymark: Nobody takes part yet, so the sheet is empty.\n";
    if (const auto why = pages::proof_reason(config, wish.campaign, wish.version); !why.empty())
        std::cerr << "waymark: It carries PROOF. " << why << '\n';
    return write_product(order, options);
}

}  // namespace commands
