// Suggestion: what a line could be, how likely, and why. Reads only; a person decides.
//
// Every reason adds to the score, and every reason is told. What is exact never comes here: it was
// placed when the line came (is_exact).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/bank/line.h"
#include "campaign/giving/gift.h"
#include "campaign/pledges/pledge.h"

namespace bank {

enum class Why {
    names_it,         // Its reference stands in the words, but something else is in the way.
    nearly_names_it,  // One digit differs, or two are swapped.
    same_amount,
    same_name,
    similar_name,
    known_account,  // This account paid for the same person before.
    soon,           // Given, or due, at most so many days before; due a few days later.
    by_hand         // Somebody marked such a line by hand.
};
constexpr int soon_days = 5;
int score_of(Why);
// From here on a choice is offered as the likely one: in colour, and by one key.
constexpr int primary_score = 50;

struct Suggestion {
    std::vector<giving::Gift> gifts;  // Several: together they are the amount of the line.
    LineId by_hand = {};              // Or the line that was marked by hand.
    int score = 0;
    std::vector<Why> reasons = {};
    int days = 0;  // From the gift to the bank; from the day on which the part was due.
    // Or a pledge that the line does not name, and the part that it would pay next.
    std::optional<pledges::Pledge> pledge = {};
    pledges::Part part = {};
};

constexpr int shown_score = 30;
constexpr std::size_t suggestions_max = 5;
// The best first; none for lines out.
std::vector<Suggestion> suggestions_for(store::Session&, const Line&);

// Pure, for the above: "Dr. Anna-Maria Berg" and "BERG, ANNA MARIA" are the same, "A. Berg"
// similar.
enum class Likeness { none, similar, same };
Likeness compare_names(std::string_view one, std::string_view other);
std::vector<std::string> nearly(std::string_view reference);  // Sound references of one slip.

}  // namespace bank
