// Campaign: what money is raised for, and Version: one wording of its Plan that a second person
// has approved, or has yet to.
//
// Invariants:
//   * The version that people see (shown) stays visible while a newer one waits for approval.
//   * A window opens and closes by itself: from the first moment of starts_on to the last of
//     ends_on, in the campaign's own time zone. For late_days more, gifts are taken and marked
//     late.
// What it raised is not here but in the ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/id.h"
#include "campaign/words/instant.h"
#include "campaign/words/money.h"
#include "campaign/words/refusal.h"

namespace campaign {

enum class Kind { walk, crowdfunding, contest, broadcast, recruiting };
enum class State { draft, approved, paused, postponed, cancelled, closed };
enum class VersionState { draft, submitted, approved, sent_back, replaced };
enum class GoalKind { money, gifts, donors, signups, laps };
// after: the late days; ended: past them; closed: ended by a person.
enum class Phase { draft, before, open, after, ended, paused, postponed, cancelled, closed };

constexpr int late_days = 60, campaigns_max = 500, versions_max = 100, milestones_max = 12;

struct Milestone {
    std::int64_t amount = 0;  // In the goal's unit: minor units, or a count.
    std::string title;
    bool is_former_goal = false;
    std::optional<Instant> reached_at = {};
};

// All that one person drafts and another approves.
struct Plan {
    std::string title, summary, story;  // story: Markdown
    GoalKind goal_kind = GoalKind::money;
    std::int64_t goal = 0;  // Minor units or a count; 0: no goal.
    Date starts_on = {}, ends_on = {};
    std::string time_zone = "Europe/Berlin";
    std::string place = {};
    std::optional<Instant> event_at = {};
    std::string routes = {}, entry = {}, step_free = {}, contact = {}, hashtag = {};
    std::vector<std::string> sponsors = {};
    std::vector<Milestone> milestones = {};  // Their amounts and titles only.
    std::string theme = "horizon";
    std::int64_t theme_seed = 1;
    BankAccountId bank_account = {};
    bool shows_lighter = true;  // Are promises shown in a lighter tone?

    friend bool operator==(const Plan&, const Plan&) = default;
};
inline bool operator==(const Milestone& a, const Milestone& b) {
    return a.amount == b.amount && a.title == b.title;
}

struct Version {
    VersionId id;
    CampaignId campaign;
    int number = 1;
    VersionState state = VersionState::draft;
    Plan plan;
    AccountId author, decided_by = {};
    Instant made_at;
    std::optional<Instant> submitted_at = {}, decided_at = {};
    std::string reason = {};  // Why it was sent back.
};

struct Campaign {
    CampaignId id;
    std::string slug;
    Kind kind = Kind::walk;
    Currency currency;
    State state = State::draft;
    std::string state_reason = {};
    VersionId shown_version = {};  // 0: nothing is public yet.
    std::string preview_token;
    bool is_rehearsal = false;  // Do gifts before the opening enter no figure? They are taken then.
    AccountId made_by;
    Instant made_at;
};

struct Fund {
    FundId id;
    CampaignId campaign;
    std::string name;
};

// Storage: campaign_sql.cpp, version_sql.cpp. The rules are in phase.h.
std::optional<Campaign> find_campaign(store::Session&, std::string_view slug);
std::optional<Campaign> find_campaign_by_id(store::Session&, CampaignId);
std::vector<Campaign> all_campaigns(store::Session&);  // Newest first.
std::optional<Version> find_shown_version(store::Session&, const Campaign&);
// The shown one; of a draft, its newest.
Version current_version(store::Session&, const Campaign&);
std::optional<Version> find_version(store::Session&, VersionId);
std::vector<Version> recent_versions(store::Session&, CampaignId, int limit);  // Newest first.
Fund first_fund(store::Session&, CampaignId);
std::vector<Fund> all_funds(store::Session&, CampaignId);
std::vector<Milestone> all_milestones(store::Session&, CampaignId);  // Smallest first.

}  // namespace campaign
