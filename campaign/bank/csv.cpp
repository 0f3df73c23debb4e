// Rows of a CSV become lines of statements, as its profile says.
#include <algorithm>

#include "campaign/bank/csv_profile.h"
#include "campaign/bank/csv_table.h"
#include "campaign/outside/encoding.h"
#include "campaign/words/refusal.h"

namespace bank {

namespace {

[[noreturn]] void refuse(const char* why, std::size_t row = 0) {
    throw Refused{{Reason::not_a_valid_value,
                   row > 0 ? "file:" + std::to_string(row) : std::string{"file"}, why}};
}

// Digits of a day in its form: where day, month and year begin.
std::optional<Date> read_day(std::string_view text, std::string_view form) {
    const auto part = [&](std::string_view letters) {
        const auto at = form.find(letters);
        return at == std::string_view::npos || at + letters.size() > text.size()
                   ? std::string{}
                   : std::string{text.substr(at, letters.size())};
    };
    if (text.size() < form.size()) return {};
    for (std::size_t i = 0; i < form.size(); ++i)
        if ((form[i] < 'a' || form[i] > 'z') && text[i] != form[i]) return {};
    if (text.size() > form.size() && text[form.size()] != ' ' && text[form.size()] != 'T') {
        // A year of four digits where two were expected, or the other way round.
        if (form != "dd.mm.yy") return {};
        return read_day(text, "dd.mm.yyyy");
    }
    auto year = part("yyyy");
    if (year.empty()) year = "20" + part("yy");
    return read_date(year + "-" + part("mm") + "-" + part("dd"));
}

// "-1.234,56", "+5,00", "1 234,56" with the decimal mark of the profile; groups are of three.
std::optional<Money> read_signed(std::string text, char mark, Currency currency) {
    const char group = mark == ',' ? '.' : ',';
    bool is_negative = false;
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((c == '-' || c == '+') && (i == 0 || i + 1 == text.size()))
            is_negative = c == '-';
        else if (c == group || c == '\'' || c == ' ') {
            const auto end = text.find_first_not_of("0123456789", i + 1);
            const auto digits = (end == std::string::npos ? text.size() : end) - i - 1;
            if (digits != 3 && !(c == ' ' && (plain.empty() || digits == 0))) return {};
        } else {
            plain += c;
        }
    }
    const auto point = plain.find(mark);
    if (point != std::string::npos) {
        if (plain.find(mark, point + 1) != std::string::npos) return {};
        const auto wanted = point + 1 + static_cast<std::size_t>(currency.decimals);
        while (plain.size() > wanted && plain.back() == '0') plain.pop_back();
        if (plain.back() == mark) plain.pop_back();
    }
    const auto amount = read_money(plain, currency, mark);
    if (!amount) return {};
    return is_negative ? -*amount : *amount;
}

// Which field of a row a part of the profile is in.
class Places {
public:
    Places(const CsvProfile& profile, const CsvFields& headings) {
        for (const auto& [part, column] : profile.columns) {
            std::string_view rest{column};
            while (!rest.empty()) {
                const auto at = rest.find(" + ");
                const auto found = std::ranges::find(headings, rest.substr(0, at));
                if (found != headings.end())
                    places_[part].push_back(static_cast<std::size_t>(found - headings.begin()));
                rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 3);
            }
        }
    }
    std::string in(const CsvFields& row, const std::string& part) const {
        const auto found = places_.find(part);
        if (found == places_.end()) return {};
        std::string text;
        for (const auto place : found->second)
            if (place < row.size() && !row[place].empty())
                text += (text.empty() ? "" : " ") + row[place];
        return kept_text(text, text_max);
    }
    bool has(const std::string& part) const { return places_.contains(part); }

private:
    std::map<std::string, std::vector<std::size_t>> places_;
};

struct Reading {
    const CsvProfile& profile;
    const Places& places;
    Currency currency;
    std::size_t row_number;
};

Money amount_of(const CsvFields& row, const Reading& reading, Currency currency) {
    const auto& places = reading.places;
    const auto mark = reading.profile.decimal_mark;
    const auto read = [&](const std::string& text) {
        const auto amount = read_signed(text, mark, currency);
        if (!amount) refuse("An amount in this file cannot be read.", reading.row_number);
        return *amount;
    };
    if (places.has("amount")) return read(places.in(row, "amount"));
    const auto in = places.in(row, "credit"), out = places.in(row, "debit");
    if (in.empty() == out.empty() && in != "0")
        refuse("A line of this file is neither in nor out.", reading.row_number);
    if (!in.empty()) return read(in);
    const auto amount = read(out);
    return amount.minor > 0 ? -amount : amount;
}

