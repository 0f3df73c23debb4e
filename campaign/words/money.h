// Money: an exact amount of one currency, counted in its ISO 4217 minor unit.
//
// Invariants:
//   * |minor| <= minor_max, so a sum of two amounts cannot overflow unseen.
//   * Currencies never mix: arithmetic and ordering check() that both sides agree.
//   * No floating point, here or anywhere else in the program.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Currency: a code of ISO 4217 that this program knows, with its number of decimals (0, 2 or 3).
struct Currency {
    std::array<char, 3> code{'E', 'U', 'R'};
    int decimals = 2;

    std::string text() const { return {code.data(), code.size()}; }
    friend bool operator==(const Currency&, const Currency&) = default;
};

std::optional<Currency> find_currency(std::string_view code);  // Upper case only.
Currency currency_of(std::string_view code);                   // check()s that it is known.
const std::vector<Currency>& all_currencies();

struct Money {
    static constexpr std::int64_t minor_max = 1'000'000'000'000'000;

    Money() = default;
    Money(std::int64_t amount, Currency unit);

    Money operator-() const { return {-minor, currency}; }
    friend bool operator==(const Money&, const Money&) = default;

    std::int64_t minor = 0;
    Currency currency;
};

Money operator+(Money, Money);
Money operator-(Money, Money);
std::strong_ordering operator<=>(const Money&, const Money&);

// "1234.50": the plain decimal string of a machine (EPC, CSV, JSON), never grouped.
std::string decimal_text(Money);

// Strict reading of what a person typed: ASCII digits, at most one separator (the one named, of the
// form's locale), no more decimals than the currency has, no sign, no grouping. Nothing else.
std::optional<Money> read_money(std::string_view typed, Currency, char decimal_separator);

// Splits a whole by weights so that the parts add up to it: largest remainder, ties to the earlier.
// Weights are not negative; all zero means equal parts.
std::vector<Money> split_money(Money whole, const std::vector<std::int64_t>& weights);
