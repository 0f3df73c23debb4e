#include "campaign/organisation/yielding.h"

#include "campaign/ledger/audit.h"

namespace organisation {

GiftsFirst gifts_first_of(store::Session& session) {
    const auto row = session.one("SELECT is_on, set_by, set_at FROM gifts_first WHERE id = 1");
    if (!row) return {};
    return {row->flag("is_on") ? Yield::on : Yield::off, row->id<AccountId>("set_by"),
            row->maybe_instant("set_at")};
}

void put_gifts_first(store::Store& store, Yield yield, const people::Actor& actor, Instant now) {
    const bool is_on = yield == Yield::on;
    store.in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE gifts_first SET is_on = ?, set_by = ?, set_at = ? WHERE id = 1", is_on,
               actor.account, now);
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = is_on ? "gifts put first" : "gifts first ended",
                              .subject_type = "organisation",
                              .subject_id = 1},
                             now);
    });
}

}  // namespace organisation
