#include <algorithm>

#include "campaign/giving/entries.h"
#include "campaign/giving/giving.h"
#include "campaign/giving/settling.h"
#include "campaign/giving/telling.h"
#include "campaign/language/locale.h"
#include "campaign/people/account.h"
#include "campaign/roster/participant.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace giving {

namespace {

// Everything that a step needs to know, read before its unit of work.
struct Known {
    Gift gift;
    std::vector<Line> lines;
    std::vector<Share> shares;
    ledger::Booking booking;
    ToTell to_tell;
};

Known read_before(store::Store& store, GiftId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto gift = find_gift(session, id);
    if (!gift) throw Refused{{Reason::not_found}};
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    const auto shares = shares_of(session, *gift);
    return {*gift,
            lines_of(session, *gift),
            shares,
            {actor, now, language::date_in(now, zone->text("time_zone"))},
            read_to_tell(session, *gift, shares)};
}

Gift carry_out(store::Store& store, Known& known, const Outcome& outcome) {
    known.booking.reason = outcome.reason;
    store.in_transaction([&](store::Transaction& tx) {
        write_outcome(tx, known.gift, known.shares, outcome, known.booking);
        tell_settled(tx, known.to_tell, known.gift, outcome, known.booking.now);
    });
    return *find_gift(store.session(), known.gift.id);
}

Outcome outcome_of(const Known& known, State state, Money confirmed) {
    const auto currency = known.gift.amount.currency;
    const auto held =
        confirmed.minor > 0 ? lines_holding(known.lines, confirmed) : std::vector<Line>{};
    return {state,
            confirmed,
            Money{0, currency},
            shares_holding(known.shares, counting_of(held, currency)),
            {},
            "",
            ""};
}

void append_all(std::vector<ledger::NewTransfer>& rows, std::vector<ledger::NewTransfer> more) {
    for (auto& row : more) rows.push_back(std::move(row));
}

// Is it the participant's own cash that this colleague would count? Their page may not be claimed
// yet: then its address tells.
bool is_own_cash(store::Session& session, const Known& known, AccountId account) {
    if (known.gift.origin != "walker") return false;
    const auto colleague = people::find_account(session, account);
    return std::ranges::any_of(known.shares, [&](const Share& share) {
        const auto one = roster::find_participant_by_id(session, share.participant);
        return one && (one->account == account ||
                       (!one->account && colleague && one->email == colleague->email));
    });
}

// What is in an envelope is counted with its bag, and by nobody alone.
void refuse_in_envelope(store::Session& session, const Gift& gift) {
    const auto row = session.one("SELECT envelope_id FROM gift WHERE id = ?", gift.id.value);
    if (row && !row->is_null("envelope_id"))
        throw Refused{{Reason::already_decided, "",
                       "It was handed in with an envelope and is counted with its bag."}};
}

void refuse_own(store::Session& session, const Known& known, const people::Actor& actor) {
    const auto& gift = known.gift;
    const bool is_own = gift.entered_by && gift.entered_by == actor.account;
    if (is_own || is_own_cash(session, known, actor.account))
        throw Refused{{Reason::needs_second_person}};
}

}  // namespace

Gift confirm_entered(store::Store& store, const Count& count, const people::Actor& actor,
                     Instant now) {
    auto known = read_before(store, count.gift, actor, now);
    const auto& gift = known.gift;
    if (gift.state != State::entered) throw Refused{{Reason::already_decided}};
    refuse_in_envelope(store.session(), gift);
    refuse_own(store.session(), known, actor);
    if (count.counted.minor <= 0 || count.counted.minor > minor_per_gift_max)
        throw Refused{{Reason::amount_out_of_range, "counted"}};
    if (count.counted != gift.amount && count.reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason",
                       "Say why the count differs from what was entered."}};
    auto outcome = outcome_of(known, State::confirmed, count.counted);
    outcome.action = "gift confirmed", outcome.reason = count.reason;
    outcome.rows = rows_when_released(gift, known.lines, gift.open);
    append_all(outcome.rows, rows_when_counted(gift, known.lines, count.counted));
    const auto after = carry_out(store, known, outcome);
    reach_milestones_of(store, gift.campaign, now);
    return after;
}

