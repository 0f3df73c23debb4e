// Passkeys: what the page's script and the server say to each other, in small JSON answers.
//
// {"next": path} when it worked; {"wrong": sentence} with the refusal's status when it did not.
#pragma once

#include "web/app.h"

namespace pages {

http::Response challenge_anybody(const http::Request&, App&);  // POST /sign-in/passkey/challenge
http::Response enter_by_passkey(const http::Request&, App&);   // POST /sign-in/passkey
// POST /sign-in/second/challenge, /account/passkeys/challenge
http::Response challenge_visitor(const http::Request&, App&);
http::Response give_passkey(const http::Request&, App&);  // POST /sign-in/second/passkey
http::Response add_passkey(const http::Request&, App&);   // POST /account/passkeys
// POST /account/passkeys/end, an ordinary form
http::Response take_passkey_away(const http::Request&, App&);

}  // namespace pages
