// WithCards: gifts by card on a real database, and what a provider may be said to have seen.
#pragma once

#include <map>

#include "campaign/giving/collecting.h"
#include "tests/campaign/giving/giving_fixture.h"

using giving::State;
using providers::Payment;

struct WithCards : WithCampaign {
    // As a donor's form would: 100.00, 20.00 for the registration, 3.00 for the fee.
    giving::Gift begin_gift(const std::string& key, std::int64_t cents = 10'000) {
        auto asked = gift_of(cents, key, "card");
        asked.origin = "form";
        asked.lines.push_back({"registration", fund, euro(2'000), false});
        asked.lines.push_back({"fee_cover", fund, euro(300), false});
        asked.donor.email = key + "@example.org";
        asked.shares = {{walkers[0], team, euro(0)}, {walkers[1], team, euro(0)}};
        return giving::record_gift(*store, asked, terms, donor, now).gift;
    }
    // A checkout that the provider is said to have made.
    giving::CardPayment begin_payment(const giving::Gift& gift) {
        static int count = 0;
        giving::CardPayment payment;
        payment.id = new_id<giving::PaymentId>(now), payment.gift = gift.id;
        payment.campaign = campaign, payment.provider = "stripe";
        payment.checkout = "cs_" + std::to_string(++count);
        payment.currency = gift.amount.currency, payment.asked = gift.amount;
        payment.begun_at = now, payment.expires_at = now + giving::checkout_open;
        store->in_transaction([&](store::Transaction& tx) { giving::insert_payment(tx, payment); });
        return payment;
    }
    Payment seen_of(const giving::CardPayment& payment,
                    Payment::State state = Payment::State::open) {
        Payment seen{.state = state,
                     .checkout = payment.checkout,
                     .payment = "pi_" + payment.checkout,
                     .gift = std::to_string(payment.gift.value)};
        seen.captured = seen.refunded = euro(0);
        return seen;
    }
    giving::Settled settle(const giving::CardPayment& payment, const Payment& seen) {
        return giving::settle_payment(*store, payment.id, seen, now);
    }
    giving::Gift reread(const giving::Gift& gift) {
        return *giving::find_gift(store->session(), gift.id);
    }
    // Five facts of one payment: what each says is all that it says.
    std::vector<Payment> facts_of(const giving::CardPayment& payment) {
        auto processing = seen_of(payment, Payment::State::processing);
        auto paid = seen_of(payment, Payment::State::paid), refund = seen_of(payment);
        paid.captured = euro(12'300), paid.fee = euro(197), refund.refunded = euro(3'000);
        auto dispute = seen_of(payment), won = seen_of(payment);
        dispute.disputes = {{"du", Payment::Dispute::State::open, euro(7'000), euro(1'500)}};
        won.disputes = {{"du", Payment::Dispute::State::won, euro(7'000), euro(1'500)}};
        return {processing, paid, refund, dispute, won};
    }
    std::int64_t count_mails(const std::string& kind) {
        return store->session()
            .one("SELECT COUNT(*) AS n FROM mail WHERE kind = ?", kind)
            ->number("n");
    }
    std::map<std::string, std::int64_t> balances_of(const giving::Gift& gift) {
        std::map<std::string, std::int64_t> balances;
        for (const auto& row :
             ledger::transfers_of_cause(store->session(), "gift", gift.id.value)) {
            balances[row.debit] += row.amount.minor, balances[row.credit] -= row.amount.minor;
        }
        std::erase_if(balances, [](const auto& row) { return row.second == 0; });
        return balances;
    }
};
