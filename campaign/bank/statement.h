// Statement: what a bank's file says of one account, whatever its format. Nothing is booked by it.
//
// A line is one movement: of a batch, each of its parts. Amounts in are positive, amounts out are
// negative. What is not booked at the bank yet is counted and left out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/words/instant.h"
#include "campaign/words/money.h"

namespace bank {

constexpr std::size_t file_bytes_max = 256 * 1024 * 1024, lines_per_file_max = 200'000;
constexpr std::size_t reference_max = 80, name_max = 140, account_max = 40, text_max = 1000;

struct StatementLine {
    int number = 0;  // Of its file, from 1, for people.
    Date booked_on{};
    std::optional<Date> value_on = {};
    Money amount = {};
    std::string bank_reference = {};   // Given by the bank to this movement; may be empty.
    std::string entry_reference = {};  // Of the entry that it is a part of.
    std::string end_to_end = {}, creditor_reference = {};
    std::string other_name = {}, other_iban = {}, text = {};
    std::string code = {};   // PMNT-RCDT-ESCT
    bool is_return = false;  // It takes another movement back.
};

struct Balance {
    Money amount;
    Date on;
};

struct Statement {
    std::string format = {};   // camt.053, camt.052, camt.054, csv
    std::string id = {};       // The bank's own number of it.
    std::string account = {};  // Its IBAN or other number; empty where the file does not say.
    Currency currency = {};
    std::optional<Balance> opening = {}, closing = {};
    std::vector<StatementLine> lines = {};
    int pending = 0;

    std::string family() const { return format.substr(0, 4); }  // "camt" or "csv"
    Money sum() const;
    // Do opening, lines and closing agree? Nothing where the bank gave no two balances.
    std::optional<bool> adds_up() const;
};

// Texts of banks are cleaned and cut to what is kept; never refused.
std::string kept_text(std::string_view from_bank, std::size_t code_points_max);
// Capitals and digits only: how two formats of the same words are compared.
std::string packed(std::string_view text);

}  // namespace bank
