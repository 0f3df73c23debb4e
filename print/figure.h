// Figure: one person (or dog) of an illustration, drawn from a skeleton.
//
// Adults are about 7.6 heads tall, children about 5.5. A figure is drawn facing right at the origin
// with its feet on y = 0 and 1 unit tall, then placed. Clothes and hair vary; nobody is a
// caricature.
#pragma once

#include "print/drawing.h"

namespace print {

enum class Pose { walk, run, stand, cheer };
enum class Hair { short_cut, bun, ponytail, long_hair, scarf, curls, cap, bald };
enum class Bottom { trousers, shorts, skirt };
enum class Carried { nothing, rucksack, flag, stick, phone };

struct Figure {
    Pose pose = Pose::walk;
    Hair hair = Hair::short_cut;
    Bottom bottom = Bottom::trousers;
    Carried carried = Carried::nothing;
    double stride = 1;     // 0.7 (strolling) to 1.1 (brisk).
    double head_size = 1;  // 1.35 for a child.
    Colour skin, hair_colour, top, legs, shoes, extra;
};

// `height` from sole to crown; `feet` is where the middle of the feet stands.
Drawing draw_person(const Figure&, Point feet, double height);
// Somebody in a wheelchair, in the scale of a standing adult of `height`.
Drawing draw_wheelchair_user(const Figure&, Point wheels, double height);
Drawing draw_dog(Colour coat, Point feet, double height_of_an_adult);

}  // namespace print
