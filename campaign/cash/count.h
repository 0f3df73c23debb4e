// Count: what one person found in a bag, piece by piece. Pure sums; count_sql.cpp stores them.
//
// Notes and coins are counted by denomination (data, by currency), cheques one by one. Change that
// was given out and lies inside again (float) and vouchers that were paid from the box say how much
// of it was given: gifts = notes + coins + cheques - float + vouchers. Foreign money is listed and
// has no amount of ours until it is exchanged.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/cash/bag.h"

namespace cash {

enum class Sort { note, coin, cheque, abroad, float_inside, voucher };
std::string_view sort_name(Sort);

struct Piece {
    Sort sort;
    Currency currency;
    std::int64_t face = 0;  // Minor units of one piece.
    std::int64_t pieces = 1;
    std::string label = {};
};

// Denominations that are in use, the largest first; a currency without a row is counted by total.
struct Denominations {
    std::vector<std::int64_t> notes, coins;  // Minor units.
};
const Denominations& denominations_of(Currency);

struct Found {
    std::int64_t money = 0, cheques = 0, float_inside = 0, vouchers = 0;  // Minor units.
    std::string abroad = {};  // "CHF 20.00, USD 5.00": every foreign sum, in order.

    std::int64_t inside() const { return money + cheques; }
    std::int64_t gifts() const { return inside() - float_inside + vouchers; }
    friend bool operator==(const Found&, const Found&) = default;  // Do two people agree?
};
constexpr std::size_t pieces_max = 100;
constexpr std::int64_t pieces_of_a_face_max = 100'000;
// Refuses what is out of range or of another currency where it must not be.
Found sum_pieces(const std::vector<Piece>&, Currency);

struct Count {
    CountId id;
    BagId bag;
    int round = 1, seat = 1;
    AccountId counter;
    std::string counter_name;
    Found found;
    bool seal_whole = true;
    Instant made_at;
};

std::vector<Count> counts_of(store::Session&, BagId);  // In order of round and seat.
std::vector<Count> counts_of_round(store::Session&, const Bag&);
std::optional<Count> find_count(store::Session&, CountId);
std::optional<Count> find_count_by_key(store::Session&, const std::string& device_key);
std::vector<Piece> pieces_of(store::Session&, CountId);

struct NewCount {
    BagId bag;
    int round = 1;  // As the page showed it: what was counted for an earlier one is not taken.
    AccountId counter, at_screen_of = {};
    std::vector<Piece> pieces;
    bool seal_whole = true;
    std::string device_key;  // Of the device that kept the figures: once each.
};
void insert_count(store::Transaction&, const NewCount&, const Found&, CountId, int seat, Instant);

}  // namespace cash
