// Portraits: a participant's picture of themselves on their private page, and how a portrait stands
// on public ones.
#pragma once

#include <string>

#include "campaign/language/template.h"
#include "campaign/roster/portrait.h"
#include "web/app.h"

namespace pages {

// POST /me/:token/portrait and /me/pages/:page/portrait: another one, or none any more.
http::Response change_my_portrait(const http::Request&, App&);

// The part of the private page where it is brought and taken back; empty for minors. `wrong`: what
// is wrong with the picture that was sent, if one was.
language::Html render_my_portrait(const http::Request&, App&, const roster::Participant&,
                                  const std::string& wrong);

// A section PORTRAIT (SRC, WIDTH, HEIGHT, ALT). `alt`: empty where the name stands beside it.
void fill_portrait(language::Values&, const pictures::Photo&, const std::string& alt);
// What the picture shows, in its own words or "A picture of Anna".
std::string portrait_alt(const pictures::Photo&, const std::string& name,
                         const std::string& language);

}  // namespace pages
