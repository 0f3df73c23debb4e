#include "campaign/organisation/organisation.h"

#include <algorithm>

#include "campaign/language/locale.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/words/money.h"
#include "campaign/words/text.h"

namespace organisation {

namespace {

// Reads field after field and remembers what is not right.
class Reader {
public:
    std::string line(const std::string& field, const std::string& typed, std::size_t max) {
        return keep(field, typed, read_line(typed, max));
    }
    std::string lines(const std::string& field, const std::string& typed, std::size_t max,
                      std::size_t count_max) {
        return keep(field, typed, read_lines(typed, max, count_max));
    }
    void object(const std::string& field, const std::string& sentence) {
        problems.push_back({Reason::not_a_valid_value, field, sentence});
    }

    std::vector<Refusal> problems = {};

private:
    std::string keep(const std::string& field, const std::string& typed,
                     const std::optional<std::string>& read) {
        if (!read) object(field, "This is too long, or has signs that cannot be kept.");
        return read.value_or(typed);  // Nothing that was typed is lost.
    }
};

std::string upper_case(std::string text) {
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

bool is_country(const std::string& code) {
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return code.size() == 2 && std::ranges::all_of(code, is_letter);
}

void read_codes(Reader& reader, Organisation& value) {
    value.country = upper_case(value.country), value.currency = upper_case(value.currency);
    if (!value.country.empty() && !is_country(value.country))
        reader.object("country", "Two letters, like DE.");
    if (!find_currency(value.currency))
        reader.object("currency", "Three letters of a currency, like EUR.");
    if (!language::is_time_zone(value.time_zone))
        reader.object("zone", "Choose a time zone of the list.");
}

}  // namespace

OrganisationReading read_organisation(const Organisation& typed) {
    Reader reader;
    auto value = typed;
    value.legal_name = reader.line("legal_name", typed.legal_name, name_max);
    value.register_number = reader.line("register", typed.register_number, register_max);
    value.telephone = reader.line("telephone", typed.telephone, telephone_max);
    value.address = reader.lines("address", typed.address, address_max, address_lines_max);
    value.imprint = reader.lines("imprint", typed.imprint, text_max, text_lines_max);
    value.privacy = reader.lines("privacy", typed.privacy, text_max, text_lines_max);
    value.country = reader.line("country", typed.country, 2);
    value.currency = reader.line("currency", typed.currency, 3);
    if (value.legal_name.empty()) reader.object("legal_name", "The name, please.");
    if (!typed.sender_address.empty()) {
        const auto sender = read_mail_address(typed.sender_address);
        if (!sender) reader.object("sender", "This is not an e-mail address.");
        value.sender_address = sender.value_or(typed.sender_address);
    }
    read_codes(reader, value);
    return {value, reader.problems};
}

std::vector<MissingPart> missing_parts(store::Session& session) {
    const auto ours = find_organisation(session);
    std::vector<MissingPart> missing;
    const auto ask = [&](bool is_there, MissingPart part) {
        if (!is_there) missing.push_back(std::move(part));
    };
    ask(!ours.legal_name.empty(),
        {"legal_name", "The legal name", "Without it nobody can see who asks for gifts."});
    ask(!ours.address.empty(),
        {"address", "The postal address", "Without it the imprint is not complete."});
    ask(!active_bank_accounts(session).empty(),
        {"accounts", "A bank account that two people agreed to",
         "Without it no campaign can take gifts."});
    ask(!ours.imprint.empty(),
        {"imprint", "The imprint", "Without it the site may not be shown in many countries."});
    ask(!ours.privacy.empty(),
        {"privacy", "The privacy text", "Without it nobody can read what happens to their data."});
    ask(!ours.sender_address.empty(),
        {"sender", "The address that mails come from", "Without it no mail can be sent."});
    ask(!ours.country.empty(),
        {"country", "The country", "Without it receipts cannot follow its rules."});
    return missing;
}

std::string on_one_line(std::string text) {
    std::string line;
    for (const char c : text) {
        if (c == '\n')
            line += ", ";
        else if (c != '\r')
            line += c;
    }
    return line;
}

}  // namespace organisation
