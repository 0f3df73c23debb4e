// AccessToken: what a program shows to work at the desk: a role, for one campaign or for all.
//
// Invariants:
//   * The token is shown once and stored as its digest; its first letters stay, to recognise it.
//   * It may never do more than its maker may at this moment: roles are read at each request.
//   * What is done with it is done by its maker, so four eyes stay four eyes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/people/role.h"
#include "campaign/store/database.h"

namespace programs {

using AccessTokenId = Id<struct AccessTokenEntity>;

constexpr std::size_t token_name_max = 80, prefix_letters = 12;
constexpr int token_days_max = 366, tokens_listed_max = 200;

struct AccessToken {
    AccessTokenId id;
    std::string prefix, name;  // "wmk_7h3kq2mx", "Stage display".
    AccountId account;         // Its maker.
    people::Grant grant;
    Instant made_at, expires_at;
    std::optional<Instant> used_at = {}, ended_at = {};
};

// May somebody who holds these roles hand this one on? Pure: every duty that it covers must be
// covered by one role of theirs, for the same campaigns.
bool may_hand_on(const std::vector<people::Grant>& held, const people::Grant& asked);

// Who a token stands for, with its one role; nobody if it or its maker's right has ended.
struct Bearer {
    AccessToken token;
    people::Visitor visitor;
};
std::optional<Bearer> find_bearer(store::Session&, std::string_view token, Instant now);

std::vector<AccessToken> all_access_tokens(store::Session&);  // Alive first, then newest.
std::optional<AccessToken> find_access_token(store::Session&, AccessTokenId);

void insert_access_token(store::Transaction&, const AccessToken&, const std::string& digest);
bool end_access_token_row(store::Transaction&, AccessTokenId, AccountId ended_by, Instant now);
void note_use_of_token(store::Transaction&, AccessTokenId, Instant now);

}  // namespace programs
