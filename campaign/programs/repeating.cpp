#include "campaign/programs/repeating.h"

#include "campaign/outside/json.h"
#include "campaign/words/id.h"
#include "campaign/words/token.h"

namespace programs {

namespace {

std::string text_of(const KeptAnswer& answer) {
    return outside::JsonWriter{}
        .number("status", answer.status)
        .text("location", answer.location)
        .text("body", answer.body)
        .object();
}

std::optional<KeptAnswer> answer_from(const std::string& text) {
    constexpr std::size_t answer_bytes_max = 4 * 1024 * 1024;
    const auto node = outside::read_json(text, answer_bytes_max);
    if (!node) return {};
    return KeptAnswer{static_cast<int>(node->at("status").number().value_or(500)),
                      node->at("location").text(), node->at("body").text()};
}

bool claim_row(store::Store& store, const RequestKey& key,
               const std::optional<IdempotencyRow>& stands, const std::string& request_hash,
               std::int64_t claim, Instant now) {
    return store.in_transaction([&](store::Transaction& tx) {
        if (stands) return take_over_claim(tx, key, {stands->claim, claim, request_hash}, now);
        return insert_claim(tx, key, request_hash, claim, now);
    });
}

// What another one's row says; nothing where it is over or its worker has died.
std::optional<Claim> claim_standing(const IdempotencyRow& row, const RequestKey& key,
                                    const std::string& request_hash, Instant now) {
    using Outcome = Claim::Outcome;
    if (row.expires_at <= now) return {};
    if (row.request_hash != request_hash) return Claim{Outcome::other_request};
    if (!row.is_done && row.lease_until > now) return Claim{Outcome::working};
    if (!row.is_done) return {};
    const auto text = unsealed(key.scope + key.key, row.answer);
    const auto answer = text ? answer_from(*text) : std::nullopt;
    if (!answer) return Claim{Outcome::other_request};
    return Claim{Outcome::done, 0, answer};
}

}  // namespace

Claim claim_request(store::Store& store, const RequestKey& key, const std::string& request_hash,
                    Instant now) {
    const auto number = new_number(now);
    auto row = find_idempotency(store.session(), key);
    if (!row && count_kept_answers(store.session(), key.client, now) >= answers_per_client_max)
        return {Claim::Outcome::too_many};
    if (row)
        if (const auto standing = claim_standing(*row, key, request_hash, now)) return *standing;
    if (claim_row(store, key, row, request_hash, number, now))
        return {Claim::Outcome::mine, number};
    row = find_idempotency(store.session(), key);  // Somebody was faster.
    const auto standing = row ? claim_standing(*row, key, request_hash, now) : std::nullopt;
    return standing.value_or(Claim{Claim::Outcome::working});
}

void keep_answer(store::Store& store, const RequestKey& key, std::int64_t claim,
                 const KeptAnswer& answer, Instant now) {
    const auto sealed = sealed_under(key.scope + key.key, text_of(answer));
    store.in_transaction(
        [&](store::Transaction& tx) { finish_claim(tx, key, claim, sealed, now); });
}

void let_go_of_claim(store::Store& store, const RequestKey& key, std::int64_t claim) {
    store.in_transaction([&](store::Transaction& tx) { remove_claim(tx, key, claim); });
}

void forget_old_answers(store::Store& store, Instant now) {
    store.in_transaction([&](store::Transaction& tx) { remove_old_answers(tx, now); });
}

}  // namespace programs
