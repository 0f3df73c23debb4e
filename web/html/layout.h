// Layout: the frame around every page, public and desk.
//
// It knows the organisation, the languages, who is signed in and, from the route table, which
// places of the desk this person may enter: a link that would be refused is not shown.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

struct PublicPage {
    std::string title;  // Already in the reader's language, as is everything for people here.
    language::Html body;
    std::string description = {};           // One plain sentence.
    std::vector<std::string> styles = {};   // Assets: "css/public.css".
    std::vector<std::string> scripts = {};  // Assets: "js/live.js".
    std::string campaign = {};              // Slug: its theme, and the way to how we count.
    std::string image = {};                 // Absolute; then the page can be shared.
    enum class Strip { none, rehearsal, preview } strip = Strip::none;
    int status = 200;
    // As other sites show it: its title, what its picture shows, and whether it can be embedded.
    std::string share_title = {}, image_alt = {};
    bool is_embeddable = false;
};

http::Response show_public(const http::Request&, App&, PublicPage);
http::Response show_public(const http::Request&, App&, std::string title, language::Html body);

// The same without the organisation, for when the database is away. Asks it nothing.
http::Response show_frame(const http::Request&, App&, PublicPage);

struct DeskPage {
    std::string title;
    language::Html body;
    CampaignId campaign = {};  // With one, its title and its tabs are shown.
    std::string campaign_slug = {}, campaign_title = {};
    std::map<std::string, int> waiting = {};  // Address of a tab or a place -> things to do there.
    std::string saved = {}, failed = {};      // What was just done, or why not.
    std::vector<std::string> scripts = {};
    int status = 200;
    std::vector<std::string> styles = {};
};

http::Response show_desk(const http::Request&, App&, DeskPage);
http::Response show_desk(const http::Request&, App&, std::string title, language::Html body);

// May this person open this address with GET? As the route table says; false if there is none.
bool may_open(const http::Request&, const std::string& path, CampaignId);

}  // namespace pages
