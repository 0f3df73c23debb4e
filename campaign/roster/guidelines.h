// Guidelines: a short text that those who post say yes to before their first post.
//
// A wording is never changed: a new one has a new number and asks everybody again. A campaign
// without any asks for nothing; those begun at the desk start with guidelines_ready.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "campaign/roster/participant.h"

namespace roster {

constexpr std::string_view guidelines_ready =
    "Write about what you see and do yourself, in your own words.\n"
    "Show people only if they have said yes; of children, ask their parents.\n"
    "Name no patients, and nothing from which somebody could tell who they are.\n"
    "No advertising, no politics, no insults.\n"
    "Somebody reads every post before it is public, and may send it back with a reason.";
constexpr std::size_t guidelines_chars_max = 2000, guidelines_lines_max = 30;

struct Guidelines {
    int number = 1;
    std::string text;
    Instant made_at;
};

// Storage: guidelines_sql.cpp.
std::optional<Guidelines> current_guidelines(store::Session&, CampaignId);
// Those that this person has yet to say yes to, if there are any.
std::optional<Guidelines> owed_guidelines(store::Session&, CampaignId, ParticipantId);
std::optional<Instant> accepted_at(store::Session&, ParticipantId, int number);

void insert_guidelines(store::Transaction&, CampaignId, const Guidelines&, AccountId by);
// Again is harmless: the first yes counts.
bool insert_acceptance(store::Transaction&, ParticipantId, int number, Instant now);

}  // namespace roster
