// SharePage: a page as it is shared: which one, in whose words, and where its buttons stand.
//
// Words are the participant's own only where somebody has read them; else ready words. So nothing
// unreviewed travels by any button.
#pragma once

#include <string>

#include "campaign/links/sharing.h"
#include "campaign/roster/participant.h"
#include "web/app.h"
#include "web/live/state.h"

namespace pages {

struct SharePage {
    links::ShareSpot spot;
    std::string path;      // The public page: "/c/spring-walk/p/k7q2".
    std::string buttons;   // Below it stand the share addresses: the path, "/me/…" or "/g/…".
    std::string headline;  // The name of who it is for, or the title: as on the page.
    std::string title, words;
    std::string hashtag = {};
};

SharePage share_page_of(const live::State&, const std::string& language,
                        links::SharedFrom = links::SharedFrom::page);
SharePage share_page_of(const roster::Participant&, const live::State&, const std::string& language,
                        links::SharedFrom = links::SharedFrom::page);
SharePage share_page_of(const roster::Team&, const live::State&, const std::string& language);
// Of the page that a gift was for, if it was for one: else the campaign's.
SharePage share_page_of_gift(const http::Request&, App&, const live::State&);

}  // namespace pages
