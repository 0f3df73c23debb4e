#include "campaign/language/locale.h"
#include "campaign/receipts/yearly_issuing.h"

namespace receipts {

namespace {

const std::string select_batch =
    "SELECT id, year, donors, issued, skipped, made_by, made_at, finished_at FROM receipt_batch ";

Batch batch_from(const store::Row& row) {
    return {row.id<BatchId>("id"),
            static_cast<int>(row.number("year")),
            static_cast<int>(row.number("donors")),
            static_cast<int>(row.number("issued")),
            static_cast<int>(row.number("skipped")),
            row.id<AccountId>("made_by"),
            row.instant("made_at"),
            row.maybe_instant("finished_at")};
}

bool move_donor(store::Transaction& tx, std::int64_t batch, GiftId donor, const char* state,
                const char* counter) {
    if (tx.run("UPDATE receipt_batch_donor SET state = ? WHERE batch_id = ? AND gift_id = ?"
               " AND state = 'waiting'",
               state, batch, donor) != 1)
        return false;
    tx.run(
        std::string{"UPDATE receipt_batch SET "} + counter + " = " + counter + " + 1 WHERE id = ?",
        batch);
    return true;
}

}  // namespace

DonorYear year_here(store::Session& session, int year) {
    const auto row = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    const auto zone = row->text("time_zone");
    const auto first = [&](int of) {
        return language::start_of(
            Date{std::chrono::year{of}, std::chrono::January, std::chrono::day{1}}, zone);
    };
    return {year, first(year), first(year + 1)};
}

std::optional<Batch> find_batch(store::Session& session, BatchId id) {
    const auto row = session.one(select_batch + "WHERE id = ?", id);
    if (!row) return {};
    return batch_from(*row);
}

std::optional<Batch> find_batch_by_key(store::Session& session, const std::string& request_key) {
    const auto row = session.one(select_batch + "WHERE request_key = ?", request_key);
    if (!row) return {};
    return batch_from(*row);
}

std::vector<Batch> recent_batches(store::Session& session, int limit) {
    std::vector<Batch> batches;
    for (const auto& row : session.all(select_batch + "ORDER BY id DESC LIMIT ?", limit))
        batches.push_back(batch_from(row));
    return batches;
}

std::vector<Batch> open_batches(store::Session& session, int limit) {
    std::vector<Batch> batches;
    for (const auto& row :
         session.all(select_batch + "WHERE finished_at IS NULL ORDER BY made_at LIMIT ?", limit))
        batches.push_back(batch_from(row));
    return batches;
}

std::vector<GiftId> waiting_donors(store::Session& session, BatchId batch, int limit) {
    std::vector<GiftId> donors;
    for (const auto& row : session.all("SELECT gift_id FROM receipt_batch_donor WHERE batch_id = ?"
                                       " AND state = 'waiting' ORDER BY gift_id LIMIT ?",
                                       batch, limit))
        donors.push_back(row.id<GiftId>("gift_id"));
    return donors;
}

void insert_batch(store::Transaction& tx, const Batch& batch, const std::string& request_key,
                  const std::vector<GiftId>& donors) {
    constexpr std::size_t rows_at_once = 500;
    tx.run(
        "INSERT INTO receipt_batch (id, year, donors, made_by, made_at, request_key)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        batch.id, batch.year, batch.donors, batch.made_by, batch.made_at, request_key);
    for (std::size_t first = 0; first < donors.size(); first += rows_at_once) {
        std::string sql = "INSERT INTO receipt_batch_donor (batch_id, gift_id) VALUES ";
        std::vector<store::Value> values;
        for (auto i = first; i < donors.size() && i < first + rows_at_once; ++i) {
            sql += values.empty() ? "(?, ?)" : ", (?, ?)";
            values.push_back(store::value_of(batch.id));
            values.push_back(store::value_of(donors[i]));
        }
        tx.change(sql, values);
    }
}

bool take_batch_donor(store::Transaction& tx, std::int64_t batch, GiftId donor) {
    return move_donor(tx, batch, donor, "issued", "issued");
}

bool skip_batch_donor(store::Transaction& tx, BatchId batch, GiftId donor) {
    return move_donor(tx, batch.value, donor, "skipped", "skipped");
}

void finish_batch(store::Transaction& tx, BatchId batch, Instant now) {
    tx.run("UPDATE receipt_batch SET finished_at = ? WHERE id = ? AND finished_at IS NULL", now,
           batch);
}

}  // namespace receipts
