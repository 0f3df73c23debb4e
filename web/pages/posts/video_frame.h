// A page of one video's player and nothing else. It stands in a frame of ours after a click on it;
// nothing is asked of the video's site before.
#pragma once

#include "campaign/words/video_link.h"
#include "web/app.h"

namespace pages {

http::Response send_player(const http::Request&, const VideoLink&);

}  // namespace pages
