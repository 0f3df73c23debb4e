// The desk's page about cards: keys of providers, whether their messages come, and what waits in
// quarantine.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_cards(const http::Request&, App&);       // GET /desk/organisation/cards
http::Response enter_card_keys(const http::Request&, App&);  // POST …/:provider
http::Response end_card_key(const http::Request&, App&);     // POST …/:provider/end

// Why captured money is no gift, in words: "amount", "paid twice", …
std::string quarantine_words(const std::string& reason, const std::string& language);

}  // namespace pages
