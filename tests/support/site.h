// Site: the whole site but for its sockets, on a fresh database: a request in, an answer out.
#pragma once

#include "campaign/links/following.h"
#include "campaign/pictures/darkroom.h"
#include "tests/support/database.h"
#include "web/app.h"
#include "web/http/rates.h"
#include "web/live/feed.h"
#include "web/pages/sharing/picture_shelf.h"

struct Site : FreshDatabase {
    Site();

    // By a person's browser, in English, at `now`.
    http::Request request_of(const std::string& path_and_query);
    http::Response ask(http::Request);
    http::Response ask(const std::string& path_and_query);
    std::string header_of(const http::Response&, const std::string& name);

    Config config{
        .public_url = "https://wlk.example", .database = {}, .database_owner = {}, .proxy = {}};
    Instant now = test_now();
    live::Viewers viewers{{}};
    live::Feed feed{*store, viewers};
    links::VisitBook visits{*store};
    http::RateBook rates;
    pictures::Darkroom darkroom;
    pages::PictureShelf shelf;
    App app{config, *store, feed, visits, rates, nullptr, &darkroom, [] {}, &shelf};
};
