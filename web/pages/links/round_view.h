// RoundView: one helper's round as their page shows it.
#pragma once

#include <string>
#include <vector>

#include "campaign/links/volunteer.h"
#include "web/app.h"

namespace pages {

struct RoundView {
    const http::Request& request;
    App& app;
    std::string token;
    links::Volunteer volunteer;
    std::string slug, title, zone;  // Of the campaign.
    std::vector<links::Placement> places;
    PlacementId opened = {};  // The card that stands open.
    std::string wrong = {};   // What was not taken, and why.

    const std::string& language() const { return request.language; }
    std::string path() const { return "/h/" + token; }
    std::string form_token() const {  // Of a colleague who tries it out while signed in.
        return request.visitor ? request.visitor->form_token : std::string{};
    }
    Date today() const;
};

// By the token of the address; throws Refused(not_found).
RoundView round_view(const http::Request&, App&);
http::Response show_round_page(RoundView);

}  // namespace pages
