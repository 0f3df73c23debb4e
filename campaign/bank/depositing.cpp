#include "campaign/bank/depositing.h"

#include <algorithm>

#include "campaign/bank/mention.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/holding.h"
#include "campaign/ledger/tally.h"
#include "campaign/organisation/organisation.h"

namespace bank {

namespace {

constexpr int days_before_max = 2, days_after_max = 21;
constexpr int named_score = 60, whole_score = 30, counter_score = 20, near_score = 10;
constexpr std::size_t slip_min = 3, guesses_max = 3;

Line open_line(store::Session& session, LineId id) {
    const auto line = find_line(session, id);
    if (!line) throw Refused{{Reason::not_found}};
    if (line->is_undone || line->open().minor == 0) throw Refused{{Reason::already_decided}};
    return *line;
}

ledger::Booking booking_of(store::Session& session, const people::Actor& actor, Instant now,
                           std::string reason) {
    const auto zone = organisation::find_organisation(session).time_zone;
    return {actor, now, language::date_in(now, zone), std::move(reason)};
}

Placing placing_of(const Line& line, Kind kind, const Because& because, Instant now) {
    Placing one;
    one.id = new_id<PlacingId>(now), one.line = line.id, one.kind = kind;
    one.amount = line.open(), one.how = because.how, one.reason = because.reason;
    one.made_at = now;
    return one;
}

void note(store::Transaction& tx, const people::Actor& actor, const Placing& placing,
          const char* action, Instant now) {
    ledger::append_audit(
        tx,
        {.actor = actor,
         .action = action,
         .subject_type = "bank_line",
         .subject_id = placing.line.value,
         .reason = placing.reason,
         .detail = std::string{kind_name(placing.kind)} + " " + decimal_text(placing.amount)},
        now);
}

// Row by row what the deposit holds of each method; what came beyond it is cash.
std::vector<ledger::NewTransfer> rows_of(const Line& line, const Placing& placing,
                                         const cash::Deposit& to,
                                         const std::vector<ledger::Holding>& held) {
    ledger::NewTransfer row;
    row.event = ledger::Event::deposited, row.debit = "unplaced", row.credit = to.account();
    row.amount = placing.amount, row.bank_date = line.booked_on;
    row.cause_type = "bank_placing", row.cause_id = placing.id.value;
    std::vector<ledger::NewTransfer> rows;
    for (const auto& part : ledger::parts_moved(held, placing.amount.minor)) {
        row.amount.minor = part.minor;
        row.purpose = {to.campaign, to.fund, "", part.method, false};
        row.effect_key = "bank_placing:" + std::to_string(placing.id.value) + ":16:" + part.method;
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

void place_as_deposit(store::Store& store, LineId id, cash::DepositId to, const Because& because,
                      const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto line = open_line(session, id);
    const auto deposit = cash::find_deposit(session, to);
    if (!deposit) throw Refused{{Reason::not_found}};
    if (line.amount.minor < 0 || deposit->amount.currency != line.amount.currency ||
        deposit->rest() == 0)
        throw Refused{{Reason::not_allowed}};
    auto placing = placing_of(line, Kind::deposit, because, now);
    placing.about = to.value;
    const auto rows = rows_of(line, placing, *deposit,
                              ledger::holdings_of(session, deposit->campaign, deposit->account()));
    const auto booking = booking_of(session, actor, now, because.reason);
    store.in_transaction([&](store::Transaction& tx) {
        if (!place_in_line(tx, line, placing.amount.minor) ||
            !cash::add_arrived(tx, *deposit, placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        insert_placing(tx, placing, actor.account);
        ledger::append_transfers(tx, rows, booking);
        ledger::add_to_tally(tx, ledger::tally_of(deposit->campaign), ledger::figures_of_rows(rows),
                             now);
        note(tx, actor, placing, "line placed", now);
    });
}

void place_as_float(store::Store& store, LineId id, const Because& because,
                    const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto line = open_line(session, id);
    if (line.amount.minor > 0) throw Refused{{Reason::not_allowed}};
    const auto drawn = cash::find_open_float(session, line.open());
    if (!drawn)
        throw Refused{{Reason::not_allowed, "act",
                       "No change of this amount was written down. Do that first, at the bags of "
                       "its campaign."}};
    auto placing = placing_of(line, Kind::float_drawn, because, now);
    placing.about = drawn->id;
    store.in_transaction([&](store::Transaction& tx) {
        if (!place_in_line(tx, line, placing.amount.minor) ||
            !cash::add_float_placed(tx, drawn->id, placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        insert_placing(tx, placing, actor.account);
        note(tx, actor, placing, "line placed", now);
    });
}

void take_back_deposit(store::Store& store, const Placing& placing, const people::Actor& actor,
                       Instant now) {
    auto& session = store.session();
    const auto deposit = placing.kind == Kind::deposit
                             ? cash::find_deposit(session, cash::DepositId{placing.about})
                             : std::nullopt;
    std::vector<ledger::NewTransfer> rows;
    for (const auto& row : ledger::transfers_of_cause(session, "bank_placing", placing.id.value))
        if (row.event == ledger::Event::deposited) rows.push_back(ledger::reversal_of(row));
    const auto booking = booking_of(session, actor, now, "placing taken back");
    store.in_transaction([&](store::Transaction& tx) {
        const bool is_free = deposit
                                 ? cash::take_arrived_back(tx, deposit->id, placing.amount.minor)
                                 : cash::add_float_placed(tx, placing.about, -placing.amount.minor);
        if (!is_free || !end_placing(tx, placing.id, actor.account, now) ||
            !take_out_of_line(tx, placing.line, placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        ledger::append_transfers(tx, rows, booking);
        if (deposit)
            ledger::add_to_tally(tx, ledger::tally_of(deposit->campaign),
                                 ledger::figures_of_rows(rows), now);
        note(tx, actor, placing, "placing taken back", now);
    });
}

std::vector<DepositGuess> deposits_like(store::Session& session, const Line& line) {
    std::vector<DepositGuess> guesses;
    if (line.amount.minor <= 0) return guesses;
    const auto words = packed(line.text + " " + line.bank_reference + " " + line.end_to_end);
    for (auto& deposit : cash::open_deposits(session, line.amount.currency)) {
        if (deposit.rest() <= 0) continue;
        DepositGuess guess{deposit};
        const auto slip = packed(deposit.slip);
        guess.is_named = slip.size() >= slip_min && words.find(slip) != std::string::npos;
        guess.is_whole = deposit.rest() == line.open().minor;
        guess.days = static_cast<int>(
            (std::chrono::sys_days{line.booked_on} - std::chrono::sys_days{deposit.taken_on})
                .count());
        const bool is_near = guess.days >= -days_before_max && guess.days <= days_after_max;
        // A part of a deposit is offered only where the line is one of the bank's counter.
        const bool is_part = line.open().minor < deposit.rest() && line.other_iban.empty();
        guess.is_at_counter = line.other_iban.empty() && line.other_name.empty();
        guess.score = (guess.is_named ? named_score : 0) + (guess.is_whole ? whole_score : 0) +
                      (guess.is_at_counter ? counter_score : 0) + near_score;
        if (guess.is_named || (is_near && (guess.is_whole || is_part)))
            guesses.push_back(std::move(guess));
    }
    std::ranges::stable_sort(guesses, std::ranges::greater{}, &DepositGuess::score);
    if (guesses.size() > guesses_max) guesses.resize(guesses_max);
    return guesses;
}

}  // namespace bank
