#include "campaign/pledges/pledge.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace pledges {

namespace {

constexpr std::array kind_names{"flat", "instalments", "unit"};

Refusal wrong(const char* field, const char* detail) {
    return {Reason::not_a_valid_value, field, detail};
}

std::optional<Refusal> unit_objection(const NewPledge& asked, std::int64_t smallest) {
    if (!asked.participant)
        return wrong("kind", "A promise per lap is for somebody who walks: begin on their page.");
    if (asked.unit.minor <= 0 || asked.unit.minor > giving::minor_per_gift_max)
        return Refusal{Reason::amount_out_of_range, "unit"};
    if (asked.cap < asked.unit || asked.cap.minor < smallest ||
        asked.cap.minor > giving::minor_per_gift_max)
        return wrong("cap", "Please say the most that you will give: at least one lap’s worth.");
    return {};
}

std::optional<Refusal> flat_objection(const NewPledge& asked, std::int64_t smallest, Date today) {
    if (asked.parts < 1 || asked.parts > parts_max || (asked.kind == Kind::flat && asked.parts > 1))
        return wrong("parts", "Please choose between 2 and 60 parts.");
    if (asked.amount.minor < smallest * asked.parts ||
        asked.amount.minor > giving::minor_per_gift_max)
        return Refusal{Reason::amount_out_of_range, "amount"};
    const auto first = std::chrono::sys_days{asked.first_on}, now = std::chrono::sys_days{today};
    if (!asked.first_on.ok() || first < now || first > now + std::chrono::days{due_within_days})
        return wrong("first_on", "Please choose a day from today on, within the next year.");
    return {};
}

}  // namespace

std::string_view kind_name(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<Kind> find_kind(std::string_view name) {
    for (std::size_t i = 0; i < kind_names.size(); ++i)
        if (kind_names[i] == name) return static_cast<Kind>(i);
    return {};
}

std::optional<Refusal> objection(const NewPledge& asked, const giving::Terms& terms, Date today) {
    if (!terms.is_open) return Refusal{Reason::campaign_not_open};
    if (asked.donor.email.empty() && asked.origin != "desk")
        return wrong("email", "We need your address to write to you when a part is due.");
    if (asked.donor.name.empty() && asked.origin == "desk")
        return wrong("name", "Say who promises.");
    const auto smallest = giving::smallest_gift(terms.currency);
    return asked.kind == Kind::unit ? unit_objection(asked, smallest)
                                    : flat_objection(asked, smallest, today);
}

std::vector<Date> due_days(Date first, int parts) {
    std::vector<Date> days;
    for (int i = 0; i < parts; ++i) {
        const auto month =
            std::chrono::year_month{first.year(), first.month()} + std::chrono::months{i};
        const Date last = std::chrono::sys_days{month / std::chrono::last};
        days.push_back(std::min(first.day(), last.day()) / month.month() / month.year());
    }
    return days;
}

std::vector<Instalment> schedule_of(Money whole, Date first, int parts) {
    const auto amounts =
        split_money(whole, std::vector<std::int64_t>(static_cast<std::size_t>(parts), 1));
    const auto days = due_days(first, parts);
    std::vector<Instalment> schedule;
    for (std::size_t i = 0; i < days.size(); ++i)
        schedule.push_back(
            {static_cast<int>(i) + 1, days[i], amounts[i], Money{0, whole.currency}});
    return schedule;
}

Money bill_of(Money unit, Money cap, std::int64_t laps) {
    check(unit.currency == cap.currency && unit.minor > 0 && laps >= 0, "a bill has a unit");
    // By division, so that no product can overflow.
    if (laps > cap.minor / unit.minor) return cap;
    return {unit.minor * laps, unit.currency};
}

Money open_of(const Pledge& pledge) {
    const auto left = pledge.amount - pledge.let_go - pledge.covered;
    if (pledge.withdrawn_at || left.minor < 0) return {0, left.currency};
    return std::min(left, pledge.amount);
}

std::vector<Part> parts_of(const Pledge& pledge, const std::vector<Instalment>& instalments) {
    std::vector<Part> parts;
    auto covered = pledge.covered, paid = pledge.paid;
    for (const auto& one : instalments) {
        Part part;
        static_cast<Instalment&>(part) = one;
        const auto owed = one.amount - one.let_go;
        part.covered = std::clamp(covered, Money{0, owed.currency}, owed);
        part.paid = std::clamp(paid, Money{0, owed.currency}, part.covered);
        part.open = pledge.withdrawn_at ? Money{0, owed.currency} : owed - part.covered;
        covered = covered - part.covered, paid = paid - part.paid;
        parts.push_back(part);
    }
    return parts;
}

const Part* next_part(const std::vector<Part>& parts) {
    const auto found = std::ranges::find_if(parts, [](const Part& p) { return p.open.minor > 0; });
    return found == parts.end() ? nullptr : &*found;
}

State state_of(const Pledge& pledge, const std::vector<Part>& parts, Date today) {
    if (pledge.withdrawn_at) return State::withdrawn;
    const bool waits_for_laps = pledge.kind == Kind::unit && !pledge.billed_at;
    const auto first = pledge.proven_at ? State::proven : State::made;
    if (waits_for_laps) return first;
    if (pledge.open.minor == 0 && pledge.let_go.minor > 0) return State::lapsed;
    if (pledge.open.minor == 0 && pledge.paid >= pledge.amount) return State::paid;
    if (pledge.paid.minor > 0) return State::part_paid;
    const auto* next = next_part(parts);
    return next == nullptr || next->due_on <= today ? State::due : first;
}

std::string hash_of(const NewPledge& asked, CampaignId campaign) {
    constexpr char between = '\x1f';
    std::string text;
    for (const auto& field :
         {std::to_string(campaign.value), std::string{kind_name(asked.kind)},
          std::to_string(asked.amount.minor), std::to_string(asked.unit.minor),
          std::to_string(asked.cap.minor), std::to_string(asked.parts),
          asked.kind == Kind::unit ? std::string{} : iso_text(asked.first_on),
          std::to_string(asked.participant.value), asked.donor.name, asked.donor.email})
        text += field + between;
    return sha256_hex(text);
}

}  // namespace pledges
