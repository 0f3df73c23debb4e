// What the desk's two pages about receipts share.
#pragma once

#include "campaign/receipts/receipt.h"
#include "campaign/words/refusal.h"
#include "web/app.h"

namespace pages {

std::string receipt_state_words(const receipts::Receipt&, const std::string& language);
void insist_on_receipts(const http::Request&, people::Duty);  // For every campaign: not_allowed.
people::Actor receipts_actor(const http::Request&);
std::string receipt_refusal_words(const Refusal&, const std::string& language);

}  // namespace pages
