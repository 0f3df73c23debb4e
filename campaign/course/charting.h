// Charting: bringing a route, letting another person look at it, and taking it away. Each verb
// writes its audit and says no by throwing Refused.
#pragma once

#include "campaign/course/course.h"
#include "campaign/people/role.h"

namespace course {

struct NewCourse {
    CampaignId campaign;
    std::string bytes;  // Of a GPX file, as it came.
    std::string request_key;
};
Course bring_course(store::Store&, const NewCourse&, const people::Actor&, Instant now);
// Throws needs_second_person for whoever brought it.
void approve_course(store::Store&, const Course&, const people::Actor&, Instant now);
void end_course(store::Store&, const Course&, const people::Actor&, Instant now);

}  // namespace course
