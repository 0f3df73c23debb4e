#include "campaign/bank/csv_profile.h"

#include <algorithm>

#include "campaign/bank/csv_table.h"
#include "campaign/outside/encoding.h"
#include "campaign/words/text.h"

namespace bank {

namespace {

constexpr std::size_t looked_at_rows = 40, shown_rows = 5;
constexpr std::string_view between_columns = " + ";

CsvProfile profile_of(std::string name, char delimiter, std::string days, char decimal_mark,
                      std::map<std::string, std::string> columns) {
    CsvProfile profile;
    profile.name = std::move(name), profile.delimiter = delimiter;
    profile.days = std::move(days), profile.decimal_mark = decimal_mark;
    profile.columns = std::move(columns);
    return profile;
}

std::vector<CsvProfile> made_profiles() {
    std::vector<CsvProfile> made;
    made.push_back(profile_of("CSV-CAMT (German savings and cooperative banks)", ';', "dd.mm.yy",
                              ',',
                              {{"account", "Auftragskonto"},
                               {"booked_on", "Buchungstag"},
                               {"value_on", "Valutadatum"},
                               {"text", "Verwendungszweck"},
                               {"name", "Beguenstigter/Zahlungspflichtiger"},
                               {"iban", "Kontonummer/IBAN"},
                               {"end_to_end", "Kundenreferenz (End-to-End)"},
                               {"amount", "Betrag"},
                               {"currency", "Waehrung"}}));
    made.push_back(profile_of("Wise", ',', "dd-mm-yyyy", '.',
                              {{"booked_on", "Date"},
                               {"amount", "Amount"},
                               {"currency", "Currency"},
                               {"text", "Payment Reference"},
                               {"name", "Payer Name"},
                               {"reference", "TransferWise ID"},
                               {"balance", "Running Balance"}}));
    made.push_back(profile_of("Revolut", ',', "yyyy-mm-dd", '.',
                              {{"booked_on", "Completed Date"},
                               {"amount", "Amount"},
                               {"currency", "Currency"},
                               {"text", "Description"},
                               {"state", "State"}}));
    made.back().booked_state = "COMPLETED";
    made.push_back(profile_of("Monzo", ',', "dd/mm/yyyy", '.',
                              {{"reference", "Transaction ID"},
                               {"booked_on", "Date"},
                               {"name", "Name"},
                               {"amount", "Amount"},
                               {"currency", "Currency"},
                               {"text", "Notes and #tags + Description"}}));
    return made;
}

std::vector<std::string> headings_of(const std::string& column) {
    std::vector<std::string> headings;
    std::string_view rest{column};
    for (auto at = rest.find(between_columns); at != std::string_view::npos;
         at = rest.find(between_columns)) {
        headings.emplace_back(rest.substr(0, at));
        rest.remove_prefix(at + between_columns.size());
    }
    headings.emplace_back(rest);
    return headings;
}

bool has_all(const CsvFields& row, const CsvProfile& profile) {
    return std::ranges::all_of(profile.columns, [&](const auto& column) {
        return std::ranges::all_of(headings_of(column.second), [&](const std::string& heading) {
            return std::ranges::find(row, heading) != row.end();
        });
    });
}

std::string cleaned(std::string_view text) { return kept_text(text, heading_max); }

}  // namespace

const std::vector<std::string>& all_csv_parts() {
    static const std::vector<std::string> parts{
        "booked_on", "value_on",  "amount",     "credit",   "debit",   "name",    "iban",
        "text",      "reference", "end_to_end", "currency", "account", "balance", "state"};
    return parts;
}

const std::vector<std::string>& all_day_forms() {
    static const std::vector<std::string> forms{"dd.mm.yyyy", "dd.mm.yy",   "yyyy-mm-dd",
                                                "dd/mm/yyyy", "mm/dd/yyyy", "dd-mm-yyyy"};
    return forms;
}

const std::vector<CsvProfile>& known_csv_profiles() {
    static const std::vector<CsvProfile> known = made_profiles();
    return known;
}

std::string rules_text(const CsvProfile& profile) {
    std::string text = std::string{"delimiter="} + profile.delimiter +
                       "\nencoding=" + profile.encoding + "\ndays=" + profile.days +
                       "\ndecimal_mark=" + profile.decimal_mark +
                       "\nbooked_state=" + profile.booked_state + "\n";
    for (const auto& [part, heading] : profile.columns)
        text.append("column.").append(part).append("=").append(heading).append("\n");
    return text;
}

CsvProfile read_rules(const std::string& name, std::string_view rules) {
    CsvProfile profile;
    profile.name = name;
    while (!rules.empty()) {
        const auto end = rules.find('\n');
        const auto line = rules.substr(0, end);
        rules.remove_prefix(end == std::string_view::npos ? rules.size() : end + 1);
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) continue;
        const auto word = line.substr(0, equals);
        const std::string value{line.substr(equals + 1)};
        if (word == "delimiter" && !value.empty()) profile.delimiter = value[0];
        if (word == "encoding") profile.encoding = value;
        if (word == "days") profile.days = value;
        if (word == "decimal_mark" && !value.empty()) profile.decimal_mark = value[0];
        if (word == "booked_state") profile.booked_state = value;
        if (word.starts_with("column.")) profile.columns[std::string{word.substr(7)}] = value;
    }
    return profile;
}

std::optional<std::string> objection_to(const CsvProfile& profile) {
    const auto has = [&](const char* part) { return profile.columns.contains(part); };
    if (profile.name.empty()) return "name";
    if (!has("booked_on")) return "booked_on";
    if (!has("amount") && !(has("credit") && has("debit"))) return "amount";
    if (std::ranges::find(all_day_forms(), profile.days) == all_day_forms().end()) return "days";
    return {};
}

CsvLook look_at_csv(std::string_view bytes) {
    constexpr std::size_t looked_at_bytes = 64 * 1024;
    const auto text = outside::to_utf8(bytes.substr(0, looked_at_bytes));
    CsvLook look;
    for (const char delimiter : {';', ',', '\t', '|'}) {
        const auto rows = read_table(text, delimiter, looked_at_rows);
        if (!rows) continue;
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const auto& row = (*rows)[i];
            const auto filled =
                std::ranges::count_if(row, [](const auto& f) { return !f.empty(); });
            if (row.size() > headings_max || filled < 3) continue;
            if (static_cast<std::size_t>(filled) <= look.headings.size()) continue;
            look.delimiter = delimiter, look.headings.clear(), look.rows.clear();
            for (const auto& heading : row) look.headings.push_back(cleaned(heading));
            for (std::size_t k = i + 1; k < rows->size() && k <= i + shown_rows; ++k)
                look.rows.push_back((*rows)[k]);
        }
    }
    return look;
}

std::optional<CsvProfile> fitting_profile(std::string_view bytes,
                                          const std::vector<CsvProfile>& profiles) {
    constexpr std::size_t looked_at_bytes = 64 * 1024;
    for (const auto& profile : profiles) {
        const auto text = outside::to_utf8(bytes.substr(0, looked_at_bytes), profile.encoding);
        const auto rows = read_table(text, profile.delimiter, looked_at_rows);
        if (!rows) continue;
        for (const auto& row : *rows)
            if (has_all(row, profile)) return profile;
    }
    return {};
}

}  // namespace bank
