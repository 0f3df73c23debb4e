#include "web/pages/review/review_cards.h"

#include <algorithm>

#include "campaign/announcements/announcement.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/name.h"
#include "campaign/posts/trusting.h"
#include "campaign/roster/participant.h"
#include "campaign/roster/portrait.h"
#include "campaign/words/number.h"
#include "campaign/words/screening.h"
#include "web/pages/review/long_cards.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using people::Duty;

// All words of a gift that one verdict is about.
std::string words_of(const giving::Gift& gift, store::Session& session, const std::string& lang) {
    std::string words = gift.donor.message;
    const auto add = [&](const std::string& line) {
        if (!line.empty()) words += (words.empty() ? "" : "\n\n") + line;
    };
    const auto& mentions = gift.donor.mentions;
    add(giving::remembering_text(mentions, lang));
    if (!mentions.company.empty()) add(say_with("Given by {1}", {mentions.company}, lang));
    if (mentions.remembered.empty()) return words;
    if (const auto kept = giving::find_card(session, gift.id); kept && !kept->told_at)
        add(say_with("A card by mail to {1}: {2}", {kept->card.name, kept->card.words}, lang));
    return words;
}

Card card_of(const giving::Gift& gift, store::Session& session, const http::Request& request) {
    const auto& lang = request.language;
    return {.id = {"gift", gift.id.value, gift.version},
            .campaign = gift.campaign,
            .since = gift.given_at,
            .kind = say_with("To a gift of {1}", {money_text(gift.amount, lang)}, lang),
            .who = gift.donor.name.empty() ? say("No name", lang) : gift.donor.name,
            .text = words_of(gift, session, lang),
            .is_own = gift.entered_by && gift.entered_by == request.visitor->account};
}

// What else they would like, for the reader to say yes to.
std::string address_words(const std::string& wanted_slug, const std::string& lang) {
    if (wanted_slug.empty()) return {};
    return say_with("Wants the address {1}", {wanted_slug}, lang);
}

std::string with_address(const roster::Participant& one, const std::string& lang) {
    const auto address = address_words(one.wanted_slug, lang);
    if (address.empty()) return one.story;
    return one.story.empty() ? address : one.story + "\n\n" + address;
}

Card card_of(const roster::Participant& one, const http::Request& request) {
    const auto before = one.shown_name.empty() && one.shown_story.empty()
                            ? std::string{}
                            : one.shown_name + ": " + one.shown_story;
    return {.id = {"participant", one.id.value, one.version},
            .campaign = one.campaign,
            .since = one.words_written_at,
            .kind = say("A participant's page", request.language),
            .who = one.is_minor ? say_with("{1}, shown as {2}",
                                           {one.name, roster::name_to_show(one)}, request.language)
                                : one.name,
            .text = with_address(one, request.language),
            .before = before,
            .is_own = one.account && one.account == request.visitor->account,
            .participant = one.id};
}

Card card_of(const roster::Team& team, const http::Request& request) {
    return {.id = {"team", team.id.value, team.version},
            .campaign = team.campaign,
            .since = team.made_at,
            .kind = say("The name of a team", request.language),
            .who = team.name,
            .text = address_words(team.wanted_slug, request.language),
            .before = team.shown};
}

// `authors` holds the participant, if it is one's.
Card card_of(const posts::Post& post, const std::vector<roster::Participant>& authors,
             const http::Request& request) {
    const auto& lang = request.language;
    const auto account = request.visitor->account;
    const auto author = std::ranges::find(authors, post.participant, &roster::Participant::id);
    const bool is_known = post.participant && author != authors.end();
    return {.id = {"post", post.id.value, post.version},
            .campaign = post.campaign,
            .since = post.written_at,
            .kind = post.is_official() ? say("A post of the campaign itself", lang)
                                       : say("A post by a participant", lang),
            .who = is_known ? author->name : say("The campaign", lang),
            .text = post.words,
            .before = post.shown,
            .is_own = post.author == account || (is_known && author->account == account),
            .participant = post.participant};
}

Card card_of(const announcements::Announcement& news, const http::Request& request,
             store::Session& session) {
    const auto& lang = request.language;
    return {.id = {"announcement", news.id.value, news.version},
            .campaign = news.campaign,
            .since = news.made_at,
            .kind = news.shown_at ? say("An announcement that one person showed alone", lang)
                                  : say("An announcement to everybody", lang),
            .who = people::name_of(session, news.author),
            .text = news.words,
            .is_own = news.author == request.visitor->account,
            .read_path = news.shown_at ? "/announcements" : ""};
}

std::vector<Card> announcement_cards(const http::Request& request, store::Session& session,
                                     CampaignId campaign) {
    std::vector<Card> cards;
    for (const auto& news : announcements::announcements_to_decide(session, campaign, request.now))
        cards.push_back(card_of(news, request, session));
    return cards;
}

std::vector<Card> post_cards(const http::Request& request, store::Session& session,
                             CampaignId campaign) {
    const auto waiting = posts::posts_to_review(session, campaign, queue_max);
    std::vector<std::int64_t> ids;
    for (const auto& post : waiting)
        if (post.participant) ids.push_back(post.participant.value);
    const auto authors = roster::find_participants(session, ids);
    std::vector<Card> cards;
    for (const auto& post : waiting) cards.push_back(card_of(post, authors, request));
    return cards;
}

