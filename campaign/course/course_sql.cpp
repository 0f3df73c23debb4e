#include <charconv>

#include "campaign/course/course.h"
#include "campaign/words/check.h"

namespace course {

namespace {

// Every column of a course, read by course_from() and nowhere else.
const std::string select_course =
    "SELECT id, campaign_id, points, metres, ascent, made_by, made_at, approved_by FROM course ";

// "4808123,1134567,5201;…": the height is empty where none is told.
std::string points_text(const Points& points) {
    std::string text;
    for (const auto& point : points)
        text += (text.empty() ? "" : ";") + std::to_string(point.latitude) + "," +
                std::to_string(point.longitude) + "," +
                (point.height ? std::to_string(*point.height) : std::string{});
    return text;
}

Points points_from(const std::string& text) {
    Points points;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        outside::GpxPoint point;
        at = std::from_chars(at, end, point.latitude).ptr;
        check(at < end && *at == ',', "the points of a course are our own text");
        at = std::from_chars(at + 1, end, point.longitude).ptr;
        check(at < end && *at == ',', "the points of a course are our own text");
        std::int32_t height = 0;
        const auto read = std::from_chars(at + 1, end, height);
        if (read.ec == std::errc{}) point.height = height;
        at = read.ec == std::errc{} ? read.ptr + 1 : at + 2;
        points.push_back(point);
    }
    return points;
}

Course course_from(const store::Row& row) {
    Course made{.id = row.id<CourseId>("id"),
                .campaign = row.id<CampaignId>("campaign_id"),
                .points = points_from(row.text("points")),
                .metres = static_cast<int>(row.number("metres")),
                .made_by = row.id<AccountId>("made_by"),
                .approved_by = row.id<AccountId>("approved_by"),
                .made_at = row.instant("made_at")};
    if (!row.is_null("ascent")) made.ascent = static_cast<int>(row.number("ascent"));
    return made;
}

std::optional<Course> maybe_course(const std::optional<store::Row>& row) {
    if (!row) return {};
    return course_from(*row);
}

}  // namespace

std::vector<Course> all_courses(store::Session& session, CampaignId campaign) {
    std::vector<Course> found;
    for (const auto& row : session.all(
             select_course + "WHERE campaign_id = ? AND ended_at IS NULL ORDER BY id LIMIT ?",
             campaign, courses_max))
        found.push_back(course_from(row));
    return found;
}

std::optional<Course> find_course(store::Session& session, CourseId id) {
    return maybe_course(session.one(select_course + "WHERE id = ? AND ended_at IS NULL", id));
}

std::optional<Course> find_course_by_key(store::Session& session, const std::string& request_key) {
    return maybe_course(session.one(select_course + "WHERE request_key = ?", request_key));
}

void insert_course(store::Transaction& tx, const Course& made, const std::string& request_key) {
    tx.run(
        "INSERT INTO course (id, campaign_id, points, metres, ascent, made_by, made_at,"
        " request_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, points_text(made.points), made.metres, made.ascent, made.made_by,
        made.made_at, request_key);
}

bool approve_course_row(store::Transaction& tx, CourseId id, AccountId by, Instant now) {
    return tx.run(
               "UPDATE course SET approved_by = ?, approved_at = ?"
               " WHERE id = ? AND approved_by IS NULL AND ended_at IS NULL",
               by, now, id) == 1;
}

bool end_course_row(store::Transaction& tx, CourseId id, Instant now) {
    return tx.run("UPDATE course SET ended_at = ? WHERE id = ? AND ended_at IS NULL", now, id) == 1;
}

}  // namespace course
