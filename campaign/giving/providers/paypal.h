// Paypal: Orders v2 and Payments v2, for payments that the payer agrees to on PayPal's own page.
//
// Sources: developer.paypal.com/api/orders/v2, payments/v2, webhooks/v1, customer/disputes. There
// the payer only agrees; the money is taken by us when find_payment() sees that (once, because an
// order can be captured once). Messages are verified by asking PayPal, and looked up like all
// others.
#pragma once

#include <memory>

#include "campaign/giving/providers/registry.h"

namespace providers {

// Keys: "client" and "secret" (the newest are used), "webhook" (any of them may have signed).
std::unique_ptr<Provider> make_paypal(const KeyRing&, const std::string& api);

// PayPal's decimal text of an amount, and back; nothing where one side cannot write the other's.
std::optional<std::string> paypal_text(Money);
std::optional<Money> money_of_paypal(const std::string& value, const std::string& currency);

}  // namespace providers
