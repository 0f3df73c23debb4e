#include <algorithm>

#include "campaign/people/throttle.h"
#include "campaign/words/refusal.h"
#include "campaign/words/token.h"

namespace people {

namespace {

std::string pair_of(const Attempt& made) { return "pair\n" + made.client + "\n" + made.typed; }

std::string factor_of(AccountId account) { return "factor\n" + std::to_string(account.value); }

// How many turns still count, when so many had been taken by then.
std::int64_t level_of(const store::Row& row, ThrottleRule rule, Instant now) {
    const auto passed = std::max(now - row.instant("latest_at"), Instant::duration::zero());
    const auto forgotten = passed / std::chrono::seconds{std::max(window_s / rule.free_max, 1)};
    return std::max<std::int64_t>(row.number("made") - forgotten, 0);
}

std::optional<int> wait_by(const store::Row& row, ThrottleRule rule, Instant now) {
    const auto beyond = level_of(row, rule, now) - rule.free_max;
    if (beyond < 0) return {};
    constexpr std::int64_t doublings_max = 16;
    const auto wait_s =
        std::min(static_cast<std::int64_t>(rule.first_wait_s) << std::min(beyond, doublings_max),
                 static_cast<std::int64_t>(rule.wait_s_max));
    const auto over = row.instant("latest_at") + std::chrono::seconds{wait_s};
    if (over <= now) return {};
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(over - now).count());
}

void take_turn(store::Transaction& tx, const std::string& digest, ThrottleRule rule, Instant now) {
    tx.run(
        "INSERT INTO throttle (subject, made, latest_at) VALUES (?, 0, ?)"
        " ON DUPLICATE KEY UPDATE subject = subject",
        digest, now);
    const auto row =
        tx.lock("SELECT made, latest_at FROM throttle WHERE subject = ? FOR UPDATE", digest);
    if (wait_by(*row, rule, now)) throw Refused{{Reason::too_many_attempts}};
    tx.run("UPDATE throttle SET made = ?, latest_at = ? WHERE subject = ?",
           level_of(*row, rule, now) + 1, now, digest);
}

void forgive(store::Transaction& tx, const std::string& subject) {
    tx.run("DELETE FROM throttle WHERE subject = ?", sha256_hex(subject));
}

Turns client_turns(const std::string& what, const std::string& client) {
    return {{what + " client\n" + client, per_client},
            {what + " network\n" + network_of(client), per_network}};
}

}  // namespace

std::string network_of(const std::string& client) {
    const auto mark = client.find(':') == std::string::npos ? '.' : ':';
    std::size_t end = 0;
    for (int parts = 0; parts < 3 && end != std::string::npos; ++parts)
        end = client.find(mark, end == 0 ? 0 : end + 1);
    return client.substr(0, end);
}

Turns crowd_turns(std::string_view what, const std::string& client) {
    const std::string name{what};
    return {{name + " client\n" + client, per_crowd},
            {name + " network\n" + network_of(client), per_crowd_network}};
}

Turns password_turns(const Attempt& made) {
    auto turns = client_turns("password", made.client);
    turns.push_back({pair_of(made), per_pair});
    turns.push_back({"account\n" + made.typed, per_account});
    return turns;
}

Turns code_mail_turns(const Attempt& made) {
    auto turns = crowd_turns("mail", made.client);
    turns.push_back({"mail\n" + made.typed, mails_per_address});
    return turns;
}

Turns factor_turns(AccountId account, const std::string& client) {
    auto turns = client_turns("factor", client);
    turns.push_back({factor_of(account), factors_per_account});
    return turns;
}

void take_turns(store::Transaction& tx, Turns turns, Instant now) {
    for (auto& turn : turns) turn.subject = sha256_hex(turn.subject);
    std::ranges::sort(turns, {}, &Turn::subject);  // Everybody locks in this order.
    for (const auto& turn : turns) take_turn(tx, turn.subject, turn.rule, now);
}

std::optional<int> find_wait(store::Session& session, const Turns& turns, Instant now) {
    std::optional<int> longest;
    for (const auto& turn : turns) {
        const auto row = session.one("SELECT made, latest_at FROM throttle WHERE subject = ?",
                                     sha256_hex(turn.subject));
        if (row) longest = std::max(longest, wait_by(*row, turn.rule, now));
    }
    return longest;
}

void forgive_attempts(store::Transaction& tx, const Attempt& made) { forgive(tx, pair_of(made)); }

void forgive_factors(store::Transaction& tx, AccountId account) { forgive(tx, factor_of(account)); }

void forgive_turn(store::Transaction& tx, const Turn& turn) { forgive(tx, turn.subject); }

void remove_old_turns(store::Transaction& tx, Instant now) {
    constexpr int at_once_max = 500, kept_hours = 24;
    tx.run("DELETE FROM throttle WHERE latest_at < ? LIMIT ?", now - std::chrono::hours{kept_hours},
           at_once_max);
}

}  // namespace people
