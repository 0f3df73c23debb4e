// Sandbox: a stand-in for card providers, on loopback, that speaks a subset of their protocols.
//
// Stripe's API with its hosted page and webhooks, and PayPal's. No money moves, nothing is kept
// beyond the process, and it knows neither our database nor our pages: it is an outside party that
// happens to travel in the same program. What it does wrong on purpose is set by its switches.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "web/http/message.h"
#include "web/sandbox/courier.h"
#include "web/sandbox/purse.h"
#include "web/sandbox/replies.h"
#include "web/sandbox/sale.h"
#include "web/sandbox/subscription.h"
#include "web/sandbox/switches.h"
#include "web/sandbox/till.h"

namespace sandbox {

// Of the seller's account; several keys or secrets are valid at once while they are rotated.
struct Account {
    std::string url;                        // Where the sandbox itself answers.
    std::vector<std::string> stripe_keys;   // sk_test_…
    std::vector<std::string> hook_secrets;  // whsec_…; one v1 signature for each.
    std::string stripe_hook, paypal_hook;   // Where webhooks go; empty: nowhere.
    std::string paypal_client, paypal_secret, paypal_webhook;
};

// Thrown where a request cannot go on: the answer in the shape of its protocol.
struct Declined {
    http::Response response;
};

class Sandbox {
public:
    explicit Sandbox(Account);

    http::Response answer(const http::Request&);  // Called by many threads at once.

    // Does it and tells the seller's hook. Throws NotPossible.
    Sale act(const std::string& any_id, const Deed&, Instant now);
    void pass_time(Instant now);  // Sales expire, delayed payments are decided.

    Account account() const;
    void change_account(const std::function<void(Account&)>&);

    // All that the balance holds goes to the bank; the hook is told. Throws NotPossible.
    Payout pay_out(Currency, Instant now);
    Payout end_payout(const std::string& id, bool has_failed, Instant now);

    Till till;
    Purse purse;
    Subscriptions subscriptions;
    Switches switches;
    Replies replies;

private:
    Envelope seal(const Event&, Instant now) const;
    using Answering = http::Response (*)(const http::Request&, Sandbox&);
    http::Response answer_stripe(const http::Request&, Answering);
    http::Response answer_paypal(const http::Request&, Answering);
    void stall_if_struck();

    mutable std::mutex mutex_;  // Of account_.
    Account account_;

public:
    Courier courier;  // Last: its threads use all of the above.
};

}  // namespace sandbox
