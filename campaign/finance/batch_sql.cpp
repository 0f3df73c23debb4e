#include "campaign/finance/batch.h"

namespace finance {

namespace {

constexpr std::size_t insert_rows_max = 1000;

const std::string select_batch =
    "SELECT b.id, b.name, b.currency, b.expected_count, b.expected_minor, b.row_count,"
    " b.row_minor, b.state, b.request_key, b.made_by, b.made_at, b.closed_by, b.closed_at,"
    " b.reason, b.exported_at, b.version, COALESCE(m.name, '') AS made_name,"
    " COALESCE(c.name, '') AS closed_name, COALESCE(e.name, '') AS exported_name FROM batch b"
    " LEFT JOIN account m ON m.id = b.made_by LEFT JOIN account c ON c.id = b.closed_by"
    " LEFT JOIN account e ON e.id = b.exported_by ";

Batch batch_from(const store::Row& row) {
    Batch batch;
    const auto currency = currency_of(row.text("currency"));
    batch.id = row.id<BatchId>("id"), batch.name = row.text("name");
    batch.expected_count = row.number("expected_count");
    batch.expected = {row.number("expected_minor"), currency};
    batch.request_key = row.text("request_key");
    batch.count = row.number("row_count"), batch.total = {row.number("row_minor"), currency};
    const auto state = row.text("state");
    batch.state = state == "open"     ? BatchState::open
                  : state == "closed" ? BatchState::closed
                                      : BatchState::exported;
    batch.made_by = row.id<AccountId>("made_by"), batch.closed_by = row.id<AccountId>("closed_by");
    batch.made_name = row.text("made_name"), batch.closed_name = row.text("closed_name");
    batch.exported_name = row.text("exported_name"), batch.reason = row.text("reason");
    batch.made_at = row.instant("made_at"), batch.closed_at = row.maybe_instant("closed_at");
    batch.exported_at = row.maybe_instant("exported_at");
    batch.version = static_cast<int>(row.number("version"));
    return batch;
}

}  // namespace

std::optional<Batch> find_batch(store::Session& session, BatchId id) {
    const auto row = session.one(select_batch + "WHERE b.id = ?", id);
    if (!row) return {};
    return batch_from(*row);
}

std::optional<Batch> find_batch_by_key(store::Session& session, const std::string& request_key) {
    const auto row = session.one(select_batch + "WHERE b.request_key = ?", request_key);
    if (!row) return {};
    return batch_from(*row);
}

std::vector<Batch> recent_batches(store::Session& session, int limit) {
    std::vector<Batch> batches;
    for (const auto& row :
         session.all(select_batch + "ORDER BY b.made_at DESC, b.id DESC LIMIT ?", limit))
        batches.push_back(batch_from(row));
    return batches;
}

std::int64_t count_open_batches(store::Session& session) {
    return session.one("SELECT COUNT(*) AS n FROM batch WHERE state = 'open'")->number("n");
}

std::vector<BatchRow> rows_for_batch(store::Session& session, const BatchSearch& search,
                                     int limit) {
    std::string sql =
        "SELECT t.id, t.minor FROM transfer t LEFT JOIN batch_row b ON b.transfer_id = t.id"
        " WHERE b.transfer_id IS NULL AND t.currency = ?"
        " AND t.debit NOT IN ('promised', 'declared', 'in_kind', 'memo')"
        " AND t.credit NOT IN ('promised', 'declared', 'in_kind', 'memo')";
    std::vector<store::Value> values{store::value_of(search.currency.text())};
    const auto add = [&](bool is_asked, const char* condition, store::Value value) {
        if (!is_asked) return;
        sql += condition;
        values.push_back(std::move(value));
    };
    if (search.rows == BatchRows::income) sql += " AND t.credit LIKE 'income:%'";
    add(bool{search.campaign}, " AND t.campaign_id = ?", store::value_of(search.campaign));
    add(!search.method.empty(), " AND t.method = ?", store::value_of(search.method));
    add(search.from.has_value(), " AND t.booked_on >= ?", store::value_of(search.from));
    add(search.until.has_value(), " AND t.booked_on <= ?", store::value_of(search.until));
    values.push_back(store::value_of(limit));
    std::vector<BatchRow> rows;
    for (const auto& row : session.query(sql + " ORDER BY t.id LIMIT ?", values))
        rows.push_back({row.id<TransferId>("id"), row.number("minor")});
    return rows;
}

std::string journal_of(store::Session& session, BatchId id) {
    const auto row = session.one("SELECT journal FROM batch WHERE id = ?", id);
    return row ? row->text("journal") : std::string{};
}

void insert_batch(store::Transaction& tx, const Batch& batch, Instant now) {
    tx.run(
        "INSERT INTO batch (id, name, currency, expected_count, expected_minor, request_key,"
        " made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        batch.id, batch.name, batch.expected.currency.text(), batch.expected_count,
        batch.expected.minor, batch.request_key, batch.made_by, now);
}

bool move_batch(store::Transaction& tx, const Batch& seen, std::int64_t rows, std::int64_t minor) {
    return tx.run(
               "UPDATE batch SET row_count = row_count + ?, row_minor = row_minor + ?,"
               " version = version + 1 WHERE id = ? AND state = 'open' AND version = ?",
               rows, minor, seen.id, seen.version) == 1;
}

void insert_batch_rows(store::Transaction& tx, BatchId batch, const std::vector<BatchRow>& rows) {
    for (std::size_t from = 0; from < rows.size(); from += insert_rows_max) {
        std::string sql = "INSERT INTO batch_row (transfer_id, batch_id) VALUES ";
        std::vector<store::Value> values;
        for (std::size_t i = from; i < std::min(rows.size(), from + insert_rows_max); ++i) {
            sql += i == from ? "(?, ?)" : ", (?, ?)";
            values.push_back(store::value_of(rows[i].id));
            values.push_back(store::value_of(batch));
        }
        tx.change(sql, values);
    }
}

void remove_batch_rows(store::Transaction& tx, BatchId batch) {
    tx.run("DELETE FROM batch_row WHERE batch_id = ?", batch);
}

bool update_batch_closed(store::Transaction& tx, const Batch& seen, const std::string& reason,
                         AccountId by, Instant now) {
    return tx.run(
               "UPDATE batch SET state = 'closed', reason = ?, closed_by = ?, closed_at = ?,"
               " version = version + 1 WHERE id = ? AND state = 'open' AND version = ?",
               reason, by, now, seen.id, seen.version) == 1;
}

bool update_batch_exported(store::Transaction& tx, const Batch& seen, const std::string& journal,
                           AccountId by, Instant now) {
    return tx.run(
               "UPDATE batch SET state = 'exported', journal = ?, exported_by = ?,"
               " exported_at = ?, version = version + 1"
               " WHERE id = ? AND state = 'closed' AND version = ?",
               journal, by, now, seen.id, seen.version) == 1;
}

}  // namespace finance
