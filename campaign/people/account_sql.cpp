#include "campaign/people/account.h"
#include "campaign/people/invitation.h"

#include <algorithm>
#include <map>

#include "campaign/words/text.h"

namespace people {

namespace {

const std::string select_account =
    "SELECT id, email, name, password_hash, is_demo, ended_at FROM account ";

Account account_from(const store::Row& row) {
    return {row.id<AccountId>("id"),   row.text("email"),   row.text("name"),
            row.text("password_hash"), row.flag("is_demo"), row.maybe_instant("ended_at")};
}

const std::string select_role =
    "SELECT account_role.id, account_id, role, campaign_id, given_at, campaign.slug"
    "  FROM account_role LEFT JOIN campaign ON campaign.id = account_role.campaign_id"
    " WHERE account_role.ended_at IS NULL ";

HeldRole role_from(const store::Row& row) {
    return {row.id<RoleId>("id"),
            row.id<AccountId>("account_id"),
            find_role(row.text("role")).value_or(Role::participant),
            row.id<CampaignId>("campaign_id"),
            row.text("slug"),
            row.instant("given_at")};
}

}  // namespace

std::optional<std::string> read_account_address(std::string_view typed) {
    auto address = read_mail_address(typed);
    if (!address) return {};
    std::ranges::transform(*address, address->begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return address;
}

std::optional<Account> find_account(store::Session& session, AccountId id) {
    const auto row = session.one(select_account + "WHERE id = ?", id);
    if (!row) return {};
    return account_from(*row);
}

std::optional<Account> find_account_by_address(store::Session& session, const std::string& email) {
    const auto row = session.one(select_account + "WHERE email = ?", email);
    if (!row) return {};
    return account_from(*row);
}

bool has_any_account(store::Session& session) {
    return session.one("SELECT id FROM account LIMIT 1").has_value();
}

std::vector<Colleague> all_colleagues(store::Session& session) {
    std::vector<Colleague> colleagues;
    std::map<AccountId, std::size_t> places;
    for (const auto& row : session.all(
             "SELECT id, email, name, '' AS password_hash, is_demo, ended_at,"
             " (SELECT MAX(made_at) FROM session WHERE account_id = account.id) AS last_seen,"
             " EXISTS (SELECT 1 FROM authenticator WHERE account_id = account.id)"
             "   OR EXISTS (SELECT 1 FROM passkey WHERE account_id = account.id) AS has_factor"
             "  FROM account WHERE ended_at IS NULL AND EXISTS"
             "   (SELECT 1 FROM account_role WHERE account_id = account.id"
             "      AND account_role.ended_at IS NULL AND role <> 'participant')"
             " ORDER BY name, id LIMIT ?",
             colleagues_max)) {
        places[row.id<AccountId>("id")] = colleagues.size();
        colleagues.push_back(
            {account_from(row), {}, row.maybe_instant("last_seen"), row.flag("has_factor")});
    }
    for (const auto& row : session.all(
             select_role + "AND role <> 'participant' ORDER BY given_at LIMIT ?", roles_held_max)) {
        const auto place = places.find(row.id<AccountId>("account_id"));
        if (place != places.end()) colleagues[place->second].roles.push_back(role_from(row));
    }
    return colleagues;
}

std::optional<HeldRole> find_held_role(store::Session& session, RoleId id) {
    const auto row = session.one(select_role + "AND account_role.id = ?", id);
    if (!row) return {};
    return role_from(*row);
}

std::vector<HeldRole> roles_of_account(store::Session& session, AccountId account) {
    std::vector<HeldRole> roles;
    for (const auto& row :
         session.all(select_role + "AND account_id = ? LIMIT ?", account, roles_held_max))
        roles.push_back(role_from(row));
    return roles;
}

void insert_account(store::Transaction& tx, const Account& account, Instant now) {
    tx.run(
        "INSERT INTO account (id, email, name, password_hash, is_demo, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        account.id, account.email, account.name, account.password_hash, account.is_demo, now);
}

void change_password_hash(store::Transaction& tx, AccountId id, const std::string& hash) {
    tx.run(
        "UPDATE account SET password_hash = ?, ended_at = NULL, version = version + 1"
        " WHERE id = ?",
        hash, id);
    end_invitations_of(tx, id);  // Of a link that was asked for earlier.
}

void reopen_account(store::Transaction& tx, AccountId id) {
    tx.run("UPDATE account SET ended_at = NULL, version = version + 1 WHERE id = ?", id);
}

void end_account(store::Transaction& tx, AccountId id, Instant now) {
    tx.run(
        "UPDATE account SET ended_at = ?, password_hash = '', version = version + 1"
        " WHERE id = ? AND ended_at IS NULL",
        now, id);
    end_invitations_of(tx, id);
}

void insert_role(store::Transaction& tx, const NewRole& given, AccountId given_by, Instant now) {
    tx.run(
        "INSERT INTO account_role (id, account_id, role, campaign_id, given_by, given_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        new_number(now), given.account, role_name(given.role), given.campaign.value, given_by, now);
}

bool end_held_role(store::Transaction& tx, RoleId id, AccountId ended_by, Instant now) {
    return tx.run(
               "UPDATE account_role SET ended_by = ?, ended_at = ?"
               " WHERE id = ? AND ended_at IS NULL",
               ended_by, now, id) == 1;
}

int lock_role_count(store::Transaction& tx, Role role, CampaignId campaign) {
    tx.lock("SELECT id FROM organisation WHERE id = 1 FOR UPDATE");
    const auto row = tx.lock(
        "SELECT COUNT(*) AS held FROM account_role WHERE role = ?"
        " AND campaign_id = ? AND ended_at IS NULL FOR UPDATE",
        role_name(role), campaign.value);
    return static_cast<int>(row->number("held"));
}

int lock_role_count_of(store::Transaction& tx, AccountId account) {
    const auto row = tx.lock(
        "SELECT COUNT(*) AS held FROM account_role WHERE account_id = ?"
        " AND ended_at IS NULL FOR UPDATE",
        account);
    return static_cast<int>(row->number("held"));
}

}  // namespace people
