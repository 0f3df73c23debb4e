#include "print/figure_head.h"

#include <array>
#include <cmath>
#include <numbers>

namespace print {
namespace {

constexpr double pi = std::numbers::pi;

// The skull is an ellipse 0.052 x 0.064 around `centre`; hair lies on it as a crescent from the
// forehead over the crown to the nape.
struct Head {
    Point at(double x, double y) const { return {centre.x + x * size, centre.y + y * size}; }
    Path round(double x, double y, double rx, double ry) const {
        return ellipse(at(x, y), rx * size, ry * size);
    }
    void fill(Path path, Colour colour) {
        drawing.push_back({.path = std::move(path), .colour = colour});
    }

    Drawing& drawing;
    Point centre;
    double size;
};

Path hair_cap(const Head& head) {
    return Path{}
        .move_to(head.at(0.046, -0.030))
        .curve_to(head.at(0.048, -0.066), head.at(0.014, -0.079), head.at(-0.010, -0.076))
        .curve_to(head.at(-0.046, -0.072), head.at(-0.068, -0.040), head.at(-0.062, 0.002))
        .curve_to(head.at(-0.058, 0.026), head.at(-0.048, 0.042), head.at(-0.034, 0.046))
        .curve_to(head.at(-0.030, 0.026), head.at(-0.022, 0.014), head.at(-0.012, 0.004))
        .curve_to(head.at(-0.004, -0.018), head.at(0.010, -0.036), head.at(0.046, -0.030))
        .close();
}

void draw_hair_behind(Head& head, const Figure& figure) {
    const auto colour = figure.hair_colour;
    switch (figure.hair) {
        case Hair::bun:
            head.fill(head.round(-0.052, -0.052, 0.030, 0.030), colour);
            break;
        case Hair::ponytail:
            head.fill(Path{}
                          .move_to(head.at(-0.040, -0.042))
                          .curve_to(head.at(-0.100, -0.050), head.at(-0.112, 0.010),
                                    head.at(-0.096, 0.070))
                          .curve_to(head.at(-0.086, 0.040), head.at(-0.066, 0.012),
                                    head.at(-0.042, -0.004))
                          .close(),
                      colour);
            break;
        case Hair::long_hair:
            head.fill(
                Path{}
                    .move_to(head.at(-0.010, -0.070))
                    .curve_to(head.at(-0.080, -0.070), head.at(-0.072, 0.010),
                              head.at(-0.084, 0.108))
                    .curve_to(head.at(-0.050, 0.124), head.at(-0.014, 0.116), head.at(0.000, 0.100))
                    .line_to(head.at(0.010, -0.02))
                    .close(),
                colour);
            break;
        case Hair::curls:
            for (const auto& [x, y, r] : {std::array{-0.012, -0.040, 0.060},
                                          {-0.050, -0.012, 0.040},
                                          {0.026, -0.052, 0.034},
                                          {-0.046, -0.048, 0.040},
                                          {-0.052, 0.024, 0.028}})
                head.fill(head.round(x, y, r, r), colour);
            break;
        case Hair::short_cut:
        case Hair::scarf:
        case Hair::cap:
        case Hair::bald:
            break;
    }
}

void draw_hair_above(Head& head, const Figure& figure) {
    switch (figure.hair) {
        case Hair::bald:
            head.fill(
                Path{}
                    .move_to(head.at(-0.046, -0.028))
                    .curve_to(head.at(-0.062, 0.0), head.at(-0.054, 0.036), head.at(-0.034, 0.046))
                    .curve_to(head.at(-0.028, 0.022), head.at(-0.016, 0.016),
                              head.at(-0.012, 0.004))
                    .curve_to(head.at(-0.024, -0.006), head.at(-0.034, -0.016),
                              head.at(-0.046, -0.028))
                    .close(),
                figure.hair_colour);
            break;
        case Hair::cap:
            head.fill(hair_cap(head), figure.hair_colour);
            head.fill(
                Path{}
                    .move_to(head.at(-0.060, -0.018))
                    .curve_to(head.at(-0.066, -0.096), head.at(0.052, -0.104),
                              head.at(0.054, -0.030))
                    .line_to(head.at(0.096, -0.022))
                    .curve_to(head.at(0.100, -0.012), head.at(0.08, -0.012), head.at(0.046, -0.018))
                    .close(),
                figure.extra);
            break;
        case Hair::scarf:
            head.fill(
                Path{}
                    .move_to(head.at(0.040, -0.052))
                    .curve_to(head.at(0.010, -0.086), head.at(-0.062, -0.078),
                              head.at(-0.068, -0.010))
                    .curve_to(head.at(-0.072, 0.050), head.at(-0.060, 0.084),
                              head.at(-0.040, 0.104))
                    .line_to(head.at(0.034, 0.100))
                    .curve_to(head.at(0.050, 0.084), head.at(0.040, 0.070), head.at(0.028, 0.062))
                    .curve_to(head.at(0.004, 0.044), head.at(-0.004, 0.004), head.at(0.006, -0.022))
                    .curve_to(head.at(0.014, -0.042), head.at(0.026, -0.048),
                              head.at(0.040, -0.052))
                    .close(),
                figure.extra);
            break;
        default:
            head.fill(hair_cap(head), figure.hair_colour);
    }
}

}  // namespace

void draw_head(Drawing& drawing, const Figure& figure, Point collar, double lean) {
    const double size = figure.head_size, tilt = std::sin(lean * pi / 180);
    const Point centre{collar.x + 0.012 + tilt * 0.1, collar.y - 0.052 - 0.062 * size};
    Head head{drawing, centre, size};
    draw_hair_behind(head, figure);
    head.fill(limb({collar.x, collar.y + 0.02}, 0.032, head.at(-0.010, 0.035), 0.026 * size),
              mix(figure.skin, colour_of(0x3A2216), 0.16));
    head.fill(head.round(0, 0, 0.052, 0.064), figure.skin);
    head.fill(Path{}
                  .move_to(head.at(0.046, -0.020))
                  .curve_to(head.at(0.056, -0.006), head.at(0.068, 0.008), head.at(0.062, 0.013))
                  .line_to(head.at(0.044, 0.016))
                  .close(),
              figure.skin);
    draw_hair_above(head, figure);
}

void draw_scarf_drape(Drawing& drawing, const Figure& figure, Point shoulder) {
    if (figure.hair != Hair::scarf) return;
    drawing.push_back({.path = Path{}
                                   .move_to({shoulder.x - 0.045, shoulder.y - 0.055})
                                   .curve_to({shoulder.x - 0.085, shoulder.y - 0.02},
                                             {shoulder.x - 0.085, shoulder.y + 0.03},
                                             {shoulder.x - 0.06, shoulder.y + 0.055})
                                   .curve_to({shoulder.x - 0.01, shoulder.y + 0.085},
                                             {shoulder.x + 0.05, shoulder.y + 0.075},
                                             {shoulder.x + 0.078, shoulder.y + 0.02})
                                   .curve_to({shoulder.x + 0.08, shoulder.y - 0.02},
                                             {shoulder.x + 0.06, shoulder.y - 0.05},
                                             {shoulder.x + 0.04, shoulder.y - 0.055})
                                   .close(),
                       .colour = figure.extra});
}

}  // namespace print
