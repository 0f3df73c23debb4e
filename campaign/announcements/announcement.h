// Announcement: a short word that interrupts whoever looks at a campaign: route closed, storm.
//
// Invariants (0010_moderation.sql):
//   * What is shown was approved by somebody who did not write it, or is an emergency that one
//     organiser showed alone, with a reason; then the second look is still asked for.
//   * It ends by itself at `until`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/store/database.h"

namespace announcements {

using AnnouncementId = Id<struct AnnouncementEntity>;

enum class Severity { info, important, emergency };
std::string_view severity_name(Severity);
std::optional<Severity> find_severity(std::string_view name);

enum class State { waiting, shown, sent_back, ended };

struct Announcement {
    AnnouncementId id;
    CampaignId campaign;
    Severity severity = Severity::info;
    std::string words;
    Instant until;
    State state = State::waiting;
    std::string alone_reason;  // Why one person showed it alone.
    AccountId author, approved_by, ended_by;
    Instant made_at;
    std::optional<Instant> shown_at, ended_at;
    std::string reason;  // Why it was sent back.
    int version = 1;     // Counts every change.

    bool is_shown(Instant now) const { return state == State::shown && now < until; }
    bool needs_second_look() const { return shown_at && !alone_reason.empty() && !approved_by; }
};

constexpr std::size_t words_max = 240, reason_max = 400;
constexpr int announcements_listed_max = 50;
constexpr std::chrono::hours lasts_max{24 * 14};

// Storage: announcement_sql.cpp.
std::optional<Announcement> find_announcement(store::Session&, AnnouncementId);
std::optional<Announcement> find_announcement_by_key(store::Session&, const std::string& key);
// What everybody sees now: the gravest, then the newest.
std::optional<Announcement> current_announcement(store::Session&, CampaignId, Instant now);
std::vector<Announcement> recent_announcements(store::Session&, CampaignId, int limit);
// Those that wait for a second person, oldest first: a yes before, or a look after an emergency.
// Campaign 0: of all.
std::vector<Announcement> announcements_to_decide(store::Session&, CampaignId, Instant now);
// Emergencies of every campaign that one person showed alone and nobody else has looked at.
std::vector<Announcement> announcements_without_second_look(store::Session&);

}  // namespace announcements