Gift reject_entered(store::Store& store, GiftId id, const std::string& reason,
                    const people::Actor& actor, Instant now) {
    auto known = read_before(store, id, actor, now);
    if (known.gift.state != State::entered) throw Refused{{Reason::already_decided}};
    refuse_in_envelope(store.session(), known.gift);
    refuse_own(store.session(), known, actor);
    if (reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why it is rejected."}};
    auto outcome = outcome_of(known, State::rejected, Money{0, known.gift.amount.currency});
    outcome.action = "gift rejected", outcome.reason = reason;
    outcome.rows = rows_when_released(known.gift, known.lines, known.gift.open);
    return carry_out(store, known, outcome);
}

Gift take_entry_back(store::Store& store, GiftId id, ParticipantId participant,
                     const people::Actor& actor, Instant now) {
    auto known = read_before(store, id, actor, now);
    const auto& gift = known.gift;
    const bool is_theirs = gift.origin == "walker" && known.shares.size() == 1 &&
                           known.shares.front().participant == participant;
    if (!is_theirs) throw Refused{{Reason::not_found}};
    if (gift.state != State::entered) throw Refused{{Reason::already_decided}};
    refuse_in_envelope(store.session(), gift);
    auto outcome = outcome_of(known, State::withdrawn, Money{0, gift.amount.currency});
    outcome.action = "entry taken back", outcome.reason = "taken back by who entered it";
    outcome.rows = rows_when_released(gift, known.lines, gift.open);
    return carry_out(store, known, outcome);
}

Gift mark_arrived(store::Store& store, const Arrival& arrival, const people::Actor& actor,
                  Instant now) {
    auto known = read_before(store, arrival.gift, actor, now);
    const auto& gift = known.gift;
    if (gift.method != "transfer") throw Refused{{Reason::not_allowed}};
    if (arrival.arrived.minor <= 0 || arrival.arrived.minor > minor_per_gift_max)
        throw Refused{{Reason::amount_out_of_range, "arrived"}};
    if (arrival.statement_reference.empty())
        throw Refused{{Reason::not_a_valid_value, "statement_reference",
                       "Copy the reference of the line on the bank statement."}};
    const auto paid = arrival.arrived < gift.open ? arrival.arrived : gift.open;
    const auto released = arrival.lets_rest_go ? gift.open : paid;
    auto outcome = outcome_of(known, State::confirmed, gift.confirmed + arrival.arrived);
    outcome.open = gift.open - released;
    outcome.action = "gift arrived", outcome.reason = arrival.statement_reference;
    const BankLine line{new_number(now), arrival.bank_account, arrival.arrived, arrival.bank_date};
    outcome.rows = rows_when_released(gift, known.lines, released);
    append_all(outcome.rows, rows_when_arrived(gift, known.lines, line));
    const auto fingerprint =
        sha256_hex(std::to_string(line.account.value) + "|" + iso_text(line.bank_date) + "|" +
                   decimal_text(line.amount) + "|" + arrival.statement_reference);
    known.booking.reason = outcome.reason;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            if (!gift.is_rehearsal)
                tx.run(
                    "INSERT INTO bank_line (id, bank_account_id, bank_date, minor, currency,"
                    " statement_reference, fingerprint, origin, placed_minor, gift_id, made_by,"
                    " made_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'by hand', ?, ?, ?, ?)",
                    line.id, line.account.value, line.bank_date, line.amount.minor,
                    line.amount.currency.text(), arrival.statement_reference, fingerprint,
                    line.amount.minor, gift.id, actor.account, now);
            write_outcome(tx, gift, known.shares, outcome, known.booking);
            tell_settled(tx, known.to_tell, gift, outcome, now);
        });
    } catch (const store::Duplicate&) {
        throw Refused{{Reason::already_decided, "statement_reference",
                       "This line of the bank statement was booked before."}};
    }
    reach_milestones_of(store, gift.campaign, now);
    return *find_gift(store.session(), gift.id);
}

Gift end_promise(store::Store& store, GiftId id, State ending, const std::string& reason,
                 const people::Actor& actor, Instant now) {
    check(ending == State::lapsed || ending == State::withdrawn,
          "a promise lapses or is withdrawn");
    auto known = read_before(store, id, actor, now);
    const auto& gift = known.gift;
    if (gift.method != "transfer" || gift.open.minor == 0) throw Refused{{Reason::already_decided}};
    // What has arrived of it stays a gift; only the open rest ends.
    const auto state = gift.confirmed.minor > 0 ? State::confirmed : ending;
    auto outcome = outcome_of(known, state, gift.confirmed);
    outcome.action = ending == State::lapsed ? "promise lapsed" : "promise withdrawn";
    outcome.reason = reason;
    outcome.rows = rows_when_released(gift, known.lines, gift.open);
    return carry_out(store, known, outcome);
}

int lapse_old_promises(store::Store& store, Instant now) {
    constexpr int at_once_max = 500;
    const auto before = now - std::chrono::days{promise_days};
    const auto rows = store.session().all(
        "SELECT id FROM gift WHERE method = 'transfer' AND open_minor > 0"
        " AND state IN ('pending', 'confirmed') AND given_at < ? LIMIT ?",
        before, at_once_max);
    int lapsed = 0;
    for (const auto& row : rows) {
        try {
            end_promise(store, row.id<GiftId>("id"), State::lapsed, "60 days have passed",
                        people::program_actor(), now);
            ++lapsed;
        } catch (const Refused&) {  // Its donor was faster: nothing is open any more.
        }
    }
    return lapsed;
}

}  // namespace giving
