#include <algorithm>
#include <array>

#include "campaign/announcements/announcement.h"
#include "campaign/words/check.h"

namespace announcements {

namespace {

constexpr std::array<std::string_view, 3> severity_names{"info", "important", "emergency"};
constexpr std::array<std::string_view, 4> state_names{"waiting", "shown", "sent_back", "ended"};

// Every column of an announcement, read by announcement_from() and nowhere else.
const std::string select_announcement =
    "SELECT id, campaign_id, severity, words, until_at, state, alone_reason, author_id, made_at,"
    "       approved_by, shown_at, ended_by, ended_at, reason, version"
    "  FROM announcement ";

State state_of(const std::string& name) {
    const auto at = std::ranges::find(state_names, name);
    check(at != state_names.end(), "an announcement's state is one of the table's words");
    return static_cast<State>(at - state_names.begin());
}

Announcement announcement_from(const store::Row& row) {
    return {.id = row.id<AnnouncementId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .severity = find_severity(row.text("severity")).value(),
            .words = row.text("words"),
            .until = row.instant("until_at"),
            .state = state_of(row.text("state")),
            .alone_reason = row.text("alone_reason"),
            .author = row.id<AccountId>("author_id"),
            .approved_by = row.id<AccountId>("approved_by"),
            .ended_by = row.id<AccountId>("ended_by"),
            .made_at = row.instant("made_at"),
            .shown_at = row.maybe_instant("shown_at"),
            .ended_at = row.maybe_instant("ended_at"),
            .reason = row.text("reason"),
            .version = static_cast<int>(row.number("version"))};
}

std::optional<Announcement> maybe(const std::optional<store::Row>& row) {
    if (!row) return {};
    return announcement_from(*row);
}

std::vector<Announcement> list(const std::vector<store::Row>& rows) {
    std::vector<Announcement> found;
    for (const auto& row : rows) found.push_back(announcement_from(row));
    return found;
}

}  // namespace

std::string_view severity_name(Severity severity) {
    return severity_names[static_cast<std::size_t>(severity)];
}

std::optional<Severity> find_severity(std::string_view name) {
    const auto at = std::ranges::find(severity_names, name);
    if (at == severity_names.end()) return {};
    return static_cast<Severity>(at - severity_names.begin());
}

std::optional<Announcement> find_announcement(store::Session& session, AnnouncementId id) {
    return maybe(session.one(select_announcement + "WHERE id = ?", id));
}

std::optional<Announcement> find_announcement_by_key(store::Session& session,
                                                     const std::string& key) {
    return maybe(session.one(select_announcement + "WHERE request_key = ?", key));
}

std::optional<Announcement> current_announcement(store::Session& session, CampaignId campaign,
                                                 Instant now) {
    return maybe(session.one(select_announcement +
                                 "WHERE campaign_id = ? AND state = 'shown' AND until_at > ?"
                                 " ORDER BY FIELD(severity, 'emergency', 'important', 'info'),"
                                 "          shown_at DESC, id DESC LIMIT 1",
                             campaign, now));
}

std::vector<Announcement> recent_announcements(store::Session& session, CampaignId campaign,
                                               int limit) {
    return list(session.all(
        select_announcement + "WHERE campaign_id = ? ORDER BY made_at DESC, id DESC LIMIT ?",
        campaign, std::min(limit, announcements_listed_max)));
}

std::vector<Announcement> announcements_to_decide(store::Session& session, CampaignId campaign,
                                                  Instant now) {
    return list(
        session.all(select_announcement +
                        "WHERE (? = 0 OR campaign_id = ?) AND ((state = 'waiting' AND until_at > ?)"
                        "   OR (shown_at IS NOT NULL AND alone_reason <> ''"
                        "       AND approved_by IS NULL))"
                        " ORDER BY made_at, id LIMIT ?",
                    campaign.value, campaign.value, now, announcements_listed_max));
}

std::vector<Announcement> announcements_without_second_look(store::Session& session) {
    return list(session.all(select_announcement +
                                "WHERE shown_at IS NOT NULL AND alone_reason <> ''"
                                "  AND approved_by IS NULL ORDER BY shown_at, id LIMIT ?",
                            announcements_listed_max));
}

}  // namespace announcements
