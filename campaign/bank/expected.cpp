#include "campaign/bank/expected.h"

#include <algorithm>
#include <chrono>

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
