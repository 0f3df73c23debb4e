// CardPayment: one checkout of a gift at a provider, and what is known of it.
//
// Facts are cumulative and only grow, so they may come in any order and any number of times.
// What a gift is, and every ledger row of it, is a function of its facts: the rows of a step are
// the difference between what stands for the facts before and after (card_entries.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/gift.h"
#include "campaign/giving/providers/provider.h"

namespace giving {

using PaymentId = Id<struct PaymentEntity>;
using PaymentState = providers::Payment::State;
std::string_view payment_state_name(PaymentState);
PaymentState payment_state_of(std::string_view name);

struct Facts {
    PaymentState state = PaymentState::open;
    std::string payment;                                     // The provider's id of it.
    Money captured, refunded, fee;                           // Of one currency.
    std::vector<providers::Payment::Dispute> disputes = {};  // In order of their ids.
    // In the minor units of captured. Of refunded: what failed after all, and what we asked for.
    std::int64_t failed = 0, own = 0;
    std::int64_t approved = 0;  // What we agreed to give back: known to us, not to the provider.
    friend bool operator==(const Facts&, const Facts&);
};

// What is known once this was seen, too. Nothing that was known is forgotten.
Facts merged(const Facts& known, const providers::Payment& seen);

// What became of the captured money. Parts add up to captured, whatever was said first.
struct Remainder {
    Money refunded, lost, held, remains;
};
Remainder remainder_of(const Facts&);
Money went_back_of(const Facts&);  // What the provider gave back and could give back.
// The same by what went back alone: what was approved and not carried out is still here.
Remainder remainder_held(const Facts&);
// What the provider took for disputes and has not given back.
Money taken_for_disputes(const Facts&);
Money dispute_fees_of(const Facts&);

// What a gift is when these are the facts of its payment.
State gift_state_for(const Facts&);

struct CardPayment {
    PaymentId id;
    GiftId gift;  // Empty: money of which we know nothing but that it came.
    CampaignId campaign;
    int attempt = 1;
    std::string provider, checkout, url;
    Currency currency;  // That was asked for, until something was captured.
    Money asked;
    Facts facts;
    std::string quarantine;       // Why it is no gift; empty: it is one.
    std::string client, network;  // Digests of where it was begun, while it is open.
    int declines = 0, asks = 0, version = 1;
    Instant begun_at, expires_at;
    std::optional<Instant> asked_at = {}, ask_at = {};
};

// A gift waits for its payment: nobody can say yet what becomes of it.
bool is_waiting(const CardPayment&);
// When to ask the provider again without being told: soon, then rarely, then never.
std::optional<Instant> next_ask(const CardPayment&, Instant now);

// Storage: card_payment_sql.cpp.
void insert_payment(store::Transaction&, const CardPayment&);
// The facts and the next question, if the row is still of this version.
bool update_facts(store::Transaction&, const CardPayment& before, const CardPayment& after,
                  Instant now);
void set_checkout(store::Transaction&, PaymentId, const providers::Checkout&, Instant ask_at);
void note_asked(store::Transaction&, const CardPayment&, std::optional<Instant> ask_at,
                Instant now);
void count_decline(store::Transaction&, PaymentId);
std::optional<CardPayment> find_payment(store::Session&, PaymentId);
std::optional<CardPayment> find_payment_by_checkout(store::Session&, const std::string& provider,
                                                    const std::string& checkout);
std::optional<CardPayment> find_payment_by_id(store::Session&, const std::string& provider,
                                              const std::string& payment);
std::vector<CardPayment> payments_of(store::Session&, GiftId);  // The newest first.
std::vector<CardPayment> payments_to_ask(store::Session&, Instant now, int limit);
std::vector<CardPayment> quarantined_payments(store::Session&, int limit);  // The newest first.
// With a dispute in this state, by when it is to be answered.
std::vector<CardPayment> disputed_payments(store::Session&, bool is_open, int limit);
std::optional<Instant> last_asked(store::Session&, const std::string& provider);

}  // namespace giving
