// The queue and its verdicts as programs have them: the second half of desk_review.h.
#include "campaign/words/refusal.h"
#include "web/pages/review/desk_review.h"
#include "web/pages/review/review_cards.h"
#include "web/pages/review/review_verdicts.h"

namespace pages {

std::vector<WaitingWords> words_waiting(const http::Request& request, App& app,
                                        CampaignId campaign) {
    std::vector<WaitingWords> waiting;
    for (const auto& card : all_cards(request, app, campaign)) {
        // What is public already, and pictures, are looked at on a page.
        const auto& type = card.id.type;
        if (type == "look" || type == "portrait" || !card.read_path.empty()) continue;
        auto text = card.text;
        if (!card.body.empty()) text += (text.empty() ? "" : "\n\n") + card.body;
        const auto hints = hints_about(card.who + '\n' + text, "en");
        waiting.push_back({card.id.text(), card.id.type, card.who, std::move(text), card.before,
                           card.since, card.is_own, hints});
    }
    return waiting;
}

people::Duty duty_of_words(const std::string& typed) {
    return duty_of(read_review_id(typed).value_or(ReviewId{}));
}

void judge_words(App& app, CampaignId campaign, const WordsVerdict& verdict,
                 const people::Actor& actor, Instant now) {
    const auto id = read_review_id(verdict.words);
    if (!id || campaign_of_words(app, *id) != campaign) throw Refused{{Reason::not_found}};
    const bool is_seen_on_a_page = id->type == "look" || id->type == "portrait";
    if (is_seen_on_a_page) throw Refused{{Reason::not_found}};
    judge(app, *id, {verdict.verdict, verdict.reason, {}}, actor, now);
}

}  // namespace pages
