// Course: a route of the walk, measured and drawn from a GPX file, without anybody's map.
//
// Invariants:
//   * Of the file only where and how high is kept, thinned to what a drawing shows.
//   * It is public only after another person has looked at it: a track that somebody recorded may
//     begin at their door.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/outside/gpx.h"
#include "campaign/store/database.h"
#include "campaign/words/id.h"

namespace course {

using CourseId = Id<struct CourseEntity>;
using Points = std::vector<outside::GpxPoint>;

struct Course {
    CourseId id;
    CampaignId campaign;
    Points points;
    int metres = 0;
    std::optional<int> ascent = {};  // Metres, where the file tells heights.
    AccountId made_by, approved_by = {};
    Instant made_at;

    bool is_public() const { return bool(approved_by); }
};

constexpr std::size_t points_drawn_max = 1'500;
constexpr int courses_max = 4;

// Rules. Length along the earth's surface; uphill by steps of at least three metres, so that a
// trembling receiver climbs nothing.
int length_of(const Points&);
std::optional<int> ascent_of(const Points&);
// Douglas-Peucker: the points without which the line would run elsewhere; at most points_drawn_max.
Points thinned(const Points&);
// A picture with every kilometre, start and finish, and the heights beneath if they are known.
std::string course_svg(const Course&);

// Storage: course_sql.cpp. The oldest first, without those that were taken back.
std::vector<Course> all_courses(store::Session&, CampaignId);
std::optional<Course> find_course(store::Session&, CourseId);
std::optional<Course> find_course_by_key(store::Session&, const std::string& request_key);
void insert_course(store::Transaction&, const Course&, const std::string& request_key);
bool approve_course_row(store::Transaction&, CourseId, AccountId by, Instant now);
bool end_course_row(store::Transaction&, CourseId, Instant now);

}  // namespace course
