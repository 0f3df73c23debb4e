#include "web/sandbox/till.h"

#include <algorithm>

namespace sandbox {

namespace {

bool goes_by(const Sale& sale, const std::string& id) {
    if (id.empty()) return false;
    const auto is_it = [&](const auto& part) { return part.id == id; };
    return sale.id == id || sale.intent == id || sale.charge == id ||
           std::ranges::any_of(sale.refunds, is_it) || std::ranges::any_of(sale.disputes, is_it);
}

}  // namespace

std::vector<Sale>::const_iterator Till::find_locked(const std::string& any_id) const {
    return std::ranges::find_if(sales_, [&](const auto& sale) { return goes_by(sale, any_id); });
}

void Till::add(const Sale& sale) {
    const std::lock_guard lock{mutex_};
    sales_.push_back(sale);
}

std::optional<Sale> Till::find(const std::string& any_id) const {
    const std::lock_guard lock{mutex_};
    const auto found = find_locked(any_id);
    if (found == sales_.end()) return {};
    return *found;
}

Sale Till::change(const std::string& any_id, const std::function<void(Sale&)>& change) {
    const std::lock_guard lock{mutex_};
    const auto found = find_locked(any_id);
    if (found == sales_.end())
        throw NotPossible{"resource_missing", "There is no such payment: " + any_id};
    auto changed = *found;
    change(changed);
    return sales_[static_cast<std::size_t>(found - sales_.begin())] = changed;
}

std::vector<Sale> Till::all() const {
    const std::lock_guard lock{mutex_};
    return {sales_.rbegin(), sales_.rend()};
}

}  // namespace sandbox
