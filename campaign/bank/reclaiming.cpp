// Reclaimed tax: a line of the bank becomes income of the campaigns whose gifts it was claimed for.
#include "campaign/bank/placing.h"
#include "campaign/gift_aid/gift_aid_tables.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"

namespace bank {

namespace {

std::vector<ledger::NewTransfer> rows_when_reclaimed(const Placing& placing, const Line& line,
                                                     const std::vector<gift_aid::Part>& parts) {
    std::vector<ledger::NewTransfer> rows;
    for (const auto& part : parts) {
        ledger::NewTransfer row;
        row.event = ledger::Event::tax_reclaimed;
        row.debit = "unplaced", row.credit = "income:tax_reclaim", row.amount = part.amount;
        row.purpose = {part.campaign, part.fund, "tax_reclaim", "transfer", false};
        row.cause_type = "bank_placing", row.cause_id = placing.id.value;
        row.bank_date = line.booked_on;
        row.effect_key = "bank_placing:" + std::to_string(placing.id.value) +
                         ":20:" + std::to_string(part.campaign.value) + ":" +
                         std::to_string(part.fund.value);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

void place_as_reclaim(store::Store& store, LineId id, std::int64_t schedule, const Because& because,
                      const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto line = find_line(session, id);
    const auto claimed = gift_aid::find_schedule(session, gift_aid::ScheduleId{schedule});
    if (!line || !claimed) throw Refused{{Reason::not_found}};
    if (line->is_undone || line->open().minor == 0) throw Refused{{Reason::already_decided}};
    if (line->amount.minor < 0 || line->amount.currency != claimed->currency)
        throw Refused{{Reason::not_allowed}};
    Placing placing;
    placing.id = new_id<PlacingId>(now), placing.line = id, placing.kind = Kind::reclaim;
    placing.amount = line->open(), placing.how = because.how, placing.reason = because.reason;
    placing.made_at = now, placing.about = schedule;
    const auto rows = rows_when_reclaimed(
        placing, *line, gift_aid::parts_of_reclaim(session, claimed->id, placing.amount));
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    const ledger::Booking booking{actor, now, language::date_in(now, zone->text("time_zone")),
                                  "tax reclaimed by Gift Aid"};
    store.in_transaction([&](store::Transaction& tx) {
        if (!place_in_line(tx, *line, placing.amount.minor) ||
            !gift_aid::move_reclaimed(tx, claimed->id, placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        insert_placing(tx, placing, actor.account);
        ledger::append_transfers(tx, rows, booking);
        for (const auto& row : rows)
            ledger::add_to_tally(tx, ledger::tally_of(row.purpose.campaign),
                                 ledger::figures_of_row(row), now);
        ledger::append_audit(tx,
                             {actor,
                              "line placed",
                              "bank_line",
                              id.value,
                              {},
                              because.reason,
                              "reclaim " + decimal_text(placing.amount)},
                             now);
    });
}

}  // namespace bank