std::vector<Card> look_cards(const http::Request& request, store::Session& session,
                             CampaignId campaign) {
    std::vector<Card> cards;
    for (const auto& post : posts::posts_to_look_at(session, campaign, queue_max)) {
        const auto authors = roster::find_participants(session, {post.participant.value});
        auto card = card_of(post, authors, request);
        card.id.type = "look", card.before.clear();
        card.kind =
            say("Public already, by somebody who is trusted: to be looked at", request.language);
        cards.push_back(std::move(card));
    }
    return cards;
}

std::string shows_words(roster::Shows shows, const std::string& lang) {
    switch (shows) {
        case roster::Shows::me:
            return say("It shows only them, and they agree that it is shown.", lang);
        case roster::Shows::nobody:
            return say("Nobody can be recognised in it, they say.", lang);
        case roster::Shows::others:
            return say("It shows others, too: press it and record their consents first.", lang);
    }
    return {};
}

std::vector<Card> portrait_cards(const http::Request& request, store::Session& session,
                                 CampaignId campaign) {
    std::vector<Card> cards;
    for (const auto& portrait : roster::portraits_to_review(session, campaign, queue_max)) {
        const auto one = roster::find_participant_by_id(session, portrait.participant);
        if (!one || one->left_at) continue;
        const auto& lang = request.language;
        cards.push_back({.id = {"portrait", portrait.photo.value, portrait.version},
                         .campaign = portrait.campaign,
                         .since = portrait.brought_at,
                         .kind = say("A participant's picture", lang),
                         .who = one->name,
                         .text = shows_words(portrait.shows, lang),
                         .is_own = one->account && one->account == request.visitor->account,
                         .participant = one->id,
                         .photo = portrait.photo});
    }
    return cards;
}

}  // namespace

std::optional<ReviewId> read_review_id(const std::string& typed) {
    const auto first = typed.find('-'), second = typed.find('-', first + 1);
    if (first == typed.npos || second == typed.npos) return {};
    ReviewId id{.type = typed.substr(0, first)};
    read_number(typed.substr(first + 1, second - first - 1), id.number);
    read_number(typed.substr(second + 1), id.version);
    return id;
}

std::vector<Card> all_cards(const http::Request& request, App& app, CampaignId campaign) {
    auto& session = app.store.session();
    auto cards = post_cards(request, session, campaign);
    for (const auto& gift : giving::gifts_to_review(session, campaign, queue_max))
        cards.push_back(card_of(gift, session, request));
    for (const auto& one : roster::participants_to_review(session, campaign, queue_max))
        cards.push_back(card_of(one, request));
    for (const auto& team : roster::teams_to_review(session, campaign, queue_max))
        cards.push_back(card_of(team, request));
    for (auto make :
         {look_cards, announcement_cards, story_cards, introduction_cards, portrait_cards})
        for (auto& card : make(request, session, campaign)) cards.push_back(std::move(card));
    std::erase_if(cards, [&](const Card& card) {
        return !request.visitor->may(Duty::review_words, card.campaign);
    });
    std::ranges::stable_sort(cards, {}, &Card::since);
    if (cards.size() > std::size_t{queue_max}) cards.resize(queue_max);
    return cards;
}

std::vector<std::string> hints_about(const std::string& text, const std::string& lang) {
    std::vector<std::string> hints;
    for (const auto& [hint, what] : screen(text)) switch (hint) {
            case Hint::mail_address:
                hints.push_back(say_with("Holds an e-mail address or a handle: {1}", {what}, lang));
                break;
            case Hint::telephone:
                hints.push_back(say_with("Holds a telephone number: {1}", {what}, lang));
                break;
            case Hint::record_number:
                hints.push_back(
                    say_with("Holds a number like that of a record: {1}", {what}, lang));
                break;
            case Hint::link:
                hints.push_back(say_with("Holds a link: {1}", {what}, lang));
                break;
        }
    return hints;
}

Duty duty_of(const ReviewId& id) {
    return id.type == "introduction" ? Duty::run_campaign : Duty::review_words;
}

CampaignId campaign_of_words(App& app, const ReviewId& id) {
    auto& session = app.store.session();
    if (id.type == "gift") {
        const auto gift = giving::find_gift(session, GiftId{id.number});
        return gift ? gift->campaign : CampaignId{};
    }
    if (id.type == "participant") {
        const auto one = roster::find_participant_by_id(session, ParticipantId{id.number});
        return one ? one->campaign : CampaignId{};
    }
    if (id.type == "announcement") {
        const auto news =
            announcements::find_announcement(session, announcements::AnnouncementId{id.number});
        return news ? news->campaign : CampaignId{};
    }
    if (id.type == "story" || id.type == "introduction") return campaign_of_long(session, id);
    if (id.type == "portrait") {
        const auto portrait = roster::find_portrait(session, pictures::PhotoId{id.number});
        return portrait ? portrait->campaign : CampaignId{};
    }
    if (id.type == "post" || id.type == "look") {
        const auto post = posts::find_post(session, posts::PostId{id.number});
        return post ? post->campaign : CampaignId{};
    }
    if (id.type != "team") return {};
    const auto team = roster::find_team_by_id(session, TeamId{id.number});
    return team ? team->campaign : CampaignId{};
}

}  // namespace pages
