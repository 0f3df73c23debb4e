#include "campaign/giving/entries.h"

#include "campaign/giving/card_entries.h"
#include "campaign/words/check.h"

namespace giving {

namespace {

using ledger::Event;
using ledger::NewTransfer;

struct Sides {
    Event event;
    std::string debit, credit;  // "income" stands for the line's own kind.
};

NewTransfer row_for(const Gift& gift, const Line& line, const Sides& sides,
                    const std::string& step) {
    NewTransfer row;
    row.event = sides.event, row.debit = sides.debit;
    row.credit = sides.credit == "income" ? "income:" + line.kind : sides.credit;
    row.amount = line.amount;
    row.purpose = {gift.campaign, line.fund, line.kind, gift.method, line.counts};
    row.cause_type = "gift", row.cause_id = gift.id.value;
    row.effect_key = "gift:" + std::to_string(gift.id.value) + ":" + step + ":" + line.kind + ":" +
                     std::to_string(line.fund.value);
    row.given_at = gift.given_at;
    return row;
}

std::vector<NewTransfer> rows_for(const Gift& gift, const std::vector<Line>& lines,
                                  const Sides& sides, const std::string& step) {
    std::vector<NewTransfer> rows;
    for (const auto& line : lines) rows.push_back(row_for(gift, line, sides, step));
    return rows;
}

bool is_promise(const Gift& gift) { return gift.method == "transfer"; }

}  // namespace

std::vector<Line> lines_between(const std::vector<Line>& lines, Money from, Money to) {
    check(from <= to, "a holding grows");
    const auto before = lines_holding(lines, from);
    auto between = lines_holding(lines, to);
    for (auto& line : between)
        for (const auto& had : before)
            if (had.kind == line.kind && had.fund == line.fund)
                line.amount = line.amount - had.amount;
    std::erase_if(between, [](const Line& line) { return line.amount.minor == 0; });
    return between;
}

std::vector<NewTransfer> rows_when_recorded(const Gift& gift, const std::vector<Line>& lines) {
    if (gift.state == State::intent) return {};  // Nothing is promised by looking at a checkout.
    if (is_promise(gift)) return rows_for(gift, lines, {Event::promised, "promised", "memo"}, "1");
    return rows_for(gift, lines, {Event::declared, "declared", "memo"}, "3");
}

std::vector<NewTransfer> rows_when_released(const Gift& gift, const std::vector<Line>& lines,
                                            Money amount) {
    if (amount.minor == 0) return {};
    const auto released = gift.amount - gift.open;
    const auto parts = lines_between(lines, released, released + amount);
    const auto step = std::to_string(released.minor);  // Once from here: nothing is released twice.
    if (is_promise(gift))
        return rows_for(gift, parts, {Event::promise_ended, "memo", "promised"}, "2:" + step);
    return rows_for(gift, parts, {Event::declaration_ended, "memo", "declared"}, "4:" + step);
}

std::vector<NewTransfer> rows_when_counted(const Gift& gift, const std::vector<Line>& lines,
                                           Money counted) {
    const auto held = lines_holding(lines, counted);
    if (gift.method == "card_reader")
        return rows_for(gift, held, {Event::captured, "clearing:card_reader", "income"}, "5");
    return rows_for(gift, held, {Event::counted, "cash:desk", "income"}, "14");
}

std::vector<NewTransfer> rows_when_arrived(const Gift& gift, const std::vector<Line>& lines,
                                           const BankLine& line) {
    const auto id = std::to_string(line.id);
    NewTransfer in;
    in.event = Event::bank_line, in.credit = "unplaced";
    in.debit = "bank:" + std::to_string(line.account.value);
    in.amount = line.amount, in.bank_date = line.bank_date;
    in.cause_type = "bank_line", in.cause_id = line.id;
    in.effect_key = "bank_line:" + id + ":12";
    std::vector<NewTransfer> rows{in};
    const auto parts = lines_between(lines, gift.confirmed, gift.confirmed + line.amount);
    for (auto& row :
         rows_for(gift, parts, {Event::line_placed, "unplaced", "income"}, "13:" + id)) {
        row.bank_date = line.bank_date;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string placing_key(GiftId gift, std::int64_t placing) {
    return "gift:" + std::to_string(gift.value) + ":p" + std::to_string(placing);
}

std::vector<NewTransfer> rows_when_placed(const Gift& gift, const std::vector<Line>& lines,
                                          const Placement& placed) {
    const auto step = "p" + std::to_string(placed.placing);
    const auto before = gift.amount - gift.open;
    auto rows = placed.released.minor == 0
                    ? std::vector<NewTransfer>{}
                    : rows_for(gift, lines_between(lines, before, before + placed.released),
                               {Event::promise_ended, "memo", "promised"}, step + ":2");
    const auto parts = lines_between(lines, gift.confirmed, gift.confirmed + placed.amount);
    for (auto& row :
         rows_for(gift, parts, {Event::line_placed, "unplaced", "income"}, step + ":13")) {
        row.bank_date = placed.bank_date;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<NewTransfer> rows_when_returned(const Gift& gift, const std::vector<Line>& lines,
                                            const Placement& placed) {
    const auto nothing = Money{0, gift.amount.currency};
    std::vector<NewTransfer> rows;
    for (const auto& line : lines_taken(lines, nothing, placed.amount)) {
        auto row = row_for(gift, line, {Event::line_placed, "returned:" + line.kind, "unplaced"},
                           "p" + std::to_string(placed.placing) + ":13");
        row.bank_date = placed.bank_date;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace giving
