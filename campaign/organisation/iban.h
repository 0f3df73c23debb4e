// IBAN and BIC: where money is sent to, checked as far as arithmetic goes (ISO 13616, ISO 9362).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace organisation {

// "de89 3704 0044 0532 0130 00" -> "DE89370400440532013000". Nothing if its length is not that of
// its country (where we know it) or its check digits are wrong (modulo 97).
std::optional<std::string> read_iban(std::string_view typed);
std::optional<std::string> read_bic(std::string_view typed);  // Empty stays empty.
std::string spaced_iban(std::string_view iban);               // In groups of four, for people.

}  // namespace organisation
