#include "campaign/campaign.h"
#include "campaign/campaign_tables.h"
#include "campaign/phase.h"
#include "campaign/words/check.h"

namespace campaign {

namespace {

// Every column of a campaign, read by campaign_from() and nowhere else.
const std::string select_campaign =
    "SELECT id, slug, kind, currency, state, state_reason, shown_version, preview_token,"
    "       is_rehearsal, made_by, made_at"
    "  FROM campaign ";

Campaign campaign_from(const store::Row& row) {
    return {.id = row.id<CampaignId>("id"),
            .slug = row.text("slug"),
            .kind = find_kind(row.text("kind")).value(),
            .currency = currency_of(row.text("currency")),
            .state = find_state(row.text("state")).value(),
            .state_reason = row.text("state_reason"),
            .shown_version = row.id<VersionId>("shown_version"),
            .preview_token = row.text("preview_token"),
            .is_rehearsal = row.flag("is_rehearsal"),
            .made_by = row.id<AccountId>("made_by"),
            .made_at = row.instant("made_at")};
}

Fund fund_from(const store::Row& row) {
    return {row.id<FundId>("id"), row.id<CampaignId>("campaign_id"), row.text("name")};
}

}  // namespace

std::optional<Campaign> find_campaign(store::Session& session, std::string_view slug) {
    const auto row = session.one(select_campaign + "WHERE slug = ?", slug);
    if (!row) return {};
    return campaign_from(*row);
}

std::optional<Campaign> find_campaign_by_id(store::Session& session, CampaignId id) {
    const auto row = session.one(select_campaign + "WHERE id = ?", id);
    if (!row) return {};
    return campaign_from(*row);
}

std::vector<Campaign> all_campaigns(store::Session& session) {
    std::vector<Campaign> campaigns;
    for (const auto& row :
         session.all(select_campaign + "ORDER BY made_at DESC, id DESC LIMIT ?", campaigns_max))
        campaigns.push_back(campaign_from(row));
    return campaigns;
}

std::vector<Fund> all_funds(store::Session& session, CampaignId campaign) {
    std::vector<Fund> funds;
    for (const auto& row : session.all(
             "SELECT id, campaign_id, name FROM fund WHERE campaign_id = ? ORDER BY id LIMIT 100",
             campaign))
        funds.push_back(fund_from(row));
    return funds;
}

Fund first_fund(store::Session& session, CampaignId campaign) {
    const auto funds = all_funds(session, campaign);
    check(!funds.empty(), "a campaign has a fund from its first moment");
    return funds.front();
}

std::vector<Milestone> all_milestones(store::Session& session, CampaignId campaign) {
    std::vector<Milestone> milestones;
    for (const auto& row :
         session.all("SELECT amount, title, is_former_goal, reached_at FROM milestone"
                     " WHERE campaign_id = ? ORDER BY amount LIMIT 100",
                     campaign))
        milestones.push_back({row.number("amount"), row.text("title"), row.flag("is_former_goal"),
                              row.maybe_instant("reached_at")});
    return milestones;
}

void insert_campaign(store::Transaction& tx, const Campaign& made, CampaignId copied_from) {
    tx.run(
        "INSERT INTO campaign (id, slug, kind, currency, state, preview_token, made_by, made_at,"
        "                      copied_from, is_rehearsal)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.slug, kind_name(made.kind), made.currency.text(), state_name(made.state),
        made.preview_token, made.made_by, made.made_at, copied_from, made.is_rehearsal ? 1 : 0);
}

void insert_fund(store::Transaction& tx, const Fund& fund, Instant now) {
    tx.run("INSERT INTO fund (id, campaign_id, name, made_at) VALUES (?, ?, ?, ?)", fund.id,
           fund.campaign, fund.name, now);
}

bool update_campaign_state(store::Transaction& tx, const StateMove& move, Instant now) {
    const std::optional<Instant> closed =
        move.to == State::closed ? std::optional{now} : std::nullopt;
    return tx.run(
               "UPDATE campaign SET state = ?, state_reason = ?, version = version + 1,"
               "       closed_at = COALESCE(?, closed_at)"
               " WHERE id = ? AND state = ?",
               state_name(move.to), move.reason, closed, move.campaign, state_name(move.from)) == 1;
}

void update_shown_version(store::Transaction& tx, CampaignId campaign, VersionId shown) {
    tx.run(
        "UPDATE campaign SET shown_version = ?, version = version + 1,"
        "       state = IF(state = 'draft', 'approved', state)"
        " WHERE id = ?",
        shown, campaign);
}

void update_rehearsal(store::Transaction& tx, CampaignId campaign, bool is_on) {
    tx.run("UPDATE campaign SET is_rehearsal = ?, version = version + 1 WHERE id = ?",
           is_on ? 1 : 0, campaign);
}

void put_milestones(store::Transaction& tx, CampaignId campaign, const Plan& plan, Instant now) {
    tx.run(
        "DELETE FROM milestone"
        " WHERE campaign_id = ? AND reached_at IS NULL AND is_former_goal = 0",
        campaign);
    for (const auto& stone : plan.milestones) put_milestone(tx, campaign, stone, now);
}

void put_milestone(store::Transaction& tx, CampaignId campaign, const Milestone& stone,
                   Instant now) {
    tx.run(
        "INSERT INTO milestone (id, campaign_id, amount, title, is_former_goal)"
        " VALUES (?, ?, ?, ?, ?)"
        " ON DUPLICATE KEY UPDATE title = VALUES(title)",
        new_number(now), campaign, stone.amount, stone.title, stone.is_former_goal ? 1 : 0);
}

void mark_milestones(store::Transaction& tx, CampaignId campaign, std::int64_t reached,
                     Instant now) {
    tx.run(
        "UPDATE milestone SET reached_at = ?"
        " WHERE campaign_id = ? AND amount <= ? AND reached_at IS NULL",
        now, campaign, reached);
}

}  // namespace campaign
