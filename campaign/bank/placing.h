// Placing: a line, or a part of it, moves on from `unplaced` to where it belongs, and back.
//
// One line may become several gifts, and several lines one gift. What a gift gains is what arrived;
// its promise is released in the same unit of work. A placing is never removed: taken back, it is
// reversed row by row. Only what names its gift exactly is placed without a person (is_exact).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "campaign/bank/line.h"
#include "campaign/giving/giving.h"
#include "campaign/people/role.h"

namespace bank {

using PlacingId = Id<struct BankPlacingEntity>;

// Where money can go: a gift; a fee of the bank; somebody else's; a gift that the bank took back;
// nowhere, since somebody marked the same line by hand; a deposit of cash; change that was drawn;
// tax that was reclaimed; a payout of a card provider or a refund that we paid (expecting.h).
enum class Kind {
    gift,
    fee,
    outside,
    returned,
    by_hand,
    deposit,
    float_drawn,
    reclaim,
    payout,
    refund
};
std::string_view kind_name(Kind);
Kind kind_of_placing(std::string_view name);

enum class Rest { stays_promised, is_let_go };

struct Part {
    GiftId gift;
    Money amount;
    Rest rest = Rest::stays_promised;
};

// Why: what stands beside the act for ever. how: reference, code, end_to_end, person.
struct Because {
    std::string how = "person", reason = {};
};

// Refuses: amount_out_of_range where the parts are more than what is open of the line;
// already_decided where somebody was faster.
void place_as_gifts(store::Store&, LineId, const std::vector<Part>&, const Because&,
                    const people::Actor&, Instant now);
// The open rest of a line: a fee (of a line out), or not ours.
void place_elsewhere(store::Store&, LineId, Kind, const Because&, const people::Actor&,
                     Instant now);
// A line out takes this much of a gift back.
void place_as_return(store::Store&, LineId, GiftId, const Because&, const people::Actor&,
                     Instant now);
// The open rest of a line is tax that was reclaimed by this schedule (event 20): income of the
// campaigns whose gifts it claimed, that counts toward no goal.
void place_as_reclaim(store::Store&, LineId, std::int64_t schedule, const Because&,
                      const people::Actor&, Instant now);
// The line is the one that was marked by hand: its own booking is reversed, the other stands.
void place_as_known(store::Store&, LineId, LineId by_hand, const people::Actor&, Instant now);
// Refuses where a gift has moved on since then: what came later is taken back first.
void take_back_placing(store::Store&, PlacingId, const people::Actor&, Instant now);

// All that an import's lines were placed as, the latest first.
void take_back_placings_of(store::Store&, ImportId, const people::Actor&, Instant now);

// Places open lines of an import (0: of all) that are exact, at most `limit` of them; what somebody
// has taken back stays open.
struct ExactRound {
    int placed = 0;
    std::set<CampaignId> campaigns = {};
};
ExactRound place_exact_lines(store::Store&, ImportId, int limit, const people::Actor&, Instant now);

struct Placing {
    PlacingId id;
    LineId line;
    Kind kind = Kind::gift;
    GiftId gift;
    Money amount;
    std::int64_t released = 0;
    std::string state_before, how, reason, made_by_name, line_name;
    Instant made_at;
    bool is_undone = false;
    // The deposit, the float, the Gift Aid schedule, the payout or the refund that it is.
    std::int64_t about = 0;
};
std::optional<Placing> find_placing(store::Session&, PlacingId);
std::vector<Placing> recent_placings_of_bank(store::Session&, int limit);
std::vector<Placing> placings_of_line(store::Session&, LineId);
std::vector<PlacingId> living_placings_of(store::Session&, ImportId);  // The latest first.
std::int64_t count_placed_by_reference(store::Session&, Instant since);
void insert_placing(store::Transaction&, const Placing&, AccountId made_by);
bool end_placing(store::Transaction&, PlacingId, AccountId by, Instant now);

}  // namespace bank
