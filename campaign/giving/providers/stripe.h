// Stripe: Checkout as Stripe speaks it, for payments on its own page.
//
// Source: docs.stripe.com/api (version pinned in stripe.cpp), /checkout/fulfillment, /webhooks. The
// exponents and smallest amounts of currencies are Stripe's, not those of ISO 4217: a table of its
// own (docs.stripe.com/currencies).
#pragma once

#include <memory>

#include "campaign/giving/providers/registry.h"

namespace providers {

// Keys: "api" (the newest is used) and "webhook" (any of them may have signed).
std::unique_ptr<Provider> make_stripe(const KeyRing&, const std::string& api);

// Stripe's number for an amount, and back; nothing where one side cannot write the other's amount.
std::optional<std::int64_t> stripe_number(Money);
std::optional<Money> money_of_stripe(std::int64_t number, std::string_view currency);

// "t=1760000000,v1=…": is any v1 of this body by any of these secrets, within 300 s of now?
bool is_signed_by_stripe(const std::string& header, const std::string& body,
                         const std::vector<std::string>& secrets, Instant now);

}  // namespace providers
