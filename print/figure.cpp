#include "print/figure.h"

#include <cmath>
#include <numbers>

#include "print/figure_head.h"

namespace print {
namespace {

constexpr double degree = std::numbers::pi / 180;

// Angles in degrees from straight down, positive to the front.
struct Leg {
    double thigh, shin, foot;
};
struct Arm {
    double upper, fore;
};
struct Posture {
    Leg near_leg, far_leg;
    Arm near_arm, far_arm;
    double lean;
};

constexpr double thigh_length = 0.235, shin_length = 0.225, ankle_height = 0.045;
constexpr double upper_arm_length = 0.155, forearm_length = 0.135, trunk_length = 0.30;

Posture posture_of(const Figure& figure) {
    const double s = figure.stride;
    switch (figure.pose) {
        case Pose::walk:
            return {{-20 * s, -38 * s, 24 * s},
                    {24 * s, 10 * s, -12 * s},
                    {26 * s, 52 * s},
                    {-26 * s, -6 * s},
                    3};
        case Pose::run:
            return {{-24, -92, 60}, {52, -16, 2}, {40, 130}, {-52, 28}, 11};
        case Pose::stand:
            return {{-3, -4, 0}, {5, 2, 0}, {-6, 8}, {8, 18}, 0};
        case Pose::cheer:
            return {{-5, -6, 0}, {7, 3, 0}, {118, 172}, {-14, 16}, -1};
    }
    return {};
}

Point reach(Point from, double angle, double length) {
    return {from.x + std::sin(angle * degree) * length, from.y + std::cos(angle * degree) * length};
}

void fill(Drawing& drawing, Path path, Colour colour) {
    drawing.push_back({.path = std::move(path), .colour = colour});
}

Colour shaded(Colour colour) { return mix(colour, colour_of(0x0B2238), 0.26); }

Path shoe(Point ankle, double pitch) {
    return Path{}
        .move_to({-0.026, -0.024})
        .curve_to({-0.034, 0.012}, {-0.034, 0.045}, {-0.026, 0.045})
        .line_to({0.074, 0.045})
        .curve_to({0.092, 0.045}, {0.086, 0.021}, {0.064, 0.016})
        .curve_to({0.044, 0.012}, {0.034, 0.002}, {0.027, -0.024})
        .close()
        .transformed({.angle = pitch * degree, .move = ankle});
}

void draw_leg(Drawing& drawing, const Figure& figure, Point hip, Leg leg) {
    const Point knee = reach(hip, leg.thigh, thigh_length);
    const Point ankle = reach(knee, leg.shin, shin_length);
    fill(drawing, shoe(ankle, leg.foot), figure.shoes);
    const bool bare = figure.bottom != Bottom::trousers;
    fill(drawing, limb(knee, bare ? 0.034 : 0.041, ankle, bare ? 0.022 : 0.031),
         bare ? figure.skin : figure.legs);
    if (bare) fill(drawing, limb(hip, 0.055, knee, 0.036), figure.skin);
    const Point hem = figure.bottom == Bottom::trousers ? knee : reach(hip, leg.thigh, 0.17);
    if (figure.bottom == Bottom::skirt) return;
    fill(drawing, limb(hip, 0.064, hem, bare ? 0.055 : 0.042), figure.legs);
}

Point draw_arm(Drawing& drawing, const Figure& figure, Point shoulder, Arm arm) {
    const Point elbow = reach(shoulder, arm.upper, upper_arm_length);
    const Point wrist = reach(elbow, arm.fore, forearm_length);
    const Point hand = reach(wrist, arm.fore, 0.02);
    const bool bare = figure.bottom != Bottom::trousers;
    fill(drawing, limb(wrist, 0.017, hand, 0.021), figure.skin);
    fill(drawing, limb(elbow, bare ? 0.025 : 0.03, wrist, bare ? 0.018 : 0.023),
         bare ? figure.skin : figure.top);
    fill(drawing, limb(shoulder, 0.039, elbow, 0.03), figure.top);
    return hand;
}

// Drawn upright with the hip at the origin, then leaned.
Path trunk(Point hip, double lean) {
    return Path{}
        .move_to({-0.034, -0.345})
        .curve_to({-0.075, -0.335}, {-0.092, -0.30}, {-0.088, -0.25})
        .curve_to({-0.083, -0.17}, {-0.074, -0.10}, {-0.078, 0.035})
        .curve_to({-0.045, 0.055}, {0.045, 0.055}, {0.076, 0.035})
        .curve_to({0.072, -0.08}, {0.098, -0.15}, {0.090, -0.24})
        .curve_to({0.088, -0.295}, {0.075, -0.33}, {0.036, -0.345})
        .close()
        .transformed({.angle = lean * degree, .move = hip});
}

Path skirt(Point hip, const Posture& posture) {
    const auto back = reach(hip, posture.near_leg.thigh - 10, 0.27);
    const auto front = reach(hip, posture.far_leg.thigh + 10, 0.27);
    return Path{}
        .move_to({hip.x - 0.07, hip.y - 0.08})
        .curve_to({hip.x - 0.09, hip.y + 0.05}, {back.x - 0.02, back.y - 0.1}, back)
        .curve_to({back.x + 0.06, back.y + 0.03}, {front.x - 0.06, front.y + 0.03}, front)
        .curve_to({front.x + 0.01, front.y - 0.12}, {hip.x + 0.09, hip.y + 0.03},
                  {hip.x + 0.07, hip.y - 0.08})
        .close();
}

void draw_carried_behind(Drawing& drawing, const Figure& figure, Point shoulder) {
    if (figure.carried != Carried::rucksack) return;
    fill(drawing, box(shoulder.x - 0.165, shoulder.y - 0.03, 0.14, 0.225, 0.045), figure.extra);
    fill(drawing, box(shoulder.x - 0.185, shoulder.y + 0.09, 0.08, 0.085, 0.025),
         shaded(figure.extra));
}

void draw_in_hand(Drawing& drawing, const Figure& figure, Point hand) {
    const auto pole = [&](Point from, Point to, double width) {
        drawing.push_back({.path = Path{}.move_to(from).line_to(to),
                           .colour = colour_of(0x5B4636),
                           .line_width = width});
    };
    if (figure.carried == Carried::stick)
        pole({hand.x - 0.01, hand.y - 0.05}, {hand.x + 0.05, 0}, 0.014);
    if (figure.carried == Carried::phone) {
        fill(drawing, box(hand.x - 0.012, hand.y - 0.055, 0.034, 0.062, 0.008),
             colour_of(0x10151C));
        fill(drawing, box(hand.x - 0.007, hand.y - 0.049, 0.024, 0.046, 0.003),
             colour_of(0xFFF8EC));
    }
    if (figure.carried != Carried::flag) return;
    const Point tip{hand.x + 0.02, hand.y - 0.5};
    pole({hand.x - 0.006, hand.y + 0.12}, tip, 0.014);
    fill(drawing,
         Path{}
             .move_to(tip)
             .curve_to({tip.x - 0.1, tip.y - 0.05}, {tip.x - 0.14, tip.y + 0.06},
                       {tip.x - 0.27, tip.y + 0.02})
             .line_to({tip.x - 0.26, tip.y + 0.18})
             .curve_to({tip.x - 0.14, tip.y + 0.22}, {tip.x - 0.1, tip.y + 0.1},
                       {tip.x - 0.007, tip.y + 0.16})
             .close(),
         figure.extra);
}

double lowest_sole(Leg leg) {
    return thigh_length * std::cos(leg.thigh * degree) + shin_length * std::cos(leg.shin * degree) +
           ankle_height + (leg.foot > 0 ? 0.045 * std::sin(leg.foot * degree) : 0);
}

Drawing placed(Drawing drawing, Point at, double height) {
    for (auto& shape : drawing) {
        shape.path = shape.path.transformed({.scale_x = height, .scale_y = height, .move = at});
        shape.line_width *= height;
    }
    return drawing;
}

}  // namespace

Drawing draw_person(const Figure& figure, Point feet, double height) {
    const auto posture = posture_of(figure);
    const double lift = figure.pose == Pose::run ? 0.03 : 0;
    const Point hip{0,
                    -std::max(lowest_sole(posture.near_leg), lowest_sole(posture.far_leg)) - lift};
    const Point shoulder = reach(hip, 180 - posture.lean, trunk_length);
    Figure far_side = figure;
    for (auto* colour : {&far_side.skin, &far_side.top, &far_side.legs, &far_side.shoes})
        *colour = shaded(*colour);
    Drawing drawing;
    draw_arm(drawing, far_side, {shoulder.x + 0.03, shoulder.y + 0.006}, posture.far_arm);
    draw_carried_behind(drawing, figure, shoulder);
    draw_leg(drawing, far_side, {hip.x + 0.012, hip.y}, posture.far_leg);
    draw_leg(drawing, figure, {hip.x - 0.01, hip.y}, posture.near_leg);
    if (figure.bottom == Bottom::skirt) fill(drawing, skirt(hip, posture), figure.legs);
    draw_head(drawing, figure, {shoulder.x + 0.004, shoulder.y - 0.01}, posture.lean);
    fill(drawing, trunk(hip, posture.lean), figure.top);
    draw_scarf_drape(drawing, figure, shoulder);
    Drawing arm;
    const Point hand =
        draw_arm(arm, figure, {shoulder.x - 0.028, shoulder.y + 0.012}, posture.near_arm);
    draw_in_hand(drawing, figure, hand);
    for (auto& shape : arm) {
        shape.colour = mix(shape.colour, colour_of(0x0B2238), 0.07);
        drawing.push_back(std::move(shape));
    }
    return placed(std::move(drawing), feet, height);
}

Drawing draw_wheelchair_user(const Figure& figure, Point wheels, double height) {
    const Point hip{-0.03, -0.325}, shoulder{-0.01, -0.60}, knee{0.20, -0.335},
        ankle{0.255, -0.115};
    const Colour frame = colour_of(0x2B333D);
    Drawing drawing;
    const auto line = [&](std::vector<Point> points, double width) {
        Path path = Path{}.move_to(points.front());
        for (const auto point : points) path.line_to(point);
        drawing.push_back({.path = path, .colour = frame, .line_width = width});
    };
    fill(drawing, shoe(ankle, 0), figure.shoes);
    line({{-0.20, -0.60},
          {-0.125, -0.58},
          {-0.11, -0.27},
          {0.17, -0.27},
          {0.25, -0.07},
          {0.33, -0.065}},
         0.02);
    line({{0.14, -0.27}, {0.19, -0.06}}, 0.016);
    fill(drawing, circle({0.19, -0.052}, 0.052), frame);
    fill(drawing, circle({0.19, -0.052}, 0.02), colour_of(0xDDE5E8));
    draw_head(drawing, figure, {shoulder.x + 0.004, shoulder.y - 0.01}, 4);
    fill(drawing, trunk({hip.x, hip.y - 0.01}, 4), figure.top);
    fill(drawing, limb(knee, 0.041, ankle, 0.03), figure.legs);
    fill(drawing, limb({hip.x - 0.012, hip.y + 0.005}, 0.062, knee, 0.043), figure.legs);
    draw_scarf_drape(drawing, figure, shoulder);
    drawing.push_back(
        {.path = circle({-0.03, -0.215}, 0.20), .colour = frame, .line_width = 0.026});
    drawing.push_back({.path = circle({-0.03, -0.215}, 0.165),
                       .colour = colour_of(0xDDE5E8),
                       .line_width = 0.01});
    for (int spoke = 0; spoke < 6; ++spoke) {
        const double angle = spoke * 30 * degree;
        const double x = std::cos(angle) * 0.19, y = std::sin(angle) * 0.19;
        drawing.push_back(
            {.path = Path{}.move_to({-0.03 - x, -0.215 - y}).line_to({-0.03 + x, -0.215 + y}),
             .colour = colour_of(0xDDE5E8, 0.75),
             .line_width = 0.006});
    }
    fill(drawing, circle({-0.03, -0.215}, 0.026), frame);
    Figure near_side = figure;
    near_side.top = mix(figure.top, colour_of(0x0B2238), 0.1);
    draw_arm(drawing, near_side, {shoulder.x - 0.02, shoulder.y + 0.012}, {-24, 62});
    return placed(std::move(drawing), wheels, height);
}

Drawing draw_dog(Colour coat, Point feet, double height) {
    Drawing drawing;
    const Colour far_coat = shaded(coat);
    fill(drawing, limb({0.12, -0.15}, 0.026, {0.16, -0.015}, 0.014), far_coat);
    fill(drawing, limb({-0.09, -0.15}, 0.03, {-0.05, -0.015}, 0.014), far_coat);
    fill(drawing, limb({-0.11, -0.17}, 0.05, {0.11, -0.175}, 0.056), coat);
    fill(drawing, limb({0.10, -0.15}, 0.03, {0.085, -0.015}, 0.015), coat);
    fill(drawing, limb({-0.11, -0.15}, 0.035, {-0.145, -0.015}, 0.015), coat);
    fill(drawing, limb({-0.14, -0.2}, 0.016, {-0.21, -0.275}, 0.009), coat);
    fill(drawing, limb({0.13, -0.2}, 0.038, {0.18, -0.265}, 0.036), coat);
    fill(drawing, limb({0.18, -0.265}, 0.038, {0.25, -0.25}, 0.019), coat);
    fill(drawing, limb({0.165, -0.275}, 0.018, {0.145, -0.225}, 0.014), far_coat);
    fill(drawing, circle({0.268, -0.256}, 0.011), colour_of(0x10151C));
    drawing.push_back({.path = Path{}.move_to({0.128, -0.232}).line_to({0.163, -0.2}),
                       .colour = colour_of(0xE4512F),
                       .line_width = 0.014});
    return placed(std::move(drawing), feet, height);
}

}  // namespace print
