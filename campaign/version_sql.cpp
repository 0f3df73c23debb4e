#include <charconv>

#include "campaign/campaign_tables.h"
#include "campaign/phase.h"
#include "campaign/words/check.h"

namespace campaign {

namespace {

// Every column of a version, read by version_from() and nowhere else.
const std::string select_version =
    "SELECT id, campaign_id, number, state, title, summary, story, goal_kind, goal, starts_on,"
    "       ends_on, time_zone, place, event_at, routes, entry, step_free, contact, hashtag,"
    "       sponsors, milestones, theme, theme_seed, bank_account_id, shows_lighter, author_id,"
    "       made_at, submitted_at, decided_by, decided_at, reason"
    "  FROM campaign_version ";

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (end > at) lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + '\n';
    return text;
}

std::vector<Milestone> milestones_from(const std::string& text) {
    std::vector<Milestone> milestones;
    for (const auto& line : lines_of(text)) {
        std::int64_t amount = 0;
        const auto read = std::from_chars(line.data(), line.data() + line.size(), amount);
        const auto used = static_cast<std::size_t>(read.ptr - line.data());
        if (used < line.size()) milestones.push_back({amount, line.substr(used + 1)});
    }
    return milestones;
}

std::string milestones_text(const std::vector<Milestone>& milestones) {
    std::string text;
    for (const auto& stone : milestones)
        text += std::to_string(stone.amount) + ' ' + stone.title + '\n';
    return text;
}

Plan plan_from(const store::Row& row) {
    return {.title = row.text("title"),
            .summary = row.text("summary"),
            .story = row.text("story"),
            .goal_kind = find_goal_kind(row.text("goal_kind")).value(),
            .goal = row.number("goal"),
            .starts_on = row.date("starts_on"),
            .ends_on = row.date("ends_on"),
            .time_zone = row.text("time_zone"),
            .place = row.text("place"),
            .event_at = row.maybe_instant("event_at"),
            .routes = row.text("routes"),
            .entry = row.text("entry"),
            .step_free = row.text("step_free"),
            .contact = row.text("contact"),
            .hashtag = row.text("hashtag"),
            .sponsors = lines_of(row.text("sponsors")),
            .milestones = milestones_from(row.text("milestones")),
            .theme = row.text("theme"),
            .theme_seed = row.number("theme_seed"),
            .bank_account = row.id<BankAccountId>("bank_account_id"),
            .shows_lighter = row.flag("shows_lighter")};
}

Version version_from(const store::Row& row) {
    return {.id = row.id<VersionId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .number = static_cast<int>(row.number("number")),
            .state = find_version_state(row.text("state")).value(),
            .plan = plan_from(row),
            .author = row.id<AccountId>("author_id"),
            .decided_by = row.id<AccountId>("decided_by"),
            .made_at = row.instant("made_at"),
            .submitted_at = row.maybe_instant("submitted_at"),
            .decided_at = row.maybe_instant("decided_at"),
            .reason = row.text("reason")};
}

// The plan's columns and values in one order, for INSERT and UPDATE alike.
const std::string plan_columns =
    "title = ?, summary = ?, story = ?, goal_kind = ?, goal = ?, starts_on = ?, ends_on = ?,"
    " time_zone = ?, place = ?, event_at = ?, routes = ?, entry = ?, step_free = ?, contact = ?,"
    " hashtag = ?, sponsors = ?, milestones = ?, theme = ?, theme_seed = ?, bank_account_id = ?,"
    " shows_lighter = ?";

std::vector<store::Value> plan_values(const Plan& plan) {
    using store::value_of;
    return {value_of(plan.title),
            value_of(plan.summary),
            value_of(plan.story),
            value_of(goal_kind_name(plan.goal_kind)),
            value_of(plan.goal),
            value_of(plan.starts_on),
            value_of(plan.ends_on),
            value_of(plan.time_zone),
            value_of(plan.place),
            value_of(plan.event_at),
            value_of(plan.routes),
            value_of(plan.entry),
            value_of(plan.step_free),
            value_of(plan.contact),
            value_of(plan.hashtag),
            value_of(joined(plan.sponsors)),
            value_of(milestones_text(plan.milestones)),
            value_of(plan.theme),
            value_of(plan.theme_seed),
            value_of(plan.bank_account),
            value_of(plan.shows_lighter ? 1 : 0)};
}

}  // namespace

std::optional<Version> find_version(store::Session& session, VersionId id) {
    const auto row = session.one(select_version + "WHERE id = ?", id);
    if (!row) return {};
    return version_from(*row);
}

std::optional<Version> find_shown_version(store::Session& session, const Campaign& campaign) {
    if (!campaign.shown_version) return {};
    return find_version(session, campaign.shown_version);
}

Version current_version(store::Session& session, const Campaign& campaign) {
    if (auto shown = find_shown_version(session, campaign)) return *shown;
    auto versions = recent_versions(session, campaign.id, 1);
    check(!versions.empty(), "a campaign has a version from its first moment");
    return versions.front();
}

std::vector<Version> recent_versions(store::Session& session, CampaignId campaign, int limit) {
    std::vector<Version> versions;
    for (const auto& row :
         session.all(select_version + "WHERE campaign_id = ? ORDER BY number DESC LIMIT ?",
                     campaign, std::min(limit, versions_max)))
        versions.push_back(version_from(row));
    return versions;
}

void insert_version(store::Transaction& tx, const Version& version) {
    auto values = plan_values(version.plan);
    for (auto value :
         {store::value_of(version.id), store::value_of(version.campaign),
          store::value_of(version.number), store::value_of(version_state_name(version.state)),
          store::value_of(version.author), store::value_of(version.made_at)})
        values.push_back(std::move(value));
    tx.change("INSERT INTO campaign_version SET " + plan_columns +
                  ", id = ?, campaign_id = ?, number = ?, state = ?, author_id = ?, made_at = ?",
              values);
}

bool update_draft(store::Transaction& tx, const Version& version) {
    auto values = plan_values(version.plan);
    values.push_back(store::value_of(version.made_at));
    values.push_back(store::value_of(version.id));
    values.push_back(store::value_of(version.author));
    return tx.change("UPDATE campaign_version SET " + plan_columns +
                         ", made_at = ?"
                         " WHERE id = ? AND state = 'draft' AND submitted_at IS NULL"
                         "   AND author_id = ?",
                     values) == 1;
}

bool move_version(store::Transaction& tx, const VersionMove& move, Instant now) {
    const auto when = [&](bool applies) { return applies ? std::optional{now} : std::nullopt; };
    return tx.run(
               "UPDATE campaign_version SET state = ?, reason = ?,"
               "       submitted_at = COALESCE(?, submitted_at),"
               "       decided_by = COALESCE(?, decided_by),"
               "       decided_at = COALESCE(?, decided_at)"
               " WHERE id = ? AND state = ?",
               version_state_name(move.to), move.reason, when(move.to == VersionState::submitted),
               move.decided_by, when(bool{move.decided_by}), move.version,
               version_state_name(move.from)) == 1;
}

void replace_versions_before(store::Transaction& tx, CampaignId campaign, int number) {
    tx.run(
        "UPDATE campaign_version SET state = 'replaced'"
        " WHERE campaign_id = ? AND number < ? AND state IN ('approved', 'draft')",
        campaign, number);
}

}  // namespace campaign
