#include "campaign/people/forgetting.h"

#include "campaign/ledger/audit.h"
#include "campaign/mail/outbox.h"
#include "campaign/people/account.h"
#include "campaign/people/invitation.h"
#include "campaign/people/inviting.h"
#include "campaign/people/name.h"
#include "campaign/people/throttle.h"
#include "campaign/words/refusal.h"

namespace people {

void ask_for_password_link(store::Store& store, const Forgotten& asked, Instant now) {
    const auto email = read_account_address(asked.email);
    if (!email)
        throw Refused{{Reason::not_a_valid_value, "email", "This is not an e-mail address."}};
    const auto turns = code_mail_turns({"forgotten " + *email, asked.client});
    store.in_transaction([&](store::Transaction& tx) {
        take_turns(tx, turns, now);
        tx.run("INSERT INTO password_wish (id, email, language, made_at) VALUES (?, ?, ?, ?)",
               new_number(now), *email, asked.language, now);
    });
}

namespace {

// The link, or nothing where there is nobody, or enough of them today.
bool answer_wish(store::Store& store, const store::Row& wish, Instant now) {
    auto& session = store.session();
    const auto account = find_account_by_address(session, wish.text("email"));
    const auto since = now - std::chrono::days{1};
    const auto is_meant = account && !account->ended_at &&
                          mail::count_sent_to(session, account->email, {mail::Kind::password},
                                              since) < password_links_a_day_max;
    return store.in_transaction([&](store::Transaction& tx) {
        const auto is_first =
            tx.run("DELETE FROM password_wish WHERE id = ?", wish.number("id")) == 1;
        if (!is_first || !is_meant) return false;
        ledger::append_audit(tx,
                             {.actor = program_actor(),
                              .action = "password link asked for",
                              .subject_type = "account",
                              .subject_id = account->id.value},
                             now);
        const auto token = insert_invitation(tx,
                                             {.purpose = Invitation::Purpose::renew,
                                              .email = account->email,
                                              .name = account->name,
                                              .account = account->id},
                                             now);
        mail::insert_mail(
            tx, password_mail(*account, token, wish.text("language"), wish.number("id")), now);
        return true;
    });
}

}  // namespace

int answer_password_wishes(store::Store& store, Instant now) {
    constexpr int at_once_max = 50;
    int answered = 0;
    for (const auto& wish : store.session().all(
             "SELECT id, email, language FROM password_wish ORDER BY id LIMIT ?", at_once_max))
        if (answer_wish(store, wish, now)) ++answered;
    return answered;
}

void note_language(store::Store& store, AccountId account, const std::string& language) {
    if (language_of(store.session(), account) == language) return;
    store.in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE account SET language = ? WHERE id = ?", language, account);
    });
}

}  // namespace people
