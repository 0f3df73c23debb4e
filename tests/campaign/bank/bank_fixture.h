// WithBank: the campaign of the giving tests, with one own and one shared account in use.
#pragma once

#include "campaign/bank/importing.h"
#include "tests/campaign/bank/bank_samples.h"
#include "tests/campaign/giving/giving_fixture.h"

struct WithBank : WithCampaign {
    WithBank();

    // Brings a file as finance would, and returns what became of it.
    bank::Booked bring(const std::string& bytes, const bank::ImportRules& rules = {});
    std::int64_t balance_of(const std::string& account);  // In the ledger: debits less credits.
    std::int64_t count(const std::string& table);
    giving::Gift stored(const giving::Gift&);
    SampleLine paid_by(const giving::Gift&, std::int64_t cents, const std::string& reference);

    BankAccountId shared{301};
    std::string own_iban = "DE89370400440532013000", shared_iban = "DE02120300000000202051";
};
