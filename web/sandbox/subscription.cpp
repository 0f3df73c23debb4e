#include "web/sandbox/subscription.h"

#include <algorithm>

namespace sandbox {

namespace {

constexpr std::chrono::days years_ahead{3650};

bool goes_by(const Subscription& one, const std::string& id) {
    return one.id == id || std::ranges::find(one.invoices, id, &Invoice::id) != one.invoices.end();
}

}  // namespace

std::string_view status_of(const Subscription& one) {
    if (one.ended_at) return "canceled";
    const auto is_open = std::ranges::any_of(
        one.invoices, [](const Invoice& invoice) { return invoice.state == Invoice::State::open; });
    return is_open ? "past_due" : "active";
}

// The 31st becomes the last day of a shorter month.
Instant month_after(Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    auto next = std::chrono::year_month_day{day} + std::chrono::months{1};
    if (!next.ok()) next = next.year() / next.month() / std::chrono::last;
    return Instant{std::chrono::sys_days{next}} + (at - day);
}

Subscription begin_subscription(const Sale& sale, Instant now) {
    Subscription one;
    one.id = new_id("sub_"), one.customer = new_id("cus_"), one.item = new_id("si_");
    one.title = sale.lines.front().name, one.amount = sale.asked;
    one.labels = sale.intent_labels;
    one.made_at = one.period_start = now, one.period_end = month_after(now);
    Invoice first{new_id("in_"), new_id("inpay_"), sale.id, Invoice::State::paid, now, 1, now};
    first.is_first = true;
    one.invoices.push_back(std::move(first));
    return one;
}

Sale bill_next_month(Subscription& one, Instant now) {
    one.period_start = one.period_end, one.period_end = month_after(one.period_end);
    Sale sale{.vendor = Vendor::stripe, .id = new_id("in_")};
    sale.asked = one.amount, sale.taken = Money{0, one.amount.currency};
    sale.lines = {{one.title, one.amount}};
    sale.made_at = now, sale.expires_at = now + years_ahead;
    sale.is_monthly = true, sale.subscription = one.id, sale.bill = sale.id;
    one.invoices.push_back({sale.id, new_id("inpay_"), sale.id, Invoice::State::open, now});
    return sale;
}

void Subscriptions::add(const Subscription& one) {
    const std::lock_guard lock{mutex_};
    all_.push_back(one);
}

std::optional<Subscription> Subscriptions::find(const std::string& any_id) const {
    const std::lock_guard lock{mutex_};
    const auto found =
        std::ranges::find_if(all_, [&](const auto& one) { return goes_by(one, any_id); });
    return found == all_.end() ? std::nullopt : std::optional{*found};
}

Subscription Subscriptions::change(const std::string& id,
                                   const std::function<void(Subscription&)>& change) {
    const std::lock_guard lock{mutex_};
    const auto found =
        std::ranges::find_if(all_, [&](const auto& one) { return goes_by(one, id); });
    if (found == all_.end())
        throw NotPossible{"resource_missing", "No such subscription: '" + id + "'", "id"};
    auto changed = *found;
    change(changed);
    return *found = changed;
}

std::vector<Subscription> Subscriptions::all() const {
    const std::lock_guard lock{mutex_};
    return {all_.rbegin(), all_.rend()};
}

}  // namespace sandbox
