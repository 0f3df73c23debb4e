// StripeObjects: a sale written down as Stripe's session, intent, charge, refund and dispute.
//
// Expand says which references are written whole instead of by id, as `expand[]` asks for.
#pragma once

#include <set>
#include <string>

#include "web/sandbox/purse.h"
#include "web/sandbox/subscription.h"

namespace sandbox {

class Expand {
public:
    Expand() = default;
    explicit Expand(std::set<std::string> paths) : paths_{std::move(paths)} {}
    bool wants(const std::string& field) const;     // This one, or something inside it.
    Expand inside(const std::string& field) const;  // What is wanted within it.

private:
    std::set<std::string> paths_;
};

inline constexpr std::string_view stripe_version = "2025-03-31.basil";

std::string session_object(const Sale&, const std::string& sandbox_url, const Expand&);
std::string intent_object(const Sale&, const Expand&);
std::string charge_object(const Sale&, const Expand&);
std::string refund_object(const Sale&, const Refund&);
std::string dispute_object(const Sale&, const Dispute&);
// Since version 2025-03-31 periods stand on items, and an invoice names its subscription as parent.
std::string subscription_object(const Subscription&);
std::string invoice_object(const Subscription&, const Invoice&);
std::string invoice_payment_object(const Invoice&, const Sale&);
std::string list_object(const std::string& url, const std::vector<std::string>& items,
                        bool has_more = false);
// A movement of the balance. source_object: written whole, else by its id.
std::string movement_object(const Movement&, const std::string& source_object = {});
std::string payout_object(const Payout&);
std::int64_t seconds_of(Instant);

}  // namespace sandbox
