#include "campaign/giving/payment.h"

#include "campaign/giving/gift.h"
#include "campaign/words/text.h"

namespace giving {

std::string epc_payload(const Payee& to, Money amount, const std::string& reference) {
    constexpr std::int64_t cents_max = 99'999'999'999;
    constexpr std::size_t holder_max = 70;
    if (amount.currency.text() != "EUR" || to.iban.empty() || to.holder.empty()) return {};
    if (amount.minor < 1 || amount.minor > cents_max) return {};
    auto holder = to.holder;
    while (count_code_points(holder) > holder_max) do
            holder.pop_back();
        while (!holder.empty() && !is_utf8(holder));
    return "BCD\n002\n1\nSCT\n" + to.bic + "\n" + holder + "\n" + to.iban + "\nEUR" +
           decimal_text(amount) + "\nCHAR\n" + reference;
}

std::string grouped_iban(const std::string& iban) { return grouped(iban); }

}  // namespace giving
