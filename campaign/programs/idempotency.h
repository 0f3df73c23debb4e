// Idempotency: a request that comes twice has one effect and one answer.
//
// A claim says that somebody is at work on a key, for as long as its lease; the answer then stands
// for answer_hours. It is sealed under the key: neither the database nor another program can read
// it, and somebody else's key reveals nothing, not even that it was used. Forgetting an answer
// doubles no effect: each has a unique key of its own.
#pragma once

#include <optional>
#include <string>

#include "campaign/store/database.h"

namespace programs {

constexpr std::size_t request_key_max = 64;
constexpr int answer_hours = 72, lease_s = 60;
constexpr int answers_per_client_max = 2'000;

struct RequestKey {
    std::string scope;   // Who asks (a token, or a client's network and nonce) and where.
    std::string key;     // What the client has chosen.
    std::string client;  // Who is counted: a digest.

    std::string digest() const;  // Under which it is found.
};

struct KeptAnswer {
    int status = 0;
    std::string location, body;
};

// What stands at a key: exactly one of these.
struct Claim {
    enum class Outcome { mine, working, done, other_request, too_many };
    Outcome outcome = Outcome::mine;
    std::int64_t number = 0;  // Of a claim that is mine.
    std::optional<KeptAnswer> answer = {};
};

struct IdempotencyRow {
    std::string request_hash, answer;
    bool is_done = false;
    Instant lease_until, expires_at;
    std::int64_t claim = 0;
};
std::optional<IdempotencyRow> find_idempotency(store::Session&, const RequestKey&);
std::int64_t count_kept_answers(store::Session&, const std::string& client, Instant now);

// False if it stands already (insert), or is not as it was read (the others).
bool insert_claim(store::Transaction&, const RequestKey&, const std::string& request_hash,
                  std::int64_t claim, Instant now);
struct TakeOver {
    std::int64_t before, claim;
    std::string request_hash;
};
bool take_over_claim(store::Transaction&, const RequestKey&, const TakeOver&, Instant now);
bool finish_claim(store::Transaction&, const RequestKey&, std::int64_t claim,
                  const std::string& sealed, Instant now);
void remove_claim(store::Transaction&, const RequestKey&, std::int64_t claim);
void remove_old_answers(store::Transaction&, Instant now);

}  // namespace programs
