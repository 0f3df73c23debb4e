#include <array>

#include "campaign/bank/placing.h"
#include "campaign/words/check.h"

namespace bank {

namespace {

constexpr std::array kinds{
    std::pair{Kind::gift, std::string_view{"gift"}},
    std::pair{Kind::fee, std::string_view{"fee"}},
    std::pair{Kind::outside, std::string_view{"outside"}},
    std::pair{Kind::returned, std::string_view{"returned"}},
    std::pair{Kind::by_hand, std::string_view{"by_hand"}},
    std::pair{Kind::deposit, std::string_view{"deposit"}},
    std::pair{Kind::float_drawn, std::string_view{"float"}},
    std::pair{Kind::reclaim, std::string_view{"reclaim"}},
    std::pair{Kind::payout, std::string_view{"payout"}},
    std::pair{Kind::refund, std::string_view{"refund"}},
};

const std::string select_placing =
    "SELECT p.id, p.line_id, p.kind, p.gift_id, p.minor, p.released, p.state_before, p.how,"
    " p.reason, p.made_at, p.undone_at, p.about, l.currency, l.other_name,"
    " COALESCE(a.name, '') AS made_by_name FROM bank_placing p"
    " JOIN bank_line l ON l.id = p.line_id LEFT JOIN account a ON a.id = p.made_by ";

Placing placing_from(const store::Row& row) {
    Placing one;
    one.id = row.id<PlacingId>("id"), one.line = row.id<LineId>("line_id");
    one.kind = kind_of_placing(row.text("kind")), one.gift = row.id<GiftId>("gift_id");
    one.amount = {row.number("minor"), currency_of(row.text("currency"))};
    one.released = row.number("released"), one.state_before = row.text("state_before");
    one.how = row.text("how"), one.reason = row.text("reason");
    one.made_by_name = row.text("made_by_name"), one.line_name = row.text("other_name");
    one.about = row.number("about");
    one.made_at = row.instant("made_at"), one.is_undone = !row.is_null("undone_at");
    return one;
}

std::vector<Placing> placings_from(const std::vector<store::Row>& rows) {
    std::vector<Placing> placings;
    for (const auto& row : rows) placings.push_back(placing_from(row));
    return placings;
}

}  // namespace

std::string_view kind_name(Kind kind) {
    for (const auto& [one, name] : kinds)
        if (one == kind) return name;
    check(false, "a kind of placing has a name");
    return {};
}

Kind kind_of_placing(std::string_view name) {
    for (const auto& [one, known] : kinds)
        if (known == name) return one;
    check(false, "a kind of placing is known");
    return {};
}

std::optional<Placing> find_placing(store::Session& session, PlacingId id) {
    const auto row = session.one(select_placing + "WHERE p.id = ?", id.value);
    if (!row) return {};
    return placing_from(*row);
}

std::vector<Placing> recent_placings_of_bank(store::Session& session, int limit) {
    return placings_from(session.all(
        select_placing + "WHERE p.undone_at IS NULL ORDER BY p.id DESC LIMIT ?", limit));
}

std::vector<Placing> placings_of_line(store::Session& session, LineId line) {
    constexpr int placings_max = 200;
    return placings_from(
        session.all(select_placing + "WHERE p.line_id = ? ORDER BY p.id DESC LIMIT ?", line.value,
                    placings_max));
}

std::vector<PlacingId> living_placings_of(store::Session& session, ImportId import) {
    constexpr int placings_max = 400'000;
    std::vector<PlacingId> ids;
    for (const auto& row :
         session.all("SELECT p.id FROM bank_placing p JOIN bank_line l ON l.id = p.line_id"
                     " WHERE l.import_id = ? AND p.undone_at IS NULL AND p.kind <> 'by_hand'"
                     " ORDER BY p.id DESC LIMIT ?",
                     import.value, placings_max))
        ids.push_back(row.id<PlacingId>("id"));
    return ids;
}

std::int64_t count_placed_by_reference(store::Session& session, Instant since) {
    return session
        .one(
            "SELECT COUNT(DISTINCT line_id) AS n FROM bank_placing WHERE how <> 'person'"
            " AND undone_at IS NULL AND made_at > ?",
            since)
        ->number("n");
}

void insert_placing(store::Transaction& tx, const Placing& one, AccountId made_by) {
    tx.run(
        "INSERT INTO bank_placing (id, line_id, kind, gift_id, minor, released, state_before, how,"
        " reason, made_by, made_at, about) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        one.id.value, one.line.value, kind_name(one.kind), one.gift, one.amount.minor, one.released,
        one.state_before, one.how, one.reason, made_by, one.made_at,
        one.about == 0 ? std::nullopt : std::optional{one.about});
}

bool end_placing(store::Transaction& tx, PlacingId id, AccountId by, Instant now) {
    return tx.run(
               "UPDATE bank_placing SET undone_by = ?, undone_at = ? WHERE id = ?"
               " AND undone_at IS NULL",
               by, now, id.value) == 1;
}

}  // namespace bank
