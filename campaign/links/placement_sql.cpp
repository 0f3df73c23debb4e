#include "campaign/links/placement.h"

namespace links {

namespace {

// Every column of a placement, read by placement_from() and nowhere else.
const std::string select_placement =
    "SELECT id, campaign_id, name, address, note, copies, cost, state, made_at, ended_at, version,"
    "       contact, telephone, permission, hang_by, take_down_by, helper_id, round, run_id,"
    "       version_id, state_at, trouble"
    "  FROM placement ";

Arrangement arrangement_from(const store::Row& row) {
    return {.contact = row.text("contact"),
            .telephone = row.text("telephone"),
            .permission = find_permission(row.text("permission")).value_or(Permission::open),
            .hang_by = row.maybe_date("hang_by"),
            .take_down_by = row.maybe_date("take_down_by"),
            .volunteer = row.id<VolunteerId>("helper_id"),
            .round = static_cast<int>(row.number("round"))};
}

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
            .version = static_cast<int>(row.number("version")),
            .arrangement = arrangement_from(row),
            .run = row.id<PrintRunId>("run_id"),
            .printed_version = row.id<VersionId>("version_id"),
            .state_at = row.maybe_instant("state_at"),
            .trouble = row.text("trouble")};
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
                              .ended_at = {},
                              .arrangement = asked.arrangement};
    const auto& plan = placement.arrangement;
    tx.run(
        "INSERT INTO placement (id, campaign_id, name, address, note, copies, cost, made_at,"
        " contact, telephone, permission, hang_by, take_down_by, helper_id, round)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        placement.id, placement.campaign, placement.name, placement.address, placement.note,
        placement.copies, placement.cost, now, plan.contact, plan.telephone,
        permission_name(plan.permission), plan.hang_by, plan.take_down_by, plan.volunteer,
        plan.round);
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
    for (const auto& row :
         session.all(select_placement + "WHERE campaign_id = ? ORDER BY name LIMIT ?", campaign,
                     placements_max))
        placements.push_back(placement_from(row));
    return placements;
}

bool update_placement(store::Transaction& tx, const Placement& before, const NewPlacement& asked) {
    const auto& plan = asked.arrangement;
    return tx.run(
               "UPDATE placement SET name = ?, address = ?, note = ?, copies = ?, cost = ?,"
               " contact = ?, telephone = ?, permission = ?, hang_by = ?, take_down_by = ?,"
               " trouble = IF(COALESCE(?, helper_id) <=> helper_id, trouble, ''), helper_id = ?,"
               " round = ?, version = version + 1 WHERE id = ? AND version = ?",
               asked.name, asked.address, asked.note, asked.copies, asked.cost.minor, plan.contact,
               plan.telephone, permission_name(plan.permission), plan.hang_by, plan.take_down_by,
               plan.volunteer, plan.volunteer, plan.round, before.id, before.version) == 1;
}

bool update_placement_state(store::Transaction& tx, const Placement& before, PlacementState state,
                            Instant now) {
    const bool is_of_the_street =
        state == PlacementState::hung || state == PlacementState::taken_down;
    return tx.run(
               "UPDATE placement SET state = ?, state_at = ?, trouble = '',"
               " version = version + 1 WHERE id = ? AND version = ?",
               placement_state_name(state), is_of_the_street ? std::optional{now} : std::nullopt,
               before.id, before.version) == 1;
}

bool clear_trouble_row(store::Transaction& tx, const Placement& before) {
    return tx.run(
               "UPDATE placement SET trouble = '', version = version + 1"
               " WHERE id = ? AND version = ?",
               before.id, before.version) == 1;
}

bool update_placement_told(store::Transaction& tx, const PlacementTold& told) {
    return tx.run(
               "UPDATE placement SET state = ?, state_at = ?, trouble = ?,"
               " version = version + 1"
               " WHERE id = ? AND (state_at IS NULL OR state_at <= ?)",
               placement_state_name(told.state), told.told_at, told.trouble, told.placement,
               told.told_at) == 1;
}

void note_printed(store::Transaction& tx, PlacementId placement, PrintRunId run,
                  VersionId version) {
    tx.run(
        "UPDATE placement SET run_id = ?, version_id = ?,"
        " state = IF(state = 'planned', 'printed', state), version = version + 1 WHERE id = ?",
        run, version, placement);
}

void note_shown_version(store::Transaction& tx, PlacementId placement, VersionId version) {
    tx.run("UPDATE placement SET version_id = ? WHERE id = ? AND version_id IS NULL", version,
           placement);
}

bool end_placement_row(store::Transaction& tx, const Placement& before, Instant now) {
    return tx.run(
               "UPDATE placement SET ended_at = ?, version = version + 1"
               " WHERE id = ? AND version = ? AND ended_at IS NULL",
               now, before.id, before.version) == 1;
}

}  // namespace links
