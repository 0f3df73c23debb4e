#include <algorithm>

#include "campaign/people/throttle.h"
#include "campaign/words/token.h"

namespace people {

namespace {

std::string pair_of(const Attempt& made) {
    return sha256_hex("pair\n" + made.client + "\n" + made.typed);
}
std::string client_of(const Attempt& made) { return sha256_hex("client\n" + made.client); }
std::string account_of(const Attempt& made) { return sha256_hex("account\n" + made.typed); }

std::optional<int> wait_by(store::Session& session, const std::string& subject, ThrottleRule rule,
                           Instant now) {
    const auto row = session.one(
        "SELECT COUNT(*) AS made, MAX(made_at) AS latest FROM attempt"
        " WHERE subject = ? AND made_at > ?",
        subject, now - std::chrono::seconds{window_s});
    const auto beyond = row->number("made") - rule.free_max;
    if (beyond < 0) return {};
    constexpr std::int64_t doublings_max = 16;
    const auto wait_s = std::min(1 << std::min(beyond, doublings_max), rule.wait_s_max);
    const auto over = row->instant("latest") + std::chrono::seconds{wait_s};
    if (over <= now) return {};
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(over - now).count());
}

}  // namespace

std::optional<int> find_wait(store::Session& session, const Attempt& made, Instant now) {
    const auto waits = {wait_by(session, pair_of(made), per_pair, now),
                        wait_by(session, client_of(made), per_client, now),
                        wait_by(session, account_of(made), per_account, now)};
    return std::ranges::max(waits);
}

void insert_attempt(store::Transaction& tx, const Attempt& made, Instant now) {
    for (const auto& subject : {pair_of(made), client_of(made), account_of(made)})
        tx.run("INSERT INTO attempt (id, subject, made_at) VALUES (?, ?, ?)", new_number(now),
               subject, now);
}

void forgive_attempts(store::Transaction& tx, const Attempt& made) {
    tx.run("DELETE FROM attempt WHERE subject = ?", pair_of(made));
}

Count count_attempts(store::Session& session, const std::string& subject, Instant since) {
    const auto row = session.one(
        "SELECT COUNT(*) AS made, MAX(made_at) AS latest FROM attempt"
        " WHERE subject = ? AND made_at > ?",
        sha256_hex(subject), since);
    return {row->number("made"), row->maybe_instant("latest")};
}

void insert_attempt_of(store::Transaction& tx, const std::string& subject, Instant now) {
    tx.run("INSERT INTO attempt (id, subject, made_at) VALUES (?, ?, ?)", new_number(now),
           sha256_hex(subject), now);
}

void forgive_one_of(store::Transaction& tx, const std::string& subject) {
    tx.run("DELETE FROM attempt WHERE subject = ? ORDER BY made_at DESC LIMIT 1",
           sha256_hex(subject));
}

void remove_old_attempts(store::Transaction& tx, Instant now) {
    constexpr int at_once_max = 500;
    tx.run("DELETE FROM attempt WHERE made_at < ? LIMIT ?", now - std::chrono::seconds{window_s},
           at_once_max);
}

}  // namespace people
