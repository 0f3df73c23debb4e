// The picture of a campaign, a participant or a team for networks, in four formats.
//
// It shows what the page shows: published names, the live total; so it is kept by exactly that
// (picture_shelf.h). A code on it is one of the page's own links.
#pragma once

#include "print/share_picture.h"
#include "web/pages/sharing/share_page.h"

namespace pages {

// "/c/spring-walk/p/k7q2/picture/tall.png?code=K7Q2MX"; without a code: the page's own address.
std::string picture_path(const std::string& page_path, print::PictureShape,
                         const std::string& code = {});
std::string picture_file_name(const SharePage&, print::PictureShape);  // "spring-walk-tall.png"
std::string picture_size_text(print::PictureShape);                    // "1080 × 1920"
std::string picture_alt(const live::State&, const SharePage&, const std::string& language);

// GET …/picture/:file of a campaign, a participant, a team; and /c/:campaign/card.png, the wide one
// as it was called before.
http::Response show_campaign_picture(const http::Request&, App&);
http::Response show_participant_picture(const http::Request&, App&);
http::Response show_team_picture(const http::Request&, App&);
http::Response show_card(const http::Request&, App&);

}  // namespace pages
