// GiveForm: what was typed into the give form, and what to say beside which field.
//
// Reading it writes nothing and refuses nothing: what is wrong is said on the same page, with
// everything kept.
#pragma once

#include <map>

#include "campaign/roster/participant.h"
#include "web/pages/giving/checkout.h"

namespace pages {

struct GiveForm {
    std::string amount, name, email, message, link, form_key, participant, method = "transfer";
    std::map<std::string, std::string> wrong = {};
    bool covers_fee = false, is_anonymous = false, hides_amount = false, hides_from = false;
    bool is_meant = false, is_monthly = false;
    giving::Mentions mentions = {.occasion = "memory"};
    giving::Card card = {};
    bool has_card() const { return !(card == giving::Card{}); }
    std::string browser = {};  // What its cookie says, or will say.
    std::optional<Money> money = {};
    std::string again = {}, again_href = {};
    std::string failed = {};  // Why it cannot be paid by card now.
    int wait_s = 0, status = 0;
    CardWays ways = {};
};

// What tells a second gift of the same browser; set with its first gift, gone after a day.
std::string browser_of(const http::Request&, const App&);
GiveForm read_give_form(const http::Request&, App&, const Giving&);
// Of a form in which nothing is wrong.
giving::NewGift gift_from_form(const http::Request&, App&, const Giving&, const GiveForm&);
// For whose page the gift is, if it is for one.
std::optional<roster::Participant> find_credit(App&, const Giving&, const std::string& slug);

}  // namespace pages
