#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/bank_account.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/campaigns/plan_form.h"

namespace pages {

namespace {

using campaign::Plan;
using language::say;

struct Said {
    std::string_view field;
    std::string words;
};

std::string lines_of(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : " · ") + part;
    return text;
}

std::vector<std::string> lines_in(const std::string& text) {
    std::vector<std::string> lines{""};
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    }
    return lines;
}

std::string joined_lines(const std::vector<std::string>& lines, std::size_t from, std::size_t to) {
    std::string text = from > 0 ? "… " : "";
    for (auto i = from; i < to; ++i) text += lines[i] + '\n';
    return text + (to < lines.size() ? "…" : "");
}

// Of two long texts the lines between what they begin and end with alike.
void keep_what_differs(PlanDifference& difference) {
    const auto before = lines_in(difference.before), after = lines_in(difference.after);
    const auto shorter = std::min(before.size(), after.size());
    std::size_t head = 0, tail = 0;
    while (head < shorter && before[head] == after[head]) ++head;
    while (tail + head < shorter &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    difference.before = joined_lines(before, head, before.size() - tail);
    difference.after = joined_lines(after, head, after.size() - tail);
}

// A plan as a list of fields in words, always in the same order.
std::vector<Said> said_of(const campaign::Campaign& campaign, const Plan& plan,
                          const std::string& lang) {
    const auto amount = [&](std::int64_t of) {
        return goal_amount_words(campaign, plan, of, lang);
    };
    std::vector<std::string> stones;
    for (const auto& stone : plan.milestones)
        stones.push_back(amount(stone.amount) + ' ' + stone.title);
    std::string event;
    if (plan.event_at)
        event = language::date_text(*plan.event_at, plan.time_zone, lang) + ", " +
                language::time_text(*plan.event_at, plan.time_zone, lang);
    return {{"Title", plan.title},
            {"In one sentence", plan.summary},
            {"Story", plan.story},
            {"Goal", plan.goal == 0 ? std::string{} : amount(plan.goal)},
            {"Milestones", lines_of(stones)},
            {"From and until", window_words(plan, lang)},
            {"Time zone", plan.time_zone},
            {"Start of the event", event},
            {"Place", plan.place},
            {"Routes", plan.routes},
            {"Free, or what it costs", plan.entry},
            {"Without steps", plan.step_free},
            {"Whom to ring", plan.contact},
            {"Hashtag", plan.hashtag},
            {"Sponsors", lines_of(plan.sponsors)},
            {"Theme", say(plan.theme, lang) + ' ' + std::to_string(plan.theme_seed)},
            {"Promises in a lighter tone", say(plan.shows_lighter ? "shown" : "not shown", lang)}};
}

}  // namespace

std::vector<PlanDifference> differences_of(const http::Request& request, App& app,
                                           const campaign::Campaign& campaign,
                                           const PlanPair& plans) {
    const auto& lang = request.language;
    auto next = said_of(campaign, plans.after, lang);
    auto last = plans.before ? said_of(campaign, *plans.before, lang) : std::vector<Said>{};
    const auto before = plans.before ? plans.before->bank_account : BankAccountId{};
    for (const auto& account : organisation::all_bank_accounts(app.store.session())) {
        const auto words = account.label + ", " + account.iban;
        if (account.id == plans.after.bank_account) next.push_back({"Bank account", words});
        if (account.id == before) last.push_back({"Bank account", words});
    }
    std::vector<PlanDifference> differences;
    for (const auto& [field, words] : next) {
        const auto old = std::ranges::find(last, std::string_view{field}, &Said::field);
        const auto old_words = old == last.end() ? std::string{} : old->words;
        if (old_words == words) continue;
        differences.push_back({say(field, lang), old_words, words});
        if (plans.before && field == "Story") keep_what_differs(differences.back());
    }
    return differences;
}

}  // namespace pages
