#include "campaign/people/entering.h"

#include <algorithm>
#include <set>

#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/mail/outbox.h"
#include "campaign/people/account.h"
#include "campaign/people/address_code.h"
#include "campaign/people/throttle.h"
#include "campaign/roster/participant.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace people {

namespace {

[[noreturn]] void refuse(const std::string& field, const std::string& sentence) {
    throw Refused{{Reason::not_a_valid_value, field, sentence}};
}

// Whom an address belongs to, as far as we know.
struct Owner {
    std::optional<Account> account;
    std::vector<HeldRole> roles;
    std::vector<roster::Participant> pages;  // Made with this address, and nobody's yet.

    // Somebody whose account has ended comes back for their pages alone.
    bool may_use_code() const {
        const auto is_alive = account && !account->ended_at;
        if (std::ranges::any_of(roles,
                                [](const auto& held) { return !role_may_use_code(held.role); }))
            return false;
        return is_alive || !pages.empty();
    }
};

Owner owner_of(store::Session& session, const std::string& email) {
    Owner owner{find_account_by_address(session, email), {}, {}};
    owner.roles = roles_of_account(session, owner.account ? owner.account->id : AccountId{});
    owner.pages = roster::unclaimed_participants(session, email);
    return owner;
}

mail::NewMail mail_with(const CodeRequest& asked, const AddressCode& code,
                        const CodeSecrets& secrets) {
    auto href = "/sign-in/link/" + secrets.link;
    if (!asked.next.empty()) href += "?next=" + percent_encoded(asked.next);
    return {mail::Kind::sign_in,
            "sign_in",
            code.id,
            code.email,
            asked.language,
            {{"CODE", secrets.digits},
             {"HREF", href},
             {"MINUTES", language::count_text(code_minutes, asked.language)}}};
}

void give_participant_roles(store::Transaction& tx, AccountId account, const Owner& owner,
                            Instant now) {
    std::set<CampaignId> held;
    for (const auto& role : owner.roles)
        if (role.role == Role::participant) held.insert(role.campaign);
    for (const auto& page : owner.pages)
        if (!held.contains(CampaignId{}) && held.insert(page.campaign).second)
            insert_role(tx, {account, Role::participant, page.campaign}, {}, now);
}

SignedIn write_entry(store::Transaction& tx, const AddressCode& code, const Owner& owner,
                     const NewSession& session, Instant now) {
    if (!use_address_code(tx, code, now))
        throw Refused{{Reason::not_found, "", "This code or link was used already."}};
    if (!owner.account)
        insert_account(tx, {session.account, code.email, owner.pages.front().name}, now);
    else if (owner.account->ended_at)
        reopen_account(tx, session.account);
    give_participant_roles(tx, session.account, owner, now);
    for (const auto& page : owner.pages) roster::claim_participant(tx, page.id, session.account);
    ledger::append_own_act(tx, session.account, "signed in",
                           session.how == "code" ? "mailed code" : "mailed link", now);
    return insert_session(tx, session, now);
}

// Two first proofs at once make one account: the slower one finds it and goes on.
SignedIn enter(store::Store& store, const AddressCode& code, NewSession session, Instant now) {
    constexpr int rounds_max = 3;
    for (int round = 1;; ++round) {
        const auto owner = owner_of(store.session(), code.email);
        if (!owner.may_use_code()) throw Refused{{Reason::not_found}};
        session.account = owner.account ? owner.account->id : new_id<AccountId>(now);
        try {
            return store.in_transaction(
                [&](store::Transaction& tx) { return write_entry(tx, code, owner, session, now); });
        } catch (const store::Duplicate&) {
            if (round == rounds_max) throw;
        }
    }
}

}  // namespace

std::string ask_for_code(store::Store& store, const CodeRequest& asked, Instant now) {
    const auto email = read_account_address(asked.email);
    if (!email) refuse("email", "This is not an e-mail address.");
    const auto turns = code_mail_turns({*email, asked.client});
    const auto is_known = owner_of(store.session(), *email).may_use_code();
    const AddressCode code{new_id<AccountId>(now).value, *email, {}, asked.language};
    const auto secrets = random_code_secrets();
    const auto message = mail_with(asked, code, secrets);
    // As long to write as the mail would be, and of no use to anybody.
    const AddressCode nobodys{new_id<AccountId>(now).value, *email, {}, asked.language};
    const auto unknown = random_code_secrets();
    store.in_transaction([&](store::Transaction& tx) {
        take_turns(tx, turns, now);
        insert_address_code(tx, code, secrets, now);
        if (is_known)
            mail::insert_mail(tx, message, now);
        else
            insert_address_code(tx, nobodys, unknown, now);
    });
    return secrets.browser;
}

SignedIn sign_in_by_code(store::Store& store, const CodeTyped& typed, Instant now) {
    const auto turns = crowd_turns("code", typed.browser.client);
    const auto may_try = store.in_transaction([&](store::Transaction& tx) {
        take_turns(tx, turns, now);
        return take_code_try(tx, typed.browser_secret, now);
    });
    const auto code = find_code_of_browser(store.session(), typed.browser_secret, now);
    if (!may_try || !code)
        refuse("code", "This code is too old or was tried too often. Please ask for a new one.");
    auto digits = typed.digits;
    std::erase_if(digits, [](char c) { return c == ' ' || c == '-'; });
    if (!equal_in_constant_time(code_digest_of(typed.browser_secret, digits), code->code_digest))
        refuse("code", "This is not the code of the newest mail. Please look again.");
    return enter(store, *code, {{}, typed.browser, "code"}, now);
}

SignedIn sign_in_by_link(store::Store& store, const std::string& link, const Browser& browser,
                         Instant now) {
    const auto turns = crowd_turns("code", browser.client);
    store.in_transaction([&](store::Transaction& tx) { take_turns(tx, turns, now); });
    const auto code = find_code_of_link(store.session(), link, now);
    if (!code) throw Refused{{Reason::not_found}};
    return enter(store, *code, {{}, browser, "link"}, now);
}

}  // namespace people
