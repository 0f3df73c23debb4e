#include "campaign/pledges/billing.h"

#include <algorithm>
#include <chrono>

#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/organisation/organisation.h"
#include "campaign/pledges/covering.h"
#include "campaign/pledges/pledge_tables.h"
#include "campaign/pledges/telling.h"
#include "campaign/roster/participant.h"
#include "campaign/words/check.h"

namespace pledges {

namespace {

void note(store::Transaction& tx, const people::Actor& actor, const LapBatch& batch,
          const char* action) {
    std::int64_t laps = 0;
    for (const auto& entry : batch.entries) laps += entry.laps;
    ledger::append_audit(
        tx,
        {actor, action, "lap_batch", batch.id.value, batch.campaign, batch.reason,
         std::to_string(batch.entries.size()) + " people, " + std::to_string(laps) + " laps"},
        batch.decided_at.value_or(batch.entered_at));
}

LapBatch batch_to_decide(store::Session& session, LapBatchId id) {
    const auto batch = find_lap_batch(session, id);
    if (!batch) throw Refused{{Reason::not_found}};
    if (batch->state != LapState::entered) throw Refused{{Reason::already_decided}};
    return *batch;
}

Bill bill_for(const Pledge& pledge, std::int64_t laps) {
    const auto amount = bill_of(pledge.unit, pledge.cap, laps);
    return {pledge, laps, amount, laps > pledge.cap.minor / pledge.unit.minor};
}

// Those that are not billed with these laps yet.
std::vector<Bill> bills_for(store::Session& session, CampaignId campaign,
                            const std::map<std::int64_t, std::int64_t>& laps) {
    constexpr std::size_t at_once = 400;
    std::vector<ParticipantId> people;
    for (const auto& [participant, count] : laps) people.emplace_back(participant);
    std::vector<Bill> bills;
    for (std::size_t i = 0; i < people.size(); i += at_once) {
        const std::vector<ParticipantId> some(
            people.begin() + static_cast<std::ptrdiff_t>(i),
            people.begin() + static_cast<std::ptrdiff_t>(std::min(i + at_once, people.size())));
        for (const auto& pledge : unit_pledges_for(session, campaign, some)) {
            const auto count = laps.at(pledge.participant.value);
            if (!pledge.laps || *pledge.laps != count) bills.push_back(bill_for(pledge, count));
        }
    }
    return bills;
}

// The part that the bill asks for: the first, made with the first bill.
Part part_of_bill(const Pledge& after, const std::vector<Instalment>& known, Date due_on) {
    auto one = known.empty() ? Instalment{1, due_on, after.amount, Money{0, after.amount.currency}}
                             : known.front();
    one.amount = after.amount, one.let_go = after.let_go, one.due_on = due_on;
    return parts_of(after, {one}).front();
}

// False if it moved meanwhile: the next round sees it again.
bool send_bill(store::Store& store, const Bill& bill, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto& read = bill.pledge;
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto today = language::date_in(now, zone);
    const Date due_on = std::chrono::sys_days{today} + std::chrono::days{bill_days};
    const auto known = instalments_of(session, read.id);
    const auto to_tell = read_to_tell(session, read, zone);
    const ledger::Booking booking{actor, now, today, std::to_string(bill.laps) + " laps confirmed"};
    return store.in_transaction([&](store::Transaction& tx) {
        const auto before = lock_pledge(tx, read.id);
        if (!before || before->steps != read.steps || before->withdrawn_at) return false;
        auto after = *before;
        after.amount = bill.amount, after.laps = static_cast<int>(bill.laps), ++after.bills;
        if (!after.billed_at) after.billed_at = now;
        after.let_go = std::min(after.let_go, after.amount);
        after.open = open_of(after);
        const auto part = part_of_bill(after, known, due_on);
        if (known.empty())
            insert_instalment(tx, after.id, part, now);
        else
            update_instalment(tx, after.id, part);
        write_sums(tx, *before, after, booking);
        const bool is_news = after.bills == 1 || after.amount != before->amount;
        // A bill that falls away is told as well: else it is paid.
        const bool is_owed = after.open.minor > 0 || before->open.minor > 0;
        if (is_news && is_owed && !after.donor.email.empty())
            mail::insert_mail(tx, mail_of_bill(to_tell, after, part), now);
        ledger::append_audit(tx,
                             {actor, "pledge billed", "pledge", after.id.value, after.campaign,
                              booking.reason, decimal_text(after.amount)},
                             now);
        return true;
    });
}

int send_bills(store::Store& store, CampaignId campaign, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    int sent = 0;
    for (const auto& bill : bills_for(session, campaign, confirmed_laps(session, campaign)))
        if (send_bill(store, bill, actor, now)) ++sent;
    return sent;
}

}  // namespace

LapBatchId enter_laps(store::Store& store, const NewLapBatch& asked, const people::Actor& actor,
                      Instant now) {
    auto& session = store.session();
    if (const auto refusal = objection(asked)) throw Refused{*refusal};
    for (const auto& entry : asked.entries) {
        const auto one = roster::find_participant_by_id(session, entry.participant);
        if (!one || one->campaign != asked.campaign)
            throw Refused{{Reason::not_a_valid_value, "laps", "Somebody here does not take part."}};
    }
    LapBatch batch;
    batch.id = new_id<LapBatchId>(now), batch.campaign = asked.campaign, batch.note = asked.note;
    batch.entered_by = actor.account, batch.entered_at = now, batch.entries = asked.entries;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_lap_batch(tx, batch, asked.request_key);
            note(tx, actor, batch, "laps entered");
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_lap_batch_per_request") throw;
        return find_lap_batch_by_key(session, asked.request_key).value();
    }
    return batch.id;
}

int confirm_laps(store::Store& store, LapBatchId id, const people::Actor& actor, Instant now) {
    auto batch = batch_to_decide(store.session(), id);
    if (batch.entered_by == actor.account) throw Refused{{Reason::needs_second_person}};
    batch.state = LapState::confirmed, batch.decided_by = actor.account, batch.decided_at = now;
    store.in_transaction([&](store::Transaction& tx) {
        if (!decide_lap_batch(tx, batch)) throw Refused{{Reason::already_decided}};
        note(tx, actor, batch, "laps confirmed");
    });
    return send_bills(store, batch.campaign, actor, now);
}

void reject_laps(store::Store& store, LapBatchId id, const std::string& reason,
                 const people::Actor& actor, Instant now) {
    auto batch = batch_to_decide(store.session(), id);
    if (reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why it is rejected."}};
    batch.state = LapState::rejected, batch.decided_by = actor.account, batch.decided_at = now;
    batch.reason = reason;
    store.in_transaction([&](store::Transaction& tx) {
        if (!decide_lap_batch(tx, batch)) throw Refused{{Reason::already_decided}};
        note(tx, actor, batch, "laps rejected");
    });
}

std::vector<Bill> bills_of(store::Session& session, const LapBatch& batch) {
    std::map<std::int64_t, std::int64_t> laps;
    for (const auto& entry : batch.entries) laps[entry.participant.value] = entry.laps;
    return bills_for(session, batch.campaign, laps);
}

int bill_open_laps(store::Store& store, Instant now) {
    int sent = 0;
    for (const auto campaign : campaigns_with_lap_pledges(store.session()))
        sent += send_bills(store, campaign, people::program_actor(), now);
    return sent;
}

}  // namespace pledges
