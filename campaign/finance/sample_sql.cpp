#include <algorithm>

#include "campaign/finance/sample.h"

namespace finance {

namespace {

// By chance, but the same for the same seed.
std::string by_chance(const std::string& id) {
    return " ORDER BY SHA2(CONCAT(?, ':', " + id + "), 256) LIMIT ?";
}

constexpr const char* parts_of_step =
    " l.id AS line, l.bank_date, l.minor AS line_minor, l.currency AS line_currency,"
    " COALESCE(NULLIF(l.remittance, ''), l.statement_reference) AS text, g.id AS gift,"
    " g.confirmed_minor AS gift_minor, g.currency AS gift_currency, g.state, g.method,"
    " COALESCE(g.reference, '') AS reference, p.placed FROM ";

// What a line marked by hand became stands in its own column, what was placed in bank_placing.
constexpr const char* placed_parts =
    " (SELECT line_id, gift_id, SUM(minor) AS placed FROM bank_placing WHERE undone_at IS NULL"
    " AND gift_id IS NOT NULL GROUP BY line_id, gift_id UNION SELECT id, gift_id, placed_minor"
    " FROM bank_line WHERE gift_id IS NOT NULL AND undone_at IS NULL) p ";

SampleStep step_from(const store::Row& row) {
    SampleStep step;
    step.line = row.number("line"), step.gift = row.id<GiftId>("gift");
    if (step.line != 0) {
        const auto currency = currency_of(row.text("line_currency"));
        step.bank_date = row.date("bank_date");
        step.line_amount = {row.number("line_minor"), currency};
        step.placed = {row.number("placed"), currency};
    }
    if (step.gift) {
        step.gift_amount = {row.number("gift_minor"), currency_of(row.text("gift_currency"))};
        step.gift_state = row.text("state"), step.gift_method = row.text("method");
        step.reference = row.text("reference");
    }
    step.text = row.text("text");
    return step;
}

}  // namespace

std::vector<SampleStep> draw_sample(store::Session& session, const SampleWish& wish) {
    const auto count = std::clamp(wish.count, 1, sample_max);
    const bool from_lines = wish.walk == Walk::from_lines;
    const std::string drawn =
        from_lines
            ? "(SELECT id FROM bank_line WHERE bank_date BETWEEN ? AND ? AND undone_at IS"
              " NULL" +
                  by_chance("id") + ") d JOIN bank_line l ON l.id = d.id LEFT JOIN" + placed_parts +
                  "ON p.line_id = l.id LEFT JOIN gift g ON g.id = p.gift_id"
            : "(SELECT cause_id AS id FROM transfer WHERE cause_type = 'gift' AND credit"
              " LIKE 'income:%' AND booked_on BETWEEN ? AND ? GROUP BY cause_id" +
                  by_chance("cause_id") + ") d JOIN gift g ON g.id = d.id LEFT JOIN" +
                  placed_parts + "ON p.gift_id = g.id LEFT JOIN bank_line l ON l.id = p.line_id";
    std::vector<SampleStep> steps;
    for (const auto& row :
         session.all("SELECT" + std::string{parts_of_step} + drawn + " ORDER BY d.id, p.gift_id",
                     wish.first, wish.last, wish.seed, count))
        steps.push_back(step_from(row));
    return steps;
}

}  // namespace finance
