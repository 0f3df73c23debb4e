// Theme: the colours of a campaign on paper and screen, and the picture drawn from them.
//
// Invariants:
//   * on_sky reads on sky_top and sky_middle, ink, muted and action on ground and card (4.5:1 or
//   more).
//   * The same Illustration draws the same shapes everywhere, for ever: seeded, no clock, no
//   chance.
// The picture is decoration: it carries no fact, and pages give it an empty alt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "print/drawing.h"

namespace print {

// What the picture shows behind the people.
enum class Backdrop { hills, moor, flowers, harbour, skyline, blossom, starlight, balloons };

struct Theme {
    std::string name;
    Backdrop backdrop = Backdrop::hills;
    Colour sky_top, sky_middle, sky_low, sun;
    Colour range_far, range_middle, hill, hill_near;  // From the horizon to the front.
    Colour ground, panel, card, card_shade;           // Paper and what lies on it.
    Colour ink, muted, action, on_sky, overline;
    std::vector<Colour> clothes;
};

constexpr std::string_view default_theme = "horizon";
const Theme& theme_of(std::string_view name);  // An unknown name gives the default theme.
std::vector<std::string> all_theme_names();

enum class Scene { walk, contest, crowdfunding, broadcast, recruiting };
Scene scene_of(std::string_view kind);  // The kinds of a campaign; any other word walks.

enum class Heading { right, left };  // Left for pages and posters read from right to left.

struct Illustration {
    Scene scene = Scene::walk;
    std::string theme{default_theme};
    std::uint64_t seed = 0;  // For instance the campaign's number.
    Heading heading = Heading::right;
};

// Where the picture is composed: `floor` is the height of the front ground that people stand on,
// measured from the top; people stand between first_x and last_x; the sun is near sun_x.
struct Stage {
    double width, height, floor;
    double figure_height;
    double first_x, last_x;
    Point sun;
    double sun_radius;
    double text_bottom = 0;  // Down to here the sky stays dark enough for white letters.
};

Drawing draw_illustration(const Illustration&, const Stage&);
// In other colours than those of the theme it names: an organisation's own, or fewer of them.
Drawing draw_illustration(const Illustration&, const Theme&, const Stage&);

// Width and height in pixels, 200 to 4000 each (brought into that range).
std::string render_illustration_svg(const Illustration&, double width, double height);
std::string render_illustration_svg(const Illustration&, const Theme&, double width, double height);

}  // namespace print
