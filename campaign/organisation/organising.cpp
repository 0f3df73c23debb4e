#include "campaign/organisation/organising.h"

#include "campaign/ledger/audit.h"
#include "campaign/organisation/iban.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"

namespace organisation {

namespace {

constexpr std::int64_t our_number = 1;  // There is one organisation.

[[noreturn]] void refuse(const std::string& field, const std::string& sentence) {
    throw Refused{{Reason::not_a_valid_value, field, sentence}};
}

BankAccount account_to_propose(store::Session& session, const ProposedAccount& asked) {
    const auto holder = read_line(asked.holder, holder_max);
    if (!holder || holder->empty())
        refuse("holder", "The holder as the bank writes it, up to 70 letters.");
    const auto iban = read_iban(asked.iban);
    if (!iban) refuse("iban", "This IBAN has a wrong length or a mistyped digit.");
    const auto bic = read_bic(asked.bic);
    if (!bic) refuse("bic", "A BIC has 8 or 11 letters and digits.");
    const auto label = read_line(asked.label, label_max).value_or("");
    BankAccount account{{},    label, *holder,
                        *iban, *bic,  currency_of(find_organisation(session).currency)};
    if (account.label.empty()) account.label = *holder;
    while (!is_utf8(account.label) || count_code_points(account.label) > label_max)
        account.label.pop_back();
    account.sharing = asked.sharing, account.replaces = asked.replaces;
    return account;
}

ledger::AuditEntry account_entry(const people::Actor& actor, std::string action,
                                 const BankAccount& account) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "bank account",
            .subject_id = account.id.value,
            .detail = account.holder + ", " + account.iban};
}

ledger::AuditEntry our_entry(const people::Actor& actor, std::string action, std::string detail) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "organisation",
            .subject_id = our_number,
            .detail = std::move(detail)};
}

// "main colour #0B6472, accent colour none, logo changed".
std::string look_words(const Look& before, const Look& after) {
    const auto or_none = [](const std::string& colour) { return colour.empty() ? "none" : colour; };
    std::string words = "main colour " + or_none(after.main_colour) + ", accent colour " +
                        or_none(after.accent_colour);
    if (after.logo != before.logo)
        words += after.logo.empty() ? ", logo taken away" : ", logo changed";
    return words;
}

}  // namespace

void describe_organisation(store::Store& store, const Organisation& kept,
                           const people::Actor& actor, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_organisation(tx, kept)) throw Refused{{Reason::already_decided}};
        ledger::append_audit(tx, our_entry(actor, "organisation described", kept.legal_name), now);
    });
}

void choose_look(store::Store& store, const ChosenLook& chosen, const people::Actor& actor,
                 Instant now) {
    auto look = chosen.look;
    const auto before = find_look(store.session());
    if (chosen.new_logo) look.logo = chosen.new_logo->digest;
    store.in_transaction([&](store::Transaction& tx) {
        if (chosen.new_logo) insert_picture(tx, *chosen.new_logo, now);
        if (!update_look(tx, look)) throw Refused{{Reason::already_decided}};
        ledger::append_audit(
            tx, our_entry(actor, "organisation's look chosen", look_words(before, look)), now);
    });
}

BankAccountId propose_bank_account(store::Store& store, const ProposedAccount& asked,
                                   const people::Actor& actor, Instant now) {
    auto account = account_to_propose(store.session(), asked);
    account.id = new_id<BankAccountId>(now), account.proposed_by = actor.account;
    store.in_transaction([&](store::Transaction& tx) {
        insert_bank_account(tx, account, now);
        ledger::append_audit(tx, account_entry(actor, "bank account proposed", account), now);
    });
    return account.id;
}

void decide_bank_account(store::Store& store, const AccountDecision& decision,
                         const people::Actor& actor, Instant now) {
    auto account = find_bank_account(store.session(), decision.account);
    if (!account) throw Refused{{Reason::not_found}};
    if (account->proposed_by == actor.account) throw Refused{{Reason::needs_second_person}};
    const auto agrees = decision.verdict == AccountVerdict::agree;
    account->state = agrees ? AccountState::active : AccountState::refused;
    account->decided_by = actor.account;
    store.in_transaction([&](store::Transaction& tx) {
        if (!decide_proposed_account(tx, *account, now)) throw Refused{{Reason::already_decided}};
        if (agrees && account->replaces) end_bank_account(tx, account->replaces);
        ledger::append_audit(
            tx,
            account_entry(actor, agrees ? "bank account agreed" : "bank account refused", *account),
            now);
    });
}

}  // namespace organisation
