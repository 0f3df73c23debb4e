// WithReceipts: gifts with names for receipts, in an organisation that may write some.
#pragma once

#include "campaign/giving/settling.h"
#include "campaign/receipts/issuing.h"
#include "campaign/receipts/yearly_issuing.h"
#include "tests/campaign/giving/card_fixture.h"

struct WithReceipts : WithCards {
    WithReceipts() {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run(
                "UPDATE organisation SET legal_name = 'Riverside Trust', register_number = 'VR 1',"
                " address = 'Riverside Walk 1\n12345 Riverside', country = 'GB',"
                " time_zone = 'Europe/London' WHERE id = 1");
        });
    }
    giving::NewGift named_gift(std::int64_t cents, const std::string& key,
                               const std::string& method = "transfer") const {
        auto asked = gift_of(cents, key, method);
        asked.is_meant = true;
        asked.donor.receipt_name = "Anna Öztürk", asked.donor.email = "anna@example.org";
        asked.donor.receipt_address = "Lime Street 4\n12345 Riverside";
        return asked;
    }
    giving::Gift arrived(std::int64_t cents, const std::string& key) {
        const auto gift = give(named_gift(cents, key)).gift;
        return arrive(gift, cents, "line " + key);
    }
    receipts::Receipt issue(const giving::Gift& gift) {
        return receipts::issue_receipt(*store, {gift.id}, finance, now);
    }
    receipts::Receipt reread(const receipts::Receipt& receipt) {
        return *receipts::find_receipt(store->session(), receipt.id);
    }
    using WithCards::reread;
    // The bank took so much of it back.
    void give_back(const giving::Gift& gift, std::int64_t left) {
        static int count = 0;
        const auto before = reread(gift);
        const auto shares = giving::shares_of(store->session(), before);
        ledger::NewTransfer row;
        row.event = ledger::Event::refunded, row.debit = "returned:gift", row.credit = "refund_due";
        const auto kept = Money{left, before.confirmed.currency};
        row.amount = before.confirmed - kept;
        row.purpose = {campaign, fund, "gift", before.method, true};
        row.cause_type = "gift", row.cause_id = gift.id.value, row.given_at = before.given_at;
        row.effect_key = "test refund " + std::to_string(++count);
        const giving::Outcome outcome{left > 0 ? State::confirmed : State::refunded,
                                      kept,
                                      before.open,
                                      giving::shares_holding(shares, kept),
                                      {row},
                                      "gift refunded",
                                      ""};
        store->in_transaction([&](store::Transaction& tx) {
            giving::write_outcome(tx, before, shares, outcome,
                                  {finance, now, *read_date("2027-06-12"), "asked back"});
        });
    }
    std::int64_t count(const std::string& sql) { return store->session().one(sql)->number("n"); }
};
