#include "campaign/links/placement.h"

namespace links {

namespace {

// Every column of a placement, read by placement_from() and nowhere else.
const std::string select_placement =
    "SELECT id, campaign_id, name, address, note, copies, cost, state, made_at, ended_at, version"
    "  FROM placement ";

Placement placement_from(const store::Row& row) {
    return {.id = row.id<PlacementId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .name = row.text("name"),
            .address = row.text("address"),
            .note = row.text("note"),
            .copies = static_cast<int>(row.number("copies")),
            .cost = row.number("cost"),
            .state = find_placement_state(row.text("state")).value_or(PlacementState::planned),
            .made_at = row.instant("made_at"),
            .ended_at = row.maybe_instant("ended_at"),
            .version = static_cast<int>(row.number("version"))};
}

std::optional<Placement> placement_from(const std::optional<store::Row>& row) {
    if (!row) return {};
    return placement_from(*row);
}

}  // namespace

Placement insert_placement(store::Transaction& tx, const NewPlacement& asked, Instant now) {
    const Placement placement{.id = new_id<PlacementId>(now),
                              .campaign = asked.campaign,
                              .name = asked.name,
                              .address = asked.address,
                              .note = asked.note,
                              .copies = asked.copies,
                              .cost = asked.cost.minor,
                              .made_at = now,
                              .ended_at = {}};
    tx.run("INSERT INTO placement (id, campaign_id, name, address, note, copies, cost, made_at)"
           " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
           placement.id, placement.campaign, placement.name, placement.address, placement.note,
           placement.copies, placement.cost, now);
    return placement;
}

std::optional<Placement> find_placement(store::Session& session, PlacementId id) {
    return placement_from(session.one(select_placement + "WHERE id = ?", id));
}

std::optional<Placement> find_placement_by_name(store::Session& session, CampaignId campaign,
                                                std::string_view name) {
    return placement_from(
        session.one(select_placement + "WHERE campaign_id = ? AND name = ?", campaign, name));
}

std::vector<Placement> all_placements(store::Session& session, CampaignId campaign) {
    std::vector<Placement> placements;
    for (const auto& row : session.all(
             select_placement + "WHERE campaign_id = ? ORDER BY name LIMIT ?", campaign,
             placements_max))
        placements.push_back(placement_from(row));
    return placements;
}

bool update_placement(store::Transaction& tx, const Placement& before,
                      const NewPlacement& asked) {
    return tx.run("UPDATE placement SET name = ?, address = ?, note = ?, copies = ?, cost = ?,"
                  " version = version + 1 WHERE id = ? AND version = ?",
                  asked.name, asked.address, asked.note, asked.copies, asked.cost.minor,
                  before.id, before.version) == 1;
}

bool update_placement_state(store::Transaction& tx, const Placement& before,
                            PlacementState state) {
    return tx.run("UPDATE placement SET state = ?, version = version + 1"
                  " WHERE id = ? AND version = ?",
                  placement_state_name(state), before.id, before.version) == 1;
}

bool end_placement_row(store::Transaction& tx, const Placement& before, Instant now) {
    return tx.run("UPDATE placement SET ended_at = ?, version = version + 1"
                  " WHERE id = ? AND version = ? AND ended_at IS NULL",
                  now, before.id, before.version) == 1;
}

}  // namespace links
