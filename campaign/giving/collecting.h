// Collecting: a gift by card, from the first click to what refunds and disputes leave of it.
//
// A checkout is begun at the provider, and from then on one function books whatever the provider
// says is true of it: settle_payment(). Message, return page and sweep all end there, in any order
// and as often as they like. Money that does not fit its gift is booked to quarantine and is never
// a gift by itself.
#pragma once

#include "campaign/giving/card_payment.h"
#include "campaign/people/role.h"

namespace giving {

constexpr std::chrono::minutes checkout_open{60};

// Where a checkout comes from, for those who try out cards: digests only.
struct CheckoutWords {
    std::string campaign_slug, title;
    std::string return_url, cancel_url;
    std::string client, network;
};

// The address to pay at. The same one while it is open, whoever asks how often; a new attempt after
// one that ended. Refuses already_decided when nothing is to be paid any more. Throws what the
// provider throws: then nothing was begun, and the same question may be asked again.
std::string begin_checkout(store::Store&, const providers::Provider&, GiftId, const CheckoutWords&,
                           Instant now);

struct Settled {
    Gift gift;
    CardPayment payment;
    bool is_news = false;  // Something was booked or changed.
};
// Books what is missing of what the provider says now.
Settled settle_payment(store::Store&, PaymentId, const providers::Payment& seen, Instant now);

// Asks the provider, and settles. A checkout that it does not know expires in its time.
Settled ask_and_settle(store::Store&, const providers::Provider&, const CardPayment&, Instant now);

// Money that no checkout of ours led to: it is kept in quarantine, beside the gift that it names if
// it names one. Nothing if there is no money.
std::optional<CardPayment> keep_stray(store::Store&, const std::string& provider,
                                      const providers::Payment& seen, Instant now);
// What this payment is, which we do not know by its id: of a checkout of ours that brought it, or
// else a stray. Settled; nothing if there is no money.
std::optional<CardPayment> learn_payment(store::Store&, const providers::Provider&,
                                         const std::string& payment, Instant now);

}  // namespace giving
