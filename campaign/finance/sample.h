// Sample: bank lines and gifts drawn by chance, each walked to the other side.
//
// The same seed draws the same sample, so that an auditor can ask for it again.
#pragma once

#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/money.h"

namespace finance {

enum class Walk { from_lines, from_gifts };

// One step: a line and a gift that it became a part of. A gift without a line (cash, card) has
// line 0; a line that became no gift has gift 0.
struct SampleStep {
    std::int64_t line = 0;
    Date bank_date;
    Money line_amount;
    std::string text;  // Of the line, or how the gift came.
    GiftId gift;
    Money gift_amount, placed;
    std::string gift_state, gift_method, reference;
};

struct SampleWish {
    std::string seed;
    Date first, last;  // Bank dates of lines; booked days of gifts.
    int count = 10;
    Walk walk = Walk::from_lines;
};
constexpr int sample_max = 100;
std::vector<SampleStep> draw_sample(store::Session&, const SampleWish&);

}  // namespace finance
