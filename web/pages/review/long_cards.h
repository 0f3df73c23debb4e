// Long cards: stories and introductions that wait for a second person, in the queue beside what is
// short: their words stand there whole, as everybody will read them.
#pragma once

#include <vector>

#include "campaign/language/template.h"
#include "web/pages/review/review_cards.h"

namespace pages {

std::vector<Card> story_cards(const http::Request&, store::Session&, CampaignId);
// Only for those who run the campaign: a moderator reads words, not portraits of people.
std::vector<Card> introduction_cards(const http::Request&, store::Session&, CampaignId);

// The body of a card as everybody will read it, with its pictures.
language::Html render_long(store::Session&, const Card&);

// Which campaign a story's or an introduction's wording belongs to; 0: there is none.
CampaignId campaign_of_long(store::Session&, const ReviewId&);

// The verdict on one of them, by the verb it belongs to. Throws Refused.
struct Judgement;
void judge_story(App&, const ReviewId&, const Judgement&, const people::Actor&, Instant now);
void judge_introduction(App&, const ReviewId&, const Judgement&, const people::Actor&, Instant now);

}  // namespace pages
