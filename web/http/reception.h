// Reception: what happens to every request before and after its handler.
//
// It chooses the language, finds the route and the person behind the session, lets
// nobody through whom the route table does not name, and turns what is refused or fails into an
// answer. It is the only place that decides who may: a handler may rely on it.
//
// Programs (below /api/) are known by a token in `Authorization: Bearer`, never by a cookie, and
// are told how much they may ask (rates.h).
//
// Forged posts: a post by somebody signed in to a route that is not for anyone carries the form
// token of the session; every other one comes from our own pages if the browser says where from.
#pragma once

#include <span>

#include "web/app.h"
#include "web/http/router.h"

namespace http {

// Throws nothing: what is unexpected is a 500 with the request's id, and a line in the log.
Response receive_request(Request&, App&, std::span<const Route>);

// May this person enter what such a route guards, for this campaign (0: for any)?
bool may_enter(Who, const people::Visitor&, CampaignId);

// Where the cookie of the session stands: __Host-session over https.
Scheme scheme_of(const Config&);
std::string session_secret(const Request&, const Config&);
void give_session_cookie(Response&, const Config&, const std::string& secret);
void take_session_cookie(Response&, const Config&);

// Inside our own site: one slash first, and nothing that a browser could read as another host.
bool is_own_path(std::string_view next);

}  // namespace http
