#include <set>

#include "campaign/pledges/lap.h"
#include "campaign/pledges/pledge.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace pledges {

namespace {

const std::string select_batch =
    "SELECT id, campaign_id, state, note, reason, entered_by, decided_by, entered_at, decided_at"
    " FROM lap_batch ";

std::string_view name_of(LapState state) {
    switch (state) {
        case LapState::entered:
            return "entered";
        case LapState::confirmed:
            return "confirmed";
        case LapState::rejected:
            return "rejected";
    }
    check(false, "a state of laps has a name");
    return {};
}

LapBatch batch_from(const store::Row& row) {
    LapBatch batch;
    batch.id = row.id<LapBatchId>("id"), batch.campaign = row.id<CampaignId>("campaign_id");
    for (const auto state : {LapState::confirmed, LapState::rejected})
        if (row.text("state") == name_of(state)) batch.state = state;
    batch.note = row.text("note"), batch.reason = row.text("reason");
    batch.entered_by = row.id<AccountId>("entered_by");
    batch.decided_by = row.id<AccountId>("decided_by");
    batch.entered_at = row.instant("entered_at");
    batch.decided_at = row.maybe_instant("decided_at");
    return batch;
}

}  // namespace

std::optional<Refusal> objection(const NewLapBatch& asked) {
    const auto wrong = [](const char* field, const char* detail) {
        return Refusal{Reason::not_a_valid_value, field, detail};
    };
    if (asked.entries.empty()) return wrong("laps", "Type the laps of at least one person.");
    if (asked.entries.size() > lap_entries_max)
        return wrong("laps", "At most 500 people at once; make two lists of it.");
    std::set<std::int64_t> seen;
    for (const auto& [participant, laps] : asked.entries) {
        if (!participant || !seen.insert(participant.value).second)
            return wrong("laps", "Each person stands in a list once.");
        if (laps < 0 || laps > laps_max)
            return wrong("laps", "Laps are a number from 0 to 10,000.");
    }
    if (count_code_points(asked.note) > lap_note_max)
        return wrong("note", "Please use at most 200 characters.");
    return {};
}

std::optional<LapBatch> find_lap_batch(store::Session& session, LapBatchId id) {
    const auto row = session.one(select_batch + "WHERE id = ?", id);
    if (!row) return {};
    auto batch = batch_from(*row);
    for (const auto& entry :
         session.all("SELECT participant_id, laps FROM lap_entry WHERE batch_id = ?"
                     " ORDER BY id LIMIT ?",
                     id, static_cast<int>(lap_entries_max)))
        batch.entries.push_back({entry.id<ParticipantId>("participant_id"), entry.number("laps")});
    return batch;
}

std::optional<LapBatchId> find_lap_batch_by_key(store::Session& session, const std::string& key) {
    const auto row = session.one("SELECT id FROM lap_batch WHERE request_key = ?", key);
    if (!row) return {};
    return row->id<LapBatchId>("id");
}

std::vector<LapBatch> recent_lap_batches(store::Session& session, CampaignId campaign, int limit) {
    std::vector<LapBatch> batches;
    for (const auto& row : session.all(
             select_batch + "WHERE campaign_id = ? ORDER BY id DESC LIMIT ?", campaign, limit))
        batches.push_back(batch_from(row));
    return batches;
}

std::map<std::int64_t, std::int64_t> confirmed_laps(store::Session& session, CampaignId campaign) {
    constexpr int people_max = 200'000;  // More than any walk has.
    std::map<std::int64_t, std::int64_t> laps;
    for (const auto& row : session.all(
             "SELECT participant_id, laps FROM (SELECT e.participant_id, e.laps,"
             " ROW_NUMBER() OVER (PARTITION BY e.participant_id ORDER BY b.entered_at DESC,"
             " b.id DESC) AS place FROM lap_entry e JOIN lap_batch b ON b.id = e.batch_id"
             " WHERE b.campaign_id = ? AND b.state = 'confirmed') newest WHERE place = 1 LIMIT ?",
             campaign, people_max))
        laps[row.number("participant_id")] = row.number("laps");
    return laps;
}

std::vector<CampaignId> campaigns_with_lap_pledges(store::Session& session) {
    constexpr int campaigns_max = 200;
    std::vector<CampaignId> campaigns;
    for (const auto& row : session.all("SELECT DISTINCT campaign_id FROM pledge WHERE kind = 'unit'"
                                       " AND withdrawn_at IS NULL LIMIT ?",
                                       campaigns_max))
        campaigns.push_back(row.id<CampaignId>("campaign_id"));
    return campaigns;
}

void insert_lap_batch(store::Transaction& tx, const LapBatch& batch, const std::string& key) {
    tx.run(
        "INSERT INTO lap_batch (id, campaign_id, note, entered_by, entered_at, request_key)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        batch.id, batch.campaign, batch.note, batch.entered_by, batch.entered_at, key);
    std::string sql = "INSERT INTO lap_entry (id, batch_id, participant_id, laps) VALUES ";
    std::vector<store::Value> values;
    for (const auto& [participant, laps] : batch.entries) {
        sql += values.empty() ? "(?, ?, ?, ?)" : ", (?, ?, ?, ?)";
        for (auto&& value :
             {store::value_of(new_number(batch.entered_at)), store::value_of(batch.id),
              store::value_of(participant), store::value_of(laps)})
            values.push_back(value);
    }
    tx.change(sql, values);
}

bool decide_lap_batch(store::Transaction& tx, const LapBatch& batch) {
    return tx.run(
               "UPDATE lap_batch SET state = ?, decided_by = ?, decided_at = ?, reason = ?"
               " WHERE id = ? AND state = 'entered'",
               name_of(batch.state), batch.decided_by, batch.decided_at, batch.reason,
               batch.id) == 1;
}

}  // namespace pledges
