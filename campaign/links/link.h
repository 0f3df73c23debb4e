// Link: a short code with a channel and a landing. Each printed thing and share button has its own.
//
// Invariants:
//   * A code is upper-case Crockford base32 of 6 with a digit; never reused and never deleted.
//   * A link of a placement or a participant carries its number; the others only a label.
// It does not know about visits (visit.h) or where a phase of the campaign leads (landing.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/id.h"
#include "campaign/words/instant.h"

namespace links {

// Channel: by what way somebody came. `is_print` ones are scanned, the others clicked.
enum class Medium { print, share, other };
struct Channel {
    std::string_view name;   // As stored and in addresses: "whatsapp".
    std::string_view title;  // For people, in English: "WhatsApp".
    Medium medium;
};
const std::vector<Channel>& all_channels();
std::optional<Channel> find_channel(std::string_view name);

constexpr std::size_t link_label_max = 120;  // Code points.
constexpr int links_listed_max = 500, near_codes_max = 5;

struct NewLink {
    CampaignId campaign;
    std::string channel = "other";     // A name of all_channels().
    std::string landing = "campaign";  // campaign, participant, team, give or join.
    std::string label = {};
    PlacementId placement = {};
    ParticipantId participant = {};
    TeamId team = {};
    std::string shared_from = {};  // Of a share button: own, page or thanks (sharing.h).
    AccountId made_by = {};
    std::string request_key = {};  // Of a program's request: made once for it.
    std::string share_key = {};    // Of a share button: made once for it.
};

struct Link {
    LinkId id;
    std::string code;
    CampaignId campaign;
    std::string channel, landing, label;
    PlacementId placement;
    ParticipantId participant;
    TeamId team = {};
    std::string shared_from = {};
    Instant made_at;
    std::optional<Instant> retired_at;
};

// check()s channel and landing; draws another code where one is taken.
Link make_link(store::Transaction&, const NewLink&, Instant now);
// False: there is no such link, or it was retired before.
bool retire_link(store::Transaction&, LinkId, Instant now);

// As people type codes: any case, spaces and dashes. Retired links are found too.
std::optional<Link> find_link(store::Session&, std::string_view code);
std::optional<Link> find_link_by_id(store::Session&, LinkId);
std::optional<Link> find_link_by_key(store::Session&, const std::string& request_key);
std::optional<Link> find_link_by_share(store::Session&, const std::string& share_key);
std::optional<Link> find_link_of_placement(store::Session&, PlacementId);
// Codes that are there and differ from this one in a single sign: what was probably meant.
std::vector<std::string> find_near_codes(store::Session&, const std::string& code);
std::vector<Link> all_links_of_campaign(store::Session&, CampaignId);  // Without placements' own.
std::vector<Link> all_links_of_participant(store::Session&, ParticipantId);

}  // namespace links
