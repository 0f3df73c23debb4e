// Batch: ledger rows that go to the bookkeeping together, against a count and a total that somebody
// wrote down before.
//
// open → closed → exported, and never back. Closed by anybody where count and total fit; where they
// do not, by another person with a reason (both are constraints in SQL). Exporting writes the
// journal of exactly these rows once and keeps it. A row is in one batch at most, so what was wrong
// is reversed, and its reversal goes with a later batch.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/ledger/totals.h"
#include "campaign/people/role.h"
#include "campaign/store/database.h"

namespace finance {

using BatchId = Id<struct BatchEntity>;
enum class BatchState { open, closed, exported };

struct NewBatch {
    std::string name;
    std::int64_t expected_count = 0;
    Money expected;
    std::string request_key;
};

struct Batch : NewBatch {
    bool fits() const { return count == expected_count && total == expected; }
    BatchId id;
    std::int64_t count = 0;
    Money total;
    BatchState state = BatchState::open;
    AccountId made_by, closed_by;
    std::string made_name, closed_name, exported_name, reason;
    Instant made_at;
    std::optional<Instant> closed_at, exported_at;
    int version = 1;
};

// Rows that are in no batch yet and enter a journal; of them those that became income, or all.
enum class BatchRows { income, all };
struct BatchSearch {
    Currency currency;
    CampaignId campaign = {};
    std::string method = {};
    std::optional<Date> from = {}, until = {};
    BatchRows rows = BatchRows::income;
};
struct BatchRow {
    TransferId id;
    std::int64_t minor = 0;
};

constexpr std::size_t batch_name_max = 80, batch_reason_max = 400;
constexpr int batch_rows_max = 20'000, batches_shown_max = 100;

std::optional<Batch> find_batch(store::Session&, BatchId);
std::optional<Batch> find_batch_by_key(store::Session&, const std::string& request_key);
std::vector<Batch> recent_batches(store::Session&, int limit);
std::int64_t count_open_batches(store::Session&);
std::vector<BatchRow> rows_for_batch(store::Session&, const BatchSearch&, int limit);
std::string journal_of(store::Session&, BatchId);  // As it was exported.

void insert_batch(store::Transaction&, const Batch&, Instant now);
// False where somebody was faster, or it is not open.
bool move_batch(store::Transaction&, const Batch& seen, std::int64_t rows, std::int64_t minor);
void insert_batch_rows(store::Transaction&, BatchId, const std::vector<BatchRow>&);
void remove_batch_rows(store::Transaction&, BatchId);
bool update_batch_closed(store::Transaction&, const Batch& seen, const std::string& reason,
                         AccountId by, Instant now);
bool update_batch_exported(store::Transaction&, const Batch& seen, const std::string& journal,
                           AccountId by, Instant now);

// Verbs (batching.cpp). Refused says why.
Batch open_batch(store::Store&, const NewBatch&, const people::Actor&, Instant now);
std::size_t fill_batch(store::Store&, const Batch& seen, const BatchSearch&, const people::Actor&,
                       Instant now);
void empty_batch(store::Store&, const Batch& seen, const people::Actor&, Instant now);
void close_batch(store::Store&, const Batch& seen, const std::string& reason, const people::Actor&,
                 Instant now);
void export_batch(store::Store&, const Batch& seen, const people::Actor&, Instant now);

}  // namespace finance
