// The verbs of batch.h.
#include "campaign/finance/batch.h"
#include "campaign/finance/bookkeeping.h"
#include "campaign/ledger/audit.h"
#include "campaign/words/refusal.h"

namespace finance {

namespace {

[[noreturn]] void decline(Reason reason, std::string detail) {
    throw Refused{{reason, "batch", std::move(detail)}};
}

std::string totals_text(const Batch& batch) {
    return batch.name + ": " + std::to_string(batch.count) + " of " +
           std::to_string(batch.expected_count) + " rows, " + decimal_text(batch.total) + " of " +
           decimal_text(batch.expected) + " " + batch.expected.currency.text();
}

void audit_batch(store::Transaction& tx, const char* action, const Batch& batch,
                 const people::Actor& actor, Instant now) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "batch",
                          .subject_id = batch.id.value,
                          .reason = batch.reason,
                          .detail = totals_text(batch)},
                         now);
}

// Rows came in or went out; nobody has touched it since it was looked at.
void move(store::Transaction& tx, const Batch& seen, std::int64_t rows, std::int64_t minor) {
    if (!move_batch(tx, seen, rows, minor)) throw Refused{{Reason::already_decided}};
}

}  // namespace

Batch open_batch(store::Store& store, const NewBatch& asked, const people::Actor& actor,
                 Instant now) {
    if (asked.name.empty()) decline(Reason::not_a_valid_value, "Give the batch a name.");
    if (asked.expected_count <= 0 || asked.expected_count > batch_rows_max)
        decline(Reason::not_a_valid_value, "A batch has between 1 and 20,000 rows.");
    Batch batch;
    static_cast<NewBatch&>(batch) = asked;
    batch.id = new_id<BatchId>(now), batch.made_by = actor.account;
    batch.total = {0, asked.expected.currency};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_batch(tx, batch, now);
            audit_batch(tx, "batch opened", batch, actor, now);
        });
    } catch (const store::Duplicate&) {
        return *find_batch_by_key(store.session(), asked.request_key);
    }
    return batch;
}

std::size_t fill_batch(store::Store& store, const Batch& seen, const BatchSearch& search,
                       const people::Actor& actor, Instant now) {
    const auto rows =
        rows_for_batch(store.session(), search, batch_rows_max - static_cast<int>(seen.count));
    if (rows.empty())
        decline(Reason::not_a_valid_value, "No row that is in no batch yet is like that.");
    auto after = seen;
    for (const auto& row : rows) after.total.minor += row.minor;
    after.count += static_cast<std::int64_t>(rows.size());
    try {
        store.in_transaction([&](store::Transaction& tx) {
            move(tx, seen, after.count - seen.count, after.total.minor - seen.total.minor);
            insert_batch_rows(tx, seen.id, rows);
            audit_batch(tx, "batch filled", after, actor, now);
        });
    } catch (const store::Duplicate&) {  // Another batch took one of them meanwhile.
        throw Refused{{Reason::already_decided}};
    }
    return rows.size();
}

void empty_batch(store::Store& store, const Batch& seen, const people::Actor& actor, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        move(tx, seen, -seen.count, -seen.total.minor);
        remove_batch_rows(tx, seen.id);
        audit_batch(tx, "batch emptied", seen, actor, now);
    });
}

void close_batch(store::Store& store, const Batch& seen, const std::string& reason,
                 const people::Actor& actor, Instant now) {
    if (!seen.fits() && reason.empty())
        decline(Reason::not_a_valid_value, "Count or total differ: say why before you close it.");
    if (!seen.fits() && actor.account == seen.made_by)
        decline(Reason::needs_second_person,
                "Count or total differ, so somebody else than its author closes it.");
    auto closed = seen;
    closed.reason = reason;
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_batch_closed(tx, seen, reason, actor.account, now))
            throw Refused{{Reason::already_decided}};
        audit_batch(tx, "batch closed", closed, actor, now);
    });
}

void export_batch(store::Store& store, const Batch& seen, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const JournalCut cut{.span = {.currency = seen.expected.currency}, .batch = seen.id.value};
    std::string missing;
    for (const auto& account : unnumbered_accounts(session, cut))
        missing += (missing.empty() ? "" : ", ") + account;
    if (!missing.empty()) throw Refused{{Reason::not_a_valid_value, "accounts", missing}};
    const auto journal = all_of(pieces_of({journal_table(session, cut)}, Format::csv));
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_batch_exported(tx, seen, journal, actor.account, now))
            throw Refused{{Reason::already_decided}};
        audit_batch(tx, "batch exported", seen, actor, now);
    });
}

}  // namespace finance
