#include "campaign/cash/count.h"

#include <array>
#include <map>

#include "campaign/words/check.h"

namespace cash {

namespace {

constexpr std::array sorts{std::pair{Sort::note, std::string_view{"note"}},
                           std::pair{Sort::coin, std::string_view{"coin"}},
                           std::pair{Sort::cheque, std::string_view{"cheque"}},
                           std::pair{Sort::abroad, std::string_view{"abroad"}},
                           std::pair{Sort::float_inside, std::string_view{"float"}},
                           std::pair{Sort::voucher, std::string_view{"voucher"}}};

// In circulation as the central banks say: ECB, Bank of England, Federal Reserve, SNB, BoJ, Bank of
// Canada, RBA, Riksbank, Norges Bank, Danmarks Nationalbank, NBP, CNB.
const std::map<std::string, Denominations>& known_denominations() {
    static const std::map<std::string, Denominations> known{
        {"EUR", {{50000, 20000, 10000, 5000, 2000, 1000, 500}, {200, 100, 50, 20, 10, 5, 2, 1}}},
        {"GBP", {{5000, 2000, 1000, 500}, {200, 100, 50, 20, 10, 5, 2, 1}}},
        {"USD", {{10000, 5000, 2000, 1000, 500, 200, 100}, {100, 50, 25, 10, 5, 1}}},
        {"CHF", {{100000, 20000, 10000, 5000, 2000, 1000}, {500, 200, 100, 50, 20, 10, 5}}},
        {"JPY", {{10000, 5000, 2000, 1000}, {500, 100, 50, 10, 5, 1}}},
        {"CAD", {{10000, 5000, 2000, 1000, 500}, {200, 100, 25, 10, 5}}},
        {"AUD", {{10000, 5000, 2000, 1000, 500}, {200, 100, 50, 20, 10, 5}}},
        {"SEK", {{100000, 50000, 20000, 10000, 5000, 2000}, {1000, 500, 200, 100}}},
        {"NOK", {{100000, 50000, 20000, 10000, 5000}, {2000, 1000, 500, 100}}},
        {"DKK", {{50000, 20000, 10000, 5000}, {2000, 1000, 500, 200, 100, 50}}},
        {"PLN", {{50000, 20000, 10000, 5000, 2000, 1000}, {500, 200, 100, 50, 20, 10, 5, 2, 1}}},
        {"CZK", {{500000, 200000, 100000, 50000, 20000, 10000}, {5000, 2000, 1000, 500, 200, 100}}},
    };
    return known;
}

[[noreturn]] void refuse_piece() { throw Refused{{Reason::amount_out_of_range, "count"}}; }

}  // namespace

std::string_view sort_name(Sort sort) {
    for (const auto& [one, name] : sorts)
        if (one == sort) return name;
    check(false, "a sort of money has a name");
    return {};
}

const Denominations& denominations_of(Currency currency) {
    static const Denominations none;
    const auto found = known_denominations().find(currency.text());
    return found == known_denominations().end() ? none : found->second;
}

Found sum_pieces(const std::vector<Piece>& pieces, Currency ours) {
    if (pieces.size() > pieces_max) refuse_piece();
    Found found;
    std::map<std::string, std::int64_t> abroad;
    for (const auto& piece : pieces) {
        if (piece.face <= 0 || piece.pieces <= 0 || piece.pieces > pieces_of_a_face_max ||
            piece.face > giving::minor_per_gift_max)
            refuse_piece();
        if ((piece.currency == ours) == (piece.sort == Sort::abroad)) refuse_piece();
        const auto sum = piece.face * piece.pieces;
        if (piece.sort == Sort::note || piece.sort == Sort::coin) found.money += sum;
        if (piece.sort == Sort::cheque) found.cheques += sum;
        if (piece.sort == Sort::float_inside) found.float_inside += sum;
        if (piece.sort == Sort::voucher) found.vouchers += sum;
        if (piece.sort == Sort::abroad) abroad[piece.currency.text()] += sum;
    }
    for (const auto& [code, minor] : abroad)
        found.abroad += (found.abroad.empty() ? "" : ", ") + code + " " +
                        decimal_text({minor, currency_of(code)});
    if (found.inside() > Money::minor_max || found.gifts() < 0) refuse_piece();
    return found;
}

}  // namespace cash
