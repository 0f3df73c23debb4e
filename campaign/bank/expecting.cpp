#include "campaign/bank/expecting.h"

#include <map>

#include "campaign/giving/refund_entries.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"

namespace bank {

namespace {

Line line_to_place(store::Session& session, LineId id) {
    const auto line = find_line(session, id);
    if (!line) throw Refused{{Reason::not_found}};
    if (line->is_undone || line->placed > 0) throw Refused{{Reason::already_decided}};
    return *line;
}

ledger::Booking booking_of(store::Session& session, const people::Actor& actor, Instant now,
                           std::string reason) {
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    return {actor, now, language::date_in(now, zone->text("time_zone")), std::move(reason)};
}

Placing placing_of(const Line& line, Kind kind, const Because& because, Instant now) {
    Placing one;
    one.id = new_id<PlacingId>(now), one.line = line.id, one.kind = kind;
    one.amount = line.open(), one.how = because.how, one.reason = because.reason;
    one.made_at = now;
    return one;
}

// Rows of several campaigns, and what they change in each campaign's figures.
void append_rows(store::Transaction& tx, const std::vector<ledger::NewTransfer>& rows,
                 const ledger::Booking& booking) {
    ledger::append_transfers(tx, rows, booking);
    std::map<std::int64_t, ledger::Figures> figures;
    for (const auto& row : rows)
        if (row.purpose.campaign)
            figures[row.purpose.campaign.value] += ledger::figures_of_row(row);
    for (const auto& [campaign, change] : figures)
        ledger::add_to_tally(tx, ledger::tally_of(CampaignId{campaign}), change, booking.now);
}

// Where the bank's line back is taken back, it is at the bank again; the line by which it came
// stays until then.
giving::Payout without_placing(giving::Payout payout, const Placing& placing, Instant now) {
    if (payout.line != placing.line.value) {
        payout.placed_at = now;
        return payout;
    }
    if (!payout.placed_at) throw Refused{{Reason::already_decided}};
    payout.placed_at.reset(), payout.line = 0;
    return payout;
}

void write_audit(store::Transaction& tx, const Placing& placing, const char* action,
                 const ledger::Booking& booking) {
    ledger::append_audit(
        tx,
        {booking.actor,
         action,
         "bank_line",
         placing.line.value,
         {},
         placing.reason,
         std::string{kind_name(placing.kind)} + " " + decimal_text(placing.amount)},
        booking.now);
}

// One of the refunds that a line out paid, and what is written of it.
struct PaidRefund {
    giving::RefundId refund;
    std::string reason;
    Placing placing;
    std::vector<ledger::NewTransfer> rows;
};

PaidRefund paid_refund(store::Session& session, const Line& line, giving::RefundId id,
                       const Because& because, Instant now) {
    const auto refund = giving::find_refund(session, id);
    const auto gift = refund ? giving::find_gift(session, refund->gift) : std::nullopt;
    if (!gift) throw Refused{{Reason::not_found}};
    if (refund->is_by_card || refund->state != giving::RefundState::approved)
        throw Refused{{Reason::already_decided}};
    if (refund->amount.currency != line.amount.currency) throw Refused{{Reason::not_allowed}};
    PaidRefund one{id, refund->reason, placing_of(line, Kind::refund, because, now), {}};
    one.placing.about = id.value, one.placing.amount = refund->amount;
    one.rows =
        giving::rows_when_refund_paid(*gift, giving::lines_of(session, *gift),
                                      ledger::transfers_of_cause(session, "gift", gift->id.value),
                                      *refund, {one.placing.id.value, line.booked_on});
    return one;
}

}  // namespace

void place_as_payout(store::Store& store, LineId id, giving::PayoutId payout_id,
                     const Because& because, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto line = line_to_place(session, id);
    const auto payout = giving::find_payout(session, payout_id);
    if (!payout) throw Refused{{Reason::not_found}};
    const bool gives_back = payout->leaves_bank();
    if (!payout->is_open() && !gives_back) throw Refused{{Reason::already_decided}};
    if (line.amount != (gives_back ? -payout->amount : payout->amount))
        throw Refused{{Reason::amount_out_of_range, "amount"}};
    auto placing = placing_of(line, Kind::payout, because, now);
    placing.about = payout->id.value;
    auto after = *payout;
    if (gives_back)
        after.placed_at.reset();  // `line` stays the one by which it had come.
    else
        after.placed_at = now, after.line = line.id.value;
    const auto rows = giving::rows_when_payout_placed(
        ledger::transfers_of_cause(session, "payout", payout->id.value),
        {placing.id.value, line.booked_on, gives_back});
    const auto booking = booking_of(session, actor, now, payout->payout);
    store.in_transaction([&](store::Transaction& tx) {
        if (!place_in_line(tx, line, placing.amount.minor) ||
            !giving::move_payout(tx, *payout, after))
            throw Refused{{Reason::already_decided}};
        insert_placing(tx, placing, actor.account);
        append_rows(tx, rows, booking);
        write_audit(tx, placing, "line placed", booking);
    });
}

void place_as_refunds(store::Store& store, LineId id, const std::vector<giving::RefundId>& refunds,
                      const Because& because, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto line = line_to_place(session, id);
    std::vector<PaidRefund> paid;
    Money total{0, line.amount.currency};
    for (const auto refund : refunds) {
        for (const auto& earlier : paid)
            if (earlier.refund == refund) throw Refused{{Reason::not_a_valid_value, "refund"}};
        paid.push_back(paid_refund(session, line, refund, because, now));
        total = total + paid.back().placing.amount;
    }
    if (paid.empty()) throw Refused{{Reason::not_found}};
    if (-total != line.amount) throw Refused{{Reason::amount_out_of_range, "amount"}};
    auto booking = booking_of(session, actor, now, "");
    store.in_transaction([&](store::Transaction& tx) {
        if (!place_in_line(tx, line, total.minor)) throw Refused{{Reason::already_decided}};
        for (const auto& one : paid) {
            if (!giving::note_refund_paid(tx, one.refund, now))
                throw Refused{{Reason::already_decided}};
            booking.reason = one.reason;
            insert_placing(tx, one.placing, actor.account);
            append_rows(tx, one.rows, booking);
            write_audit(tx, one.placing, "line placed", booking);
        }
    });
}

ExactRound place_expected_lines(store::Store& store, int limit, const people::Actor& actor,
                                Instant now) {
    auto& session = store.session();
    ExactRound round;
    for (const auto& line : open_lines(session, limit)) {
        const auto all = expected_for(session, line);
        if (!is_exactly_expected(all) || !placings_of_line(session, line.id).empty()) continue;
        try {
            place_as_payout(store, line.id, all.front().payout->id, {"reference", ""}, actor, now);
            ++round.placed;
        } catch (const Refused&) {  // Somebody was faster.
        }
    }
    return round;
}

void take_back_expected(store::Store& store, const Placing& placing,
                        const ledger::Booking& booking) {
    auto& session = store.session();
    std::vector<ledger::NewTransfer> rows;
    for (const auto& row : ledger::transfers_of_cause(session, "bank_placing", placing.id.value))
        rows.push_back(ledger::reversal_of(row));
    const auto payout = giving::find_payout(session, giving::PayoutId{placing.about});
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_placing(tx, placing.id, booking.actor.account, booking.now) ||
            !take_out_of_line(tx, placing.line, placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        if (placing.kind == Kind::payout) {
            const auto after = without_placing(*payout, placing, booking.now);
            if (!giving::move_payout(tx, *payout, after)) throw Refused{{Reason::already_decided}};
        } else if (!giving::note_refund_unpaid(tx, giving::RefundId{placing.about}, booking.now)) {
            throw Refused{{Reason::already_decided}};
        }
        append_rows(tx, rows, booking);
        write_audit(tx, placing, "placing taken back", booking);
    });
}

}  // namespace bank
