#include "campaign/programs/idempotency.h"
#include "campaign/words/token.h"

namespace programs {

namespace {

Instant lease_end(Instant now) { return now + std::chrono::seconds{lease_s}; }
Instant expiry(Instant now) { return now + std::chrono::hours{answer_hours}; }

}  // namespace

std::string RequestKey::digest() const { return sha256_hex(scope + '\n' + key); }

std::optional<IdempotencyRow> find_idempotency(store::Session& session, const RequestKey& key) {
    const auto row = session.one(
        "SELECT request_hash, state, claim, lease_until, answer, expires_at FROM idempotency"
        " WHERE digest = ?",
        key.digest());
    if (!row) return {};
    return IdempotencyRow{.request_hash = row->text("request_hash"),
                          .answer = row->text("answer"),
                          .is_done = row->text("state") == "done",
                          .lease_until = row->instant("lease_until"),
                          .expires_at = row->instant("expires_at"),
                          .claim = row->number("claim")};
}

std::int64_t count_kept_answers(store::Session& session, const std::string& client, Instant now) {
    return session
        .one(
            "SELECT COUNT(*) AS n FROM (SELECT 1 FROM idempotency"
            " WHERE client = ? AND expires_at > ? LIMIT ?) AS kept",
            client, now, answers_per_client_max)
        ->number("n");
}

bool insert_claim(store::Transaction& tx, const RequestKey& key, const std::string& request_hash,
                  std::int64_t claim, Instant now) {
    return tx.run(
               "INSERT IGNORE INTO idempotency (digest, client, request_hash, state, claim,"
               " lease_until, expires_at) VALUES (?, ?, ?, 'working', ?, ?, ?)",
               key.digest(), key.client, request_hash, claim, lease_end(now), expiry(now)) == 1;
}

bool take_over_claim(store::Transaction& tx, const RequestKey& key, const TakeOver& over,
                     Instant now) {
    return tx.run(
               "UPDATE idempotency SET claim = ?, request_hash = ?, client = ?, lease_until = ?,"
               " state = 'working', expires_at = ? WHERE digest = ? AND claim = ?",
               over.claim, over.request_hash, key.client, lease_end(now), expiry(now), key.digest(),
               over.before) == 1;
}

bool finish_claim(store::Transaction& tx, const RequestKey& key, std::int64_t claim,
                  const std::string& sealed, Instant now) {
    return tx.run(
               "UPDATE idempotency SET state = 'done', answer = ?, expires_at = ?"
               " WHERE digest = ? AND claim = ? AND state = 'working'",
               sealed, expiry(now), key.digest(), claim) == 1;
}

void remove_claim(store::Transaction& tx, const RequestKey& key, std::int64_t claim) {
    tx.run("DELETE FROM idempotency WHERE digest = ? AND claim = ? AND state = 'working'",
           key.digest(), claim);
}

void remove_old_answers(store::Transaction& tx, Instant now) {
    constexpr int at_once_max = 2'000;
    tx.run("DELETE FROM idempotency WHERE expires_at < ? LIMIT ?", now, at_once_max);
}

}  // namespace programs
