#include "campaign/cash/pinning.h"

#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/people/password.h"
#include "campaign/people/throttle.h"
#include "campaign/words/refusal.h"

namespace cash {

namespace {

people::Turns pin_turns(AccountId account, const std::string& client) {
    return {{"pin\n" + std::to_string(account.value), people::factors_per_account},
            {"pin client\n" + client, people::per_client},
            {"pin network\n" + people::network_of(client), people::per_network}};
}

}  // namespace

bool has_pin(store::Session& session, AccountId account) {
    return session.one("SELECT account_id FROM cash_pin WHERE account_id = ?", account).has_value();
}

void set_pin(store::Store& store, AccountId account, const std::string& digits, Instant now) {
    const bool are_digits =
        std::ranges::all_of(digits, [](char one) { return one >= '0' && one <= '9'; });
    if (!are_digits || digits.size() < pin_min || digits.size() > pin_max ||
        digits.find_first_not_of(digits.front()) == std::string::npos)
        throw Refused{{Reason::not_a_valid_value, "pin",
                       "Please choose 4 to 8 digits that are not all the same."}};
    const auto hash = people::hash_password(digits);
    store.in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO cash_pin (account_id, pin_hash, set_at) VALUES (?, ?, ?)"
            " ON DUPLICATE KEY UPDATE pin_hash = VALUES(pin_hash), set_at = VALUES(set_at)",
            account, hash, now);
        ledger::append_own_act(tx, account, "counting PIN set", "", now);
    });
}

void insist_on_pin(store::Store& store, AccountId account, const std::string& typed,
                   const std::string& client, Instant now) {
    store.in_transaction(
        [&](store::Transaction& tx) { people::take_turns(tx, pin_turns(account, client), now); });
    const auto row =
        store.session().one("SELECT pin_hash FROM cash_pin WHERE account_id = ?", account);
    if (!people::is_password_of(row ? row->text("pin_hash") : std::string{}, typed)) {
        store.in_transaction([&](store::Transaction& tx) {
            ledger::append_own_act(tx, account, "wrong counting PIN", "", now);
        });
        throw Refused{{Reason::not_a_valid_value, "pin", "This PIN is not right."}};
    }
    // Whoever counts twenty bags in an evening is not slowed down.
    store.in_transaction([&](store::Transaction& tx) {
        people::forgive_turn(tx, pin_turns(account, client).front());
    });
}

}  // namespace cash
