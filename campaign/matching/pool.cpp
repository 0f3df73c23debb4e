#include "campaign/matching/pool.h"

#include <algorithm>
#include <array>

#include "campaign/words/text.h"

namespace matching {

namespace {

constexpr std::array<std::string_view, 2> remainder_names{"back", "kept"};

Refusal wrong(const char* field, const char* detail) {
    return {Reason::not_a_valid_value, field, detail};
}

bool is_ratio(int part) { return part >= 1 && part <= ratio_max; }

}  // namespace

std::string_view remainder_name(Remainder remainder) {
    return remainder_names[static_cast<std::size_t>(remainder)];
}

std::optional<Remainder> find_remainder(std::string_view name) {
    const auto at = std::ranges::find(remainder_names, name);
    if (at == remainder_names.end()) return {};
    return static_cast<Remainder>(at - remainder_names.begin());
}

bool Pool::is_open(Instant now) const {
    return started_at && state == State::agreed && from <= now && now < until;
}

bool Pool::is_over(Instant now) const {
    return state == State::ended || state == State::settled || now >= until;
}

bool Pool::waits_for_money(Instant now) const {
    if (!started_at || !is_over(now)) return to_repay() > 0;
    return state != State::settled || rest() > 0 || open() > 0 || to_repay() > 0;
}

std::int64_t Pool::left() const {
    if (!started_at || state == State::settled) return 0;
    return std::max<std::int64_t>(0, is_prepaid ? rest() : cap.minor - earned);
}

std::int64_t Pool::rest() const { return is_prepaid ? paid - earned - kept - owed : 0; }

std::int64_t Pool::open() const { return is_prepaid ? 0 : earned - paid + owed; }

std::optional<Refusal> objection(const NewPool& asked, Instant now) {
    if (asked.sponsor.empty()) return wrong("sponsor", "Say who gives it.");
    if (count_code_points(asked.sponsor) > sponsor_max)
        return wrong("sponsor", "Please use at most 80 characters.");
    if (!is_ratio(asked.ratio.gives) || !is_ratio(asked.ratio.per))
        return wrong("ratio", "Both numbers of the ratio are whole, from 1 to 10.");
    if (asked.cap.minor <= 0 || asked.cap.minor > cap_minor_max)
        return wrong("cap", "Please type an amount like 5000.");
    if (asked.gift_cap.minor < 0 || asked.gift_cap.minor > asked.cap.minor)
        return wrong("gift_cap", "For one gift there cannot be more than there is in all.");
    if (asked.until <= asked.from) return wrong("until", "It ends after it begins.");
    if (asked.until <= now) return wrong("until", "Choose an end that is still to come.");
    if (asked.until - asked.from > window_max)
        return wrong("until", "A pool runs for 400 days at most.");
    return {};
}

std::int64_t wanted_of(const NewPool& pool, std::int64_t counting) {
    if (counting <= 0) return 0;
    const auto wanted = counting * pool.ratio.gives / pool.ratio.per;
    const auto most = pool.gift_cap.minor > 0 ? pool.gift_cap.minor : pool.cap.minor;
    return std::min(wanted, most);
}

}  // namespace matching
