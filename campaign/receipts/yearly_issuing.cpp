#include "campaign/receipts/yearly_issuing.h"

#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/organisation/organisation.h"
#include "campaign/receipts/issuing.h"
#include "campaign/words/check.h"

namespace receipts {

namespace {

// What the donor's gifts of the year come to; nothing where nothing is left to certify.
std::optional<NewReceipt> year_receipt_of(store::Session& session, const DonorYear& year,
                                          GiftId of_donor) {
    std::optional<NewReceipt> asked;
    const auto gifts = gifts_to_certify(session, year, of_donor);
    for (const auto& gift : gifts) {
        const auto certified = certified_now(session, gift);
        if (!certified) continue;
        if (!asked) asked = receipt_for(session, gifts.back(), "");  // As they wrote it last.
        asked->gifts.push_back(*certified);
    }
    if (asked) asked->sort = Sort::yearly, asked->year = year.year;
    return asked;
}

void skip(store::Store& store, BatchId batch, GiftId donor) {
    store.in_transaction([&](store::Transaction& tx) { skip_batch_donor(tx, batch, donor); });
}

void work_donor(store::Store& store, const Batch& batch, GiftId donor, Instant now) {
    auto& session = store.session();
    try {
        auto asked = year_receipt_of(session, year_here(session, batch.year), donor);
        if (!asked) return skip(store, batch.id, donor);
        asked->batch = batch.id.value, asked->issued_by = batch.made_by;
        issue_new(store, {std::move(*asked), donor}, people::program_actor(), now);
    } catch (const store::Duplicate&) {
        // Certified a moment ago: the next round finds nothing left and skips.
    } catch (const Refused& refused) {
        // A gift moved meanwhile: the next round looks again. Else something is missing for good.
        if (refused.refusal.reason != Reason::already_decided) skip(store, batch.id, donor);
    }
}

}  // namespace

Batch start_year(store::Store& store, int year, const std::string& request_key,
                 const people::Actor& actor, Instant now) {
    constexpr int first_year = 2000;
    auto& session = store.session();
    const auto zone = organisation::find_organisation(session).time_zone;
    if (year < first_year || year >= static_cast<int>(language::date_in(now, zone).year()))
        throw Refused{{Reason::not_a_valid_value, "year",
                       "Choose a year that is over: until then more gifts can come."}};
    const auto key = "year:" + request_key;
    if (const auto earlier = find_batch_by_key(session, key)) return *earlier;
    const auto donors = donors_of_year(session, year_here(session, year), donors_max);
    if (donors.empty())
        throw Refused{{Reason::not_a_valid_value, "year",
                       "Nobody of that year waits for a receipt: names for receipts are missing, "
                       "or every gift is certified."}};
    Batch batch{
        new_id<BatchId>(now), year, static_cast<int>(donors.size()), 0, 0, actor.account, now, {}};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_batch(tx, batch, key, donors);
            ledger::append_audit(
                tx,
                {.actor = actor,
                 .action = "receipts of a year begun",
                 .subject_type = "receipt_batch",
                 .subject_id = batch.id.value,
                 .detail = std::to_string(year) + ", " + std::to_string(batch.donors) + " donors"},
                now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_batch_per_request") throw;
        return find_batch_by_key(session, key).value();
    }
    return batch;
}

int work_batches(store::Store& store, int limit, Instant now) {
    constexpr int batches_at_once = 4;
    auto& session = store.session();
    int worked = 0;
    for (const auto& batch : open_batches(session, batches_at_once)) {
        const auto donors = waiting_donors(session, batch.id, limit - worked);
        for (const auto donor : donors) work_donor(store, batch, donor, now);
        worked += static_cast<int>(donors.size());
        if (waiting_donors(session, batch.id, 1).empty())
            store.in_transaction([&](store::Transaction& tx) { finish_batch(tx, batch.id, now); });
        if (worked >= limit) break;
    }
    return worked;
}

Receipt issue_year_receipt(store::Store& store, int year, GiftId of_donor,
                           const people::Actor& actor, Instant now) {
    auto& session = store.session();
    auto asked = year_receipt_of(session, year_here(session, year), of_donor);
    if (!asked)
        throw Refused{{Reason::not_allowed, "", "Nothing of that year is left to certify."}};
    asked->issued_by = actor.account;
    return issue_new(store, {std::move(*asked)}, actor, now);
}

}  // namespace receipts
