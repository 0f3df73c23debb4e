// Places from a list: pasted from a table, or a CSV file.
#include <algorithm>
#include <array>
#include <charconv>

#include "campaign/language/catalogue.h"
#include "campaign/links/placement.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"

namespace links {

namespace {

using language::to_say;

constexpr std::size_t fields_max = 24, list_bytes_max = 200'000, shown_max = 40;

using Fields = std::vector<std::string>;
using Columns = std::vector<std::string_view>;  // Of list_columns; empty: of no meaning to us.

struct Alias {
    std::string_view word, column;
};
// What people call these columns, in lower case.
constexpr Alias aliases[] = {
    {"place", "name"},
    {"ort", "name"},
    {"name", "name"},
    {"lieu", "name"},
    {"address", "address"},
    {"adresse", "address"},
    {"copies", "copies"},
    {"anzahl", "copies"},
    {"exemplaires", "copies"},
    {"cost", "cost"},
    {"kosten", "cost"},
    {"coût", "cost"},
    {"contact", "contact"},
    {"kontakt", "contact"},
    {"telephone", "telephone"},
    {"phone", "telephone"},
    {"telefon", "telephone"},
    {"téléphone", "telephone"},
    {"permission", "permission"},
    {"erlaubnis", "permission"},
    {"autorisation", "permission"},
    {"hang by", "hang_by"},
    {"hang_by", "hang_by"},
    {"aufhängen bis", "hang_by"},
    {"take down by", "take_down_by"},
    {"take_down_by", "take_down_by"},
    {"take down", "take_down_by"},
    {"abhängen bis", "take_down_by"},
    {"retirer le", "take_down_by"},
    {"helper", "helper"},
    {"helfer", "helper"},
    {"bénévole", "helper"},
    {"round", "round"},
    {"runde", "round"},
    {"tournée", "round"},
    {"note", "note"},
    {"notiz", "note"},
};
constexpr Alias permission_words[] = {
    {"", "open"},
    {"open", "open"},
    {"offen", "open"},
    {"no", "open"},
    {"nein", "open"},
    {"non", "open"},
    {"not asked", "open"},
    {"not asked yet", "open"},
    {"asked", "asked"},
    {"gefragt", "asked"},
    {"demandée", "asked"},
    {"given", "given"},
    {"yes", "given"},
    {"ja", "given"},
    {"oui", "given"},
    {"erteilt", "given"},
    {"donnée", "given"},
    {"refused", "refused"},
    {"verweigert", "refused"},
    {"refusée", "refused"},
};

// The fields of one line; quoted ones as RFC 4180 has it (but not over lines).
Fields split_fields(std::string_view line, char separator) {
    Fields fields{""};
    bool is_quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && is_quoted && i + 1 < line.size() && line[i + 1] == '"')
            fields.back() += line[++i];
        else if (c == '"' && (is_quoted || fields.back().empty()))
            is_quoted = !is_quoted;
        else if (c == separator && !is_quoted && fields.size() < fields_max)
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

// A tab or a semicolon anywhere; a comma only where a table starts with it, since names have some.
char separator_of(std::string_view text) {
    for (const char c : {'\t', ';'})
        if (text.find(c) != text.npos) return c;
    return text.substr(0, text.find('\n')).find(',') != text.npos ? ',' : '\0';
}

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \r\t");
    return from == text.npos ? "" : text.substr(from, text.find_last_not_of(" \r\t") - from + 1);
}

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
    });
    return text;
}

template <std::size_t count>
std::optional<std::string_view> meaning(const Alias (&words)[count], const std::string& typed) {
    const auto word = lowered(trimmed(typed));
    const auto found = std::ranges::find(words, word, &Alias::word);
    if (found == std::end(words)) return {};
    return found->column;
}

// The columns as the first line names them; nothing if it is a place already.
std::optional<Columns> read_columns(const Fields& fields) {
    if (meaning(aliases, fields.front()) != "name" &&
        std::ranges::none_of(fields,
                             [](const auto& one) { return lowered(trimmed(one)) == "name"; }))
        return {};
    Columns columns;
    for (const auto& one : fields) columns.push_back(meaning(aliases, one).value_or(""));
    if (std::ranges::count(columns, "name") != 1) return {};
    return columns;
}

