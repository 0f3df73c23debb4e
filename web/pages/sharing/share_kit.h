// The share kit: the buttons that stand on a page, and what happens when one is pressed.
//
// A button is a plain link to our own address; pressed, it has its tracked link made (once) and
// leads on to the network, or to a page that says what to do. Scripts make it shorter, no more.
#pragma once

#include "campaign/language/template.h"
#include "web/pages/sharing/share_page.h"

namespace pages {

// The section for a page. heading and line are said by the page; line may be empty.
struct KitWords {
    std::string heading, line = {};
};
language::Html render_share_kit(const http::Request&, App&, const SharePage&, const KitWords&);

http::Response share_campaign(const http::Request&, App&);     // GET /c/:campaign/share/:channel
http::Response share_participant(const http::Request&, App&);  // GET …/p/:participant/share/…
http::Response share_team(const http::Request&, App&);         // GET …/t/:team/share/:channel
http::Response share_own(const http::Request&, App&);          // GET /me/:token/share/:channel
http::Response share_thanks(const http::Request&, App&);       // GET /g/:token/share/:channel

}  // namespace pages
