#include "campaign/giving/providers/provider_cursor.h"
#include "campaign/words/text.h"

namespace providers {

ProviderCursor find_cursor(store::Session& session, const CursorName& name) {
    ProviderCursor cursor;
    const auto row = session.one(
        "SELECT c.read_until, c.asked_at, c.found, c.trouble, c.balance_minor, c.currency,"
        " EXISTS (SELECT 1 FROM provider_cursor h WHERE h.provider = c.provider AND"
        " h.list = CONCAT(c.list, ':now') AND h.asked_at = c.asked_at) AS is_hurried"
        " FROM provider_cursor c WHERE c.provider = ? AND c.list = ?",
        name.provider, name.list);
    if (!row) return cursor;
    cursor.read_until = row->maybe_instant("read_until");
    cursor.asked_at = row->maybe_instant("asked_at");
    cursor.is_hurried = row->flag("is_hurried");
    cursor.found = static_cast<int>(row->number("found")), cursor.trouble = row->text("trouble");
    if (!row->is_null("balance_minor"))
        cursor.balance = Money{row->number("balance_minor"), currency_of(row->text("currency"))};
    return cursor;
}

bool claim_cursor(store::Transaction& tx, const CursorName& name, const ProviderCursor& before,
                  Instant now) {
    if (!before.asked_at)
        return tx.run(
                   "INSERT INTO provider_cursor (provider, list, asked_at) VALUES (?, ?, ?)"
                   " ON DUPLICATE KEY UPDATE list = VALUES(list)",
                   name.provider, name.list, now) == 1;
    return tx.run(
               "UPDATE provider_cursor SET asked_at = ? WHERE provider = ? AND list = ?"
               " AND asked_at = ?",
               now, name.provider, name.list, *before.asked_at) == 1;
}

void hurry_cursor(store::Transaction& tx, const CursorName& name) {
    // A row beside it names the moment that is not late enough; asking moves on from it.
    tx.run(
        "INSERT INTO provider_cursor (provider, list, asked_at)"
        " SELECT provider, CONCAT(list, ':now'), asked_at FROM provider_cursor c"
        " WHERE c.provider = ? AND c.list = ? AND c.asked_at IS NOT NULL"
        " ON DUPLICATE KEY UPDATE asked_at = VALUES(asked_at)",
        name.provider, name.list);
}

void note_read(store::Transaction& tx, const CursorName& name, const ProviderCursor& read) {
    const auto trouble = is_utf8(read.trouble) ? read.trouble : std::string{"no words"};
    tx.run(
        "UPDATE provider_cursor SET read_until = ?, found = ?, trouble = LEFT(?, 180),"
        " balance_minor = ?, currency = ? WHERE provider = ? AND list = ?",
        read.read_until, read.found, trouble,
        read.balance ? std::optional{read.balance->minor} : std::nullopt,
        read.balance ? read.balance->currency.text() : std::string{}, name.provider, name.list);
}

}  // namespace providers
