#include "web/demo/founding.h"

namespace demo {

BankAccountId found_organisation(store::Store& store, const Colleagues& colleagues, Instant at) {
    const auto account = new_id<BankAccountId>(at);
    store.in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE organisation SET legal_name = ?, register_number = ?, address = ?,"
               " telephone = ?, sender_address = ?, imprint = ?, privacy = ?, country = 'DE',"
               " time_zone = 'Europe/Berlin', currency = 'EUR', is_demo = 1,"
               " version = version + 1 WHERE id = 1",
               "Riverside Children's Hospital Foundation", "F-2011-0417",
               "Riverside Walk 1\n12345 Riverside", "030 5550 0100", "hello@example.org",
               text_of("imprint.md"), text_of("privacy.md"));
        tx.run("INSERT INTO bank_account (id, label, holder, iban, bic, currency, state,"
               " proposed_by, proposed_at, decided_by, decided_at)"
               " VALUES (?, 'Gifts', 'Riverside Children''s Hospital Foundation',"
               " 'DE89370400440532013000', 'COBADEFFXXX', 'EUR', 'active', ?, ?, ?, ?)",
               account, colleagues.organiser.actor.account, at,
               colleagues.finance.actor.account, at + std::chrono::hours{5});
    });
    return account;
}

}  // namespace demo
