#include "campaign/ledger/sealing.h"

#include "campaign/mail/outbox.h"
#include "campaign/words/check.h"

namespace ledger {

namespace {

// How many leaves the next seal holds; 0 if none waits, or another program was faster. The last
// seal is read first: leaves that somebody seals after that meet a number that is taken.
std::size_t make_seal(store::Store& store, Instant now) {
    const auto last = last_seal(store.session()).value_or(no_seal());
    const auto leaves = unsealed_leaves(store.session(), leaves_per_seal_max);
    if (leaves.empty()) return 0;
    const auto seal = seal_after(last, leaves, now);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_seal(tx, seal);
            const auto held = seal_leaves(tx, seal.number, Source::transfer, leaves) +
                              seal_leaves(tx, seal.number, Source::audit, leaves);
            check(held == static_cast<int>(leaves.size()), "a leaf is sealed once");
        });
        return leaves.size();
    } catch (const store::Duplicate&) {
        return 0;
    }
}

}  // namespace

std::int64_t seal_rows(store::Store& store, Instant now, int seals_max) {
    std::int64_t sealed = 0;
    for (int i = 0; i < seals_max; ++i) {
        const auto held = make_seal(store, now);
        if (held == 0) break;
        sealed += static_cast<std::int64_t>(held);
    }
    return sealed;
}

void send_seal(store::Store& store, const std::string& to, Instant now) {
    const auto last = last_seal(store.session());
    if (!last) return;
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const mail::NewMail made{mail::Kind::sealed,
                             "seal",
                             day.time_since_epoch().count(),
                             to,
                             "en",
                             {{"DAY", iso_text(Date{day})},
                              {"NUMBER", std::to_string(last->number)},
                              {"SEALED_AT", sql_text(last->sealed_at)},
                              {"HASH", last->hash}}};
    store.in_transaction([&](store::Transaction& tx) { mail::insert_mail(tx, made, now); });
}

}  // namespace ledger
