#include "campaign/giving/providers/registry.h"

#include <algorithm>

#include "campaign/giving/providers/paypal.h"
#include "campaign/giving/providers/provider_key.h"
#include "campaign/giving/providers/stripe.h"

namespace providers {

const std::vector<Kind>& all_kinds() {
    static const std::vector<Kind> kinds{
        {"stripe",
         "Stripe",
         "https://api.stripe.com",
         {{"api", "Secret or restricted key",
           "At Stripe under Developers, API keys. A restricted key needs Checkout Sessions, "
           "Refunds and Subscriptions (write), PaymentIntents, Charges, Invoices, Disputes, "
           "Events, "
           "Payouts, Balance and "
           "Balance transactions (read).",
           "sk_ rk_", true},
          {"webhook", "Signing secret of the webhook",
           "At Stripe under Developers, Webhooks, after you have added the address above.",
           "whsec_", true}},
         make_stripe},
        {"paypal",
         "PayPal",
         "https://api-m.paypal.com",
         {{"client", "Client ID", "At PayPal under Developer, Apps and credentials.", ""},
          {"secret", "Secret", "Of the same app. Its payer agrees there, and we take the money.",
           "", true},
          {"webhook", "Webhook ID",
           "At PayPal in the same app, after you have added the address below for all events.", "",
           true}},
         make_paypal}};
    return kinds;
}

const Kind* find_kind(std::string_view name) {
    const auto& kinds = all_kinds();
    const auto found = std::ranges::find(kinds, name, &Kind::name);
    return found == kinds.end() ? nullptr : &*found;
}

KeyRing Registry::keys_of(const Kind& kind, Instant now) const {
    KeyRing ring;
    for (const auto& key : keys_in_use(session_, std::string{kind.name}, now))
        ring[key.purpose].push_back(key.value);
    return ring;
}

std::unique_ptr<Provider> Registry::make(const Kind& kind, const KeyRing& ring) const {
    const auto is_missing = [&](const KeyField& field) {
        return !ring.contains(std::string{field.purpose});
    };
    if (std::ranges::any_of(kind.fields, is_missing)) return {};
    const auto other = addresses_.find(std::string{kind.name});
    return kind.make(ring, other == addresses_.end() ? std::string{kind.api} : other->second);
}

std::unique_ptr<Provider> Registry::find(const std::string& name, Instant now) const {
    const auto* kind = find_kind(name);
    return kind == nullptr ? nullptr : make(*kind, keys_of(*kind, now));
}

std::vector<std::unique_ptr<Provider>> Registry::all(Instant now) const {
    std::vector<std::unique_ptr<Provider>> ready;
    for (const auto& kind : all_kinds())
        if (auto provider = make(kind, keys_of(kind, now))) ready.push_back(std::move(provider));
    return ready;
}

}  // namespace providers
