// GiftPlan: one gift of the demo with all that becomes of it, drawn before anything is written.
#pragma once

#include "campaign/giving/giving.h"
#include "web/demo/walkers.h"
#include "web/demo/walls.h"

namespace demo {

struct GiftPlan {
    enum class End { arrives, comes_short, is_withdrawn, lapses, is_confirmed, is_rejected, waits };

    std::size_t show = 0;
    giving::NewGift asked;
    Instant at;
    End end = End::waits;
    Instant ends_at;
    std::int64_t arrives_minor = 0;
    std::string reason;
    bool lets_rest_go = false;
    std::optional<Instant> proven_at = {}, read_at = {};
    bool is_hidden = false;  // The words, by who read them.
    std::string channel;     // Of asked.link.
};

// Donor: drawn from the cast; the desk knows less of them.
giving::Donor draw_donor(const Cast&, Dice&, std::size_t number);
std::int64_t draw_amount(Dice&);  // Euro cents: mostly 10, 20 or 50, now and then a large one.

struct Plot {
    const Stage& stage;
    const Cast& cast;
    const Walkers& walkers;
    const Walls& walls;
};
// All gifts of all shows, the earliest first.
std::vector<GiftPlan> draw_gifts(const Plot&, Instant now);

}  // namespace demo
