// Tally: the cached sum of the ledger for one campaign, participant or team, kept in slots.
//
// A gift adds to one slot, picked at random, so that no row is hot; a total is the slots' sum.
// The ledger is the truth: `ledger verify` rebuilds every tally and shows any difference.
#pragma once

#include <string>
#include <vector>

#include "campaign/ledger/figures.h"

namespace ledger {

// Whose sum: a campaign carries every figure, a participant and a team raised, entered and pledged
// (their shares) and the number of gifts.
struct Subject {
    std::string type;  // campaign, participant, team
    std::int64_t id = 0;
    CampaignId campaign;
};

Subject tally_of(CampaignId);
Subject tally_of(ParticipantId, CampaignId);
Subject tally_of(TeamId, CampaignId);

constexpr int campaign_slots = 16, person_slots = 4;

void open_tally(store::Transaction&, const Subject&);  // Makes the slots, all zero.
void add_to_tally(store::Transaction&, const Subject&, const Figures&, Instant now);

Figures figures_of(store::Session&, CampaignId);
Figures figures_of_subject(store::Session&, const Subject&);

struct Ranked {
    std::int64_t id = 0;
    Figures figures;
};
struct Tallied {
    Subject subject;
    Figures figures;
};
std::vector<Tallied> all_tallies(store::Session&, int limit);

// Of several participants or teams, in one query; those without a row are left out.
std::vector<Ranked> figures_of_many(store::Session&, const std::string& type,
                                    const std::vector<std::int64_t>& ids);

// The best of a campaign by raised, most first; ties stand in order of who was there first.
std::vector<Ranked> ranking_of(store::Session&, CampaignId, const std::string& type, int limit);

}  // namespace ledger
