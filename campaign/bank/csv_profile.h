// CsvProfile: how one bank's CSV is to be read: which column is what, how days and amounts are
// written. There is no standard, so a profile names headings; those of well-known banks come along,
// others are saved once at the desk.
//
// The row of headings is looked for, so that lines above it do not matter. An amount that cannot be
// read refuses the whole file with its row: nothing ever becomes 0.00.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/bank/statement.h"

namespace bank {

struct CsvProfile {
    std::string name = {};
    char delimiter = ';';
    std::string encoding = {};        // Empty: UTF-8, or Windows-1252 where it is not.
    std::string days = "dd.mm.yyyy";  // Also yyyy-mm-dd, dd/mm/yyyy, mm/dd/yyyy, dd.mm.yy.
    char decimal_mark = ',';
    // What is wanted -> the heading: booked_on, value_on, amount or credit and debit, name, iban,
    // text (several with " + "), reference, end_to_end, currency, account, balance, state.
    std::map<std::string, std::string> columns = {};
    std::string booked_state = {};  // Rows in another state are not booked yet.
};

constexpr std::size_t profile_name_max = 60, heading_max = 120, headings_max = 100;
const std::vector<std::string>& all_csv_parts();      // booked_on, value_on, …
const std::vector<std::string>& all_day_forms();      // dd.mm.yyyy, …
const std::vector<CsvProfile>& known_csv_profiles();  // That come along.

// As it is kept: one "word=value" a line.
std::string rules_text(const CsvProfile&);
CsvProfile read_rules(const std::string& name, std::string_view rules);

// What is wrong with a profile that somebody typed: it needs a day and an amount.
std::optional<std::string> objection_to(const CsvProfile&);

// The headings of a file, as far as they can be guessed, for whoever makes a profile.
struct CsvLook {
    char delimiter = ';';
    std::vector<std::string> headings = {};
    std::vector<std::vector<std::string>> rows = {};  // The first ones below them.
};
CsvLook look_at_csv(std::string_view bytes);
// The first of these whose every heading the file has.
std::optional<CsvProfile> fitting_profile(std::string_view bytes, const std::vector<CsvProfile>&);

// One statement for each account that the file names. Amounts without a currency are in `currency`.
std::vector<Statement> read_csv(std::string_view bytes, const CsvProfile&, Currency currency);

}  // namespace bank
