#include "campaign/giving/card_event.h"

#include "campaign/words/token.h"

namespace giving {

CardCount count_card_events(store::Session& session, const std::string& subject, Instant since) {
    const auto row = session.one(
        "SELECT COUNT(*) AS made, MAX(made_at) AS latest FROM attempt"
        " WHERE subject = ? AND made_at > ?",
        sha256_hex(subject), since);
    return {row->number("made"), row->maybe_instant("latest")};
}

void insert_card_event(store::Transaction& tx, const std::string& subject, Instant now) {
    tx.run("INSERT INTO attempt (id, subject, made_at) VALUES (?, ?, ?)", new_number(now),
           sha256_hex(subject), now);
}

void forgive_card_event(store::Transaction& tx, const std::string& subject) {
    tx.run("DELETE FROM attempt WHERE subject = ? ORDER BY made_at DESC LIMIT 1",
           sha256_hex(subject));
}

void remove_old_card_events(store::Transaction& tx, Instant now) {
    constexpr int at_once_max = 500;
    tx.run("DELETE FROM attempt WHERE made_at < ? LIMIT ?", now - card_event_kept, at_once_max);
}

}  // namespace giving
