#include "campaign/words/money.h"

#include <algorithm>
#include <numeric>

#include "campaign/words/check.h"

namespace {

constexpr Currency make(const char (&code)[4], int decimals) {
    return {{code[0], code[1], code[2]}, decimals};
}

}  // namespace

// ISO 4217 list one: the currencies campaigns are run in, with their minor unit exponent.
const std::vector<Currency>& all_currencies() {
    static const std::vector<Currency> list{
        make("AED", 2), make("ARS", 2), make("AUD", 2), make("BHD", 3), make("BRL", 2),
        make("CAD", 2), make("CHF", 2), make("CLP", 0), make("CNY", 2), make("COP", 2),
        make("CZK", 2), make("DKK", 2), make("EGP", 2), make("EUR", 2), make("GBP", 2),
        make("HKD", 2), make("HUF", 2), make("IDR", 2), make("ILS", 2), make("INR", 2),
        make("ISK", 0), make("JOD", 3), make("JPY", 0), make("KES", 2), make("KRW", 0),
        make("KWD", 3), make("MAD", 2), make("MXN", 2), make("MYR", 2), make("NGN", 2),
        make("NOK", 2), make("NZD", 2), make("OMR", 3), make("PHP", 2), make("PKR", 2),
        make("PLN", 2), make("QAR", 2), make("RON", 2), make("RSD", 2), make("SAR", 2),
        make("SEK", 2), make("SGD", 2), make("THB", 2), make("TND", 3), make("TRY", 2),
        make("UAH", 2), make("USD", 2), make("VND", 0), make("XAF", 0), make("XOF", 0),
        make("ZAR", 2)};
    return list;
}

std::optional<Currency> find_currency(std::string_view code) {
    for (const auto& currency : all_currencies())
        if (currency.text() == code) return currency;
    return {};
}

Currency currency_of(std::string_view code) {
    const auto currency = find_currency(code);
    check(currency.has_value(), "a stored currency is known");
    return *currency;
}

Money::Money(std::int64_t amount, Currency unit) : minor{amount}, currency{unit} {
    check(amount <= minor_max && amount >= -minor_max, "an amount is within its limit");
}

Money operator+(Money left, Money right) {
    check(left.currency == right.currency, "currencies do not mix");
    return {left.minor + right.minor, left.currency};
}

Money operator-(Money left, Money right) { return left + -right; }

std::strong_ordering operator<=>(const Money& left, const Money& right) {
    check(left.currency == right.currency, "currencies do not mix");
    return left.minor <=> right.minor;
}

std::string decimal_text(Money money) {
    auto digits = std::to_string(money.minor < 0 ? -money.minor : money.minor);
    const auto decimals = static_cast<std::size_t>(money.currency.decimals);
    if (decimals > 0) {
        if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
        digits.insert(digits.size() - decimals, 1, '.');
    }
    return money.minor < 0 ? "-" + digits : digits;
}

std::optional<Money> read_money(std::string_view typed, Currency currency, char separator) {
    while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
    while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
    constexpr std::size_t length_max = 20;
    if (typed.empty() || typed.size() > length_max) return {};
    std::int64_t minor = 0;
    int decimals = -1;  // -1: still before the separator.
    bool any_digit = false;
    for (const auto c : typed) {
        if (c == separator && decimals < 0 && any_digit) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9') return {};
        if (decimals >= 0 && ++decimals > currency.decimals) return {};
        any_digit = true;
        minor = minor * 10 + (c - '0');
        if (minor > Money::minor_max) return {};
    }
    if (decimals == 0) return {};  // "5." is a slip of the finger: ask again.
    for (int i = std::max(decimals, 0); i < currency.decimals; ++i) minor *= 10;
    if (minor > Money::minor_max) return {};
    return Money{minor, currency};
}

std::vector<Money> split_money(Money whole, const std::vector<std::int64_t>& weights) {
    check(!weights.empty(), "a split has parts");
    auto shares = weights;
    auto total = std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
    if (total == 0) {
        std::ranges::fill(shares, 1);
        total = static_cast<std::int64_t>(shares.size());
    }
    const auto amount = whole.minor < 0 ? -whole.minor : whole.minor;
    std::vector<std::int64_t> parts(shares.size());
    std::vector<std::pair<std::int64_t, std::size_t>> remainders;
    std::int64_t given = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        check(shares[i] >= 0, "a weight is not negative");
        __extension__ using Wide = __int128;  // A product of two amounts does not fit in 64 bits.
        const auto product = static_cast<Wide>(amount) * shares[i];
        parts[i] = static_cast<std::int64_t>(product / total);
        remainders.emplace_back(static_cast<std::int64_t>(product % total), i);
        given += parts[i];
    }
    std::ranges::stable_sort(remainders, [](auto a, auto b) { return a.first > b.first; });
    for (std::size_t i = 0; given < amount; ++i, ++given) ++parts[remainders[i].second];
    std::vector<Money> result;
    for (const auto part : parts)
        result.emplace_back(whole.minor < 0 ? -part : part, whole.currency);
    return result;
}
