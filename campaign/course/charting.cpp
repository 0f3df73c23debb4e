#include "campaign/course/charting.h"

#include "campaign/ledger/audit.h"
#include "campaign/words/refusal.h"

namespace course {

namespace {

Refused wrong(std::string detail) {
    return Refused{{Reason::not_a_valid_value, "gpx", std::move(detail)}};
}

void audit(store::Transaction& tx, const Course& course, const people::Actor& actor,
           std::string action, Instant now) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = std::move(action),
                          .subject_type = "course",
                          .subject_id = course.id.value,
                          .campaign = course.campaign,
                          .detail = std::to_string(course.metres) + " m"},
                         now);
}

}  // namespace

Course bring_course(store::Store& store, const NewCourse& asked, const people::Actor& actor,
                    Instant now) {
    auto& session = store.session();
    if (asked.request_key.empty()) throw Refused{{Reason::form_expired}};
    if (auto earlier = find_course_by_key(session, asked.request_key)) return *earlier;
    if (asked.bytes.empty()) throw wrong("Choose a GPX file first.");
    if (all_courses(session, asked.campaign).size() >= courses_max)
        throw wrong("Four routes are the most. Take one away first.");
    const auto points = outside::read_gpx(asked.bytes);
    if (!points) throw wrong("This is no GPX file with a track of at most 50,000 points and 8 MB.");
    constexpr int metres_max = 1'000'000;  // Nobody walks farther, and every mark of it is drawn.
    if (length_of(*points) > metres_max) throw wrong("This track is longer than 1,000 kilometres.");
    const Course made{.id = new_id<CourseId>(now),
                      .campaign = asked.campaign,
                      .points = thinned(*points),
                      .metres = length_of(*points),
                      .ascent = ascent_of(*points),
                      .made_by = actor.account,
                      .made_at = now};
    if (made.metres < 100) throw wrong("This track is shorter than 100 metres.");
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_course(tx, made, asked.request_key);
            audit(tx, made, actor, "route brought", now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "course_is_brought_once") throw;
        return find_course_by_key(session, asked.request_key).value();
    }
    return made;
}

void approve_course(store::Store& store, const Course& course, const people::Actor& actor,
                    Instant now) {
    if (course.made_by == actor.account) throw Refused{{Reason::needs_second_person}};
    store.in_transaction([&](store::Transaction& tx) {
        if (!approve_course_row(tx, course.id, actor.account, now))
            throw Refused{{Reason::already_decided}};
        audit(tx, course, actor, "route approved", now);
    });
}

void end_course(store::Store& store, const Course& course, const people::Actor& actor,
                Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_course_row(tx, course.id, now)) throw Refused{{Reason::already_decided}};
        audit(tx, course, actor, "route taken away", now);
    });
}

}  // namespace course
