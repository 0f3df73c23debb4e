#include "campaign/bank/sequence.h"

#include <algorithm>

namespace bank {

namespace {

bool is_same(const Told& a, const Told& b) {
    return a.from == b.from && a.until == b.until && a.opening == b.opening &&
           a.closing == b.closing;
}

// Of those that end on one day: which of them goes on from that balance? Else the first.
std::size_t next_of_day(const std::vector<Told>& left, const std::optional<std::int64_t>& before) {
    std::optional<std::size_t> begins;
    for (std::size_t i = 0; i < left.size() && left[i].until == left.front().until; ++i) {
        if (before && left[i].opening == before) return i;
        const bool continues = std::ranges::any_of(left, [&](const Told& other) {
            return other.until == left[i].until && !is_same(other, left[i]) &&
                   other.closing == left[i].opening;
        });
        if (!continues && !begins) begins = i;
    }
    return begins.value_or(0);
}

}  // namespace

std::vector<Told> in_sequence(std::vector<Told> all) {
    std::ranges::stable_sort(all, {}, [](const Told& one) {
        return std::pair{one.until, one.from};
    });
    std::vector<Told> left, order;
    for (auto& one : all)
        if (std::ranges::none_of(left, [&](const Told& had) { return is_same(had, one); }))
            left.push_back(std::move(one));
    std::optional<std::int64_t> before;
    while (!left.empty()) {
        const auto next = left.begin() + static_cast<std::ptrdiff_t>(next_of_day(left, before));
        before = next->closing;
        order.push_back(std::move(*next));
        left.erase(next);
    }
    return order;
}

std::vector<Date> gap_days(const std::vector<Told>& in_sequence) {
    std::vector<Date> days;
    for (std::size_t i = 1; i < in_sequence.size(); ++i) {
        const auto& before = in_sequence[i - 1];
        const auto& one = in_sequence[i];
        const bool tells_it_again = one.until == before.until && (one.closing == before.closing ||
                                                                  one.opening == before.opening);
        const bool reaches_back = one.from < before.until || tells_it_again;
        if (one.opening && *one.opening != before.closing && !reaches_back)
            days.push_back(one.from);
    }
    return days;
}

std::optional<std::int64_t> closing_missed(const Told& one, const std::vector<Told>& others) {
    std::optional<std::int64_t> before, of_that_day;
    for (const auto& other : in_sequence(others)) {
        if (!one.opening || is_same(one, other)) return {};
        const bool is_of_that_day = other.until == one.from;
        if (is_of_that_day && (other.closing == one.opening || other.opening == one.closing))
            return {};
        if (is_of_that_day) of_that_day = other.closing;
        if (other.until < one.from) before = other.closing;
    }
    const auto missed = of_that_day ? of_that_day : before;
    if (!missed || before == one.opening) return {};
    const bool reaches_back = std::ranges::any_of(others, [&](const Told& other) {
        return other.from <= one.from && one.from < other.until;
    });
    return reaches_back ? std::nullopt : missed;
}

}  // namespace bank