StatementLine line_of(const CsvFields& row, const Reading& reading) {
    const auto& places = reading.places;
    StatementLine line;
    const auto booked = read_day(places.in(row, "booked_on"), reading.profile.days);
    if (!booked) refuse("A day in this file cannot be read.", reading.row_number);
    line.booked_on = *booked;
    line.value_on = read_day(places.in(row, "value_on"), reading.profile.days);
    auto currency = reading.currency;
    if (const auto told = places.in(row, "currency"); !told.empty()) {
        const auto found = find_currency(told);
        if (!found) refuse("A currency in this file is not known.", reading.row_number);
        currency = *found;
    }
    line.amount = amount_of(row, reading, currency);
    line.other_name = kept_text(places.in(row, "name"), name_max);
    line.other_iban = kept_text(packed(places.in(row, "iban")), account_max);
    line.text = places.in(row, "text");
    line.bank_reference = kept_text(places.in(row, "reference"), reference_max);
    line.end_to_end = kept_text(places.in(row, "end_to_end"), reference_max);
    if (line.end_to_end == "NOTPROVIDED") line.end_to_end.clear();
    return line;
}

// A running balance tells where the file begins and ends, in whichever order it is written.
void read_balances(Statement& statement, const std::vector<Money>& balances) {
    const auto& lines = statement.lines;
    if (balances.size() != lines.size() || lines.empty()) return;
    const auto last = lines.size() - 1;
    const bool goes_up = lines.front().booked_on < lines.back().booked_on ||
                         (last > 0 && balances[0] + lines[1].amount == balances[1]);
    const auto first_at = goes_up ? 0 : last, last_at = goes_up ? last : 0;
    statement.opening = {balances[first_at] - lines[first_at].amount, lines[first_at].booked_on};
    statement.closing = {balances[last_at], lines[last_at].booked_on};
}

struct Open {
    Statement statement;
    std::vector<Money> balances = {};
};

Open& statement_for(std::vector<Open>& open, const std::string& account, Currency currency) {
    for (auto& one : open)
        if (one.statement.account == account && one.statement.currency == currency) return one;
    open.emplace_back();
    auto& made = open.back().statement;
    made.format = "csv", made.account = account, made.currency = currency;
    return open.back();
}

}  // namespace

std::vector<Statement> read_csv(std::string_view bytes, const CsvProfile& profile,
                                Currency currency) {
    const auto text = outside::to_utf8(bytes, profile.encoding);
    const auto rows = read_table(text, profile.delimiter, lines_per_file_max + 100);
    if (!rows) refuse("This file is not sound CSV.");
    const auto wanted = [&](const CsvFields& row) {
        const auto booked = profile.columns.find("booked_on");
        const Places places{profile, row};
        return booked != profile.columns.end() && places.has("booked_on") &&
               std::ranges::all_of(profile.columns,
                                   [&](const auto& column) { return places.has(column.first); });
    };
    const auto head = std::ranges::find_if(*rows, wanted);
    if (head == rows->end()) refuse("The headings of this file are not those of its profile.");
    const Places places{profile, *head};
    std::vector<Open> open;
    for (auto row = head + 1; row != rows->end(); ++row) {
        if (std::ranges::all_of(*row, [](const auto& field) { return field.empty(); })) continue;
        const auto number = static_cast<std::size_t>(row - rows->begin()) + 1;
        const Reading reading{profile, places, currency, number};
        const auto state = places.in(*row, "state");
        const bool is_pending = !profile.booked_state.empty() && state != profile.booked_state;
        if (is_pending) {
            ++statement_for(open, packed(places.in(*row, "account")), currency).statement.pending;
            continue;
        }
        auto line = line_of(*row, reading);
        auto& one = statement_for(open, packed(places.in(*row, "account")), line.amount.currency);
        if (const auto told = places.in(*row, "balance"); !told.empty())
            if (const auto balance = read_signed(told, profile.decimal_mark, line.amount.currency))
                one.balances.push_back(*balance);
        if (line.amount.minor == 0) {
            if (!one.balances.empty()) one.balances.pop_back();
            continue;
        }
        line.number = static_cast<int>(number);
        one.statement.lines.push_back(std::move(line));
    }
    std::vector<Statement> statements;
    for (auto& one : open) {
        if (places.has("balance")) read_balances(one.statement, one.balances);
        statements.push_back(std::move(one.statement));
    }
    return statements;
}

}  // namespace bank
