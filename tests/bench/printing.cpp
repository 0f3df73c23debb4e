// How long paper takes: one of each kind cold and warm, many of a kind, and a contact sheet.
//
//   printing speed FOLDER         figures on standard output, the poster as PDF and SVG in FOLDER
//   printing previews FOLDER      what the studio shows of each layout: the picture, and the whole
//                                 sheet with its inspection
//   printing sheet FOLDER         every layout in every theme as a small picture in FOLDER
//   printing scripts FOLDER       every layout in five scripts as PDF in FOLDER; beside each the
//                                 links of its codes, and what our own inspection says of it
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>

#include "print/layout_file.h"
#include "tests/print/product_samples.h"

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point began) {
    return std::chrono::duration<double, std::milli>(Clock::now() - began).count();
}

long peak_mb() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
}

void keep(const std::string& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

print::ProductOrder order_of(const std::string& layout, std::size_t items) {
    auto order = samples::order_in("en", layout);
    if (items > 0) order.items = samples::people_in("en", items);
    return order;
}

template <typename Act>
double median_of(Act act) {
    constexpr int times = 9;
    std::vector<double> took;
    for (int i = 0; i < times; ++i) {
        const auto began = Clock::now();
        act();
        took.push_back(since(began));
    }
    std::ranges::sort(took);
    return took[times / 2];
}

void time_one(const std::string& layout, std::size_t items) {
    const auto order = order_of(layout, items);
    auto began = Clock::now();
    auto product = print::render_product(order);
    const auto first = since(began);
    const auto warm = median_of([&] { product = print::render_product(order); });
    std::printf("%-18s first %6.0f ms, then %6.1f ms (median of 9), %zu kB\n", layout.c_str(),
                first, warm, product->pdf.size() / 1024);
}

void time_many(const std::string& layout, std::size_t items) {
    const auto order = order_of(layout, items);
    const auto began = Clock::now();
    const auto product = print::render_product(order);
    const auto took = since(began);
    std::printf("%zu × %s: %.1f s, %.2f ms each, %.1f MB, peak memory %ld MB, %s\n", items,
                layout.c_str(), took / 1000, took / static_cast<double>(items),
                static_cast<double>(product->pdf.size()) / 1e6, peak_mb(),
                product->releasable() ? "let out" : "NOT let out");
}

int tell_speed(const std::string& folder) {
    time_one("poster-a3", 0);  // The first of the process: fonts are looked for.
    time_one("poster-a3-strips", 0);
    time_one("bib-a5", 1);
    time_one("cards-eu", 0);
    time_one("leaflet-a5", 0);
    const auto order = order_of("poster-a3", 0);
    keep(folder + "/poster.pdf", print::render_product(order)->pdf);
    keep(folder + "/poster.svg", print::render_product_svg(order, 0));
    time_many("bib-a5", 5'000);
    time_many("poster-a4", 1'000);
    return 0;
}

int tell_previews() {
    constexpr double mm_per_inch = 25.4, preview_px = 760;
    std::vector<double> pictures, sheets;
    for (const auto& layout : print::all_layouts()) {
        const auto order = order_of(layout.name, layout.items == print::ItemsWanted::must ? 12 : 0);
        const int dpi = static_cast<int>(preview_px * mm_per_inch /
                                         std::max(layout.sheet.width, layout.sheet.height));
        const double picture = median_of([&] { print::render_product_png(order, 0, dpi); });
        const double sheet = median_of([&] { print::render_product(order); });
        pictures.push_back(picture), sheets.push_back(sheet);
        std::printf("%-22s picture %6.1f ms, sheet with inspection %6.1f ms\n", layout.name.c_str(),
                    picture, sheet);
    }
    std::ranges::sort(pictures), std::ranges::sort(sheets);
    const auto tell = [](const char* what, const std::vector<double>& all) {
        std::printf("%s of %zu layouts, warm: median %.1f ms, slowest %.1f ms\n", what, all.size(),
                    all[all.size() / 2], all.back());
    };
    tell("Pictures", pictures), tell("Sheets with inspection", sheets);
    return 0;
}

int make_sheet(const std::string& folder) {
    constexpr int dpi = 30;
    for (const auto& layout : print::all_layouts())
        for (const auto& theme : print::all_theme_names()) {
            auto order = order_of(layout.name, layout.items == print::ItemsWanted::must ? 12 : 0);
            order.look.theme = theme;
            keep(folder + "/" + layout.name + "." + theme + ".png",
                 print::render_product_png(order, 0, dpi));
        }
    return 0;
}

// What readers of other people shall find on it: links of those it is for, or the campaign's.
std::string codes_of(const print::ProductOrder& order, const print::Product& product) {
    if (product.figures.empty()) return {};
    if (order.items.empty()) return order.words.link + "\n";
    std::string lines;
    for (const auto& item : order.items) lines += item.link + "\n";
    return lines;
}

// Where pieces are on the first page, for a reader that looks at one after another, as people do.
std::string cells_of(const std::string& name) {
    std::string lines;
    for (const auto& grid : print::find_product_layout(name)->sheets.front().grids)
        for (int i = 0; i < grid.columns * grid.rows; ++i) {
            char line[80];
            std::snprintf(line, sizeof line, "%.2f %.2f %.2f %.2f\n",
                          grid.first.x + grid.dx * (i % grid.columns),
                          grid.first.y + grid.dy * (i / grid.columns), grid.first.width,
                          grid.first.height);
            lines += line;
        }
    return lines;
}

int make_scripts(const std::string& folder) {
    for (const auto& layout : print::all_layouts())
        for (const auto& language : samples::all_languages()) {
            auto order = samples::order_in(language, layout.name);
            order.words.payment.clear();  // Of several lines, and tested elsewhere.
            const auto product = print::render_product(order);
            const auto path = folder + "/" + layout.name + "." + language;
            std::string faults;
            for (const auto& finding : product->inspection.findings)
                if (finding.weight == print::Weight::fault) faults += finding.sentence + "\n";
            for (const auto& warning : product->warnings) faults += "(" + warning + ")\n";
            keep(path + ".pdf", product->pdf);
            keep(path + ".codes", codes_of(order, *product));
            keep(path + ".cells", layout.a_sheet > 1 ? cells_of(layout.name) : "");
            keep(path + ".faults", faults);
        }
    return 0;
}

}  // namespace

int main(int count, char** words) {
    const std::string what = count == 3 ? words[1] : "";
    if (what == "speed") return tell_speed(words[2]);
    if (what == "previews") return tell_previews();
    if (what == "sheet") return make_sheet(words[2]);
    if (what == "scripts") return make_scripts(words[2]);
    std::fputs("printing speed|previews|sheet|scripts FOLDER\n", stderr);
    return 2;
}
