#include "campaign/hold.h"

#include "campaign/words/refusal.h"

namespace campaign {

namespace {

const std::string select_hold =
    "SELECT id, campaign_id, reason, hides_posts, held_by, held_at FROM hold ";

Hold hold_from(const store::Row& row) {
    return {.id = row.id<HoldId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .reason = row.text("reason"),
            .hides_posts = row.flag("hides_posts"),
            .held_by = row.id<AccountId>("held_by"),
            .held_at = row.instant("held_at")};
}

}  // namespace

void pass_hold_place(store::Transaction& tx, CampaignId campaign) {
    tx.run(
        "INSERT INTO hold_place (campaign_id) VALUES (?)"
        " ON DUPLICATE KEY UPDATE passes = passes + 1",
        campaign);
}

std::optional<Hold> find_hold(store::Session& session, CampaignId campaign) {
    const auto row = session.one(select_hold + "WHERE held_campaign_id = ?", campaign);
    if (!row) return {};
    return hold_from(*row);
}

std::vector<Hold> all_holds(store::Session& session) {
    std::vector<Hold> holds;
    for (const auto& row : session.all(select_hold + "WHERE held_campaign_id IS NOT NULL"
                                                     " ORDER BY held_at, id LIMIT ?",
                                       holds_listed_max))
        holds.push_back(hold_from(row));
    return holds;
}

bool is_held(store::Transaction& tx, CampaignId campaign) {
    pass_hold_place(tx, campaign);
    return tx.lock("SELECT is_held FROM hold_place WHERE campaign_id = ? FOR UPDATE", campaign)
        ->flag("is_held");
}

void insist_not_held(store::Transaction& tx, CampaignId campaign) {
    if (is_held(tx, campaign))
        throw Refused{{Reason::already_decided,
                       {},
                       "Everything is held in this campaign: nothing new becomes public until an "
                       "organiser releases it."}};
}

}  // namespace campaign
