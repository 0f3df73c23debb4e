#include "web/pages/review/long_cards.h"

#include "campaign/campaign.h"
#include "campaign/introductions/introducing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/stories/writing.h"
#include "web/pages/review/review_verdicts.h"
#include "web/pages/stories/story_pictures.h"

namespace pages {

namespace {

using language::say;
using language::say_with;

[[noreturn]] void refuse_verdict() {
    throw Refused{{Reason::not_a_valid_value, "verdict", "publish or send_back."}};
}

bool approves(const Judgement& judgement) {
    if (judgement.verdict == "publish") return true;
    if (judgement.verdict != "send_back") refuse_verdict();
    return false;
}

Date today_of(store::Session& session, CampaignId id, Instant now) {
    const auto campaign = campaign::find_campaign_by_id(session, id);
    return language::date_in(now, campaign::current_version(session, *campaign).plan.time_zone);
}

// What a person agreed to, for whoever says the second yes.
std::string consent_words(const introductions::Words& words, const std::string& lang) {
    if (words.consent_how.empty() || !words.consent_on)
        return say("No consent is written down.", lang);
    const auto on = language::date_text(*words.consent_on, lang);
    if (!words.consent_until)
        return say_with("They agreed on {1}: {2}", {on, words.consent_how}, lang);
    return say_with("They agreed on {1}, until {2}: {3}",
                    {on, language::date_text(*words.consent_until, lang), words.consent_how}, lang);
}

std::string text_of(const introductions::Words& words, const std::string& lang) {
    auto text = words.role + "\n\n" + words.words;
    if (!words.video.empty()) text += "\n\n" + words.video;
    for (const auto& link : words.links) text += "\n" + link.title + ": " + link.address;
    return text + "\n\n" + consent_words(words, lang);
}

std::string before_of(store::Session& session, const introductions::Introduction& one) {
    const auto shown = introductions::find_profile(session, one.shown);
    return shown ? shown->words.name + ", " + shown->words.role + ": " + shown->words.words
                 : std::string{};
}

}  // namespace

std::vector<Card> story_cards(const http::Request& request, store::Session& session,
                              CampaignId campaign) {
    std::vector<Card> cards;
    for (const auto& version : stories::versions_to_review(session, campaign, queue_max)) {
        const auto story = stories::find_story_by_id(session, version.story);
        if (!story) continue;
        cards.push_back({.id = {"story", version.id.value, version.number},
                         .campaign = story->campaign,
                         .since = version.submitted_at.value_or(version.made_at),
                         .kind = say("A story", request.language),
                         .who = version.words.title,
                         .text = version.words.summary,
                         .is_own = version.author == request.visitor->account,
                         .whole_path = "/stories/" + story->slug,
                         .body = version.words.body});
    }
    return cards;
}

std::vector<Card> introduction_cards(const http::Request& request, store::Session& session,
                                     CampaignId campaign) {
    std::vector<Card> cards;
    for (const auto& profile : introductions::profiles_to_decide(session, campaign, queue_max)) {
        const auto one = introductions::find_introduction_by_id(session, profile.introduction);
        if (!one || !request.visitor->may(people::Duty::run_campaign, one->campaign)) continue;
        cards.push_back({.id = {"introduction", profile.id.value, profile.number},
                         .campaign = one->campaign,
                         .since = profile.made_at,
                         .kind = say("An introduction of one person", request.language),
                         .who = profile.words.name,
                         .text = text_of(profile.words, request.language),
                         .before = before_of(session, *one),
                         .is_own = profile.author == request.visitor->account,
                         .photo = profile.words.photo,
                         .whole_path = "/introductions/" + one->slug});
    }
    return cards;
}

language::Html render_long(store::Session& session, const Card& card) {
    const auto version = stories::find_version(session, stories::StoryVersionId{card.id.number});
    return language::render_illustrated(card.body, version
                                                       ? desk_illustrations(session, version->story)
                                                       : language::Illustrations{});
}

CampaignId campaign_of_long(store::Session& session, const ReviewId& id) {
    if (id.type == "story") {
        const auto version = stories::find_version(session, stories::StoryVersionId{id.number});
        const auto story = version ? stories::find_story_by_id(session, version->story)
                                   : std::optional<stories::Story>{};
        return story ? story->campaign : CampaignId{};
    }
    const auto profile = introductions::find_profile(session, introductions::ProfileId{id.number});
    const auto one = profile
                         ? introductions::find_introduction_by_id(session, profile->introduction)
                         : std::optional<introductions::Introduction>{};
    return one ? one->campaign : CampaignId{};
}

void judge_story(App& app, const ReviewId& id, const Judgement& judgement,
                 const people::Actor& actor, Instant now) {
    const auto version =
        stories::find_version(app.store.session(), stories::StoryVersionId{id.number});
    if (!version || version->number != id.version) throw Refused{{Reason::not_found}};
    stories::decide_story(app.store, {version->id, approves(judgement), judgement.reason}, actor,
                          now);
}

void judge_introduction(App& app, const ReviewId& id, const Judgement& judgement,
                        const people::Actor& actor, Instant now) {
    auto& session = app.store.session();
    const auto profile = introductions::find_profile(session, introductions::ProfileId{id.number});
    if (!profile || profile->number != id.version) throw Refused{{Reason::not_found}};
    introductions::decide_introduction(
        app.store,
        {profile->id,
         approves(judgement) ? introductions::Verdict::approve : introductions::Verdict::send_back,
         judgement.reason},
        today_of(session, campaign_of_long(session, id), now), actor, now);
}

}  // namespace pages
