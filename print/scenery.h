// Scenery: hills, trees, mountains and buildings of an illustration, and the dice that vary them.
#pragma once

#include <cstdint>

#include "print/drawing.h"
#include "print/theme.h"

namespace print {

// The same throws for the same seed on every machine (splitmix64, Steele et al. 2014).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{seed} {}
    std::uint64_t roll();
    int below(int count);  // 0 to count - 1.
    double between(double low, double high);

private:
    std::uint64_t state_;
};

// A rolling line of hills, `swing` high around `base`.
struct Ridge {
    double y(double x) const;
    double base, swing, width, waves, phase;
};

Shape draw_ridge(const Ridge&, double bottom, Colour);
Drawing draw_sky(const Theme&, const Stage&);
Drawing draw_birds(Dice&, const Stage&, Colour);
Drawing draw_fir(Point foot, double height, Colour);
Drawing draw_tree(Point foot, double height, Colour crown);
Drawing draw_peak(Point top, double half_width, double bottom, Colour rock);  // With snow.
Drawing draw_flag(Point foot, double height, Colour);
Drawing draw_bunting(Point from, Point to, double sag, const std::vector<Colour>&);
Drawing draw_house(Point foot, double height, const Theme&);
Drawing draw_swings(Point foot, double height, const Theme&);  // With a child on one of them.
Drawing draw_slide(Point foot, double height, const Theme&);
Drawing draw_mast(Point foot, double height, const Theme&);  // With three waves going out.

}  // namespace print
