// ApiSite: the site as programs see it, with colleagues who may hand on their roles as tokens.
#pragma once

#include "campaign/campaign.h"
#include "tests/support/colleagues.h"
#include "tests/support/site.h"

struct ApiSite : Site {
    ApiSite();

    struct Token {
        std::string secret;
        AccountId maker;
    };
    // Of a colleague of their own who holds this role.
    Token token_of(people::Role, CampaignId = {});

    http::Response get(const std::string& path, const std::string& token = {});
    struct Post {
        std::string path, body, key, token = {}, client = "192.0.2.7";
    };
    http::Response post(const Post&);

    campaign::Campaign walk;  // "walk", open at `now`.
};

bool holds(const std::string& text, const std::string& part);
