// Entering: participants and volunteers sign in with a code or a link that was mailed to them.
//
// Invariants:
//   * Asking takes the same steps for every address, and is answered the same.
//   * A code proves an address. The first proof makes an account of role participant, and gives it
//     the pages that were made with exactly this address; an unproven address gives nothing.
//   * Whoever may do more than enter cash has a password, and gets no code.
// All throw Refused.
#pragma once

#include <string>

#include "campaign/people/session.h"
#include "campaign/store/database.h"

namespace people {

struct CodeRequest {
    std::string email, client, language;
    std::string next = {};  // A path of ours to go on to.
};
// The secret for the cookie of this browser.
std::string ask_for_code(store::Store&, const CodeRequest&, Instant now);

struct CodeTyped {
    std::string browser_secret, digits;
    Browser browser;
};
SignedIn sign_in_by_code(store::Store&, const CodeTyped&, Instant now);
SignedIn sign_in_by_link(store::Store&, const std::string& link, const Browser&, Instant now);

}  // namespace people
