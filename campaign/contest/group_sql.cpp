#include <algorithm>

#include "campaign/contest/contest_tables.h"

namespace contest {

std::vector<Group> all_groups(store::Session& session, CampaignId campaign) {
    std::vector<Group> groups;
    for (const auto& row :
         session.all("SELECT id, name, made_by, agreed_by FROM team_group WHERE campaign_id = ?"
                     " ORDER BY name, id LIMIT ?",
                     campaign, groups_max))
        groups.push_back({.id = row.id<GroupId>("id"),
                          .name = row.text("name"),
                          .made_by = row.id<AccountId>("made_by"),
                          .is_public = !row.is_null("agreed_by")});
    if (groups.empty()) return groups;
    constexpr int teams_max = 2'000;
    for (const auto& row :
         session.all("SELECT team_id, group_id FROM grouped_team WHERE campaign_id = ?"
                     " ORDER BY team_id LIMIT ?",
                     campaign, teams_max)) {
        const auto group = std::ranges::find(groups, row.id<GroupId>("group_id"), &Group::id);
        if (group != groups.end()) group->teams.push_back(row.id<TeamId>("team_id"));
    }
    return groups;
}

void insert_group(store::Transaction& tx, CampaignId campaign, const Group& made, Instant now) {
    tx.run(
        "INSERT INTO team_group (id, campaign_id, name, made_by, made_at) VALUES (?, ?, ?, ?, ?)",
        made.id, campaign, made.name, made.made_by, now);
}

bool agree_group(store::Transaction& tx, CampaignId campaign, GroupId group, AccountId who) {
    return tx.run(
               "UPDATE team_group SET agreed_by = ? WHERE id = ? AND campaign_id = ?"
               " AND agreed_by IS NULL AND made_by <> ?",
               who, group, campaign, who) == 1;
}

void put_in_group(store::Transaction& tx, CampaignId campaign, TeamId team, GroupId group) {
    tx.run(
        "INSERT INTO grouped_team (team_id, campaign_id, group_id) VALUES (?, ?, ?)"
        " ON DUPLICATE KEY UPDATE group_id = VALUES(group_id)",
        team, campaign, group);
}

void take_out_of_group(store::Transaction& tx, CampaignId campaign, TeamId team) {
    tx.run("DELETE FROM grouped_team WHERE team_id = ? AND campaign_id = ?", team, campaign);
}

}  // namespace contest
