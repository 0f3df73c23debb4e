#include <algorithm>

#include "print/backdrop.h"
#include "print/figure.h"
#include "print/scenery.h"
#include "print/theme.h"

namespace print {
namespace {

constexpr int cast_max = 14;

// Everything a scene is put together from.
struct Painting {
    void add(const Drawing& part) { drawing.insert(drawing.end(), part.begin(), part.end()); }
    double line_y(const Ridge& ridge, double x) const { return ridge.y(x); }

    const Theme& theme;
    const Stage& stage;
    Scene scene;
    Dice dice;
    Ridge far_range, middle_range, hill, near_hill, ground;
    Drawing drawing = {};
    int people = 0;
};

Painting begin_painting(const Illustration& picture, const Theme& theme, const Stage& stage) {
    Dice dice{picture.seed * 8 + static_cast<std::uint64_t>(picture.scene) + 1};
    const double unit = stage.figure_height, floor = stage.floor;
    const auto ridge = [&](double above, double swing, double waves) {
        return Ridge{floor - above * unit, swing * unit, stage.width, waves, dice.between(0, 6.28)};
    };
    const auto far_range = ridge(1.18, 0.15, 1.25), middle = ridge(0.88, 0.13, 1.0);
    const auto hill = ridge(0.58, 0.12, 0.85), near_hill = ridge(0.24, 0.09, 1.1);
    Ridge ground = ridge(0, 0.03, 0.9);
    return {theme, stage, picture.scene, dice, far_range, middle, hill, near_hill, ground};
}

Figure any_person(Painting& painting, Pose pose) {
    static const std::vector<Colour> skins{colour_of(0xF2C9A5), colour_of(0xD9A06F),
                                           colour_of(0xB1734A), colour_of(0x83502F),
                                           colour_of(0x5A3521)};
    static const std::vector<Colour> hairs{colour_of(0x1E1512), colour_of(0x4A2D1C),
                                           colour_of(0x8A4B23), colour_of(0xD9A441),
                                           colour_of(0xC9CDD0), colour_of(0x241A1A)};
    auto& dice = painting.dice;
    const auto& clothes = painting.theme.clothes;
    Figure person{.pose = pose};
    const int skin = dice.below(5);
    person.skin = skins[skin];
    person.hair_colour = skin > 2 ? hairs[dice.below(2)] : hairs[dice.below(6)];
    const int wearable =
        static_cast<int>(clothes.size()) - 2;  // The last two are for flags and bags.
    const int top = ++painting.people * 5 % wearable;
    person.top = clothes[top];
    static const std::vector<Colour> legs{colour_of(0x12304E), colour_of(0xF3E3C3),
                                          colour_of(0x2C4A6B), colour_of(0x7A3B2E)};
    person.legs = legs[dice.below(4)];
    person.shoes = dice.below(2) == 0 ? colour_of(0xFFF8EC) : colour_of(0x10151C);
    person.extra = clothes[(top + 1 + dice.below(4)) % clothes.size()];
    person.stride = dice.between(0.82, 1.05);
    person.hair = static_cast<Hair>(dice.below(8));
    person.bottom = dice.below(5) < 3 ? Bottom::trousers : static_cast<Bottom>(1 + dice.below(2));
    if (person.hair == Hair::scarf) person.bottom = Bottom::trousers;
    if (person.hair == Hair::bald) person.bottom = Bottom::trousers;
    return person;
}

enum class Role { adult, child, wheels, dog, rucksack, elder };
double width_of(Role role, Scene scene) {
    if (scene == Scene::contest && role != Role::wheels) return role == Role::child ? 0.46 : 0.66;
    switch (role) {
        case Role::adult:
        case Role::rucksack:
        case Role::elder:
            return 0.50;
        case Role::child:
            return 0.36;
        case Role::wheels:
            return 0.62;
        case Role::dog:
            return 0.44;
    }
    return 0.5;
}

// Who comes along: a child beside a grown-up and somebody on wheels are always among them.
std::vector<Role> cast_for(Painting& painting, double room) {
    std::vector<std::vector<Role>> groups{{Role::adult, Role::child},
                                          {Role::wheels},
                                          {Role::rucksack},
                                          {Role::elder, Role::dog},
                                          {Role::adult}};
    if (painting.scene == Scene::contest)
        groups = {{Role::adult}, {Role::wheels}, {Role::adult, Role::child}, {Role::adult}};
    const auto first = painting.dice.below(3);
    std::rotate(groups.begin(), groups.begin() + first, groups.begin() + 3);
    std::vector<Role> cast;
    double used = 0;
    for (std::size_t i = 0; cast.size() < cast_max; ++i) {
        double more = 0;
        for (const auto role : groups[i % groups.size()]) more += width_of(role, painting.scene);
        if (used + more > room && i >= 3) break;
        if (used + more > room * 1.12) continue;
        for (const auto role : groups[i % groups.size()]) cast.push_back(role);
        used += more;
        if (i > 40) break;
    }
    return cast;
}

void place(Painting& painting, Role role, Pose pose, Point feet) {
    auto& dice = painting.dice;
    auto person = any_person(painting, pose);
    const double unit = painting.stage.figure_height;
    switch (role) {
        case Role::wheels:
            person.bottom = Bottom::trousers;
            painting.add(draw_wheelchair_user(person, feet, unit * 1.02));
            return;
        case Role::dog:
            painting.add(draw_dog(dice.below(2) == 0 ? colour_of(0xC98A4B) : colour_of(0xF3E3C3),
                                  feet, unit));
            return;
        case Role::child:
            person.head_size = 1.35;
            if (person.hair == Hair::bald) person.hair = Hair::cap;
            painting.add(draw_person(person, feet, unit * dice.between(0.62, 0.7)));
            return;
        case Role::elder:
            person.hair = dice.below(2) == 0 ? Hair::bun : Hair::bald;
            person.hair_colour = colour_of(0xD6D9DB);
            person.bottom = Bottom::trousers;
            if (pose == Pose::walk) person.carried = Carried::stick;
            person.stride = 0.75;
            break;
        case Role::rucksack:
            if (pose == Pose::walk) person.carried = Carried::rucksack;
            break;
        case Role::adult:
            break;
    }
    if (pose == Pose::run && person.bottom == Bottom::skirt) person.bottom = Bottom::shorts;
    if (painting.scene == Scene::broadcast && role == Role::adult) person.carried = Carried::phone;
    if (painting.scene == Scene::recruiting && pose == Pose::cheer) person.carried = Carried::flag;
    painting.add(draw_person(person, feet, unit * dice.between(0.95, 1.05)));
}

Pose pose_for(Painting& painting, std::size_t index) {
    switch (painting.scene) {
        case Scene::walk:
            return Pose::walk;
        case Scene::contest:
            return Pose::run;
        case Scene::crowdfunding:
            return index % 2 == 0 ? Pose::cheer : Pose::stand;
        case Scene::broadcast:
            return index % 3 == 2 ? Pose::cheer : Pose::stand;
        case Scene::recruiting:
            return index % 2 == 0 ? Pose::cheer : Pose::stand;
    }
    return Pose::walk;
}

void place_cast(Painting& painting, double first_x, double last_x) {
    const auto cast = cast_for(painting, (last_x - first_x) / painting.stage.figure_height);
    double total = 0;
    for (const auto role : cast)
        total += width_of(role, painting.scene) * painting.stage.figure_height;
    const double gap = std::max(0.0, (last_x - first_x - total) / static_cast<double>(cast.size()));
    double x = first_x + gap / 2;
    for (std::size_t i = 0; i < cast.size(); ++i) {
        const double width = width_of(cast[i], painting.scene) * painting.stage.figure_height;
        const double middle = x + width / 2;
        place(painting, cast[i], pose_for(painting, i),
              {middle, painting.ground.y(middle) + painting.stage.figure_height * 0.035});
        x += width + gap;
    }
}

void plant(Painting& painting, const Ridge& ridge, int count, double size) {
    for (int i = 0; i < count; ++i) {
        const double x = painting.stage.width * painting.dice.between(0.02, 0.98);
        const double height =
            painting.stage.figure_height * size * painting.dice.between(0.75, 1.25);
        const Point foot{x, ridge.y(x) + height * 0.08};
        const auto colour =
            mix(painting.theme.hill_near, painting.theme.hill, painting.dice.between(0, 0.6));
        painting.add(painting.scene == Scene::crowdfunding ? draw_tree(foot, height * 1.2, colour)
                                                           : draw_fir(foot, height, colour));
    }
}

void paint_backdrop(Painting& painting) {
    const auto& stage = painting.stage;
    const double unit = stage.figure_height, bottom = stage.floor + unit * 0.3;
    painting.add(draw_sky(painting.theme, stage));
    if (!has_hills(painting.theme)) {
        const double x = stage.sun.x - stage.sun_radius * 2.4;
        if (painting.scene == Scene::broadcast)
            painting.add(draw_mast({x, stage.floor - unit * 0.3}, unit * 1.2, painting.theme));
        painting.add(draw_backdrop(painting.theme, stage, painting.dice));
        return;
    }
    painting.add(
        draw_birds(painting.dice, stage, mix(painting.theme.sky_top, painting.theme.on_sky, 0.8)));
    if (painting.scene == Scene::contest) {
        const double left = stage.width * painting.dice.between(0.14, 0.24);
        painting.add(
            draw_peak({left, std::max(stage.floor - unit * 1.85, stage.text_bottom + unit * 0.1)},
                      unit * 1.25, stage.floor, painting.theme.range_far));
        const Point summit{stage.width * painting.dice.between(0.48, 0.56),
                           std::max(stage.floor - unit * 2.15, stage.text_bottom + unit * 0.36)};
        painting.add(
            draw_flag({summit.x, summit.y + unit * 0.03}, unit * 0.3, painting.theme.action));
        painting.add(draw_peak(summit, unit * 1.6, stage.floor, painting.theme.range_middle));
        painting.add(draw_peak({stage.width * 0.9, stage.floor - unit * 1.6}, unit * 1.3,
                               stage.floor, painting.theme.range_far));
    } else {
        painting.drawing.push_back(
            draw_ridge(painting.far_range, bottom, painting.theme.range_far));
        painting.drawing.push_back(
            draw_ridge(painting.middle_range, bottom, painting.theme.range_middle));
    }
    if (painting.scene != Scene::contest) plant(painting, painting.hill, 5, 0.3);
    if (painting.scene == Scene::broadcast) {
        const double x = stage.sun.x - stage.sun_radius * 2.4;
        painting.add(draw_mast({x, painting.hill.y(x) + unit * 0.05}, unit * 1.0, painting.theme));
    }
    painting.drawing.push_back(draw_ridge(painting.hill, bottom, painting.theme.hill));
    plant(painting, painting.near_hill, painting.scene == Scene::contest ? 4 : 7, 0.42);
    painting.drawing.push_back(draw_ridge(painting.near_hill, bottom, painting.theme.hill_near));
    painting.add(draw_growth(painting.theme, stage, painting.near_hill, painting.dice));
}

// A house behind, swings and (where there is room) a slide in front. Where people may stand then.
double build_playground(Painting& painting) {
    const auto& stage = painting.stage;
    const double unit = stage.figure_height;
    const double room = (stage.last_x - stage.first_x) / unit;
    const double size = room < 5 ? 0.78 : 1.0, house = stage.first_x + unit * 0.46 * size;
    painting.add(
        draw_house({house, painting.near_hill.y(house) + unit * 0.1}, unit * size, painting.theme));
    painting.drawing.push_back(
        draw_ridge(painting.ground, stage.height * 1.05, painting.theme.ground));
    const double swings = stage.first_x + unit * (room < 5 ? 1.34 : 1.9);
    const auto foot = [&](double x) { return Point{x, painting.ground.y(x) + unit * 0.03}; };
    if (room > 6)
        painting.add(draw_slide(foot(stage.last_x - unit * 0.9), unit * 0.92, painting.theme));
    painting.add(draw_swings(foot(swings), unit * 0.98, painting.theme));
    return swings + unit * 0.72;
}

}  // namespace

Drawing draw_illustration(const Illustration& picture, const Stage& stage) {
    return draw_illustration(picture, theme_of(picture.theme), stage);
}

Drawing draw_illustration(const Illustration& picture, const Theme& theme, const Stage& stage) {
    auto painting = begin_painting(picture, theme, stage);
    painting.people = painting.dice.below(6);
    paint_backdrop(painting);
    const double unit = stage.figure_height;
    double people_from = stage.first_x;
    if (picture.scene == Scene::crowdfunding)
        people_from = build_playground(painting);
    else
        painting.drawing.push_back(
            draw_ridge(painting.ground, stage.height * 1.05, painting.theme.ground));
    if (picture.scene == Scene::contest)
        painting.add(draw_bunting({0, stage.floor - unit * 1.36},
                                  {stage.width * 0.62, stage.floor - unit * 1.46}, unit * 0.16,
                                  painting.theme.clothes));
    const bool slide =
        picture.scene == Scene::crowdfunding && (stage.last_x - stage.first_x) > unit * 6;
    place_cast(painting, people_from, stage.last_x - (slide ? unit * 1.6 : 0));
    if (picture.heading == Heading::left)
        for (auto& shape : painting.drawing) {
            shape.path = shape.path.transformed({.scale_x = -1, .move = {stage.width, 0}});
            shape.from.x = stage.width - shape.from.x;
            shape.to.x = stage.width - shape.to.x;
        }
    return std::move(painting.drawing);
}

}  // namespace print
