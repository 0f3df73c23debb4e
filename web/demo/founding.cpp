#include "web/demo/founding.h"

#include "campaign/mail/outbox.h"
#include "campaign/organisation/organising.h"

namespace demo {

BankAccountId found_organisation(store::Store& store, const Colleagues& colleagues, Instant at) {
    const auto& organiser = colleagues.organiser.actor;
    const std::string name = "Riverside Children's Hospital Foundation";
    auto described = organisation::find_organisation(store.session());
    described.legal_name = name, described.register_number = "F-2011-0417";
    described.address = "Riverside Walk 1\n12345 Riverside";
    described.telephone = "030 5550 0100", described.sender_address = "hello@example.org";
    described.imprint = text_of("imprint.md"), described.privacy = text_of("privacy.md");
    described.country = "DE", described.time_zone = "Europe/Berlin", described.currency = "EUR";
    organisation::describe_organisation(store, {described}, organiser, at);
    // The account of the examples that banks print; no money arrives there.
    const auto account = organisation::propose_bank_account(
        store, {name, "DE89370400440532013000", "COBADEFFXXX", "Gifts"}, organiser, at);
    organisation::decide_bank_account(store, {account}, colleagues.finance.actor,
                                      at + std::chrono::hours{5});
    return account;
}

void call_it_a_demo(store::Store& store, const Colleagues& colleagues, Instant at) {
    auto described = organisation::find_organisation(store.session());
    described.is_demo = true;
    organisation::describe_organisation(store, {described}, colleagues.organiser.actor, at);
    // Months of mails to people who do not exist: they stand there as if they had been sent.
    store.in_transaction([](store::Transaction& tx) { mail::mark_all_sent(tx); });
}

}  // namespace demo
