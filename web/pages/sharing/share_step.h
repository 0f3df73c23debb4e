// What a pressed share button answers: the network's address, or the page that says what to do.
//
// The tracked link is made here, on the first press by a person; crawlers and HEAD requests are
// sent to the page itself and write nothing. With ?as=json the same is told to our script.
#pragma once

#include "web/pages/sharing/share_page.h"

namespace pages {

http::Response answer_share(const http::Request&, App&, const live::State&, const SharePage&);

}  // namespace pages
