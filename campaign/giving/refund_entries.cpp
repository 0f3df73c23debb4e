#include "campaign/giving/refund_entries.h"

#include <algorithm>
#include <set>

#include "campaign/giving/card_entries.h"
#include "campaign/ledger/figures.h"

namespace giving {

using ledger::Event;
using ledger::NewTransfer;
using ledger::Transfer;

std::string refund_key(RefundId id) { return "refund:" + std::to_string(id.value) + ":9a"; }

std::vector<Line> lines_standing(const std::vector<Transfer>& written) {
    std::vector<Line> lines;
    for (const auto& row : written) {
        const auto adds = ledger::figures_of_row(row).confirmed;
        if (adds == 0) continue;
        const auto& of = row.purpose;
        auto found = std::ranges::find_if(lines, [&](const Line& line) {
            return line.kind == of.kind && line.fund == of.fund && line.counts == of.counts;
        });
        if (found == lines.end())
            found = lines.insert(found, {of.kind, of.fund, {0, row.amount.currency}, of.counts});
        found->amount.minor += adds;
    }
    std::erase_if(lines, [](const Line& line) { return line.amount.minor <= 0; });
    return lines;
}

std::vector<NewTransfer> rows_when_refund_approved(const Gift& gift,
                                                   const std::vector<Line>& standing,
                                                   const Refund& refund) {
    std::vector<NewTransfer> rows;
    for (const auto& line : lines_taken(standing, {0, gift.amount.currency}, refund.amount)) {
        NewTransfer row;
        row.event = Event::refunded;
        row.debit = "returned:" + line.kind, row.credit = "refund_due", row.amount = line.amount;
        row.purpose = {gift.campaign, line.fund, line.kind, gift.method, line.counts};
        row.cause_type = "gift", row.cause_id = gift.id.value, row.given_at = gift.given_at;
        row.effect_key = refund_key(refund.id) + ":" + std::to_string(refund.attempt) + ":" +
                         line.kind + ":" + std::to_string(line.fund.value);
        rows.push_back(std::move(row));
    }
    return rows;
}

namespace {

std::vector<Line> parts_of(const Gift& gift, const std::vector<Line>& lines,
                           const std::vector<Transfer>& written, const Refund& refund) {
    std::vector<Line> parts;
    std::set<std::int64_t> reversed;
    for (const auto& row : written) reversed.insert(row.reverses.value);
    for (const auto& row : written)
        if (row.effect_key.starts_with(refund_key(refund.id) + ":") &&
            !reversed.contains(row.id.value))
            parts.push_back({row.purpose.kind, row.purpose.fund, row.amount, row.purpose.counts});
    if (!parts.empty()) return parts;
    return lines_taken(lines, {0, gift.amount.currency}, refund.amount);
}

}  // namespace

std::vector<NewTransfer> rows_when_refund_paid(const Gift& gift, const std::vector<Line>& lines,
                                               const std::vector<Transfer>& written,
                                               const Refund& refund, const RefundPaid& paid) {
    std::vector<NewTransfer> rows;
    for (const auto& part : parts_of(gift, lines, written, refund)) {
        NewTransfer row;
        row.event = Event::refunded, row.debit = "refund_due", row.credit = "unplaced";
        row.amount = part.amount, row.bank_date = paid.bank_date, row.given_at = gift.given_at;
        row.purpose = {gift.campaign, part.fund, part.kind, gift.method, part.counts};
        row.cause_type = "bank_placing", row.cause_id = paid.placing;
        row.effect_key = "bank_placing:" + std::to_string(paid.placing) + ":9b:" + part.kind + ":" +
                         std::to_string(part.fund.value);
        rows.push_back(std::move(row));
    }
    return rows;
}

void name_reversed(std::vector<NewTransfer>& rows, const std::vector<Transfer>& written) {
    std::set<std::int64_t> reversed;
    for (const auto& one : written) reversed.insert(one.reverses.value);
    for (auto& row : rows) {
        if (row.event != Event::reversed) continue;
        const auto other = std::ranges::find_if(written, [&](const Transfer& one) {
            return one.debit == row.credit && one.credit == row.debit && one.amount == row.amount &&
                   one.purpose.fund == row.purpose.fund && !reversed.contains(one.id.value);
        });
        if (other == written.end()) continue;
        row.reverses = other->id;
        reversed.insert(other->id.value);
    }
}

}  // namespace giving
