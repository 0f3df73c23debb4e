#include <algorithm>

#include "campaign/cash/count.h"

namespace cash {

namespace {

const std::string select_count =
    "SELECT c.id, c.bag_id, c.round, c.seat, c.counter, c.money_minor, c.cheques_minor,"
    " c.float_minor, c.vouchers_minor, c.abroad, c.seal_whole, c.made_at,"
    " COALESCE(a.name, '') AS counter_name FROM cash_count c"
    " LEFT JOIN account a ON a.id = c.counter ";

Count count_from(const store::Row& row) {
    Count one;
    one.id = row.id<CountId>("id"), one.bag = row.id<BagId>("bag_id");
    one.round = static_cast<int>(row.number("round"));
    one.seat = static_cast<int>(row.number("seat")), one.counter = row.id<AccountId>("counter");
    one.counter_name = row.text("counter_name");
    one.found = {row.number("money_minor"), row.number("cheques_minor"), row.number("float_minor"),
                 row.number("vouchers_minor"), row.text("abroad")};
    one.seal_whole = row.flag("seal_whole"), one.made_at = row.instant("made_at");
    return one;
}

std::vector<Count> counts_from(const std::vector<store::Row>& rows) {
    std::vector<Count> all;
    for (const auto& row : rows) all.push_back(count_from(row));
    return all;
}

std::optional<Count> first_of(const std::optional<store::Row>& row) {
    if (!row) return {};
    return count_from(*row);
}

}  // namespace

std::vector<Count> counts_of(store::Session& session, BagId bag) {
    constexpr int counts_max = 200;
    return counts_from(
        session.all(select_count + "WHERE c.bag_id = ? ORDER BY c.round, c.seat LIMIT ?", bag.value,
                    counts_max));
}

std::vector<Count> counts_of_round(store::Session& session, const Bag& bag) {
    return counts_from(
        session.all(select_count + "WHERE c.bag_id = ? AND c.round = ? ORDER BY c.seat LIMIT 2",
                    bag.id.value, bag.round));
}

std::optional<Count> find_count(store::Session& session, CountId id) {
    return first_of(session.one(select_count + "WHERE c.id = ?", id.value));
}

std::optional<Count> find_count_by_key(store::Session& session, const std::string& device_key) {
    return first_of(session.one(select_count + "WHERE c.device_key = ?", device_key));
}

std::vector<Piece> pieces_of(store::Session& session, CountId count) {
    std::vector<Piece> pieces;
    for (const auto& row :
         session.all("SELECT sort, currency, face, pieces, label FROM cash_count_line"
                     " WHERE count_id = ? ORDER BY number LIMIT 200",
                     count.value)) {
        Piece piece{Sort::note, currency_of(row.text("currency")), row.number("face"),
                    row.number("pieces"), row.text("label")};
        for (const auto sort : {Sort::note, Sort::coin, Sort::cheque, Sort::abroad,
                                Sort::float_inside, Sort::voucher})
            if (sort_name(sort) == row.text("sort")) piece.sort = sort;
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

void insert_count(store::Transaction& tx, const NewCount& count, const Found& found, CountId id,
                  int seat, Instant now) {
    tx.run(
        "INSERT INTO cash_count (id, bag_id, round, seat, counter, at_screen_of, money_minor,"
        " cheques_minor, float_minor, vouchers_minor, abroad, seal_whole, device_key, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id.value, count.bag.value, count.round, seat, count.counter, count.at_screen_of,
        found.money, found.cheques, found.float_inside, found.vouchers, found.abroad,
        count.seal_whole, count.device_key, now);
    int number = 0;
    for (const auto& piece : count.pieces)
        tx.run(
            "INSERT INTO cash_count_line (count_id, number, sort, currency, face, pieces, label)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            id.value, ++number, sort_name(piece.sort), piece.currency.text(), piece.face,
            piece.pieces, piece.label);
}

}  // namespace cash
