// Country: what the law of the organisation's country lets stand on a receipt.
//
// Data, in campaign/receipts/countries.json: titles and statements in every language of ours, which
// fields a donor is asked for, and whether the amount is said in words, a signature line is drawn
// and the organisation has to name the decision that recognises it. A country that has no entry has
// the default one. Wording follows the countries' own samples (DE: BMF; FR: Cerfa 11580; US: IRS
// Publication 1771); whoever issues receipts checks it with their tax adviser.
#pragma once

#include <string>
#include <vector>

namespace receipts {

struct TaxField {
    std::string name, label;  // "tax_number", and what the donor reads.
    bool is_needed = false;
};

struct CountryRules {
    std::string title;
    std::vector<std::string> statements;
    std::vector<TaxField> fields;
    bool says_amount_in_words = false, has_signature = false;
    bool needs_recognition = false, needs_address = false;
};

enum class Sort;
// In one language; {organisation} is already replaced.
CountryRules rules_of_country(const std::string& country, Sort, const std::string& language,
                              const std::string& organisation);

// Values of the fields, one a line: "birth_date: 1 May 1980". Empty ones are left out.
std::string packed_tax_fields(const std::vector<std::pair<std::string, std::string>>&);
std::vector<std::pair<std::string, std::string>> unpacked_tax_fields(const std::string&);
constexpr std::size_t tax_field_max = 80;

}  // namespace receipts
