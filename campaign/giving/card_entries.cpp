#include "campaign/giving/card_entries.h"

#include <algorithm>
#include <array>
#include <map>

#include "campaign/words/check.h"

namespace giving {

namespace {

using ledger::Event;
using ledger::NewTransfer;

// Place: one pair of accounts of one line, where an amount stands or not.
struct Place {
    std::string step;  // Of the effect key: which of the events of a payment it is.
    Event rises, falls;
    std::string debit, credit;
    std::string kind;
    FundId fund;
    bool counts = false;
    bool returns = false;  // It may rise again after it fell.

    friend auto key_of(const Place& place) {
        return std::tuple{place.step, place.kind, place.fund.value};
    }
    friend bool operator<(const Place& left, const Place& right) {
        return key_of(left) < key_of(right);
    }
};
using Places = std::map<Place, std::int64_t>;

Place place_of(const std::string& step, Event event, const std::string& debit,
               const std::string& credit) {
    Place place;
    place.step = step, place.rises = place.falls = event;
    place.debit = debit, place.credit = credit;
    return place;
}

// "income" and "returned" stand for the line's own kind.
Place for_line(Place place, const Line& line) {
    if (place.credit == "income") place.credit += ":" + line.kind;
    if (place.debit == "returned") place.debit += ":" + line.kind;
    place.kind = line.kind, place.fund = line.fund, place.counts = line.counts;
    return place;
}

void put(Places& places, const Place& place, const std::vector<Line>& parts) {
    for (const auto& part : parts) places[for_line(place, part)] += part.amount.minor;
}

void put_costs(Places& places, const Facts& facts, const std::string& clearing, const Line& first) {
    auto fee = place_of("6", Event::provider_fee, "cost:card_fee", clearing);
    auto dispute_fee = place_of("10f", Event::disputed, "cost:dispute_fee", clearing);
    for (auto* place : {&fee, &dispute_fee}) place->kind = first.kind, place->fund = first.fund;
    if (facts.captured.minor == 0) return;
    places[fee] += facts.fee.minor;
    places[dispute_fee] += dispute_fees_of(facts).minor;
}

Places places_of(const Gift& gift, const std::vector<Line>& lines, const CardPayment& payment,
                 bool is_promised) {
    Places places;
    const auto& facts = payment.facts;
    const auto clearing = "clearing:" + payment.provider;
    if (is_promised) {
        auto promise = place_of("1", Event::promised, "promised", "memo");
        promise.falls = Event::promise_ended, promise.returns = true;
        put(places, promise, lines);
    }
    if (facts.captured.minor == 0) return places;
    check(facts.captured == gift.amount, "only what was asked for becomes a gift");
    const auto [refunded, lost, held, remains] = remainder_of(facts);
    const Money nothing{0, gift.amount.currency};
    const auto returned = lines_taken(lines, nothing, refunded);
    const auto disputed = lines_taken(lines, refunded, refunded + lost + held);
    auto held_back = place_of("10a", Event::disputed, "returned", "dispute_held");
    auto withdrawn = place_of("10b", Event::disputed, "dispute_held", clearing);
    // Approved and taken back again, or given back and failed after all: money may come and go.
    auto approved = place_of("9a", Event::refunded, "returned", "refund_due");
    auto went_back = place_of("9b", Event::refunded, "refund_due", clearing);
    approved.falls = Event::reversed;
    for (auto* place : {&held_back, &withdrawn, &approved, &went_back}) place->returns = true;
    put(places, place_of("5", Event::captured, clearing, "income"), lines);
    put(places, approved, returned);
    put(places, went_back, lines_taken(lines, nothing, went_back_of(facts)));
    put(places, held_back, disputed);
    put(places, withdrawn, lines_taken(lines, refunded, refunded + taken_for_disputes(facts)));
    put_costs(places, facts, clearing, lines.front());
    return places;
}

Places quarantine_places(const CardPayment& payment) {
    Places places;
    const auto& facts = payment.facts;
    const auto clearing = "clearing:" + payment.provider;
    const auto quarantine = "quarantine:" + payment.provider;
    auto sent_back = place_of("11b", Event::quarantined, quarantine, clearing);
    sent_back.returns = true;
    places[place_of("11a", Event::quarantined, clearing, quarantine)] = facts.captured.minor;
    places[sent_back] = (facts.captured - remainder_held(facts).remains).minor;
    put_costs(places, facts, clearing, {});
    for (auto& [place, amount] : places) check(amount >= 0, "an amount in quarantine is whole");
    return places;
}

NewTransfer row_of(const Place& place, std::int64_t from, std::int64_t to,
                   const CardPayment& payment) {
    NewTransfer row;
    const bool rises = to > from;
    row.event = rises ? place.rises : place.falls;
    row.debit = rises ? place.debit : place.credit;
    row.credit = rises ? place.credit : place.debit;
    row.amount = {rises ? to - from : from - to, payment.facts.captured.currency};
    row.purpose.fund = place.fund, row.purpose.kind = place.kind, row.purpose.method = "card";
    row.purpose.counts = place.counts;
    // What only grows is known by what it has grown to; what comes and goes by the step.
    const auto mark =
        rises && !place.returns ? std::to_string(to) : "v" + std::to_string(payment.version);
    row.effect_key = "payment:" + std::to_string(payment.id.value) + ":" + place.step + ":" +
                     place.kind + ":" + std::to_string(place.fund.value) + ":" + mark;
    return row;
}

std::vector<NewTransfer> differences(Places before, const Places& after,
                                     const CardPayment& payment) {
    for (const auto& [place, amount] : after) before.try_emplace(place, 0);
    std::vector<NewTransfer> rows;
    for (const auto& [place, from] : before) {
        const auto found = after.find(place);
        const auto to = found == after.end() ? 0 : found->second;
        if (to != from) rows.push_back(row_of(place, from, to, payment));
    }
    return rows;
}

// The order in which refunds take the lines.
std::vector<Line> in_order_of_refunds(std::vector<Line> lines) {
    constexpr std::array order{"gift", "fee_cover", "registration"};
    const auto rank = [&](const Line& line) {
        return std::ranges::find(order, line.kind) - order.begin();
    };
    std::ranges::stable_sort(lines, {}, rank);
    return lines;
}

}  // namespace

std::vector<Line> lines_taken(const std::vector<Line>& lines, Money from, Money to) {
    std::vector<Line> parts;
    Money passed{0, from.currency};
    for (auto line : in_order_of_refunds(lines)) {
        const auto begins = passed;
        passed = passed + line.amount;
        const auto first = std::max(begins, from), last = std::min(passed, to);
        if (last <= first) continue;
        line.amount = last - first;
        parts.push_back(line);
    }
    return parts;
}

std::vector<Line> lines_left(const std::vector<Line>& lines, Money taken) {
    return lines_taken(lines, taken, total_of(lines, taken.currency));
}

std::vector<NewTransfer> rows_between(const Gift& gift, const std::vector<Line>& lines,
                                      const CardPayment& before, const CardPayment& after) {
    auto named = after;
    named.version = before.version;
    // The promise is the gift's, whichever attempt it was made by.
    const auto is_promised = gift.state == State::pending;
    const auto will_be = gift_state_for(after.facts) == State::pending;
    auto rows = differences(places_of(gift, lines, before, is_promised),
                            places_of(gift, lines, after, will_be), named);
    for (auto& row : rows) {
        row.purpose.campaign = gift.campaign;
        row.amount.currency = gift.amount.currency;
        row.cause_type = "gift", row.cause_id = gift.id.value, row.given_at = gift.given_at;
    }
    return rows;
}

std::vector<NewTransfer> rows_when_released(const Gift& gift, const std::vector<Line>& lines,
                                            const CardPayment& payment) {
    std::vector<NewTransfer> rows;
    for (const auto& line : lines) {
        NewTransfer row;
        row.event = Event::quarantined, row.amount = line.amount;
        row.debit = "quarantine:" + payment.provider, row.credit = "income:" + line.kind;
        row.purpose = {gift.campaign, line.fund, line.kind, gift.method, line.counts};
        row.cause_type = "gift", row.cause_id = gift.id.value, row.given_at = gift.given_at;
        row.effect_key = "payment:" + std::to_string(payment.id.value) + ":11c:" + line.kind + ":" +
                         std::to_string(line.fund.value);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<NewTransfer> quarantine_rows(const CardPayment& before, const CardPayment& after) {
    auto named = after;
    named.version = before.version;
    auto rows = differences(quarantine_places(before), quarantine_places(after), named);
    for (auto& row : rows) row.cause_type = "payment", row.cause_id = after.id.value;
    return rows;
}

}  // namespace giving
