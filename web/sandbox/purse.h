// Purse: what the stand-in holds for the seller: every movement of it, and the payouts to the bank.
//
// Movements follow from the sales; a payout takes all that no earlier one took, and its movements
// add up to it. One that fails gives its money back, for the next.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>

#include "web/sandbox/sale.h"

namespace sandbox {

struct Movement {
    std::string id, type, source;  // source: of the charge, refund or dispute; empty: of none.
    Money amount, fee;
    Instant made_at;
};
// Of one paid sale, the charge first.
std::vector<Movement> movements_of(const Sale&);

struct Payout {
    std::string id, trace, descriptor;
    Money amount;
    std::vector<Movement> movements;
    Instant made_at = {}, arrives_at = {};
    bool is_paid = false, has_failed = false;
};

class Purse {
public:
    void charge(Money, Instant now);  // By the provider, for its service: the monthly fee.
    // Of everything in one currency that no payout has taken. Throws NotPossible if that is
    // nothing.
    Payout pay_out(const std::vector<Sale>&, Currency, Instant now);
    Payout change(const std::string& id, const std::function<void(Payout&)>& change);
    std::optional<Payout> find(const std::string& id) const;
    std::vector<Payout> all() const;  // The latest first.
    // What is held now, by currency.
    std::map<std::string, Money> balances(const std::vector<Sale>&) const;

private:
    std::vector<Movement> movements_locked(const std::vector<Sale>&) const;

    mutable std::mutex mutex_;
    std::vector<Movement> charges_;
    std::vector<Payout> payouts_;
};

}  // namespace sandbox
