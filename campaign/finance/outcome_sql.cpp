#include "campaign/finance/outcome.h"

namespace finance {

std::optional<Outcome> find_outcome(store::Session& session, CampaignId campaign) {
    const auto row = session.one(
        "SELECT r.campaign_id, r.state, r.confirmed, r.raised, r.banked, r.on_the_way, r.costs,"
        " r.gifts, r.thanks, r.proposed_by, r.proposed_at, r.signed_by, r.signed_at, r.version,"
        " COALESCE(a.name, '') AS proposed_name, COALESCE(b.name, '') AS signed_name"
        " FROM campaign_result r LEFT JOIN account a ON a.id = r.proposed_by"
        " LEFT JOIN account b ON b.id = r.signed_by WHERE r.campaign_id = ?",
        campaign);
    if (!row) return {};
    Outcome outcome;
    outcome.campaign = campaign, outcome.is_signed = row->text("state") == "signed";
    auto& f = outcome.figures;
    f.confirmed = row->number("confirmed"), f.raised = row->number("raised");
    f.banked = row->number("banked"), f.on_the_way = row->number("on_the_way");
    f.costs = row->number("costs"), f.gifts = row->number("gifts");
    outcome.thanks = row->text("thanks");
    outcome.proposed_by = row->id<AccountId>("proposed_by");
    outcome.signed_by = row->id<AccountId>("signed_by");
    outcome.proposed_name = row->text("proposed_name");
    outcome.signed_name = row->text("signed_name");
    outcome.proposed_at = row->instant("proposed_at");
    outcome.signed_at = row->maybe_instant("signed_at");
    outcome.version = static_cast<int>(row->number("version"));
    return outcome;
}

std::string report_of_outcome(store::Session& session, CampaignId campaign) {
    const auto row =
        session.one("SELECT report FROM campaign_result WHERE campaign_id = ?", campaign);
    return row ? row->text("report") : std::string{};
}

bool insert_outcome(store::Transaction& tx, const Outcome& outcome, Instant now) {
    const auto& f = outcome.figures;
    return tx.run(
               "INSERT IGNORE INTO campaign_result (campaign_id, state, confirmed, raised, banked,"
               " on_the_way, costs, gifts, thanks, proposed_by, proposed_at)"
               " VALUES (?, 'proposed', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               outcome.campaign, f.confirmed, f.raised, f.banked, f.on_the_way, f.costs, f.gifts,
               outcome.thanks, outcome.proposed_by, now) == 1;
}

bool remove_outcome(store::Transaction& tx, const Outcome& seen) {
    return tx.run(
               "DELETE FROM campaign_result WHERE campaign_id = ? AND state = 'proposed'"
               " AND version = ?",
               seen.campaign, seen.version) == 1;
}

bool update_signed(store::Transaction& tx, const Outcome& seen, AccountId by,
                   const std::string& report, Instant now) {
    return tx.run(
               "UPDATE campaign_result SET state = 'signed', signed_by = ?, signed_at = ?,"
               " report = ?, version = version + 1"
               " WHERE campaign_id = ? AND state = 'proposed' AND version = ?",
               by, now, report, seen.campaign, seen.version) == 1;
}

}  // namespace finance
