#include "campaign/programs/authorising.h"

#include "campaign/ledger/audit.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace programs {

namespace {

constexpr std::chrono::minutes noted_every{1};
constexpr std::string_view mark = "wmk_";  // So that leaked ones can be found by a search.

ledger::AuditEntry entry_about(const AccessToken& token, const people::Actor& actor,
                               std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "access token",
            .subject_id = token.id.value,
            .campaign = token.grant.campaign,
            .detail = token.name + ", " + std::string{people::role_name(token.grant.role)}};
}

}  // namespace

MadeToken make_access_token(store::Store& store, const NewToken& asked,
                            const people::Visitor& maker, const people::Actor& actor, Instant now) {
    const auto name = read_line(asked.name, token_name_max);
    if (!name || name->empty())
        throw Refused{
            {Reason::not_a_valid_value, "name", "Say what it is for, in at most 80 characters."}};
    if (asked.days < 1 || asked.days > token_days_max)
        throw Refused{{Reason::not_a_valid_value, "days", "Choose from 1 to 366 days."}};
    if (asked.grant.role == people::Role::participant)
        throw Refused{{Reason::not_a_valid_value, "role", "Choose a role."}};
    if (!may_hand_on(maker.grants, asked.grant))
        throw Refused{{Reason::not_allowed, "role", "Nobody hands on more than they may."}};
    MadeToken made;
    made.secret = std::string{mark} + random_token() + random_token();
    made.token = {.id = new_id<AccessTokenId>(now),
                  .prefix = made.secret.substr(0, prefix_letters),
                  .name = *name,
                  .account = maker.account,
                  .grant = asked.grant,
                  .made_at = now,
                  .expires_at = now + std::chrono::hours{24} * asked.days};
    store.in_transaction([&](store::Transaction& tx) {
        insert_access_token(tx, made.token, sha256_hex(made.secret));
        ledger::append_audit(tx, entry_about(made.token, actor, "access token made"), now);
    });
    return made;
}

void end_access_token(store::Store& store, AccessTokenId id, const people::Actor& actor,
                      Instant now) {
    const auto token = find_access_token(store.session(), id);
    if (!token) throw Refused{{Reason::not_found}};
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_access_token_row(tx, id, actor.account, now))
            throw Refused{{Reason::already_decided}};
        ledger::append_audit(tx, entry_about(*token, actor, "access token ended"), now);
    });
}

std::optional<Bearer> recognise(store::Store& store, std::string_view token, Instant now) {
    constexpr std::size_t letters_max = 100;
    if (!token.starts_with(mark) || token.size() > letters_max) return {};
    auto bearer = find_bearer(store.session(), token, now);
    if (bearer && (!bearer->token.used_at || now - *bearer->token.used_at >= noted_every))
        store.in_transaction(
            [&](store::Transaction& tx) { note_use_of_token(tx, bearer->token.id, now); });
    return bearer;
}

}  // namespace programs
