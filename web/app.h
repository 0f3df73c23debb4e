// App: all that a handler may reach. Made once in web/commands/, handed to every handler.
#pragma once

#include <functional>

#include "campaign/store/database.h"
#include "web/config.h"
#include "web/http/message.h"

namespace http {
class RateBook;
}
namespace links {
class VisitBook;
}
namespace live {
class Feed;
}
namespace pictures {
class Darkroom;
}
namespace pages {
class PictureShelf;
}
namespace watch {
class Watch;
}

struct App {
    const Config& config;
    store::Store& store;
    live::Feed& feed;
    links::VisitBook& visits;
    http::RateBook& rates;
    const watch::Watch* watch = nullptr;      // Where nobody looks after the program: none.
    pictures::Darkroom* darkroom = nullptr;   // Where nobody brings pictures: none.
    std::function<void()> card_news = [] {};  // A provider has written; costs nothing.
    pages::PictureShelf* pictures = nullptr;  // Drawn pictures; there where any are asked for.
};
