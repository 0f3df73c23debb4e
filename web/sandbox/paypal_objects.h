// PaypalObjects: a sale written down as PayPal's order, capture, refund and dispute.
#pragma once

#include <string>

#include "web/sandbox/sale.h"

namespace sandbox {

std::string order_object(const Sale&, const std::string& sandbox_url);
std::string capture_object(const Sale&);
std::string paypal_refund_object(const Sale&, const Refund&);
std::string paypal_dispute_object(const Sale&, const Dispute&);
std::string paypal_dispute_summary(const Dispute&);  // As a list has it: no outcome.
std::string amount_object(Money);                    // {"currency_code":"EUR","value":"25.00"}

}  // namespace sandbox
