// Account: one colleague who may sign in, and the roles they hold. Nothing is ever deleted: an
// account or a role ends, so that the audit keeps its names.
//
// An address is compared in lower case, so that nobody has two accounts. Passwords never come here
// except as the hash of password.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/people/role.h"
#include "campaign/store/database.h"

namespace people {

using RoleId = Id<struct AccountRoleEntity>;

constexpr std::size_t account_name_max = 100;  // Code points.
constexpr int colleagues_max = 500, roles_held_max = 2'000;

struct Account {
    AccountId id;
    std::string email, name, password_hash = {};
    bool is_demo = false;
    std::optional<Instant> ended_at = {};
};

struct HeldRole {
    RoleId id;
    AccountId account;
    Role role;
    CampaignId campaign;                // 0: every campaign.
    std::string campaign_address = {};  // Its slug.
    Instant since;
};

struct Colleague {
    Account account;  // Without the hash.
    std::vector<HeldRole> roles = {};
    std::optional<Instant> last_seen = {};
    bool has_second_factor = false;  // An authenticator app or a passkey.
};

// "Anna@Example.ORG" -> "anna@example.org"; nothing if it is no address.
std::optional<std::string> read_account_address(std::string_view typed);

std::optional<Account> find_account(store::Session&, AccountId);
std::optional<Account> find_account_by_address(store::Session&, const std::string& email);
bool has_any_account(store::Session&);
// Not the ended ones, and not those who only take part; by name.
std::vector<Colleague> all_colleagues(store::Session&);
std::vector<HeldRole> roles_of_account(store::Session&, AccountId);
std::optional<HeldRole> find_held_role(store::Session&, RoleId);

// Duplicate(one_account_per_address) if the address has one.
void insert_account(store::Transaction&, const Account&, Instant now);
// Sets the hash, and lets an ended account begin anew.
void change_password_hash(store::Transaction&, AccountId, const std::string& hash);
void reopen_account(store::Transaction&, AccountId);
void end_account(store::Transaction&, AccountId, Instant now);

struct NewRole {
    AccountId account;
    Role role;
    CampaignId campaign;
};
// Duplicate(one_current_role_of_a_sort) if they hold it already.
void insert_role(store::Transaction&, const NewRole&, AccountId given_by, Instant now);
// False if it has ended before.
bool end_held_role(store::Transaction&, RoleId, AccountId ended_by, Instant now);
// How many hold it, locked until the unit ends; all that end a role wait for each other here.
int lock_role_count(store::Transaction&, Role, CampaignId);
int lock_role_count_of(store::Transaction&, AccountId);

}  // namespace people
