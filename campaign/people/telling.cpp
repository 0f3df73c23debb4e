#include "campaign/people/telling.h"

#include "campaign/language/catalogue.h"
#include "campaign/people/name.h"

namespace people {

namespace {

std::string_view sentence_of(WayIn changed) {
    using language::to_say;
    switch (changed) {
        case WayIn::authenticator_set_up:
            return to_say("An authenticator app was set up.");
        case WayIn::authenticator_ended:
            return to_say("The authenticator app was switched off.");
        case WayIn::factors_reset:
            return to_say("An organiser has reset your second factor and your passkeys.");
        case WayIn::passkey_added:
            return to_say("A passkey was added.");
        case WayIn::password:
            return to_say("Your password was changed.");
    }
    return {};
}

}  // namespace

mail::NewMail mail_when_changed(store::Session& session, const Account& account, WayIn changed,
                                Instant now) {
    const auto language = language_of(session, account.id);
    return {mail::Kind::way_in_changed,
            "account",
            new_number(now),
            account.email,
            language,
            {{"NAME", account.name},
             {"WHAT", language::say(sentence_of(changed), language)},
             {"ACCOUNT_PATH", "/account"}}};
}

}  // namespace people
