#include "campaign/links/placement_act.h"

#include <algorithm>
#include <array>

namespace links {

namespace {

constexpr std::array kinds{std::pair{ActKind::hung, std::string_view{"hung"}},
                           std::pair{ActKind::taken_down, std::string_view{"taken_down"}},
                           std::pair{ActKind::not_possible, std::string_view{"not_possible"}},
                           std::pair{ActKind::bound, std::string_view{"bound"}},
                           std::pair{ActKind::swapped, std::string_view{"swapped"}},
                           std::pair{ActKind::replaced, std::string_view{"replaced"}},
                           std::pair{ActKind::photo, std::string_view{"photo"}}};

const std::string select_act =
    "SELECT id, campaign_id, placement_id, other_placement_id, act, helper_id, account_id, note,"
    "       photo, told_at, made_at, request_key"
    "  FROM placement_act ";

PlacementAct act_from(const store::Row& row) {
    return {.id = row.number("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .placement = row.id<PlacementId>("placement_id"),
            .other = row.id<PlacementId>("other_placement_id"),
            .kind = find_act(row.text("act")).value_or(ActKind::hung),
            .volunteer = row.id<VolunteerId>("helper_id"),
            .account = row.id<AccountId>("account_id"),
            .note = row.text("note"),
            .photo = row.text("photo"),
            .told_at = row.instant("told_at"),
            .made_at = row.instant("made_at"),
            .request_key = row.text("request_key")};
}

}  // namespace

std::string_view act_name(ActKind kind) {
    return std::ranges::find(kinds, kind, [](const auto& row) { return row.first; })->second;
}

std::optional<ActKind> find_act(std::string_view name) {
    const auto found = std::ranges::find(kinds, name, [](const auto& row) { return row.second; });
    if (found == kinds.end()) return {};
    return found->first;
}

Instant believed(std::optional<Instant> told_at, Instant now) {
    if (!told_at) return now;
    return std::clamp<Instant>(*told_at, now - told_back_max, now);
}

void insert_act(store::Transaction& tx, const PlacementAct& act) {
    tx.run(
        "INSERT INTO placement_act (id, campaign_id, placement_id, other_placement_id, act,"
        " helper_id, account_id, note, photo, told_at, made_at, request_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        new_number(act.made_at), act.campaign, act.placement, act.other, act_name(act.kind),
        act.volunteer, act.account, act.note, act.photo, act.told_at, act.made_at,
        act.request_key.empty() ? std::nullopt : std::optional{act.request_key});
}

std::optional<PlacementAct> find_act_by_key(store::Session& session,
                                            const std::string& request_key) {
    const auto row = session.one(select_act + "WHERE request_key = ?", request_key);
    if (!row) return {};
    return act_from(*row);
}

std::vector<PlacementAct> acts_of_placement(store::Session& session, PlacementId placement) {
    std::vector<PlacementAct> acts;
    for (const auto& row :
         session.all(select_act + "WHERE placement_id = ? OR other_placement_id = ?"
                                  " ORDER BY told_at DESC, id DESC LIMIT ?",
                     placement, placement, acts_listed_max))
        acts.push_back(act_from(row));
    return acts;
}

bool is_photo_of(store::Session& session, PlacementId placement, const std::string& digest) {
    return !digest.empty() &&
           session.one("SELECT id FROM placement_act WHERE placement_id = ? AND photo = ? LIMIT 1",
                       placement, digest);
}

std::vector<WallPhoto> wall_photos_to_forget(store::Session& session, Instant over_before) {
    std::vector<WallPhoto> found;
    const auto day = Date{std::chrono::floor<std::chrono::days>(over_before)};
    for (const auto& row : session.all(
             "SELECT act.id, act.photo FROM placement_act AS act"
             "  JOIN placement AS place ON place.id = act.placement_id"
             "  JOIN campaign ON campaign.id = act.campaign_id"
             "  LEFT JOIN campaign_version AS plan ON plan.id = campaign.shown_version"
             " WHERE act.photo > '' AND (place.ended_at < ? OR plan.ends_on < ?"
             "   OR (place.state = 'taken_down' AND COALESCE(place.state_at, place.made_at) < ?)"
             "   OR (campaign.state = 'closed' AND campaign.closed_at < ?))"
             " ORDER BY act.id LIMIT ?",
             over_before, day, over_before, over_before, wall_photos_forgotten_max))
        found.push_back({row.number("id"), row.text("photo")});
    return found;
}

bool erase_wall_photo(store::Transaction& tx, const WallPhoto& photo) {
    if (tx.run("UPDATE placement_act SET photo = '' WHERE id = ? AND photo = ?", photo.act,
               photo.digest) != 1)
        return false;
    tx.run(
        "DELETE FROM picture WHERE digest = ?"
        "   AND NOT EXISTS (SELECT 1 FROM placement_act WHERE photo = picture.digest)"
        "   AND NOT EXISTS (SELECT 1 FROM photo_size WHERE photo_size.digest = picture.digest)"
        "   AND NOT EXISTS (SELECT 1 FROM organisation WHERE logo = picture.digest)"
        "   AND NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.logo = picture.digest)",
        photo.digest);
    return true;
}

LinkNow link_now(store::Session& session, const Link& link) {
    const auto row = session.one(
        "SELECT MAX(s.until_at) AS since, COALESCE(t.pages, 0) AS shown,"
        "       CAST(COALESCE(SUM(s.pages), 0) AS SIGNED) AS before_pages"
        "  FROM link LEFT JOIN link_stay AS s ON s.link_id = link.id"
        "  LEFT JOIN link_tally AS t ON t.link_id = link.id"
        " WHERE link.id = ? GROUP BY link.id, t.pages",
        link.id);
    if (!row) return {link, link.made_at};
    return {link, row->maybe_instant("since").value_or(link.made_at),
            row->number("shown") - row->number("before_pages")};
}

void insert_stay(store::Transaction& tx, const Stay& stay, CampaignId campaign) {
    tx.run(
        "INSERT INTO link_stay (id, campaign_id, link_id, placement_id, from_at, until_at,"
        " pages) VALUES (?, ?, ?, ?, ?, ?, ?)",
        new_number(stay.until_at), campaign, stay.link, stay.placement, stay.from_at, stay.until_at,
        stay.pages);
}

bool move_link(store::Transaction& tx, const Link& link, const Placement& to) {
    return tx.run(
               "UPDATE link SET placement_id = ?, label = ?"
               " WHERE id = ? AND placement_id <=> ?",
               to.id, to.name, link.id, link.placement) == 1;
}

}  // namespace links
