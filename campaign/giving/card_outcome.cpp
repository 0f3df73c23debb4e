#include "campaign/giving/card_outcome.h"

#include "campaign/giving/card_entries.h"
#include "campaign/giving/settling.h"

namespace giving {

Outcome card_outcome(const Gift& gift, const std::vector<Line>& lines,
                     const std::vector<Share>& shares, const CardStep& step) {
    const Money nothing{0, gift.amount.currency};
    const auto& after = step.after;
    const auto state = gift_state_for(after.facts);
    const auto is_paid = after.facts.captured.minor > 0;
    const auto remains = is_paid ? remainder_of(after.facts).remains : nothing;
    const auto taken = is_paid ? gift.amount - remains : nothing;
    const auto counting = counting_of(lines_left(lines, taken), gift.amount.currency);
    return {state, remains, state == State::pending ? gift.amount : nothing,
            // In proportion to what each has; where nothing was left of any, equal parts.
            shares_holding(shares, counting), rows_between(gift, lines, step.before, after),
            "card " + std::string{state_name(state)}, ""};
}

}  // namespace giving
