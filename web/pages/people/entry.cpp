#include "web/pages/people/entry.h"

#include <algorithm>

#include "campaign/people/forgetting.h"
#include "campaign/people/signing.h"
#include "campaign/words/text.h"
#include "web/http/guard.h"
#include "web/http/reception.h"
#include "web/http/refusal.h"

namespace pages {

Wrong wrong_from(const Refusal& refusal) {
    const auto words = http::words_of(refusal.reason);
    return {words.status, refusal.detail.empty() ? std::string{words.sentence} : refusal.detail};
}

std::string own_next(const http::Request& request) {
    const auto next =
        request.query.has("next") ? request.query.text("next") : request.form.text("next");
    return http::is_own_path(next) ? next : std::string{};
}

people::Browser browser_of(const http::Request& request) {
    return {request.client, request.header("user-agent")};
}

std::string way_in(const http::Request& request, App& app, const people::SignedIn& signed_in,
                   const std::string& next) {
    auto& session = app.store.session();
    const auto who = people::find_visitor(session, signed_in.secret, request.now);
    if (!who && people::find_halfway(session, signed_in.secret, request.now))
        return "/sign-in/second" + (next.empty() ? "" : "?next=" + percent_encoded(next));
    // Whoever only raises money has no place at the desk.
    const auto has_desk = who && who->may(people::Duty::see_desk, {});
    if (next.empty()) return has_desk ? "/desk" : "/me";
    return !has_desk && next.starts_with("/desk") ? "/me" : next;
}

http::Response let_in(const http::Request& request, App& app, const people::SignedIn& signed_in,
                      const std::string& next) {
    const auto before = http::session_secret(request, app.config);
    if (!before.empty()) people::sign_out(app.store, before, request.now);
    people::note_language(app.store, signed_in.account, request.language);
    auto response = http::redirect(way_in(request, app, signed_in, next));
    http::give_session_cookie(response, app.config, signed_in.secret);
    return response;
}

std::optional<people::PasskeySite> passkey_site(const Config& config) {
    auto name = config.host();
    if (const auto colon = name.rfind(':'); colon != std::string::npos) name.resize(colon);
    if (!config.is_https() && name != "localhost") return {};
    if (name.empty() || http::is_address(name) || name.front() == '[') return {};
    return people::PasskeySite{config.public_url, name};
}

}  // namespace pages
