// Checkout: what the give form and a gift's page share about paying by card.
#pragma once

#include <memory>
#include <vector>

#include "campaign/giving/card_payment.h"
#include "campaign/giving/providers/registry.h"
#include "web/pages/giving/give.h"

namespace pages {

using CardWays = std::vector<std::shared_ptr<const providers::Provider>>;
// Those that may be paid with: keys that move money for real campaigns, keys of a test for
// rehearsals and demos.
CardWays card_ways(App&, const giving::Terms&, Instant now);
const providers::Provider* find_way(const CardWays&, const std::string& way);

// Where a browser pays this gift: of the provider, or the gift's own page when it was paid before.
// Throws what begin_checkout() throws.
std::string checkout_href(const http::Request&, App&, const providers::Provider&,
                          const giving::Gift&, const campaign::Campaign&, const campaign::Version&);

// The seconds that this browser has to wait before it may begin another checkout.
std::optional<int> card_wait(const http::Request&, App&);

// What the provider says now of a gift that waits for its payment: booked, and true of the answer
// whatever the address says. False where the provider could not be asked.
bool look_at_payment(const http::Request&, App&, const giving::Gift&);
// The same for what this browser began moments ago, so that it is not paid a second time.
void look_at_begun(const http::Request&, App&, const giving::NewGift&, const giving::Terms&);

}  // namespace pages
