// PageAddress: an address that a page or a team was given by name, and those it had before.
//
// Nobody else ever gets an address that somebody had: what is printed and shared keeps leading to
// the same page. An address of one's own is read like words before it is used.
#pragma once

#include <optional>
#include <string>

#include "campaign/roster/participant.h"

namespace roster {

constexpr std::size_t slug_min = 3;

// Pure: what is wrong with an address that somebody would like; empty ones are fine.
std::optional<Refusal> slug_objection(const std::string& wanted);

// Storage: page_address_sql.cpp. Where the page stands now that once had this address.
std::optional<std::string> find_new_participant_slug(store::Session&, CampaignId,
                                                     const std::string& old_slug);
std::optional<std::string> find_new_team_slug(store::Session&, CampaignId,
                                              const std::string& old_slug);
// By its address of today or an earlier one.
std::optional<Participant> find_participant_anywhere(store::Session&, CampaignId,
                                                     const std::string& slug);

// May this page have the address? `subject` is the number of the participant or team.
enum class Sort : char { participant = 'p', team = 't' };
struct Claim {
    CampaignId campaign;
    Sort sort;
    std::int64_t subject;
    std::string from, to;
};
bool is_free(store::Session&, const Claim&);
// Keeps both addresses for it. Refuses if somebody else has or had the new one.
void claim_address(store::Transaction&, const Claim&, Instant now);

}  // namespace roster
