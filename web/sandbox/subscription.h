// Subscription: money that the stand-in takes every month, and the invoice of each month.
//
// An invoice is paid by a sale of its own, as the first one is by the checkout, so that refunds,
// disputes and payouts are the same for all. A month passes when somebody says so.
#pragma once

#include <functional>
#include <mutex>

#include "web/sandbox/sale.h"

namespace sandbox {

struct Invoice {
    enum class State { open, paid, dropped };
    std::string id, payment, sale;  // payment: the line that joins it to the sale's intent.
    State state = State::open;
    Instant made_at;
    int attempts = 0;
    std::optional<Instant> paid_at = {}, try_at = {};
    bool is_first = false;
};

struct Subscription {
    std::string id, customer, item, title;
    Money amount;
    Labels labels = {};
    Instant made_at, period_start, period_end;
    bool stops = false;  // At the end of its period.
    bool card_fails = false;
    std::optional<Instant> ended_at = {};
    std::vector<Invoice> invoices = {};  // Oldest first.
};
std::string_view status_of(const Subscription&);  // active, past_due, canceled
Instant month_after(Instant);
// Of a checkout that was paid: its first invoice is paid by it.
Subscription begin_subscription(const Sale&, Instant now);
// The next invoice, open, and the sale that is to pay it.
Sale bill_next_month(Subscription&, Instant now);

class Subscriptions {
public:
    void add(const Subscription&);
    // By its id, or that of one of its invoices.
    std::optional<Subscription> find(const std::string& any_id) const;
    // Throws NotPossible("resource_missing") if there is none.
    Subscription change(const std::string& id, const std::function<void(Subscription&)>& change);
    std::vector<Subscription> all() const;  // The latest first.

private:
    mutable std::mutex mutex_;
    std::vector<Subscription> all_;
};

}  // namespace sandbox
