#include <algorithm>
#include <array>

#include "campaign/roster/portrait_tables.h"
#include "campaign/words/check.h"

namespace roster {

namespace {

constexpr std::array<std::string_view, 3> shows_names{"me", "nobody", "others"};
constexpr std::array<std::string_view, 5> state_names{"waiting", "published", "sent_back",
                                                      "replaced", "taken_back"};
constexpr int own_max = 10;

// Every column of a portrait, read by portraits_from() and nowhere else.
const std::string select_portrait =
    "SELECT photo_id, participant_id, campaign_id, state, shows, version, reason, brought_at"
    "  FROM portrait ";

PortraitState state_of(const std::string& name) {
    const auto at = std::ranges::find(state_names, name);
    check(at != state_names.end(), "a portrait's state is one of the table's words");
    return static_cast<PortraitState>(at - state_names.begin());
}

std::string_view name_of(PortraitState state) {
    return state_names[static_cast<std::size_t>(state)];
}

std::vector<Portrait> portraits_from(const std::vector<store::Row>& rows) {
    std::vector<Portrait> found;
    for (const auto& row : rows)
        found.push_back({.photo = row.id<pictures::PhotoId>("photo_id"),
                         .participant = row.id<ParticipantId>("participant_id"),
                         .campaign = row.id<CampaignId>("campaign_id"),
                         .state = state_of(row.text("state")),
                         .shows = read_shows(row.text("shows")).value_or(Shows::others),
                         .version = static_cast<int>(row.number("version")),
                         .reason = row.text("reason"),
                         .brought_at = row.instant("brought_at")});
    return found;
}

}  // namespace

std::string_view shows_name(Shows shows) { return shows_names[static_cast<std::size_t>(shows)]; }

std::optional<Shows> read_shows(std::string_view typed) {
    const auto at = std::ranges::find(shows_names, typed);
    if (at == shows_names.end()) return {};
    return static_cast<Shows>(at - shows_names.begin());
}

std::optional<Portrait> find_portrait(store::Session& session, pictures::PhotoId photo) {
    const auto found = portraits_from(session.all(select_portrait + "WHERE photo_id = ?", photo));
    if (found.empty()) return {};
    return found.front();
}

std::vector<Portrait> portraits_of(store::Session& session, ParticipantId participant) {
    return portraits_from(session.all(
        select_portrait + "WHERE participant_id = ? AND state IN ('waiting', 'published',"
                          " 'sent_back') ORDER BY brought_at DESC, photo_id DESC LIMIT ?",
        participant, own_max));
}

std::vector<Portrait> portraits_to_review(store::Session& session, CampaignId campaign, int limit) {
    return portraits_from(session.all(select_portrait +
                                          "WHERE state = 'waiting' AND (? = 0 OR campaign_id = ?)"
                                          " ORDER BY brought_at, photo_id LIMIT ?",
                                      campaign.value, campaign.value, limit));
}

std::map<ParticipantId, pictures::Photo> shown_portraits(store::Session& session,
                                                         const std::vector<ParticipantId>& whose,
                                                         Instant now) {
    std::vector<store::Value> values;
    std::string marks;
    for (const auto& one : whose) {
        if (values.size() == std::size_t{participants_listed_max}) break;
        marks += marks.empty() ? "?" : ",?";
        values.push_back(store::value_of(one));
    }
    if (values.empty()) return {};
    std::vector<pictures::PhotoId> ids;
    for (const auto& portrait : portraits_from(
             session.query(select_portrait + "WHERE shown_for IN (" + marks + ")", values)))
        ids.push_back(portrait.photo);
    std::map<ParticipantId, pictures::Photo> found;
    for (auto& photo : pictures::public_photos(session, ids, now))
        found.emplace(photo.participant, std::move(photo));
    return found;
}

void insert_portrait(store::Transaction& tx, const Portrait& made) {
    tx.run(
        "INSERT INTO portrait (photo_id, participant_id, campaign_id, shows, brought_at)"
        " VALUES (?, ?, ?, ?, ?)",
        made.photo, made.participant, made.campaign, shows_name(made.shows), made.brought_at);
}

bool move_portrait(store::Transaction& tx, const PortraitMove& move) {
    return tx.run(
               "UPDATE portrait SET state = ?, version = version + 1, reason = ?, decided_by = ?,"
               "       decided_at = ? WHERE photo_id = ? AND version = ? AND state = ?",
               name_of(move.to), move.reason, move.decided_by, move.at, move.portrait.photo,
               move.portrait.version, name_of(move.portrait.state)) == 1;
}

}  // namespace roster
