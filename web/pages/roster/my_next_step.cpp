// What to try next, in words; and what is still to be handed in.
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/phase.h"
#include "campaign/sharing/next_step.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/sharing/my_sharing.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using sharing::Step;

struct Suggestion {
    std::string text, label, href;
};

// The channel that raised the most, else brought the most people; of their own buttons alone.
const links::LinkYield* best_link(const MySharing& mine) {
    const links::LinkYield* best = nullptr;
    for (const auto& one : mine.links) {
        const bool is_button = one.link.shared_from == "own" && one.link.channel != "appeal";
        if (!is_button || (one.yield.scans == 0 && one.yield.gifts == 0)) continue;
        const auto is_more = [&] {
            if (one.yield.raised != best->yield.raised)
                return one.yield.raised > best->yield.raised;
            return one.yield.scans > best->yield.scans;
        };
        if (best == nullptr || is_more()) best = &one;
    }
    return best;
}

sharing::Standing standing_of(const MySharing& mine, const ledger::Figures& figures) {
    const auto& state = mine.state;
    const auto now = mine.request.now;
    sharing::Standing standing{
        .takes_gifts = !campaign::gift_objection(state.campaign, state.shown, now),
        .takes_people = !campaign::join_objection(state.campaign, state.shown, now),
        .gifts = figures.gifts,
        .raised = figures.raised,
        .goal = mine.one.goal,
        .to_thank = mine.to_thank_count,
        .cash_waiting = figures.entered};
    for (const auto& one : mine.links) standing.visits += one.yield.scans;
    if (const auto* best = best_link(mine)) standing.best_channel = best->link.channel;
    return standing;
}

// What the best channel did, with its figures.
Suggestion again_words(const MySharing& mine) {
    const auto& lang = mine.request.language;
    const auto* best = best_link(mine);
    const auto title = say(links::find_channel(best->link.channel)->title, lang);
    const auto visits = say_count("{1} visit", "{1} visits", best->yield.scans, lang);
    const auto raised =
        language::money_text({best->yield.raised, mine.state.campaign.currency}, lang);
    const auto text =
        best->yield.raised > 0
            ? say_with("{1} works best for you so far: {2}, {3}. Use it again.",
                       {title, visits, raised}, lang)
            : say_with("{1} works best for you so far: {2}. Use it again.", {title, visits}, lang);
    return {text, say("Share again", lang), "#share"};
}

Suggestion suggestion_for(Step step, const MySharing& mine, const ledger::Figures& figures) {
    const auto& lang = mine.request.language;
    const auto money = [&](std::int64_t minor) {
        return language::money_text({minor, mine.state.campaign.currency}, lang);
    };
    switch (step) {
        case Step::give_first:
            return {say("Pages that start at zero stay at zero.", lang),
                    say("Start with your own gift", lang),
                    campaign_path(mine.state.campaign) + "/give?p=" + mine.one.slug};
        case Step::tell_one:
            return {say("Send your page to one person who likes you.", lang),
                    say("Share my page", lang), "#share"};
        case Step::hand_in:
            return {say("Money that is counted shows in full colour on your page.", lang),
                    say("See what is waiting", lang), "#gifts"};
        case Step::thank:
            return {say_count("{1} person waits for a word of thanks.",
                              "{1} people wait for a word of thanks.", mine.to_thank_count, lang),
                    say("Say thank you", lang), "#thanks"};
        case Step::nearly_there:
            return {say_with("Only {1} to your goal. Tell people how close it is.",
                             {money(mine.one.goal - figures.raised)}, lang),
                    say("Share my page", lang), "#share"};
        case Step::again:
            return again_words(mine);
        case Step::bring_a_friend:
            return {say("Ask a friend to take part with you: who joins by your link counts as "
                        "brought by you.",
                        lang),
                    say("Share my page", lang), "#share"};
    }
    return {};
}

}  // namespace

void fill_next_step(language::Values& values, const MySharing& mine,
                    const ledger::Figures& figures) {
    const auto step = sharing::next_step(standing_of(mine, figures));
    const auto [text, label, href] = suggestion_for(step, mine, figures);
    values.add("NEXT").set("NEXT_TEXT", text).set("NEXT_LABEL", label).set("NEXT_HREF", href);
}

std::string cash_words(const http::Request& request, const live::State& state,
                       std::int64_t entered) {
    if (entered <= 0) return {};
    const auto& lang = request.language;
    const auto& plan = state.shown.plan;
    const auto line =
        say_with("{1} in cash is entered for you and still to be counted.",
                 {language::money_text({entered, state.campaign.currency}, lang)}, lang);
    const auto today = language::date_in(request.now, plan.time_zone);
    const auto by =
        plan.event_at ? language::date_in(*plan.event_at, plan.time_zone) : plan.ends_on;
    if (by < today) return line;
    return line + ' ' +
           say_with("If it is still with you, hand it in by {1}.", {language::date_text(by, lang)},
                    lang);
}

}  // namespace pages
