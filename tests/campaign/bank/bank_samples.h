// Files of a bank for tests, made here: CAMT of any version, and the same lines as CSV.
#pragma once

#include <string>
#include <vector>

#include "campaign/bank/statement.h"

struct SampleLine {
    std::int64_t cents = 0;
    std::string day = "2027-05-21", name = "Anna Berg", iban = "DE02120300000000202051";
    std::string text = "Spende", reference = {}, end_to_end = {}, creditor_reference = {};
};

struct SampleFile {
    std::string version = "053.001.08", account = "DE89370400440532013000";
    std::int64_t opening = 10000;
    std::vector<SampleLine> lines = {};
    std::int64_t missing = 0;  // By how much the closing balance is wrong.
};

std::string camt_text(const SampleFile&);
std::string csv_text(const SampleFile&);  // CSV-CAMT, as German savings banks write it.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& files);
std::vector<bank::Statement> statements_in(const std::string& bytes);
