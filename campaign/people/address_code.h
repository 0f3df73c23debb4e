// AddressCode: six digits and a link, mailed to an address so that its owner can sign in.
//
// Invariants:
//   * Both are stored as digests. The digits count only in the browser that asked, which holds a
//     secret of its own; the link counts anywhere.
//   * They live code_minutes, take tries_max wrong digits together, and work once: whichever is
//     used first ends the other, and all that were mailed to this address.
//   * There is a row whether or not we know the address; only a mail tells the difference.
#pragma once

#include <optional>
#include <string>

#include "campaign/store/database.h"

namespace people {

constexpr int code_minutes = 10, tries_max = 5;

struct AddressCode {
    std::int64_t id = 0;
    std::string email, code_digest, language;
    int tries_left = 0;
};

// What is told once: the digits and the link by mail, the secret to the browser.
struct CodeSecrets {
    std::string digits, link, browser;
};
CodeSecrets random_code_secrets();
std::string code_digest_of(const std::string& browser_secret, std::string_view digits);

void insert_address_code(store::Transaction&, const AddressCode&, const CodeSecrets&, Instant now);
// Alive ones only.
std::optional<AddressCode> find_code_of_browser(store::Session&, const std::string& secret,
                                                Instant now);
std::optional<AddressCode> find_code_of_link(store::Session&, const std::string& link, Instant now);
// False if there is no try left, or nothing that could be tried.
bool take_code_try(store::Transaction&, const std::string& browser_secret, Instant now);
// True for the one who uses it first.
bool use_address_code(store::Transaction&, const AddressCode&, Instant now);
void remove_old_codes(store::Transaction&, Instant now);

}  // namespace people
