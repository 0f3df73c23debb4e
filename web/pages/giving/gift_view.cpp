#include "web/pages/giving/gift_view.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/matching/match.h"
#include "campaign/matching/pool.h"

namespace pages {

namespace {

using giving::PaymentState;
using language::money_text;
using language::say;
using language::say_with;

bool is_quarantined(const Shown& shown) {
    return shown.payment && !shown.payment->quarantine.empty();
}

// Money has come that is not this gift yet.
bool is_held(const Shown& shown) {
    const auto state = shown.gift.state;
    return is_quarantined(shown) &&
           (giving::waits_for_card(shown.gift) || state == giving::State::failed ||
            state == giving::State::expired);
}

std::string waiting_headline(const Shown& shown, const std::string& lang) {
    if (may_try_again(shown)) return say("Nothing was taken.", lang);
    if (!shown.is_asked)
        return say("We cannot see your payment yet. If you paid, you need do nothing.", lang);
    return say("We are waiting for your bank. You need do nothing.", lang);
}

}  // namespace

bool is_by_card(const Shown& shown) { return shown.gift.method == "card"; }

bool looks_again(const Shown& shown) {
    if (!is_by_card(shown) || is_quarantined(shown)) return false;
    return shown.gift.state == giving::State::intent && !may_try_again(shown);
}

bool may_try_again(const Shown& shown) {
    const auto state = shown.gift.state;
    if (!is_by_card(shown) || is_quarantined(shown)) return false;
    if (state == giving::State::failed || state == giving::State::expired) return true;
    if (state != giving::State::intent || !shown.is_asked) return false;
    return !shown.payment || shown.payment->facts.state == PaymentState::open;
}

std::string headline_of(const Shown& shown, const std::string& lang) {
    const auto& gift = shown.gift;
    const auto amount = money_text(gift.confirmed.minor > 0 ? gift.confirmed : gift.amount, lang);
    if (is_held(shown)) return say("Your payment has arrived.", lang);
    switch (gift.state) {
        case giving::State::confirmed:
            return gift.donor.name.empty()
                       ? say_with("Thank you. Your {1} has arrived.", {amount}, lang)
                       : say_with("Thank you, {1}. Your {2} has arrived.",
                                  {gift.donor.name, amount}, lang);
        case giving::State::pending:
            if (is_by_card(shown))
                return say("We are waiting for your bank. You need do nothing.", lang);
            return say_with("One step left: send {1} with this reference.", {amount}, lang);
        case giving::State::entered:
            return say_with("Thank you. Your {1} is here and will be counted.", {amount}, lang);
        case giving::State::withdrawn:
            return say("You took this promise back.", lang);
        case giving::State::lapsed:
            return say("This promise ended after 60 days.", lang);
        case giving::State::rejected:
            return say("This gift was not counted.", lang);
        case giving::State::intent:
            return waiting_headline(shown, lang);
        case giving::State::failed:
            return say("The payment did not go through. Nothing was taken.", lang);
        case giving::State::expired:
            return say("The payment was not finished in time. Nothing was taken.", lang);
        case giving::State::refunded:
        case giving::State::lost:
            return say_with("Your {1} went back to you.", {amount}, lang);
        case giving::State::disputed:
            return say_with("Your {1} is being looked into by your bank.", {amount}, lang);
    }
    return {};
}

std::string line_of(const Shown& shown, const std::string& lang) {
    const auto& gift = shown.gift;
    if (is_held(shown))
        return say(
            "It does not quite fit what was asked for, so somebody looks at it first. You "
            "need do nothing.",
            lang);
    if (gift.state == giving::State::confirmed && gift.open.minor > 0)
        return say_with("{1} of your promise is still open.", {money_text(gift.open, lang)}, lang);
    if (gift.state == giving::State::confirmed && is_by_card(shown) && gift.confirmed < gift.amount)
        return say_with("{1} of it went back to you.",
                        {money_text(gift.amount - gift.confirmed, lang)}, lang);
    if (gift.state == giving::State::confirmed)
        return say("You can see it on the campaign's page now.", lang);
    if (gift.state == giving::State::pending)
        return say("We are waiting for your bank. As soon as it has told us, this page says so.",
                   lang);
    if (looks_again(shown)) return say("This page looks again by itself.", lang);
    if (may_try_again(shown))
        return say("Everything you typed is kept: you can pay now, or not at all.", lang);
    if (gift.state == giving::State::entered)
        return say("Two people count it; then it is part of the total.", lang);
    return say("Nothing is owed. You are welcome to give again.", lang);
}

void fill_mention(language::Values& values, App& app, const Shown& shown, const std::string& lang) {
    const auto& mentions = shown.gift.donor.mentions;
    if (mentions.remembered.empty()) return;
    auto& section = values.add("MENTION");
    section.set("MENTION_TEXT", giving::remembering_text(mentions, lang));
    const auto kept = giving::find_card(app.store.session(), shown.gift.id);
    if (!kept) return;
    const auto& to = kept->card.name.empty() ? kept->card.email : kept->card.name;
    section.add("CARD").set(
        "CARD_TEXT",
        kept->told_at
            ? say_with("A card went to {1} on {2}.",
                       {to, language::date_text(*kept->told_at, shown.zone, lang)}, lang)
            : say_with("A card goes to {1} once your gift has arrived and somebody has read your "
                       "words.",
                       {to}, lang));
}

void fill_match(language::Values& values, App& app, const giving::Gift& gift,
                const std::string& lang) {
    auto& session = app.store.session();
    const auto match = matching::find_match(session, gift.id);
    if (!match || match->earned == 0) return;
    const auto pool = matching::find_pool(session, match->pool);
    values.add("MATCHED_BY")
        .set("SPONSOR", say_with(language::to_say("Matched by {1}"), {pool->sponsor}, lang))
        .set("ADDED", money_text(pool->money(match->earned), lang));
}

}  // namespace pages
