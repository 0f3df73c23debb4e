// Review verdicts: what a person says about words that wait, given to the verb they belong to.
#pragma once

#include <string>

#include "web/pages/review/review_cards.h"

namespace pages {

// publish, send_back (with a reason), undo or, of posts, correct (with the new words).
struct Judgement {
    std::string verdict, reason, words;
};
Judgement read_judgement(const http::Request&);

// Throws Refused: not_a_valid_value for a verdict that these words do not have, and what the verbs
// say.
void judge(App&, const ReviewId&, const Judgement&, const people::Actor&, Instant now);

// The words as they are named after the verdict, for taking it back.
ReviewId after_verdict(const ReviewId&, const Judgement&);
bool can_be_undone(const ReviewId&, const Judgement&);

}  // namespace pages
