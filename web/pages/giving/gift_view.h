// GiftView: what the page of one gift shows of it, and where it stands in words.
#pragma once

#include "campaign/giving/card_payment.h"
#include "campaign/language/template.h"
#include "campaign/organisation/bank_account.h"
#include "web/pages/giving/give.h"

namespace pages {

// One gift with all that its page shows.
struct Shown {
    giving::Gift gift;
    campaign::Campaign campaign;
    campaign::Version version;
    std::string token, zone;
    std::optional<organisation::BankAccount> account = {};
    std::optional<giving::CardPayment> payment = {};  // The newest attempt to pay by card.
    bool is_asked = true;  // Could the provider be asked, if it had to be?
};

std::string headline_of(const Shown&, const std::string& language);
std::string line_of(const Shown&, const std::string& language);

// By card: we wait for somebody else, and the page looks again by itself.
bool looks_again(const Shown&);
// By card: nothing was taken, and it may be tried again.
bool may_try_again(const Shown&);
bool is_by_card(const Shown&);

// Who is remembered, and whether somebody was told.
void fill_mention(language::Values&, App&, const Shown&, const std::string& language);
// What a sponsor has added to it.
void fill_match(language::Values&, App&, const giving::Gift&, const std::string& language);
// What goes back, and whether its donor may ask for it.
void fill_way_back(language::Values&, App&, const Shown&, const std::string& language);

}  // namespace pages
