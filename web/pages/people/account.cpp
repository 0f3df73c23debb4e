#include "web/pages/people/account.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/people/account.h"
#include "campaign/people/authenticator.h"
#include "campaign/people/device.h"
#include "campaign/people/passkey.h"
#include "campaign/people/signing.h"
#include "campaign/words/refusal.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/http/reception.h"
#include "web/http/refusal.h"
#include "web/pages/people/entry.h"

namespace pages {

namespace {

using language::ago_text;
using language::say;
using language::say_count;
using language::say_with;
using language::to_say;
using language::Values;

constexpr int acts_shown_max = 12;

struct Wrong {
    int status = 200;
    std::string field = {}, text = {};  // In English.
};

std::string_view saved_words(const std::string& code) {
    if (code == "password")
        return to_say("Your new password counts. All other devices are signed out.");
    if (code == "passkey") return to_say("Your passkey is kept. It signs you in from now on.");
    if (code == "removed") return to_say("The passkey is gone from here.");
    if (code == "device") return to_say("That device is signed out.");
    if (code == "others") return to_say("All other devices are signed out.");
    if (code == "factor_ended") return to_say("Your second factor has ended.");
    return {};
}

// What stands in the audit, as people read it.
std::string_view act_words(const std::string& action) {
    if (action == "signed in") return to_say("Signed in");
    if (action == "second factor given") return to_say("Second factor given");
    if (action == "second factor reset") return to_say("Second factor reset by an organiser");
    if (action == "authenticator set up") return to_say("Authenticator app set up");
    if (action == "authenticator ended") return to_say("Authenticator app ended");
    if (action == "recovery code used") return to_say("Recovery code used");
    if (action == "recovery codes renewed") return to_say("Recovery codes renewed");
    if (action == "passkey added") return to_say("Passkey added");
    if (action == "passkey taken away") return to_say("Passkey taken away");
    if (action == "password changed" || action == "password set anew")
        return to_say("Password changed");
    if (action == "new password link made") return to_say("Link for a new password made");
    if (action == "device signed out") return to_say("A device signed out");
    if (action == "other devices signed out") return to_say("Other devices signed out");
    if (action == "invitation accepted") return to_say("Invitation accepted");
    if (action == "role given") return to_say("Role given");
    if (action == "role changed") return to_say("Role changed");
    if (action == "role ended") return to_say("Role ended");
    return {};
}

std::string_view detail_words(const std::string& detail) {
    if (detail == "password") return to_say("with password");
    if (detail == "mailed code") return to_say("with a code by mail");
    if (detail == "mailed link") return to_say("with a link by mail");
    if (detail == "passkey") return to_say("with a passkey");
    if (detail == "recovery code") return to_say("with a recovery code");
    return {};
}

std::string device_words(const std::string& agent, const std::string& in) {
    const auto device = people::device_of(agent);
    if (device.browser.empty() && device.system.empty()) return say("Unknown browser", in);
    if (device.browser.empty()) return device.system;
    if (device.system.empty()) return device.browser;
    return say_with("{1} on {2}", {device.browser, device.system}, in);
}

void fill_password(Values& values, const http::Request& request, const people::Account& account,
                   const Wrong& wrong) {
    if (account.password_hash.empty()) return;
    auto& section = values.add("PASSWORD");
    section.set("FORM_TOKEN", request.visitor->form_token).set("EMAIL", account.email);
    const auto sentence = say(wrong.text, request.language);
    if (wrong.field == "password") section.add("OLD_WRONG").set("OLD_ERROR", sentence);
    if (wrong.field == "new_password") section.add("NEW_WRONG").set("NEW_ERROR", sentence);
}

void fill_factor(Values& values, const http::Request& request, App& app) {
    const auto& who = *request.visitor;
    const auto& in = request.language;
    const auto is_must =
        !who.is_demo && std::ranges::any_of(who.grants, [](const people::Grant& grant) {
            return people::role_needs_factor(grant.role);
        });
    auto& section = values.add("FACTOR");
    section.show_if(who.is_demo, "WAIVED");
    if (!who.has_authenticator) {
        section.show("FACTOR_OFF");
        return;
    }
    auto& on = section.add("FACTOR_ON");
    const auto left = people::count_recovery_codes(app.store.session(), who.account);
    on.set("LEFT",
           say_count("{1} recovery code is left.", "{1} recovery codes are left.", left, in));
    on.set("FORM_TOKEN", who.form_token);
    on.show_if(!is_must, "MAY_END");
    if (request.query.text("wrong") == "code")
        on.add("CODE_WRONG")
            .set("CODE_ERROR", say("This code is not right, or was used already.", in));
}

void fill_passkeys(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    const auto keys = people::passkeys_of(app.store.session(), request.visitor->account);
    const auto can_have = passkey_site(app.config).has_value();
    if (!can_have && keys.empty()) return;
    auto& section = values.add("PASSKEYS");
    for (const auto& key : keys)
        section.add("PASSKEY")
            .set("NAME", key.name.empty() ? say("Passkey", in) : key.name)
            .set("SINCE", say_with("added {1}", {ago_text(key.made_at, request.now, in)}, in))
            .set("USED", key.used_at
                             ? say_with("used {1}", {ago_text(*key.used_at, request.now, in)}, in)
                             : say("not used yet", in))
            .set("PASSKEY_ID", key.id.value)
            .set("FORM_TOKEN", request.visitor->form_token);
    section.show_if(keys.empty(), "NO_PASSKEY");
    if (can_have) section.add("ADD").set("FORM_TOKEN", request.visitor->form_token);
}

void fill_devices(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    const auto own = sha256_hex(http::session_secret(request, app.config));
    const auto devices =
        people::open_sessions_of(app.store.session(), request.visitor->account, request.now);
    for (const auto& device : devices) {
        auto& row = values.add("DEVICE");
        row.set("NAME", device_words(device.agent, in));
        row.set("SINCE",
                say_with("Signed in {1}", {ago_text(device.made_at, request.now, in)}, in));
        if (device.digest == own) {
            row.show("THIS_ONE");
            continue;
        }
        row.add("ANOTHER")
            .set("SEEN", say_with("last seen {1}", {ago_text(device.seen_at, request.now, in)}, in))
            .set("DIGEST", device.digest)
            .set("FORM_TOKEN", request.visitor->form_token);
    }
    if (devices.size() > 1) values.add("OTHERS").set("FORM_TOKEN", request.visitor->form_token);
}

void fill_acts(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    for (const auto& act : ledger::recent_audit_of(
             app.store.session(), "account", request.visitor->account.value, acts_shown_max)) {
        const auto words = act_words(act.action);
        const auto more = detail_words(act.detail);
        if (words.empty()) continue;
        values.add("ACT")
            .set("WHAT", say(words, in) + (more.empty() ? "" : ", " + say(more, in)))
            .set("AGO", ago_text(act.made_at, request.now, in));
    }
}

http::Response show_own(const http::Request& request, App& app, const Wrong& wrong) {
    const auto& who = *request.visitor;
    const auto& in = request.language;
    const auto account = people::find_account(app.store.session(), who.account);
    Values values;
    values.set("NAME", who.name).set("EMAIL", who.email).set("FORM_TOKEN", who.form_token);
    const auto saved = saved_words(request.query.text("saved"));
    if (!saved.empty()) values.add("SAVED").set("SAVED_TEXT", say(saved, in));
    if (!wrong.text.empty() && wrong.field.empty())
        values.add("WRONG").set("WRONG_TEXT", say(wrong.text, in));
    values.show_if(who.may(people::Duty::see_desk, {}), "DESK");
    fill_password(values, request, *account, wrong);
    fill_factor(values, request, app);
    fill_passkeys(values, request, app);
    fill_devices(values, request, app);
    fill_acts(values, request, app);
    return show_public(
        request, app,
        {.title = say("Your account", in),
         .body = language::render_template("web/pages/people/account.html", values, in),
         .styles = {"css/public.css"},
         .scripts = {"js/passkey.js"},
         .status = wrong.status});
}

}  // namespace

http::Response show_account(const http::Request& request, App& app) {
    return show_own(request, app, {});
}

http::Response change_own_password(const http::Request& request, App& app) {
    try {
        const auto made =
            people::change_password(app.store,
                                    {request.visitor->account, request.form.text("password"),
                                     request.form.text("new_password"), browser_of(request),
                                     request.visitor->has_authenticator},
                                    request.now);
        auto response = http::redirect("/account?saved=password");
        give_session_cookie(response, app.config, made.secret);
        return response;
    } catch (const Refused& refused) {
        const auto words = http::words_of(refused.refusal.reason);
        const auto& detail = refused.refusal.detail;
        return show_own(request, app,
                        {words.status, refused.refusal.field,
                         detail.empty() ? std::string{words.sentence} : detail});
    }
}

http::Response end_devices(const http::Request& request, App& app) {
    const auto device = request.form.text("device");
    const auto account = request.visitor->account;
    if (!device.empty()) {
        people::end_device(app.store, account, device, request.now);
        return http::redirect("/account?saved=device");
    }
    people::end_other_devices(app.store, account, http::session_secret(request, app.config),
                              request.now);
    return http::redirect("/account?saved=others");
}

}  // namespace pages
