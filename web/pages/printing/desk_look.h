// "How our paper and pages look" of /desk/organisation: two colours, a logo, and a sample of both.
//
// What is typed is shown before it is kept: the page takes `main` and `accent` as fields of its
// address, too. What has to be darkened is said, never refused.
#pragma once

#include <string>
#include <vector>

#include "campaign/language/template.h"
#include "campaign/words/refusal.h"
#include "web/app.h"

namespace pages {

struct LookForm {
    std::string main, accent;  // As typed.
    std::vector<Refusal> problems = {};
};

// Fills LOOK (desk_organisation.html) with what is typed in the address, or stored; or with a form
// that could not be kept.
void fill_look(language::Values&, const http::Request&, App&, const LookForm&);
LookForm look_asked_for(const http::Request&, App&);

http::Response choose_look(const http::Request&, App&);       // POST /desk/organisation/look
http::Response send_look_sample(const http::Request&, App&);  // GET /desk/organisation/look.png

}  // namespace pages
