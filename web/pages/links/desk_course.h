// The walk's routes: brought at the desk as GPX, looked at by another person, and drawn for
// everybody.
#pragma once

#include "campaign/course/course.h"
#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

http::Response show_desk_course(const http::Request&, App&);  // GET /desk/:campaign/course
http::Response change_course(const http::Request&, App&);     // POST /desk/:campaign/course
http::Response show_course(const http::Request&, App&);       // GET /c/:campaign/course/:file

// The section COURSES with rows COURSE (COURSE_SRC, COURSE_ALT, COURSE_LINE): those that are
// public.
void fill_courses(language::Values&, App&, CampaignId, const std::string& language);
// "5.2 km, 120 m uphill"
std::string course_words(const course::Course&, const std::string& language);

constexpr std::size_t course_bytes_max = outside::gpx_bytes_max + 64 * 1024;

}  // namespace pages
