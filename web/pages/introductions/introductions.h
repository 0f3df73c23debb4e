// Introductions: the page of one person of a campaign, their place on the campaign's page, and the
// desk where one colleague writes and another approves.
#pragma once

#include "campaign/language/template.h"
#include "web/app.h"

namespace live {
struct State;
}

namespace pages {

http::Response show_introduction(const http::Request&, App&);  // GET /c/:campaign/i/:introduction
http::Response show_introduction_video(const http::Request&, App&);  // GET …/video
// Those who are introduced, for the campaign's page; empty where there are none.
language::Html introductions_html(const http::Request&, App&, const live::State&);

http::Response list_introductions(const http::Request&, App&);  // GET /desk/:campaign/introductions
http::Response add_introduction(const http::Request&, App&);  // POST /desk/:campaign/introductions
// GET, POST /desk/:campaign/introductions/:introduction
http::Response show_desk_introduction(const http::Request&, App&);
http::Response change_introduction(const http::Request&, App&);
// GET …/introductions/:introduction/card.pdf
http::Response send_introduction_card(const http::Request&, App&);

}  // namespace pages
