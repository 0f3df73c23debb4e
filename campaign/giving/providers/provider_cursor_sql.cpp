#include "campaign/giving/providers/provider_cursor.h"
#include "campaign/words/text.h"

namespace providers {

ProviderCursor find_cursor(store::Session& session, const CursorName& name) {
    ProviderCursor cursor;
    const auto row = session.one(
        "SELECT read_until, asked_at, found, trouble, balance_minor, currency FROM provider_cursor"
        " WHERE provider = ? AND list = ?",
        name.provider, name.list);
    if (!row) return cursor;
    cursor.read_until = row->maybe_instant("read_until");
    cursor.asked_at = row->maybe_instant("asked_at");
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
    tx.run(
        "UPDATE provider_cursor SET asked_at = asked_at - INTERVAL 1 HOUR"
        " WHERE provider = ? AND list = ? AND asked_at IS NOT NULL",
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
