#include "campaign/bank/placing.h"

#include <algorithm>
#include <utility>

#include "campaign/bank/announcing.h"
#include "campaign/bank/mention.h"
#include "campaign/giving/card_entries.h"
#include "campaign/giving/entries.h"
#include "campaign/giving/refund_entries.h"
#include "campaign/giving/settling.h"
#include "campaign/giving/telling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/pledges/covering.h"
#include "campaign/pledges/paying.h"
#include "campaign/words/check.h"

namespace bank {

namespace {

using giving::State;

// What a step on one gift needs to know, read before its unit of work.
struct Known {
    giving::Gift gift;
    std::vector<giving::Line> lines;
    std::vector<giving::Share> shares;
    giving::ToTell to_tell;
};

Known read_known(store::Session& session, GiftId id) {
    const auto gift = giving::find_gift(session, id);
    if (!gift || gift->is_rehearsal) throw Refused{{Reason::not_found}};
    const auto shares = giving::shares_of(session, *gift);
    return {*gift, giving::lines_of(session, *gift), shares,
            giving::read_to_tell(session, *gift, shares)};
}

ledger::Booking booking_of(store::Session& session, const people::Actor& actor, Instant now,
                           std::string reason) {
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    return {actor, now, language::date_in(now, zone->text("time_zone")), std::move(reason)};
}

std::string reason_text(const Line& line, const std::string& said) {
    auto text = line.bank_reference.empty() ? iso_text(line.booked_on) : line.bank_reference;
    if (!said.empty()) text += ": " + said;
    return kept_text(text, 400);
}

giving::Outcome outcome_of(const Known& known, State state, Money confirmed) {
    const auto currency = known.gift.amount.currency;
    const auto held = confirmed.minor > 0 ? giving::lines_holding(known.lines, confirmed)
                                          : std::vector<giving::Line>{};
    return {state,
            confirmed,
            known.gift.open,
            giving::shares_holding(known.shares, giving::counting_of(held, currency)),
            {},
            "",
            ""};
}

Line line_to_place(store::Session& session, LineId id) {
    const auto line = find_line(session, id);
    if (!line) throw Refused{{Reason::not_found}};
    if (line->is_undone || line->open().minor == 0) throw Refused{{Reason::already_decided}};
    return *line;
}

// One gift's part of a line: what is written of it.
struct Step {
    Known known;
    giving::Outcome outcome;
    Placing placing;
};

Step gift_step(store::Session& session, const Line& line, const Part& part, const Because& because,
               Instant now) {
    Step step{read_known(session, part.gift), {}, {}};
    const auto& gift = step.known.gift;
    if (gift.method != "transfer" || gift.state == State::rejected)
        throw Refused{{Reason::not_allowed}};
    if (part.amount.minor <= 0 || part.amount.currency != gift.amount.currency ||
        (gift.confirmed + part.amount).minor > giving::minor_per_gift_max)
        throw Refused{{Reason::amount_out_of_range, "amount"}};
    const auto paid = std::min(part.amount, gift.open);
    const auto released = part.rest == Rest::is_let_go ? gift.open : paid;
    step.placing = {new_id<PlacingId>(now),
                    line.id,
                    Kind::gift,
                    gift.id,
                    part.amount,
                    released.minor,
                    std::string{giving::state_name(gift.state)},
                    because.how,
                    because.reason,
                    "",
                    "",
                    now};
    step.outcome = outcome_of(step.known, State::confirmed, gift.confirmed + part.amount);
    step.outcome.open = gift.open - released;
    step.outcome.action = "gift arrived";
    step.outcome.reason = reason_text(line, because.reason);
    step.outcome.rows = giving::rows_when_placed(
        gift, step.known.lines, {step.placing.id.value, part.amount, released, line.booked_on});
    return step;
}

void write_step(store::Transaction& tx, const Step& step, ledger::Booking booking) {
    booking.reason = step.outcome.reason;
    insert_placing(tx, step.placing, booking.actor.account);
    giving::write_outcome(tx, step.known.gift, step.known.shares, step.outcome, booking);
    giving::tell_settled(tx, step.known.to_tell, step.known.gift, step.outcome, booking.now);
}

// A row of the organisation's own, in no campaign: a fee, or money of others.
ledger::NewTransfer row_elsewhere(const Line& line, const Placing& placing) {
    ledger::NewTransfer row;
    row.event = ledger::Event::line_placed;
    const bool came_in = line.amount.minor > 0;
    const std::string there = placing.kind == Kind::fee ? "cost:bank_fee" : "outside";
    row.debit = came_in ? "unplaced" : there, row.credit = came_in ? there : "unplaced";
    row.amount = placing.amount, row.bank_date = line.booked_on;
    row.cause_type = "bank_placing", row.cause_id = placing.id.value;
    row.effect_key = "bank_placing:" + std::to_string(placing.id.value) + ":13";
    return row;
}

Placing placing_of(const Line& line, Kind kind, const Because& because, Instant now) {
    Placing one;
    one.id = new_id<PlacingId>(now), one.line = line.id, one.kind = kind;
    one.amount = line.open(), one.how = because.how, one.reason = because.reason;
    one.made_at = now;
    return one;
}

ledger::AuditEntry entry_of(const people::Actor& actor, const char* action,
                            const Placing& placing) {
    return {actor,
            action,
            "bank_line",
            placing.line.value,
            {},
            placing.reason,
            std::string{kind_name(placing.kind)} + " " + decimal_text(placing.amount)};
}

// A line and what is written of it.
struct Placed {
    Line line;
    std::int64_t total = 0;
    std::vector<Step> steps = {};
};

Placed placed_as_gifts(store::Session& session, const Line& line, const std::vector<Part>& parts,
                       const Because& because, Instant now) {
    constexpr std::size_t parts_max = 50;
    if (line.amount.minor < 0) throw Refused{{Reason::not_allowed}};
    if (parts.empty() || parts.size() > parts_max)
        throw Refused{{Reason::not_a_valid_value, "gift"}};
    Placed placed{line};
    for (const auto& part : parts) {
        for (const auto& step : placed.steps)
            if (step.known.gift.id == part.gift) throw Refused{{Reason::not_a_valid_value, "gift"}};
        placed.steps.push_back(gift_step(session, line, part, because, now));
        placed.total += part.amount.minor;
    }
    if (placed.total > line.open().minor) throw Refused{{Reason::amount_out_of_range, "amount"}};
    return placed;
}

// All of them in one unit of work, or none.
void write_placed(store::Store& store, const std::vector<Placed>& all,
                  const ledger::Booking& booking) {
    store.in_transaction([&](store::Transaction& tx) {
        for (const auto& placed : all) {
            if (!place_in_line(tx, placed.line, placed.total))
                throw Refused{{Reason::already_decided}};
            for (const auto& step : placed.steps) write_step(tx, step, booking);
        }
    });
}

}  // namespace

void place_as_gifts(store::Store& store, LineId id, const std::vector<Part>& parts,
                    const Because& because, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto placed = placed_as_gifts(session, line_to_place(session, id), parts, because, now);
    write_placed(store, {placed}, booking_of(session, actor, now, ""));
    for (const auto& step : placed.steps)
        giving::reach_milestones_of(store, step.known.gift.campaign, now);
}

void place_elsewhere(store::Store& store, LineId id, Kind kind, const Because& because,
                     const people::Actor& actor, Instant now) {
    check(kind == Kind::fee || kind == Kind::outside, "elsewhere is a fee or not ours");
    auto& session = store.session();
    const auto line = line_to_place(session, id);
    if (kind == Kind::fee && line.amount.minor > 0) throw Refused{{Reason::not_allowed}};
    const auto placing = placing_of(line, kind, because, now);
    const auto booking = booking_of(session, actor, now, reason_text(line, because.reason));
    store.in_transaction([&](store::Transaction& tx) {
        if (!place_in_line(tx, line, placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        insert_placing(tx, placing, actor.account);
        ledger::append_transfers(tx, {row_elsewhere(line, placing)}, booking);
        ledger::append_audit(tx, entry_of(actor, "line placed", placing), now);
    });
}

void place_as_return(store::Store& store, LineId id, GiftId gift, const Because& because,
                     const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto line = line_to_place(session, id);
    if (line.amount.minor > 0) throw Refused{{Reason::not_allowed}};
    Step step{read_known(session, gift), {}, placing_of(line, Kind::returned, because, now)};
    const auto& before = step.known.gift;
    if (before.state != State::confirmed || before.method == "card" ||
        before.amount.currency != line.amount.currency)
        throw Refused{{Reason::not_allowed}};
    if (before.confirmed < step.placing.amount)
        throw Refused{{Reason::amount_out_of_range, "amount"}};
    step.placing.gift = gift, step.placing.state_before = giving::state_name(before.state);
    const auto left = before.confirmed - step.placing.amount;
    step.outcome =
        outcome_of(step.known, left.minor > 0 ? State::confirmed : State::refunded, left);
    step.outcome.action = "gift returned", step.outcome.reason = reason_text(line, because.reason);
    const auto standing =
        giving::lines_standing(ledger::transfers_of_cause(session, "gift", gift.value));
    step.outcome.shares = giving::shares_holding(
        step.known.shares,
        giving::counting_of(giving::lines_left(standing, step.placing.amount), left.currency));
    step.outcome.rows = giving::rows_when_returned(
        before, standing,
        {step.placing.id.value, step.placing.amount, {0, left.currency}, line.booked_on});
    const auto booking = booking_of(session, actor, now, "");
    store.in_transaction([&](store::Transaction& tx) {
        if (!place_in_line(tx, line, step.placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        write_step(tx, step, booking);
    });
}

void place_as_known(store::Store& store, LineId id, LineId by_hand, const people::Actor& actor,
                    Instant now) {
    auto& session = store.session();
    const auto line = line_to_place(session, id);
    const auto known = find_line(session, by_hand);
    if (!known || known->family != "hand" || known->is_undone) throw Refused{{Reason::not_found}};
    if (line.placed > 0 || known->amount != line.amount || known->account != line.account)
        throw Refused{{Reason::not_allowed}};
    auto placing = placing_of(line, Kind::by_hand, {}, now);
    placing.gift = known->hand_gift;
    std::vector<ledger::NewTransfer> rows;
    for (const auto& row : ledger::transfers_of_cause(session, "bank_line", id.value))
        if (row.event == ledger::Event::bank_line) rows.push_back(ledger::reversal_of(row));
    const auto booking =
        booking_of(session, actor, now, reason_text(line, "marked by hand before"));
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_line(tx, line, actor.account, now)) throw Refused{{Reason::already_decided}};
        if (!complete_line(tx, by_hand, line.family, line))
            throw Refused{{Reason::already_decided}};
        insert_placing(tx, placing, actor.account);
        ledger::append_transfers(tx, rows, booking);
        ledger::append_audit(tx, entry_of(actor, "line was known", placing), now);
    });
}

namespace {

// Lines that are exact, gathered until they are written together: one commit for many.
class Gathering {
public:
    Gathering(store::Store& store, const ledger::Booking& booking)
        : store_{store}, booking_{booking} {}

    static constexpr std::size_t lines_max = 20;

    // Nothing if it needs a person after all, or somebody was faster.
    void add(const Line& line, const std::vector<NamedGift>& named) {
        auto& session = store_.session();
        for (const auto& one : named)
            if (gifts_.contains(one.gift.id.value)) write();  // An earlier line pays it.
        std::vector<NamedGift> fresh;
        for (const auto& one : named)
            if (auto gift = giving::find_gift(session, one.gift.id))
                fresh.push_back({*gift, one.where});
        if (!is_exact(line, fresh)) return;
        std::vector<Part> parts;
        for (const auto& one : fresh)
            parts.push_back({one.gift.id, fresh.size() == 1 ? line.amount : one.gift.open});
        try {
            waiting_.push_back(placed_as_gifts(
                session, line, parts, {std::string{where_name(fresh[0].where)}, ""}, booking_.now));
        } catch (const Refused&) {
            return;
        }
        for (const auto& part : parts) gifts_.insert(part.gift.value);
        if (waiting_.size() == lines_max) write();
    }

    // One by one where together they are refused.
    void write() {
        const auto all = std::exchange(waiting_, {});
        gifts_.clear();
        if (all.empty() || write_some(all)) return;
        for (const auto& one : all) write_some({one});
    }

    const ExactRound& round() const { return round_; }

private:
    bool write_some(const std::vector<Placed>& some) {
        try {
            write_placed(store_, some, booking_);
        } catch (const Refused&) {
            return false;
        }
        round_.placed += static_cast<int>(some.size());
        for (const auto& placed : some)
            for (const auto& step : placed.steps) round_.campaigns.insert(step.known.gift.campaign);
        return true;
    }

    store::Store& store_;
    const ledger::Booking booking_;
    std::vector<Placed> waiting_ = {};
    std::set<std::int64_t> gifts_ = {};
    ExactRound round_ = {};
};

// Beside a gift it names a pledge: a person says how much is for which.
bool names_a_pledge_too(store::Session& session, const Line& line,
                        const std::vector<NamedGift>& named) {
    const auto mentions = mentions_in(line);
    if (mentions.size() < 2 || named.front().gift.origin == pledges::payment_origin) return false;
    std::vector<std::string> references;
    for (const auto& mention : mentions) references.push_back(mention.reference);
    return !pledges::pledges_of_references(session, references).empty();
}

}  // namespace

ExactRound place_exact_lines(store::Store& store, ImportId import, int limit,
                             const people::Actor& actor, Instant now) {
    auto& session = store.session();
    auto lines = import ? lines_of_import(session, import, {}, limit) : open_lines(session, limit);
    std::erase_if(lines, [](const Line& line) {
        return line.is_undone || line.open().minor == 0 || line.placed > 0;
    });
    auto named = named_gifts(session, {lines.begin(), lines.end()});
    if (announce_pledged_lines(store, lines, named, now) > 0)
        named = named_gifts(session, {lines.begin(), lines.end()});
    Gathering gathering{store, booking_of(session, actor, now, "")};
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (!named[i].empty() && placings_of_line(session, lines[i].id).empty() &&
            !names_a_pledge_too(session, lines[i], named[i]))
            gathering.add(lines[i], named[i]);
    gathering.write();
    for (const auto campaign : gathering.round().campaigns)
        giving::reach_milestones_of(store, campaign, now);
    return gathering.round();
}

}  // namespace bank
