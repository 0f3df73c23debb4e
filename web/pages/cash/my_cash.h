// Cash that a participant holds, on their private page: saying so, which shows it in the lighter
// tone until somebody else has counted it, and taking it back.
#pragma once

#include <map>
#include <string>

#include "campaign/language/template.h"
#include "campaign/roster/participant.h"
#include "web/app.h"

namespace pages {

struct CashHeld {
    std::string amount = {}, from = {}, key = {};
    std::map<std::string, std::string> wrong = {};
};

http::Response tell_of_cash(const http::Request&, App&);    // POST /me/:token/cash
http::Response take_back_cash(const http::Request&, App&);  // POST /me/:token/cash/:gift
// POST /me/:token/envelopes/:envelope: what they say to a difference.
http::Response answer_about_envelope(const http::Request&, App&);

language::Html render_my_cash(const http::Request&, App&, const roster::Participant&,
                              const CashHeld& typed);

}  // namespace pages
