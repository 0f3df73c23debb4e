#include "campaign/posts/reading.h"

#include "campaign/words/check.h"

namespace posts {

std::vector<Reading> readings_now(store::Session& session, Instant now) {
    std::vector<Reading> readings;
    for (const auto& row : session.all("SELECT words, account_id, until_at FROM reading"
                                       " WHERE until_at > ? ORDER BY until_at DESC LIMIT ?",
                                       now, readings_listed_max))
        readings.push_back(
            {row.text("words"), row.id<AccountId>("account_id"), row.instant("until_at")});
    return readings;
}

// One statement decides: the row changes exactly for whoever has the words from now on. Assignments
// go from left to right, so the later ones see whose it has become.
bool open_words(store::Store& store, const Opening& opening, Instant now) {
    check(opening.words.size() <= reading_name_max, "the name of words is short");
    const auto changed = store.in_transaction([&](store::Transaction& tx) {
        return tx.run(
            "INSERT INTO reading (words, campaign_id, account_id, until_at) VALUES (?, ?, ?, ?)"
            " ON DUPLICATE KEY UPDATE"
            "   account_id = IF(until_at <= ?, VALUES(account_id), account_id),"
            "   turns = IF(account_id = VALUES(account_id), turns + 1, turns),"
            "   until_at = IF(account_id = VALUES(account_id), VALUES(until_at), until_at)",
            opening.words, opening.campaign, opening.reader, now + reading_lasts, now);
    });
    if (changed == 0) return false;
    store.in_transaction([&](store::Transaction& tx) {
        tx.run("DELETE FROM reading WHERE account_id = ? AND words <> ?", opening.reader,
               opening.words);
    });
    return true;
}

void put_words_down(store::Store& store, const Opening& opening) {
    store.in_transaction([&](store::Transaction& tx) {
        tx.run("DELETE FROM reading WHERE words = ? AND account_id = ?", opening.words,
               opening.reader);
    });
}

void remove_old_readings(store::Transaction& tx, Instant now) {
    tx.run("DELETE FROM reading WHERE until_at <= ? LIMIT 500", now);
}

}  // namespace posts
