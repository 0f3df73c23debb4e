// Entry: what every way of signing in has in common once somebody is let in.
//
// The browser's earlier session ends, it is given the new one, and it is led on: to the second
// factor where that is still to come, else where it wanted to go.
#pragma once

#include <optional>
#include <string>

#include "campaign/people/passkey.h"
#include "campaign/people/session.h"
#include "campaign/words/refusal.h"
#include "web/app.h"

namespace pages {

// What a form of ours says again after it could not be taken.
struct Wrong {
    int status = 200;
    std::string text = {};  // In English; empty: nothing is wrong.
};
Wrong wrong_from(const Refusal&);

// A path of ours, or empty.
std::string own_next(const http::Request&);

people::Browser browser_of(const http::Request&);

// Where they go now; with no `next`, to the desk or to their own pages.
std::string way_in(const http::Request&, App&, const people::SignedIn&, const std::string& next);
http::Response let_in(const http::Request&, App&, const people::SignedIn&, const std::string& next);

// How browsers know us; nothing where they know no passkeys: plain http, and bare IP addresses.
std::optional<people::PasskeySite> passkey_site(const Config&);

}  // namespace pages
