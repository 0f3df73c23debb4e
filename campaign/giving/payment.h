// Payment: how a promise is paid by bank transfer, as people and as banking apps read it.
#pragma once

#include <string>

#include "campaign/words/money.h"

namespace giving {

struct Payee {
    std::string holder, iban, bic;
};

// The payload of an EPC069-12 code, version 002: UTF-8, SCT, purpose CHAR, an RF reference. Empty
// where the scheme does not reach: another currency than EUR, no IBAN, an amount out of its range.
std::string epc_payload(const Payee&, Money, const std::string& reference);

std::string grouped_iban(const std::string& iban);  // "DE02 1203 0000 0000 2020 51"

}  // namespace giving
