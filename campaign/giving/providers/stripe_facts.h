// StripeFacts: what Stripe's answers and messages say, read into our words. No call is made here.
#pragma once

#include "campaign/giving/providers/provider.h"
#include "campaign/outside/json.h"

namespace providers {

bool is_plain_stripe_id(std::string_view);  // Fit for an address of ours: no path, no query.
// The languages of its page; the browser's in any other case.
std::string stripe_locale(std::string_view language);
Money money_in(const outside::JsonNode& number, const std::string& currency);
std::string id_in(const outside::JsonNode&);  // Of an expanded object, or of its id alone.
std::string stripe_seconds(Instant);

Payment::State state_from(const outside::JsonNode& session, const outside::JsonNode& intent);
Payment::Dispute dispute_from(const outside::JsonNode&);
bool is_inquiry(const outside::JsonNode& dispute);  // A question, and no dispute yet.
// "series:17", from the metadata of a subscription or of its invoice; empty if it is none of ours.
std::string series_name_in(const outside::JsonNode&);
Subscription subscription_from_stripe(const outside::JsonNode&);
Invoice invoice_from_stripe(const outside::JsonNode&);
Payment::Refund refund_from_stripe(const outside::JsonNode&);
// From a charge's list of refunds, if it came with one.
void add_refunds(Payment&, const outside::JsonNode& list);
Notice notice_from_stripe(const outside::JsonNode& event);
PayoutSeen payout_from_stripe(const outside::JsonNode&);
Movement movement_from_stripe(const outside::JsonNode&);  // With its source expanded.
std::vector<Money> balances_from_stripe(const outside::JsonNode&);

}  // namespace providers
