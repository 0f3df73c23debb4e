// WithRefunds: gifts by card with the sandbox in the provider's part, and what goes back of them.
#pragma once

#include "campaign/bank/expecting.h"
#include "campaign/giving/disbursing.h"
#include "campaign/giving/keying.h"
#include "campaign/giving/refunding.h"
#include "campaign/giving/releasing.h"
#include "campaign/giving/returning.h"
#include "tests/campaign/giving/card_fixture.h"
#include "tests/support/sandbox_client.h"

using giving::RefundState;

struct WithRefunds : WithCards {
    WithRefunds() {
        giving::enter_keys(*store, registry, *providers::find_kind("stripe"),
                           {{"api", "sk_test_sandbox"}, {"webhook", "whsec_sandbox"}},
                           people::program_actor(), now);
    }
    giving::Gift pay(const std::string& key, std::int64_t cents = 10'000) {
        const auto gift = begin_gift(key, cents);
        giving::begin_checkout(*store, *registry.find("stripe", now), gift.id,
                               {"walk", "Spring Walk", "https://wlk.example/g/x",
                                "https://wlk.example/g/x", "client", "network"},
                               now);
        act(gift, "pay");
        return ask(gift);
    }
    giving::CardPayment payment_of(const giving::Gift& gift) {
        return giving::payments_of(store->session(), gift.id).front();
    }
    void act(const giving::Gift& gift, const std::string& what,
             const outside::HttpFields& more = {}) {
        sandbox.tell("/sandbox/sales/" + payment_of(gift).checkout + "/" + what, more);
    }
    giving::Gift ask(const giving::Gift& gift) {
        return giving::ask_and_settle(*store, *registry.find("stripe", now), payment_of(gift), now)
            .gift;
    }
    giving::Refund propose(const giving::Gift& gift, std::int64_t cents, const std::string& key,
                           const people::Actor& actor) {
        return giving::propose_refund(*store, {gift.id, {}, euro(cents), "asked for", key}, actor,
                                      now);
    }
    giving::Refund reread_refund(const giving::Refund& one) {
        return *giving::find_refund(store->session(), one.id);
    }
    std::int64_t donors_told(const giving::Refund& one) {
        return store->session()
            .one(
                "SELECT COUNT(*) AS n FROM mail WHERE kind = 'refunded' AND cause_type = 'refund'"
                " AND cause_id = ?",
                one.id)
            ->number("n");
    }
    void send() { giving::send_refunds(*store, registry, now += std::chrono::minutes{10}); }
    std::int64_t refunds_at_provider(const giving::Gift& gift) {
        const auto list =
            sandbox.ask("/v1/refunds?payment_intent=" + payment_of(gift).facts.payment);
        return static_cast<std::int64_t>(list.at("data").items().size());
    }
    std::int64_t account_sum(const std::string& account) {
        return store->session()
            .one(
                "SELECT CAST(COALESCE(SUM(IF(debit = ?, minor, -minor)), 0) AS SIGNED) AS n"
                " FROM transfer WHERE debit = ? OR credit = ?",
                account, account, account)
            ->number("n");
    }
    void add_line(const char* key, Money amount, Date day, const std::string& text) {
        store->in_transaction([&](store::Transaction& tx) {
            bank::NewLine line{new_id<bank::LineId>(now), {}, key};
            line.line.amount = amount, line.line.booked_on = day;
            line.line.other_name = "Stripe", line.line.text = text;
            bank::insert_lines(tx, bank_account, {}, "camt", {line}, finance.account, now);
            ledger::append_transfers(tx, {bank::row_when_imported(bank_account, line)},
                                     {finance, now, day});
        });
    }
    template <typename Act>
    Reason reason_of(Act act) {
        try {
            act();
        } catch (const Refused& refused) {
            return refused.refusal.reason;
        }
        BOOST_FAIL("it was not refused");
        return Reason::not_found;
    }

    support::SandboxClient sandbox;
    const bool is_present =
        (now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
         true);
    providers::Addresses addresses{{"stripe", sandbox.url()}};
    providers::Registry registry{store->session(), addresses};
};
