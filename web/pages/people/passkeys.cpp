#include "web/pages/people/passkeys.h"

#include "campaign/language/catalogue.h"
#include "campaign/organisation/organisation.h"
#include "campaign/outside/json.h"
#include "campaign/people/device.h"
#include "campaign/people/keying.h"
#include "campaign/people/signing.h"
#include "campaign/words/number.h"
#include "campaign/words/refusal.h"
#include "web/http/reception.h"
#include "web/http/refusal.h"
#include "web/pages/people/entry.h"

namespace pages {

namespace {

using language::say;

people::PasskeySite site_or_refuse(const App& app) {
    const auto site = passkey_site(app.config);
    if (!site) throw Refused{{Reason::not_found}};
    return *site;
}

// A refusal as the script shows it beside its button.
template <typename Work>
http::Response answer_script(const http::Request& request, Work work) {
    try {
        return work();
    } catch (const Refused& refused) {
        const auto words = http::words_of(refused.refusal.reason);
        const auto sentence =
            refused.refusal.detail.empty() ? std::string{words.sentence} : refused.refusal.detail;
        return http::json(
            outside::JsonWriter{}.text("wrong", say(sentence, request.language)).object(),
            words.status);
    }
}

http::Response lead_on(const std::string& next) {
    return http::json(outside::JsonWriter{}.text("next", next).object());
}

people::Assertion assertion_in(const http::Fields& form) {
    return {form.text("credential"), form.text("client_data"), form.text("authenticator_data"),
            form.text("signature")};
}

// Base64url of the number of an account, as the device keeps it beside the key. It says nothing
// about the person.
std::string handle_of(AccountId account) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string handle;
    auto number = static_cast<std::uint64_t>(account.value);
    for (int i = 0; i < 12; ++i, number >>= 6) handle += letters[number & 63];
    return handle;
}

std::string device_words(const http::Request& request) {
    const auto device = people::device_of(request.header("user-agent"));
    if (device.browser.empty() || device.system.empty()) return device.browser + device.system;
    return device.browser + ", " + device.system;
}

}  // namespace

http::Response challenge_anybody(const http::Request& request, App& app) {
    return answer_script(request, [&] {
        const auto site = site_or_refuse(app);
        const auto challenge = people::make_challenge(app.store, {}, request.client, request.now);
        outside::JsonWriter asked;
        asked.text("challenge", challenge).text("site", site.name);
        return http::json(asked.object());
    });
}

http::Response enter_by_passkey(const http::Request& request, App& app) {
    return answer_script(request, [&] {
        const auto in =
            people::sign_in_by_passkey(app.store, assertion_in(request.form), site_or_refuse(app),
                                       browser_of(request), request.now);
        const auto before = http::session_secret(request, app.config);
        if (!before.empty()) people::sign_out(app.store, before, request.now);
        auto response = lead_on(way_in(request, app, in, own_next(request)));
        give_session_cookie(response, app.config, in.secret);
        return response;
    });
}

http::Response challenge_visitor(const http::Request& request, App& app) {
    return answer_script(request, [&] {
        const auto site = site_or_refuse(app);
        const auto& who = *request.visitor;
        outside::JsonWriter asked;
        asked.text("challenge",
                   people::make_challenge(app.store, who.account, request.client, request.now));
        const auto ours = organisation::find_organisation(app.store.session());
        asked.text("site", site.name)
            .text("title", ours.legal_name.empty() ? site.name : ours.legal_name);
        asked.text("user", handle_of(who.account)).text("email", who.email).text("name", who.name);
        std::vector<std::string> held;
        for (const auto& key : people::passkeys_of(app.store.session(), who.account))
            held.push_back(outside::json_text(key.credential));
        asked.raw("held", outside::json_list(held));
        return http::json(asked.object());
    });
}

http::Response give_passkey(const http::Request& request, App& app) {
    return answer_script(request, [&] {
        const people::SignedIn halfway{
            request.visitor->account, http::session_secret(request, app.config), {}};
        const auto in =
            people::give_passkey(app.store, assertion_in(request.form), site_or_refuse(app),
                                 browser_of(request), halfway, request.now);
        auto response = lead_on(way_in(request, app, in, own_next(request)));
        give_session_cookie(response, app.config, in.secret);
        return response;
    });
}

http::Response add_passkey(const http::Request& request, App& app) {
    return answer_script(request, [&] {
        const auto& form = request.form;
        const auto begun = people::session_begun_at(app.store.session(),
                                                    http::session_secret(request, app.config));
        people::add_passkey(app.store,
                            {request.visitor->account,
                             device_words(request),
                             {form.text("client_data"), form.text("authenticator_data")},
                             begun.value_or(Instant{})},
                            site_or_refuse(app), request.now);
        return lead_on("/account?saved=passkey");
    });
}

http::Response take_passkey_away(const http::Request& request, App& app) {
    const auto number = number_in(request.form.text("passkey"));
    people::remove_passkey(app.store, request.visitor->account, people::PasskeyId{number},
                           request.now);
    return http::redirect("/account?saved=removed");
}

}  // namespace pages
