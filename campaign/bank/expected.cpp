#include "campaign/bank/expected.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "campaign/bank/mention.h"
#include "campaign/bank/suggestion.h"

namespace bank {

namespace {

std::string words_of(const Line& line) {
    std::string all;
    for (const auto& field : {line.text, line.end_to_end, line.creditor_reference, line.other_name,
                              line.bank_reference})
        all += packed(field) + " ";
    return all;
}

bool names(const std::string& words, const std::string& name) {
    constexpr std::size_t telling = 5;  // "STRIPE" tells something, "PAY" does not.
    const auto wanted = packed(name);
    return wanted.size() >= telling && words.find(wanted) != words.npos;
}

void give_clue(Expected& one, Clue clue, int score) {
    one.clues.push_back(clue);
    one.score += score;
}

int days_from(Date from, Date to) {
    return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

// To whom it goes: the account, or where we have none, the name.
std::string payee_of(const giving::Refund& one) {
    return one.payee_iban.empty() ? "name " + packed(one.donor) : packed(one.payee_iban);
}

// Agreed refunds of one donor, whichever of them together are the line.
void add_sums(std::vector<Expected>& all, const Line& line,
              const std::vector<giving::Refund>& theirs) {
    constexpr std::size_t refunds_max = 8;
    const auto count = std::min(theirs.size(), refunds_max);
    for (unsigned chosen = 1; chosen < (1U << count); ++chosen) {
        Money sum{0, line.amount.currency};
        std::vector<giving::Refund> some;
        for (std::size_t i = 0; i < count; ++i)
            if (chosen & (1U << i)) some.push_back(theirs[i]), sum = sum + theirs[i].amount;
        if (some.size() < 2 || -sum != line.amount) continue;
        Expected best;
        for (const auto& refund : some) {
            auto one = judge_refund(refund, line,
                                    std::chrono::floor<std::chrono::days>(refund.proposed_at));
            if (one.score > best.score) best = std::move(one);
        }
        for (const auto& refund : some)
            if (refund.id != best.refund->id) best.more.push_back(refund);
        all.push_back(std::move(best));
    }
}

void add_refunds_together(store::Session& session, std::vector<Expected>& all, const Line& line) {
    constexpr int refunds_max = 200;
    std::map<std::string, std::vector<giving::Refund>> by_payee;
    for (auto& one : giving::refunds_in(session, giving::RefundState::approved, refunds_max))
        if (!one.is_by_card && one.amount.currency == line.amount.currency &&
            !(one.payee_iban.empty() && one.donor.empty()))
            by_payee[payee_of(one)].push_back(std::move(one));
    for (const auto& [payee, theirs] : by_payee) add_sums(all, line, theirs);
}

}  // namespace

Expected judge_payout(const giving::Payout& payout, const Line& line) {
    Expected one;
    one.payout = payout;
    const auto due = payout.back_at ? Date{std::chrono::floor<std::chrono::days>(*payout.back_at)}
                                    : payout.arrives_on;
    one.days = days_from(due, line.booked_on);
    const auto words = words_of(line);
    give_clue(one, Clue::same_amount, 40);
    if (names(words, payout.trace) || names(words, payout.payout))
        give_clue(one, Clue::names_it, 60);
    else if (names(words, payout.descriptor))
        give_clue(one, Clue::names_it, 50);
    if (words.find(packed(payout.provider)) != words.npos) give_clue(one, Clue::same_name, 20);
    if (one.days >= -1 && one.days <= arrives_within_days) give_clue(one, Clue::soon, 30);
    return one;
}

Expected judge_refund(const giving::Refund& refund, const Line& line, Date proposed_on) {
    Expected one;
    one.refund = refund;
    one.days = days_from(proposed_on, line.booked_on);
    const auto words = words_of(line);
    give_clue(one, Clue::same_amount, 40);
    if (names(words, refund.reference)) give_clue(one, Clue::names_it, 50);
    if (!refund.payee_iban.empty() && packed(refund.payee_iban) == packed(line.other_iban))
        give_clue(one, Clue::same_account, 40);
    const auto likeness = compare_names(refund.donor, line.other_name);
    if (likeness == Likeness::same) give_clue(one, Clue::same_name, 30);
    if (one.days >= 0 && one.days <= arrives_within_days) give_clue(one, Clue::soon, 10);
    return one;
}

std::vector<Expected> expected_for(store::Session& session, const Line& line) {
    if (line.placed > 0 || line.is_undone) return {};
    std::vector<Expected> all;
    for (const auto& payout : giving::open_payouts(session, line.amount))
        all.push_back(judge_payout(payout, line));
    for (const auto& payout : giving::payouts_leaving_bank(session, -line.amount))
        all.push_back(judge_payout(payout, line));
    if (line.amount.minor < 0)
        for (const auto& refund : giving::refunds_to_pay(session, -line.amount))
            all.push_back(judge_refund(refund, line,
                                       std::chrono::floor<std::chrono::days>(refund.proposed_at)));
    if (line.amount.minor < 0) add_refunds_together(session, all, line);
    std::erase_if(all, [](const Expected& one) { return one.days < -1 || one.days > 60; });
    std::ranges::stable_sort(all, std::ranges::greater{}, &Expected::score);
    constexpr std::size_t shown_max = 5;
    if (all.size() > shown_max) all.resize(shown_max);
    return all;
}

bool is_exactly_expected(const std::vector<Expected>& all) {
    if (all.empty() || !all.front().payout || all.front().score < exact_score) return false;
    return all.size() == 1 || all[1].score < exact_score;
}

}  // namespace bank
