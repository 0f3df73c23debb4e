// Settling: what a gift's steps change beside its ledger rows: its own row, shares and tallies.
#pragma once

#include <vector>

#include "campaign/giving/gift.h"
#include "campaign/ledger/figures.h"

namespace giving {

// Standing: what the shares of a gift add to the tallies of their receivers in some state.
struct Standing {
    Share share;
    ledger::Figures figures;
};
std::vector<Standing> standing_of(State, const std::vector<Share>&);

// Takes the old standing away and puts the new one in.
void add_shares_to_tallies(store::Transaction&, CampaignId, const std::vector<Standing>& old,
                           const std::vector<Standing>& now_standing, Instant now);

// Outcome: how a step leaves a gift.
struct Outcome {
    State state;
    Money confirmed, open;
    std::vector<Share> shares;  // With their new amounts.
    std::vector<ledger::NewTransfer> rows;
    std::string action, reason;  // For the audit.
};

// Writes a step: the gift (if it is still as it was read), shares, rows, tallies, audit.
// Throws Refused(already_decided) where somebody was faster.
void write_outcome(store::Transaction&, const Gift& before, const std::vector<Share>& shares_before,
                   const Outcome&, const ledger::Booking&);

// Other shares for a gift as it stands: the rows, the tallies and rankings of both. For the verb
// that has seen that nothing else moves.
void replace_shares(store::Transaction&, const Gift&, const std::vector<Share>& before,
                    const std::vector<Share>& after, Instant now);

// Dates the milestones that a campaign has reached by now. After a gift was confirmed.
void reach_milestones_of(store::Store&, CampaignId, Instant now);

// The shares of a gift when this much of it counts.
std::vector<Share> shares_holding(const std::vector<Share>&, Money counting);

}  // namespace giving
