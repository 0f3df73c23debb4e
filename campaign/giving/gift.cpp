#include "campaign/giving/gift.h"

#include <algorithm>
#include <array>

#include "campaign/giving/origin.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace giving {

namespace {

constexpr std::array state_names{"pending", "entered",   "confirmed", "rejected",
                                 "lapsed",  "withdrawn", "intent",    "failed",
                                 "expired", "refunded",  "disputed",  "lost"};

// The remainder of a number written in digits and letters (A=10 … Z=35) by 97.
int remainder_97(std::string_view text) {
    int remainder = 0;
    for (const auto c : text) {
        const auto value = c >= 'A' ? c - 'A' + 10 : c - '0';
        remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
}

}  // namespace

std::string_view state_name(State state) { return state_names[static_cast<std::size_t>(state)]; }

State state_of(std::string_view name) {
    for (std::size_t i = 0; i < state_names.size(); ++i)
        if (state_names[i] == name) return static_cast<State>(i);
    check(false, "a stored state is known");
    return State::pending;
}

bool waits_for_card(const Gift& gift) {
    return gift.method == "card" && (gift.state == State::intent || gift.state == State::pending);
}

std::int64_t smallest_gift(Currency currency) {
    std::int64_t unit = 1;
    for (int i = 0; i < currency.decimals; ++i) unit *= 10;
    return unit;
}

Money total_of(const std::vector<Line>& lines, Currency currency) {
    Money total{0, currency};
    for (const auto& line : lines) total = total + line.amount;
    return total;
}

Money counting_of(const std::vector<Line>& lines, Currency currency) {
    Money total{0, currency};
    for (const auto& line : lines)
        if (line.counts) total = total + line.amount;
    return total;
}

std::vector<Line> lines_holding(const std::vector<Line>& lines, Money amount) {
    check(!lines.empty(), "a gift has lines");
    auto held = lines;
    const auto total = total_of(lines, amount.currency);
    if (amount >= total) {
        held.front().amount = held.front().amount + (amount - total);
        return held;
    }
    auto left = amount;  // The covered fee is filled last, so it is the first to be missing.
    std::ranges::stable_partition(held, [](const Line& line) { return line.kind != "fee_cover"; });
    for (auto& line : held) {
        if (line.amount > left) line.amount = left;
        left = left - line.amount;
    }
    std::erase_if(held, [](const Line& line) { return line.amount.minor == 0; });
    return held;
}

std::optional<Refusal> objection(const NewGift& asked, const Terms& terms) {
    if (!terms.is_open) return Refusal{Reason::campaign_not_open};
    if (asked.lines.empty()) return Refusal{Reason::not_a_valid_value, "amount"};
    for (const auto& line : asked.lines)
        if (line.amount.minor <= 0 || line.amount.minor > minor_per_gift_max)
            return Refusal{Reason::amount_out_of_range, "amount"};
    // A row of a sheet may be a sale, which counts toward no goal, and a child gives 50 cents.
    const bool is_too_small =
        asked.origin != "desk" && asked.origin != line_origin &&
        counting_of(asked.lines, terms.currency).minor < smallest_gift(terms.currency);
    if (is_too_small || total_of(asked.lines, terms.currency).minor > minor_per_gift_max)
        return Refusal{Reason::amount_out_of_range, "amount"};
    constexpr std::array methods{"transfer", "card", "cash", "cheque", "card_reader"};
    if (std::ranges::find(methods, asked.method) == methods.end())
        return Refusal{Reason::not_a_valid_value, "method"};
    return {};
}

std::string hash_of(const NewGift& asked, CampaignId campaign) {
    constexpr char between = '\x1f';
    std::string text = std::to_string(campaign.value) + between + asked.method + between;
    for (const auto& line : asked.lines)
        text +=
            line.kind + between + decimal_text(line.amount) + line.amount.currency.text() + between;
    for (const auto& share : asked.shares)
        text += std::to_string(share.participant.value) + between +
                std::to_string(share.team.value) + between;
    const auto& donor = asked.donor;
    for (const auto& field : {donor.name, donor.email, donor.message, asked.note})
        text += field + between;
    for (const auto is_chosen :
         {donor.is_anonymous, donor.hides_from_participant, donor.hides_amount})
        text += is_chosen ? '1' : '0';
    for (const auto& mention :
         {donor.mentions.occasion, donor.mentions.remembered, donor.mentions.company})
        if (!mention.empty()) text += between + mention;
    if (asked.card)
        text += between + asked.card->name + between + asked.card->email + between +
                asked.card->words + between + (asked.card->tells_amount ? '1' : '0');
    if (asked.is_monthly) text += between + std::string{"every month"};
    return sha256_hex(text);
}

std::string creditor_reference(std::string_view body) {
    const auto check_digits = 98 - remainder_97(std::string{body} + "RF00");
    return (check_digits < 10 ? "RF0" : "RF") + std::to_string(check_digits) + std::string{body};
}

bool is_creditor_reference(std::string_view text) {
    constexpr std::size_t shortest = 5, longest = 25;
    if (text.size() < shortest || text.size() > longest || !text.starts_with("RF")) return false;
    const auto is_sign = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    if (!std::ranges::all_of(text, is_sign)) return false;
    return remainder_97(std::string{text.substr(4)} + std::string{text.substr(0, 4)}) == 1;
}

std::string grouped(std::string_view reference) {
    std::string text;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        if (i > 0 && i % 4 == 0) text += ' ';
        text += reference[i];
    }
    return text;
}

}  // namespace giving
