#include <algorithm>
#include <array>

#include "campaign/programs/access_token.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace programs {

namespace {

using people::Duty;

constexpr int grants_max = 200;
constexpr std::array duties{Duty::enter_cash, Duty::review_words, Duty::run_campaign,
                            Duty::do_finance, Duty::read_finance, Duty::organise,
                            Duty::see_desk};

// Every column of a token but its digest, read by token_from() and nowhere else.
const std::string select_token =
    "SELECT t.id, t.prefix, t.name, t.account_id, t.role, t.campaign_id, t.made_at, t.expires_at,"
    "       t.used_at, t.ended_at"
    "  FROM access_token t ";

AccessToken token_from(const store::Row& row) {
    const auto role = people::find_role(row.text("role"));
    check(role.has_value(), "a token has a role of the table");
    return {.id = row.id<AccessTokenId>("id"),
            .prefix = row.text("prefix"),
            .name = row.text("name"),
            .account = row.id<AccountId>("account_id"),
            .grant = {*role, row.id<CampaignId>("campaign_id")},
            .made_at = row.instant("made_at"),
            .expires_at = row.instant("expires_at"),
            .used_at = row.maybe_instant("used_at"),
            .ended_at = row.maybe_instant("ended_at")};
}

std::vector<people::Grant> grants_of(store::Session& session, AccountId account) {
    std::vector<people::Grant> grants;
    for (const auto& row : session.all("SELECT role, campaign_id FROM account_role"
                                       " WHERE account_id = ? AND ended_at IS NULL LIMIT ?",
                                       account, grants_max))
        if (const auto role = people::find_role(row.text("role")))
            grants.push_back({*role, row.id<CampaignId>("campaign_id")});
    return grants;
}

bool covers(people::Role held, people::Role asked) {
    return std::ranges::all_of(duties, [&](Duty duty) {
        return !people::role_covers(asked, duty) || people::role_covers(held, duty);
    });
}

}  // namespace

bool may_hand_on(const std::vector<people::Grant>& held, const people::Grant& asked) {
    return std::ranges::any_of(held, [&](const people::Grant& one) {
        return (!one.campaign || one.campaign == asked.campaign) && covers(one.role, asked.role);
    });
}

std::optional<Bearer> find_bearer(store::Session& session, std::string_view token, Instant now) {
    const auto row =
        session.one(select_token + "WHERE t.digest = ? AND t.ended_at IS NULL AND t.expires_at > ?",
                    sha256_hex(token), now);
    if (!row) return {};
    const auto found = token_from(*row);
    const auto maker = session.one(
        "SELECT name, email, is_demo, confirmed_at IS NOT NULL AS has_factor FROM account"
        "  LEFT JOIN authenticator ON account_id = id WHERE id = ? AND ended_at IS NULL",
        found.account);
    if (!maker || !may_hand_on(grants_of(session, found.account), found.grant)) return {};
    // Who may decide only with a second factor cannot decide by a token without one.
    const auto is_open = !people::role_needs_factor(found.grant.role) || maker->flag("is_demo") ||
                         maker->flag("has_factor");
    if (!is_open) return {};
    return Bearer{found,
                  {.account = found.account,
                   .name = maker->text("name"),
                   .email = maker->text("email"),
                   .form_token = {},
                   .grants = {found.grant},
                   .is_demo = maker->flag("is_demo")}};
}

std::vector<AccessToken> all_access_tokens(store::Session& session) {
    std::vector<AccessToken> tokens;
    for (const auto& row :
         session.all(select_token + "ORDER BY t.ended_at IS NOT NULL, t.id DESC LIMIT ?",
                     tokens_listed_max))
        tokens.push_back(token_from(row));
    return tokens;
}

std::optional<AccessToken> find_access_token(store::Session& session, AccessTokenId id) {
    const auto row = session.one(select_token + "WHERE t.id = ?", id);
    if (!row) return {};
    return token_from(*row);
}

void insert_access_token(store::Transaction& tx, const AccessToken& token,
                         const std::string& digest) {
    tx.run(
        "INSERT INTO access_token (id, prefix, digest, name, account_id, role, campaign_id,"
        " made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        token.id, token.prefix, digest, token.name, token.account,
        people::role_name(token.grant.role), token.grant.campaign.value, token.made_at,
        token.expires_at);
}

bool end_access_token_row(store::Transaction& tx, AccessTokenId id, AccountId ended_by,
                          Instant now) {
    return tx.run(
               "UPDATE access_token SET ended_at = ?, ended_by = ?"
               " WHERE id = ? AND ended_at IS NULL",
               now, ended_by, id) == 1;
}

void note_use_of_token(store::Transaction& tx, AccessTokenId id, Instant now) {
    tx.run("UPDATE access_token SET used_at = ? WHERE id = ?", now, id);
}

}  // namespace programs
