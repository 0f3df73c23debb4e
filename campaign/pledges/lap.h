// Lap: how often somebody went round, as one person typed it and another confirmed it.
//
// A batch is a list as it was written at the course: participants and their laps in all. It counts
// only when somebody else than who typed it has confirmed it. The newest confirmed batch that names
// a participant says how many laps they have; a correction is a new batch, and every batch stays.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/id.h"
#include "campaign/words/instant.h"
#include "campaign/words/refusal.h"

namespace pledges {

using LapBatchId = Id<struct LapBatchEntity>;

struct LapEntry {
    ParticipantId participant;
    std::int64_t laps = 0;
};

struct NewLapBatch {
    CampaignId campaign;
    std::vector<LapEntry> entries;
    std::string note = {};
    std::string request_key;
};

enum class LapState { entered, confirmed, rejected };

struct LapBatch {
    LapBatchId id;
    CampaignId campaign;
    LapState state = LapState::entered;
    std::string note, reason;
    AccountId entered_by, decided_by;
    Instant entered_at;
    std::optional<Instant> decided_at;
    std::vector<LapEntry> entries = {};  // Of find_lap_batch() alone.
};

constexpr std::size_t lap_entries_max = 500, lap_note_max = 200;
constexpr int lap_batches_listed_max = 50;

std::optional<Refusal> objection(const NewLapBatch&);  // Pure.

std::optional<LapBatch> find_lap_batch(store::Session&, LapBatchId);
std::optional<LapBatchId> find_lap_batch_by_key(store::Session&, const std::string& request_key);
std::vector<LapBatch> recent_lap_batches(store::Session&, CampaignId, int limit);  // Newest first.
// By participant: what the newest confirmed batches say.
std::map<std::int64_t, std::int64_t> confirmed_laps(store::Session&, CampaignId);
// Campaigns in which somebody has promised per lap, and not withdrawn.
std::vector<CampaignId> campaigns_with_lap_pledges(store::Session&);

// Rows, for the verbs of this room.
void insert_lap_batch(store::Transaction&, const LapBatch&, const std::string& request_key);
bool decide_lap_batch(store::Transaction&, const LapBatch&);  // False if it was decided before.

}  // namespace pledges
