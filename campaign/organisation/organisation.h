// Organisation: who asks for the gifts. There is one, and it begins empty.
//
// What is empty is allowed but not without effect: missing_parts() says what cannot be done without
// it, and the verbs that need a part ask it. Bank accounts stand in bank_account.h.
#pragma once

#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/refusal.h"

namespace organisation {

constexpr std::size_t name_max = 120, register_max = 60, telephone_max = 40, address_max = 400;
constexpr std::size_t address_lines_max = 6, text_max = 20'000, text_lines_max = 800;
constexpr std::size_t logo_bytes_max = 200 * 1024;

struct Organisation {
    std::string legal_name = {}, register_number = {}, address = {}, telephone = {};
    std::string sender_address = {};         // Mails come from it.
    std::string imprint = {}, privacy = {};  // Markdown.
    std::string country = {};                // ISO 3166-1, two letters.
    std::string time_zone = {}, currency = {};
    std::string logo = {};  // Digest of its picture.
    bool is_demo = false;
    int version = 0;
};

// What a person typed, as it will be kept, and what to say beside each field that is not right.
struct OrganisationReading {
    Organisation value;
    std::vector<Refusal> problems = {};
};
OrganisationReading read_organisation(const Organisation& typed);

// What is not there yet, and what cannot be done without it; in English, as in the catalogues.
struct MissingPart {
    std::string field;    // Of the form: "legal_name"; "accounts" for a bank account.
    std::string name;     // "The legal name"
    std::string without;  // "Without it no campaign can open."
};
std::vector<MissingPart> missing_parts(store::Session&);

Organisation find_organisation(store::Session&);
// False if somebody changed it since the version that the value carries.
bool update_organisation(store::Transaction&, const Organisation&);
std::string on_one_line(std::string text);  // Lines become parts: "Street 1, Town".

}  // namespace organisation
