// PaypalFacts: what PayPal's answers and messages say, read into our words. No call is made here.
#pragma once

#include "campaign/giving/providers/provider.h"
#include "campaign/outside/json.h"

namespace providers {

// Of an order with everything that was captured and refunded of it.
Payment payment_from(const outside::JsonNode& order);
Payment::Dispute dispute_from_paypal(const outside::JsonNode& dispute);
// A question of the payer, and no dispute yet: no money is held.
bool is_paypal_inquiry(const outside::JsonNode& dispute);
Payment::Refund refund_from_paypal(const outside::JsonNode& refund);
Notice notice_from(const outside::JsonNode& event);

// An id that we put into an address: no path, no query.
bool is_paypal_id(std::string_view id);

}  // namespace providers
