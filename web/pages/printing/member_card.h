// The card that somebody without e-mail takes home: their own link to share, and the private
// address that opens their page on any phone.
#pragma once

#include <string>
#include <vector>

#include "campaign/roster/participant.h"
#include "web/app.h"
#include "web/live/state.h"

namespace pages {

struct Handed {
    roster::Participant one;
    std::string token;  // Of /me/{token}.
};

// A PDF of A4 sheets with four cards of A6 each.
http::Response send_member_cards(const http::Request&, App&, const live::State&,
                                 const std::vector<Handed>&);

}  // namespace pages
