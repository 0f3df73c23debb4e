// YearlyIssuing: one receipt for all that a donor gave in a calendar year, for one donor or for
// all.
//
// Gifts that stand on a valid receipt already are left out: they are certified. Who is one donor
// says donors_of_year(). A batch is planned once and worked off in the background, donor by donor,
// each in a unit of work of its own, so that it can be stopped and goes on where it was.
#pragma once

#include "campaign/people/role.h"
#include "campaign/receipts/certifiable.h"
#include "campaign/receipts/receipt.h"

namespace receipts {

using BatchId = Id<struct ReceiptBatchEntity>;

struct Batch {
    BatchId id;
    int year = 0, donors = 0, issued = 0, skipped = 0;  // skipped: nothing was left to certify.
    AccountId made_by;
    Instant made_at;
    std::optional<Instant> finished_at;
};
constexpr int donors_max = 50'000;

DonorYear year_here(store::Session&, int year);  // In the organisation's time zone.

// Refuses a year that is not over. Sent twice, a form is one batch.
Batch start_year(store::Store&, int year, const std::string& request_key, const people::Actor&,
                 Instant now);
// Works off at most `limit` donors of what was started; returns how many.
int work_batches(store::Store&, int limit, Instant now);

// All that is not certified yet of the year of this gift, by its donor.
Receipt issue_year_receipt(store::Store&, int year, GiftId of_donor, const people::Actor&,
                           Instant now);

std::optional<Batch> find_batch(store::Session&, BatchId);
std::vector<Batch> recent_batches(store::Session&, int limit);

// Rows: year_sql.cpp.
std::optional<Batch> find_batch_by_key(store::Session&, const std::string& request_key);
void insert_batch(store::Transaction&, const Batch&, const std::string& request_key,
                  const std::vector<GiftId>& donors);
std::vector<Batch> open_batches(store::Session&, int limit);
std::vector<GiftId> waiting_donors(store::Session&, BatchId, int limit);
bool take_batch_donor(store::Transaction&, std::int64_t batch, GiftId);  // As issued.
bool skip_batch_donor(store::Transaction&, BatchId, GiftId);
void finish_batch(store::Transaction&, BatchId, Instant now);

}  // namespace receipts
