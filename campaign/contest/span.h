// Span: when what counts in a contest was given, and until when it was confirmed.
//
// Outside a contest there is none, and everything counts. Scores are made by one span; where the
// campaign's window or its hold is changed later, they are made anew (rescoring.h).
#pragma once

#include "campaign/contest/contest.h"

namespace contest {

struct Span {
    std::optional<Instant> opens, closes, ends;

    bool holds(Instant given_at) const {
        return !opens || (given_at >= *opens && given_at < *closes);
    }
    bool is_over(Instant made_at) const { return ends && made_at >= *ends; }
    friend bool operator==(const Span&, const Span&) = default;
};

// As it is now by the plan that everybody sees.
Span span_of(store::Session&, const Contest&);

}  // namespace contest
