// CardOutcome: what a step of a card payment makes of its gift. Pure.
#pragma once

#include "campaign/giving/card_payment.h"
#include "campaign/giving/settling.h"

namespace giving {

struct CardStep {
    const CardPayment &before, &after;
};
Outcome card_outcome(const Gift&, const std::vector<Line>&, const std::vector<Share>&,
                     const CardStep&);

}  // namespace giving
