// Formal: money, dates and amounts in words as papers have them: nothing left out, no weekday.
#pragma once

#include <string>
#include <string_view>

#include "campaign/words/instant.h"
#include "campaign/words/money.h"

namespace language {

std::string formal_money_text(Money, std::string_view language);  // "€20.00"
std::string formal_date_text(Date, std::string_view language);    // "12 June 2027"
// "one hundred twenty-three euros, 45/100": the whole units spelled out by CLDR's rules, the rest
// as a fraction, as on a cheque; nothing after it where the currency has no decimals.
std::string amount_in_words(Money, std::string_view language);

}  // namespace language
