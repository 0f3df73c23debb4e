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

// Who had it open and has it no more is found by the UPDATE, whoever has it by the key.
bool open_words(store::Store& store, const Opening& opening, Instant now) {
    check(opening.words.size() <= reading_name_max, "the name of words is short");
    try {
        store.in_transaction([&](store::Transaction& tx) {
            const auto taken = tx.run(
                "UPDATE reading SET account_id = ?, campaign_id = ?, until_at = ?,"
                "       turns = turns + 1"
                " WHERE words = ? AND (account_id = ? OR until_at <= ?)",
                opening.reader, opening.campaign, now + reading_lasts, opening.words,
                opening.reader, now);
            if (taken == 0)
                tx.run(
                    "INSERT INTO reading (words, campaign_id, account_id, until_at)"
                    " VALUES (?, ?, ?, ?)",
                    opening.words, opening.campaign, opening.reader, now + reading_lasts);
            tx.run("DELETE FROM reading WHERE account_id = ? AND words <> ?", opening.reader,
                   opening.words);
        });
    } catch (const store::Duplicate&) {
        return false;
    }
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
