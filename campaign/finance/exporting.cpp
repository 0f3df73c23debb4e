#include "campaign/finance/exporting.h"

#include "campaign/ledger/audit.h"

namespace finance {

void note_export(store::Store& store, const ExportWish& wish, std::string_view format,
                 const people::Actor& actor, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        ledger::append_audit(
            tx,
            {.actor = actor,
             .action = "export taken",
             .subject_type = "export",
             .campaign = wish.cut.campaign,
             .detail = wish.what + ", " + std::string{format} + ", " + wish.cut.currency.text()},
            now);
    });
}

}  // namespace finance