// 2027-06-20, 20.06.2027 or 20/06/2027: the day first.
std::optional<Date> read_day(const std::string& typed) {
    if (const auto day = read_date(typed)) return day;
    int day = 0, month = 0, year = 0;
    const char* at = typed.data();
    const char* end = at + typed.size();
    for (auto* into : {&day, &month, &year}) {
        const auto read = std::from_chars(at, end, *into);
        if (read.ec != std::errc{}) return {};
        at = read.ptr;
        if (into == &year) break;
        if (at == end || (*at != '.' && *at != '/')) return {};
        ++at;
    }
    if (at != end || day < 1 || day > 31 || month < 1 || month > 12 || year < 2000 || year > 2999)
        return {};
    const Date date{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return {};
    return date;
}

// One line by the names of its columns. What cannot be read is noted, and the rest is read on.
class Line {
public:
    Line(const Fields& fields, const Columns& columns, int number, std::vector<WrongLine>& wrong)
        : fields_{fields}, columns_{columns}, number_{number}, wrong_{wrong} {}

    std::string field(std::string_view column) const {
        const auto at = std::ranges::find(columns_, column);
        const auto place = static_cast<std::size_t>(at - columns_.begin());
        return at != columns_.end() && place < fields_.size() ? trimmed(fields_[place]) : "";
    }
    std::string line(std::string_view column, std::size_t max) const {
        const auto read = read_line(field(column), max);
        if (!read) note(to_say("“{1}” is too long, or not text."), {shown(column)});
        return read.value_or("");
    }
    int number(std::string_view column, int usual) const {
        const auto typed = field(column);
        if (typed.empty()) return usual;
        return number_in<int>(typed);
    }
    std::optional<Date> day(std::string_view column) const {
        const auto typed = field(column);
        if (typed.empty()) return {};
        const auto read = read_day(typed);
        if (!read) note(to_say("“{1}” is no date. Write it like 2026-12-05."), {shown(column)});
        return read;
    }
    // As it is told what was typed: never the whole of a pasted book.
    std::string shown(std::string_view column) const {
        const auto typed = field(column);
        return is_utf8(typed) ? excerpt(typed, shown_max) : std::string{"?"};
    }
    void note(std::string_view sentence, std::vector<std::string> values) const {
        wrong_.push_back({number_, std::string{sentence}, std::move(values)});
    }

private:
    const Fields& fields_;
    const Columns& columns_;
    int number_;
    std::vector<WrongLine>& wrong_;
};

Permission read_permission(const Line& line, const PlacementList& list) {
    const auto typed = line.field("permission");
    for (const auto& [word, permission] : list.permission_words)
        if (lowered(word) == lowered(typed)) return permission;
    const auto known = meaning(permission_words, typed);
    if (!known)
        line.note(to_say("“{1}” says nothing of permission. Write “not asked yet”, “asked”, "
                         "“given” or “refused”."),
                  {line.shown("permission")});
    return find_permission(known.value_or("open")).value_or(Permission::open);
}

NewPlacement read_placement(const Line& line, const PlacementList& list) {
    NewPlacement made{.campaign = list.campaign,
                      .name = line.line("name", place_name_max),
                      .address = line.line("address", place_address_max),
                      .note = line.line("note", place_note_max),
                      .copies = line.number("copies", 1),
                      .cost = Money{0, list.currency},
                      .arrangement = {.contact = line.line("contact", contact_max),
                                      .telephone = line.line("telephone", telephone_max),
                                      .permission = read_permission(line, list),
                                      .hang_by = line.day("hang_by"),
                                      .take_down_by = line.day("take_down_by"),
                                      .round = line.number("round", 1)},
                      .volunteer_name = line.line("helper", volunteer_name_max)};
    if (const auto cost = line.field("cost"); !cost.empty()) {
        const auto money = read_money(cost, list.currency, list.separator);
        if (!money)
            line.note(to_say("“{1}” is no amount. Write it like 12.50."), {line.shown("cost")});
        made.cost = money.value_or(Money{0, list.currency});
    }
    return made;
}

// Names that are taken, in lower case: by which line, 0 for a place that is there already.
using Taken = std::map<std::string, int>;

// What is wrong with a line that could be read.
void check_line(const NewPlacement& made, const Line& line, int number, Taken& taken) {
    if (const auto refusal = placement_objection(made)) return line.note(refusal->detail, {});
    const auto [earlier, is_new] = taken.emplace(lowered(made.name), number);
    if (is_new) return;
    if (earlier->second == 0)
        line.note(to_say("There is a place named “{1}” already."), {made.name});
    else
        line.note(to_say("“{1}” stands on line {2} already."),
                  {made.name, std::to_string(earlier->second)});
}

}  // namespace

PlacementLines read_placement_list(const PlacementList& list) {
    PlacementLines read;
    if (list.text.size() > list_bytes_max) {
        read.wrong.push_back({0, std::string{to_say("The list is too long.")}, {}});
        return read;
    }
    std::string_view rest = list.text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    const char separator = separator_of(rest);
    Columns columns{std::begin(list_columns), std::end(list_columns)};
    Taken taken;
    for (const auto& name : list.taken) taken[lowered(name)] = 0;
    for (int number = 1; !rest.empty() && read.wrong.size() < wrong_lines_max; ++number) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto fields = split_fields(rest.substr(0, end), separator);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (std::ranges::all_of(fields, [](const auto& one) { return trimmed(one).empty(); }))
            continue;
        if (number == 1)
            if (const auto named = read_columns(fields)) {
                columns = *named;
                continue;
            }
        const Line line{fields, columns, number, read.wrong};
        if (read.placements.size() >= placements_max) {
            line.note(to_say("A list has at most 500 places."), {});
            break;
        }
        const auto before = read.wrong.size();
        auto made = read_placement(line, list);
        if (read.wrong.size() == before) check_line(made, line, number, taken);
        read.placements.push_back(std::move(made));
    }
    if (read.wrong.size() > wrong_lines_max) read.wrong.resize(wrong_lines_max);
    return read;
}

}  // namespace links
