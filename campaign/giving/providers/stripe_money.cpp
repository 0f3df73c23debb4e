#include "campaign/giving/providers/stripe.h"

namespace providers {

namespace {

std::string upper_case(std::string_view text) {
    std::string upper{text};
    for (auto& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return upper;
}

// Decimals as Stripe counts them where they are not those of ISO 4217.
int stripe_decimals(Currency currency) {
    for (const std::string_view zero : {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA",
                                        "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"})
        if (zero == currency.text()) return 0;
    for (const std::string_view two : {"ISK", "UGX"})  // Once had cents, and are still sent so.
        if (two == currency.text()) return 2;
    return currency.decimals;
}

}  // namespace

std::optional<std::int64_t> stripe_number(Money money) {
    auto number = money.minor;
    const auto decimals = stripe_decimals(money.currency);
    for (int i = money.currency.decimals; i < decimals; ++i) number *= 10;
    for (int i = decimals; i < money.currency.decimals; ++i) {
        if (number % 10 != 0) return {};
        number /= 10;
    }
    constexpr int three = 3, ten = 10;
    if (decimals == three && number % ten != 0) return {};  // The last digit must be 0 there.
    return number;
}

std::optional<Money> money_of_stripe(std::int64_t number, std::string_view code) {
    const auto currency = find_currency(upper_case(code));
    if (!currency || number < 0 || number > Money::minor_max / 100) return {};
    const auto decimals = stripe_decimals(*currency);
    for (int i = decimals; i < currency->decimals; ++i) number *= 10;
    for (int i = currency->decimals; i < decimals; ++i) {
        if (number % 10 != 0) return {};
        number /= 10;
    }
    return Money{number, *currency};
}

}  // namespace providers
