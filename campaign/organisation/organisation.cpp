#include "campaign/organisation/organisation.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
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
    void wrong(const std::string& field, const std::string& sentence) {
        problems.push_back({Reason::not_a_valid_value, field, sentence});
    }

    std::vector<Refusal> problems = {};

private:
    std::string keep(const std::string& field, const std::string& typed,
                     const std::optional<std::string>& read) {
        if (!read) wrong(field, "This is too long, or has signs that cannot be kept.");
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
        reader.wrong("country", "Two letters, like DE.");
    if (!find_currency(value.currency))
        reader.wrong("currency", "Three letters of a currency, like EUR.");
    if (!language::is_time_zone(value.time_zone))
        reader.wrong("zone", "Choose a time zone of the list.");
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
    if (value.legal_name.empty()) reader.wrong("legal_name", "The name, please.");
    if (!typed.sender_address.empty()) {
        const auto sender = read_mail_address(typed.sender_address);
        if (!sender) reader.wrong("sender", "This is not an e-mail address.");
        value.sender_address = sender.value_or(typed.sender_address);
    }
    read_codes(reader, value);
    return {value, reader.problems};
}

std::vector<MissingPart> missing_parts(store::Session& session) {
    using language::to_say;
    const auto ours = find_organisation(session);
    std::vector<MissingPart> missing;
    const auto ask = [&](const std::string& value, std::string_view field, std::string_view name,
                         std::string_view without) {
        if (value.empty())
            missing.push_back({std::string{field}, std::string{name}, std::string{without}});
    };
    ask(ours.legal_name, "legal_name", to_say("The legal name"),
        to_say("Without it nobody can see who asks for gifts."));
    ask(ours.address, "address", to_say("The postal address"),
        to_say("Without it the imprint is not complete."));
    ask(active_bank_accounts(session).empty() ? "" : "there", "accounts",
        to_say("A bank account that two people agreed to"),
        to_say("Without it no campaign can take gifts."));
    ask(ours.imprint, "imprint", to_say("The imprint"),
        to_say("Without it the site may not be shown in many countries."));
    ask(ours.privacy, "privacy", to_say("The privacy text"),
        to_say("Without it nobody can read what happens to their data."));
    ask(ours.sender_address, "sender", to_say("The address that mails come from"),
        to_say("Without it no mail can be sent."));
    ask(ours.country, "country", to_say("The country"),
        to_say("Without it receipts cannot follow its rules."));
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
