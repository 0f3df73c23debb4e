// StripeQuestion: a form of Stripe's nested names ("line_items[0][price_data][currency]") read into
// a sale. What Stripe would refuse throws Declined with Stripe's words: an unknown parameter, a
// missing one, a language that its page does not have, an hour that is too near.
#pragma once

#include "web/sandbox/sandbox.h"
#include "web/sandbox/stripe_objects.h"

namespace sandbox {

Sale read_session(const http::Fields&, Instant now);
Sale read_intent(const http::Fields&, Instant now);

// "metadata[gift]" -> gift, for the prefix "metadata".
Labels read_labels(const http::Fields&, const std::string& prefix);
Expand read_expand(const http::Fields&);
// A whole number of a field that may be absent.
std::optional<std::int64_t> read_whole(const http::Fields&, const std::string& name);

}  // namespace sandbox
