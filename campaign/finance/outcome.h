// Outcome: what a campaign that is over has raised, proposed by one person and signed by another.
//
// Its figures are those of the ledger when it was proposed; if they have moved by the time somebody
// signs, it is proposed anew. Once signed, statement and report are never changed: what comes or
// goes later is told beside them.
#pragma once

#include <optional>
#include <string>

#include "campaign/ledger/figures.h"

namespace finance {

struct Outcome {
    CampaignId campaign;
    ledger::Figures figures;
    std::string thanks;  // In the words of the campaign, for the report.
    bool is_signed = false;
    AccountId proposed_by, signed_by;
    std::string proposed_name, signed_name;
    Instant proposed_at;
    std::optional<Instant> signed_at;
    int version = 1;
};

constexpr std::size_t thanks_max = 800;

std::optional<Outcome> find_outcome(store::Session&, CampaignId);
std::string report_of_outcome(store::Session&, CampaignId);  // PDF, once it is signed.

bool insert_outcome(store::Transaction&, const Outcome&, Instant now);  // False: there is one.
bool remove_outcome(store::Transaction&, const Outcome& seen);          // Never a signed one.
bool update_signed(store::Transaction&, const Outcome& seen, AccountId by,
                   const std::string& report, Instant now);

// Verbs (signing.cpp). Refused: the campaign runs, the numbers have moved, or one person for both.
void propose_outcome(store::Store&, CampaignId, const std::string& thanks, const people::Actor&,
                     Instant now);
void take_back_outcome(store::Store&, const Outcome& seen, const people::Actor&, Instant now);
void sign_outcome(store::Store&, const Outcome& seen, const std::string& report,
                  const people::Actor&, Instant now);

}  // namespace finance
