// Pledge: what somebody promises to give later: at once, in parts, or for each lap up to a cap.
//
// It is no gift. Its money stands in the ledger's `promised` until a gift of it is announced,
// handed in or confirmed; the step that books that gift takes the same amount out of the pledge
// (covering.h), so that a euro stands in one figure. A promise per lap has no amount before its
// laps are confirmed and billed. What is paid, due or lapsed follows from its sums and its parts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/gift.h"
#include "campaign/store/database.h"
#include "campaign/words/money.h"
#include "campaign/words/refusal.h"

namespace pledges {

using PledgeId = Id<struct PledgeEntity>;

enum class Kind { flat, instalments, unit };
std::string_view kind_name(Kind);
std::optional<Kind> find_kind(std::string_view name);

// Derived, never stored (state_of).
enum class State { made, proven, due, part_paid, paid, lapsed, withdrawn };

struct Donor {
    std::string name, email, language = "en";
    bool is_anonymous = false, hides_from_participant = false;
};

struct NewPledge {
    Kind kind = Kind::flat;
    std::string origin = "form";  // form; desk: typed in from paper
    Money amount = {};            // The whole of it; nothing of a promise per lap.
    Date first_on = {};           // When it, or its first part, is to be paid.
    int parts = 1;                // Monthly.
    Money unit = {}, cap = {};    // Per lap, and at most.
    ParticipantId participant = {};
    TeamId team = {};  // The participant's, at this time.
    Donor donor = {};
    std::string note = {};  // Of the desk.
    std::string request_key;
};

struct Pledge {
    PledgeId id;
    CampaignId campaign;
    FundId fund;
    ParticipantId participant;
    TeamId team;
    Kind kind = Kind::flat;
    std::string origin, note;
    Money amount, unit, cap;
    std::optional<int> laps;  // As they were billed.
    int bills = 0;
    std::optional<Instant> billed_at;
    Money covered, paid, let_go, open;
    Donor donor;
    bool is_rehearsal = false;
    std::string reference, request_key, request_hash;
    AccountId entered_by;
    Instant made_at;
    std::optional<Instant> proven_at, withdrawn_at;
    int steps = 0;  // Of its sums; names the ledger row of each.
};

struct Instalment {
    int number = 1;
    Date due_on;
    Money amount, let_go;
};

// Part: an instalment with what has come of it; gifts fill the parts in their order.
struct Part : Instalment {
    Money covered, paid, open;
};

constexpr int parts_max = 60, due_within_days = 400, bill_days = 7;
constexpr std::int64_t laps_max = 10'000;

// Rules: pure, no SQL, no clock.
std::optional<Refusal> objection(const NewPledge&, const giving::Terms&, Date today);
// The same day of the next months; where a month has no such day, its last.
std::vector<Date> due_days(Date first, int parts);
// The parts add up to the whole: what cannot be shared out evenly comes first.
std::vector<Instalment> schedule_of(Money whole, Date first, int parts);
Money bill_of(Money unit, Money cap, std::int64_t laps);  // min(unit × laps, cap)
Money open_of(const Pledge&);                             // By its sums.
std::vector<Part> parts_of(const Pledge&, const std::vector<Instalment>&);
const Part* next_part(const std::vector<Part>&);  // The first with something open, or nullptr.
State state_of(const Pledge&, const std::vector<Part>&, Date today);
std::string hash_of(const NewPledge&, CampaignId);

// Storage: pledge_sql.cpp. The token opens /pledge/{token}; it follows from the request key.
std::string token_for(store::Session&, const std::string& request_key);
std::string proof_of(store::Session&, const Pledge&);  // The end of the address in the mail.
std::optional<Pledge> find_pledge(store::Session&, PledgeId);
std::optional<Pledge> find_pledge_by_key(store::Session&, const std::string& request_key);
std::optional<Pledge> find_pledge_by_token(store::Session&, const std::string& token);
std::vector<Instalment> instalments_of(store::Session&, PledgeId);
// Newest first, at most `limit`, of a state of its sums.
struct Search {
    CampaignId campaign = {};  // None: of all.
    std::string query = {};    // A name or a reference; may be empty.
    PledgeId before = {};
    int limit = 50;
};
std::vector<Pledge> recent_pledges(store::Session&, const Search&);
// The gifts of a pledge, oldest first.
std::vector<GiftId> gifts_of(store::Session&, PledgeId);
std::optional<PledgeId> find_pledge_of_gift(store::Session&, const std::string& request_key);

// What is open of a campaign or a participant, and what is promised for each lap.
struct Standing {
    std::int64_t count = 0, open = 0, unit_count = 0, unit_minor = 0;
};
Standing standing_of(store::Session&, CampaignId);
Standing standing_of(store::Session&, ParticipantId);
// From paper, that nobody in finance has looked at.
std::int64_t count_unproven_papers(store::Session&, CampaignId);
// For the lighter tone: open, proven and made since then, each up to the cap.
std::int64_t proven_open(store::Session&, CampaignId, std::int64_t cap_minor, Instant since);
// With one of these references.
std::vector<Pledge> pledges_of_references(store::Session&, const std::vector<std::string>&);
// Open ones of every campaign, no rehearsals: by address if one is given, else by the giver's name,
// else by what is open, or what one of their parts is. The latest first.
struct OpenSearch {
    Money amount;
    std::string name = {}, email = {};
    int limit = 10;
};
std::vector<Pledge> open_pledges_like(store::Session&, const OpenSearch&);
// Per lap, for these participants, not withdrawn.
std::vector<Pledge> unit_pledges_for(store::Session&, CampaignId,
                                     const std::vector<ParticipantId>&);

}  // namespace pledges
