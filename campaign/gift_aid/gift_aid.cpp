#include "campaign/gift_aid/gift_aid.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <utility>

#include "campaign/finance/csv.h"
#include "campaign/words/text.h"

namespace gift_aid {

namespace {

constexpr std::int64_t small_gift_max = 3'000, small_line_max = 100'000;  // Pence.

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string short_date(Date date) {
    char text[16];
    std::snprintf(text, sizeof text, "%02u/%02u/%02d", static_cast<unsigned>(date.day()),
                  static_cast<unsigned>(date.month()), static_cast<int>(date.year()) % 100);
    return text;
}

// HMRC wants a space in double-barrelled names.
std::string without_hyphens(std::string name) {
    std::ranges::replace(name, '-', ' ');
    return name;
}

struct SheetRow {
    Person by;
    std::string together;
    bool is_sponsored = false;
    Date given_on;
    std::int64_t minor = 0;
};

std::string written(const SheetRow& row, int item, Currency currency) {
    finance::CsvRow csv;
    csv.number(std::to_string(item)).text(row.by.title);
    csv.text(row.by.first_name).text(without_hyphens(row.by.last_name));
    csv.text(row.by.house).text(row.by.postcode);
    csv.text(row.together).text(row.is_sponsored ? "Yes" : "");
    csv.text(short_date(row.given_on)).number(decimal_text({row.minor, currency}));
    return csv.line();
}

SheetRow row_of(const Line& line) {
    return {line.by, "", line.is_sponsored, line.given_on, line.minor};
}

std::vector<SheetRow> rows_of(const std::vector<Line>& lines, Small small) {
    std::vector<SheetRow> rows;
    SheetRow shared;
    for (const auto& line : lines) {
        if (line.sort != LineSort::claim) continue;
        if (small == Small::each_alone || line.minor > small_gift_max) {
            rows.push_back(row_of(line));
            continue;
        }
        if (shared.minor + line.minor > small_line_max) rows.push_back(std::exchange(shared, {}));
        shared.together = "One off Gift Aid donations";
        shared.given_on =
            shared.minor == 0 ? line.given_on : std::max(shared.given_on, line.given_on);
        shared.minor += line.minor;
    }
    if (shared.minor > 0) rows.push_back(shared);
    return rows;
}

}  // namespace

std::optional<std::string> read_postcode(std::string_view typed) {
    std::string packed;
    for (const auto c : typed)
        if (c != ' ') packed += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (packed == "X") return packed;
    if (packed.size() < 5 || packed.size() > 7) return {};
    const auto outward = packed.substr(0, packed.size() - 3),
               inward = packed.substr(outward.size());
    const bool fits =
        is_letter(outward[0]) && is_digit(inward[0]) && is_letter(inward[1]) &&
        is_letter(inward[2]) &&
        std::ranges::all_of(outward, [](char c) { return is_letter(c) || is_digit(c); });
    if (!fits) return {};
    return outward + " " + inward;
}

std::optional<Refusal> objection(const NewDeclaration& asked) {
    const auto wrong = [](const char* field, const char* detail) {
        return Refusal{Reason::not_a_valid_value, field, detail};
    };
    const auto& by = asked.by;
    if (by.first_name.empty() || count_code_points(by.first_name) > name_max)
        return wrong("first_name", "Gift Aid needs your first name.");
    if (by.last_name.empty() || count_code_points(by.last_name) > name_max)
        return wrong("last_name", "Gift Aid needs your last name.");
    if (by.house.empty() || count_code_points(by.house) > house_max)
        return wrong("house", "Gift Aid needs the name or number of your home.");
    if (!read_postcode(by.postcode))
        return wrong("postcode",
                     "That is no postcode of the United Kingdom. Write X if you live elsewhere.");
    if (count_code_points(by.title) > title_max || count_code_points(by.address) > address_max)
        return wrong("address", "That is too long.");
    return {};
}

std::string wording_of(const std::string& organisation) {
    return "I am a UK taxpayer and want " + organisation +
           " to reclaim tax on the donations that I name here. I understand that if I pay less "
           "Income Tax and/or Capital Gains Tax in the current tax year than the amount of Gift "
           "Aid claimed on all my donations, it is my responsibility to pay any difference.";
}

Money Schedule::tax() const {
    constexpr std::int64_t pounds_for_one = 4;  // 25p per £1.
    return {(minor - adjusted) / pounds_for_one, currency};
}

std::string schedule_csv(const Schedule& schedule, const std::vector<Line>& lines, Small small) {
    std::string csv = finance::CsvRow{}
                          .text("Earliest donation date")
                          .text(schedule.earliest_on ? short_date(*schedule.earliest_on) : "")
                          .line();
    const Money tax{schedule.adjusted / 4, schedule.currency};
    csv += finance::CsvRow{}
               .text("Adjustment for Gift Aid over-claimed")
               .number(schedule.adjusted > 0 ? decimal_text(tax) : "")
               .line();
    csv += finance::csv_header({"Item", "Title", "First name", "Last name", "House name or number",
                                "Postcode", "Aggregated donations", "Sponsored event",
                                "Donation date", "Amount"});
    int item = 0;
    for (const auto& row : rows_of(lines, small)) csv += written(row, ++item, schedule.currency);
    return csv;
}

}  // namespace gift_aid
