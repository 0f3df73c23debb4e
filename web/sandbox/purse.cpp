#include "web/sandbox/purse.h"

#include <algorithm>

namespace sandbox {

std::vector<Movement> movements_of(const Sale& sale) {
    std::vector<Movement> movements;
    if (sale.state != Sale::State::paid || sale.charge.empty()) return movements;
    const auto name = [](const std::string& id) { return "txn_" + id.substr(id.find('_') + 1); };
    movements.push_back(
        {name(sale.charge), "charge", sale.charge, sale.taken, fee_of(sale.taken), sale.paid_at});
    const Money nothing{0, sale.taken.currency};
    for (const auto& refund : sale.refunds) {
        movements.push_back(
            {name(refund.id), "refund", refund.id, -refund.amount, nothing, refund.made_at});
        if (refund.failed_at)
            movements.push_back({name(refund.id) + "_back", "refund_failure", refund.id,
                                 refund.amount, nothing, *refund.failed_at});
    }
    for (const auto& dispute : sale.disputes) {
        if (dispute.taken_at)
            movements.push_back({name(dispute.id), "adjustment", dispute.id, -dispute.amount,
                                 dispute_fee_of(sale), *dispute.taken_at});
        if (dispute.back_at)
            movements.push_back({name(dispute.id) + "_back", "adjustment", dispute.id,
                                 dispute.amount, nothing, *dispute.back_at});
    }
    return movements;
}

void Purse::charge(Money fee, Instant now) {
    const std::lock_guard lock{mutex_};
    charges_.push_back({new_id("txn_"), "stripe_fee", "", -fee, {0, fee.currency}, now});
}

std::vector<Movement> Purse::movements_locked(const std::vector<Sale>& sales) const {
    auto all = charges_;
    for (const auto& sale : sales)
        if (sale.vendor == Vendor::stripe)
            for (auto& movement : movements_of(sale)) all.push_back(std::move(movement));
    return all;
}

Payout Purse::pay_out(const std::vector<Sale>& sales, Currency currency, Instant now) {
    constexpr std::chrono::days on_its_way{2};
    const std::lock_guard lock{mutex_};
    std::set<std::string> taken;
    for (const auto& payout : payouts_)
        if (!payout.has_failed)
            for (const auto& movement : payout.movements) taken.insert(movement.id);
    Payout payout{new_id("po_"), new_id("TRC"),   "STRIPE PAYOUT", {0, currency}, {},
                  now,           now + on_its_way};
    for (auto& movement : movements_locked(sales)) {
        if (movement.amount.currency != currency || taken.contains(movement.id)) continue;
        payout.amount = payout.amount + movement.amount - movement.fee;
        payout.movements.push_back(std::move(movement));
    }
    if (payout.amount.minor == 0)
        throw NotPossible{"balance_insufficient", "There is nothing to pay out."};
    payouts_.push_back(payout);
    return payout;
}

Payout Purse::change(const std::string& id, const std::function<void(Payout&)>& change) {
    const std::lock_guard lock{mutex_};
    const auto found = std::ranges::find(payouts_, id, &Payout::id);
    if (found == payouts_.end())
        throw NotPossible{"resource_missing", "There is no such payout: " + id};
    change(*found);
    return *found;
}

std::optional<Payout> Purse::find(const std::string& id) const {
    const std::lock_guard lock{mutex_};
    const auto found = std::ranges::find(payouts_, id, &Payout::id);
    return found == payouts_.end() ? std::nullopt : std::optional{*found};
}

std::vector<Payout> Purse::all() const {
    const std::lock_guard lock{mutex_};
    return {payouts_.rbegin(), payouts_.rend()};
}

std::map<std::string, Money> Purse::balances(const std::vector<Sale>& sales) const {
    const std::lock_guard lock{mutex_};
    std::map<std::string, Money> sums;
    const auto add = [&](Money money) {
        auto& sum = sums.try_emplace(money.currency.text(), 0, money.currency).first->second;
        sum = sum + money;
    };
    for (const auto& movement : movements_locked(sales)) add(movement.amount - movement.fee);
    for (const auto& payout : payouts_)
        if (!payout.has_failed) add(-payout.amount);
    return sums;
}

}  // namespace sandbox
