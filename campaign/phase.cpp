#include "campaign/phase.h"

#include <algorithm>
#include <array>

#include "campaign/language/locale.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace campaign {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::array<std::string_view, 5> kinds{"walk", "crowdfunding", "contest", "broadcast",
                                                "recruiting"};
constexpr std::array<std::string_view, 6> states{"draft",     "approved",  "paused",
                                                 "postponed", "cancelled", "closed"};
constexpr std::array<std::string_view, 5> version_states{"draft", "submitted", "approved",
                                                         "sent_back", "replaced"};
constexpr std::array<std::string_view, 5> goal_kinds{"money", "gifts", "donors", "signups", "laps"};
constexpr std::array<std::string_view, 9> phases{
    "draft", "before", "open", "after", "ended", "paused", "postponed", "cancelled", "closed"};
// What stands at /desk/… beside campaigns.
constexpr std::array<std::string_view, 39> reserved{
    "account",    "accounts",  "api",      "arrivals",   "audit",     "bank",         "batches",
    "campaigns",  "cards",     "cash",     "colleagues", "envelopes", "exports",      "finance",
    "first",      "forgotten", "gift-aid", "gifts",      "inbox",     "invitation",   "items",
    "ledger",     "links",     "mails",    "months",     "new",       "organisation", "people",
    "placements", "poster",    "receipts", "refunds",    "review",    "reviews",      "session",
    "sign-in",    "sign-out",  "today",    "totals"};

template <typename Enum, std::size_t count>
std::optional<Enum> find_in(const std::array<std::string_view, count>& names,
                            std::string_view name) {
    const auto at = std::ranges::find(names, name);
    if (at == names.end()) return {};
    return static_cast<Enum>(at - names.begin());
}

Date day_after(Date date, int count) { return Date{sys_days{date} + days{count}}; }

Refusal bad(std::string field, std::string sentence) {
    return {Reason::not_a_valid_value, std::move(field), std::move(sentence)};
}

std::string not_open_sentence(Phase phase) {
    switch (phase) {
        case Phase::draft:
            return "This campaign is still being prepared.";
        case Phase::before:
            return "This campaign has not started yet.";
        case Phase::paused:
            return "This campaign is paused. No gifts are taken at the moment.";
        case Phase::postponed:
            return "This campaign is postponed. No gifts are taken until then.";
        case Phase::cancelled:
            return "This campaign was cancelled. No gifts are taken.";
        case Phase::closed:
        case Phase::ended:
            return "This campaign is over. No gifts are taken any more.";
        case Phase::open:
        case Phase::after:
            return {};
    }
    return {};
}

}  // namespace

Instant opens_at(const Plan& plan) { return language::start_of(plan.starts_on, plan.time_zone); }

Instant closes_at(const Plan& plan) {
    return language::start_of(day_after(plan.ends_on, 1), plan.time_zone);
}

Instant late_until(const Plan& plan) {
    return language::start_of(day_after(plan.ends_on, 1 + late_days), plan.time_zone);
}

Phase phase_of(const Campaign& campaign, const Version& version, Instant now) {
    switch (campaign.state) {
        case State::draft:
            return Phase::draft;
        case State::paused:
            return Phase::paused;
        case State::postponed:
            return Phase::postponed;
        case State::cancelled:
            return Phase::cancelled;
        case State::closed:
            return Phase::closed;
        case State::approved:
            break;
    }
    if (now < opens_at(version.plan)) return Phase::before;
    if (now < closes_at(version.plan)) return Phase::open;
    return now < late_until(version.plan) ? Phase::after : Phase::ended;
}

std::optional<Refusal> gift_objection(const Campaign& campaign, const Version& version,
                                      Instant now) {
    if (is_rehearsing(campaign, version, now)) return {};
    const auto phase = phase_of(campaign, version, now);
    if (phase == Phase::open || phase == Phase::after) return {};
    return Refusal{Reason::campaign_not_open, {}, not_open_sentence(phase)};
}

std::optional<Refusal> join_objection(const Campaign& campaign, const Version& version,
                                      Instant now) {
    const auto phase = phase_of(campaign, version, now);
    if (phase == Phase::before || phase == Phase::open) return {};
    if (phase == Phase::draft && campaign.is_rehearsal) return {};
    if (phase == Phase::after)
        return Refusal{Reason::campaign_not_open, {}, "This campaign is over. Thank you."};
    return Refusal{Reason::campaign_not_open, {}, not_open_sentence(phase)};
}

bool is_late(const Campaign& campaign, const Version& version, Instant now) {
    return phase_of(campaign, version, now) == Phase::after;
}

bool is_rehearsing(const Campaign& campaign, const Version& version, Instant now) {
    const auto phase = phase_of(campaign, version, now);
    return campaign.is_rehearsal && (phase == Phase::draft || phase == Phase::before);
}

std::optional<Refusal> plan_objection(const Plan& plan) {
    if (plan.title.empty() || count_code_points(plan.title) > title_max)
        return bad("title", "A campaign needs a title of at most 120 characters.");
    if (!language::is_time_zone(plan.time_zone))
        return bad("time_zone", "That is not a time zone we know, like Europe/Berlin.");
    if (!plan.starts_on.ok()) return bad("starts_on", "Say on which day it starts.");
    if (!plan.ends_on.ok()) return bad("ends_on", "Say which is its last day.");
    const auto length = sys_days{plan.ends_on} - sys_days{plan.starts_on};
    if (length < days{0}) return bad("ends_on", "The last day is before the first.");
    if (length > days{days_max}) return bad("ends_on", "A campaign runs for three years at most.");
    if (plan.goal < 0 || plan.goal > Money::minor_max)
        return bad("goal", "The goal cannot be read.");
    if (plan.sponsors.size() > sponsors_max) return bad("sponsors", "At most 20 sponsors.");
    if (plan.milestones.size() > std::size_t{milestones_max})
        return bad("milestones", "At most 12 milestones.");
    for (const auto& stone : plan.milestones)
        if (stone.amount <= 0 || stone.title.empty())
            return bad("milestones", "Each milestone needs an amount and a title.");
    return {};
}

std::optional<Refusal> submission_objection(const Campaign& campaign, const Plan& plan) {
    if (auto wrong = plan_objection(plan)) return wrong;
    if (plan.summary.empty()) return bad("summary", "Say in one sentence what it is for.");
    if (plan.story.empty()) return bad("story", "Tell people why: the story is still empty.");
    if (!plan.bank_account && campaign.kind != Kind::recruiting)
        return bad("bank_account", "Choose the bank account that gifts go to.");
    return {};
}

std::optional<Refusal> slug_objection(std::string_view slug) {
    if (!is_slug(slug))
        return bad("slug", "An address is made of small letters, digits and single dashes.");
    if (std::ranges::find(reserved, slug) != reserved.end())
        return bad("slug", "That address is used by the desk. Choose another.");
    return {};
}

bool may_become(State from, State to) {
    switch (from) {
        case State::draft:
            return to == State::cancelled;
        case State::approved:
            return to == State::paused || to == State::postponed || to == State::cancelled ||
                   to == State::closed;
        case State::paused:
        case State::postponed:
            return to != from && to != State::draft;
        case State::cancelled:
        case State::closed:
            return false;
    }
    return false;
}

std::string_view kind_name(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view state_name(State state) { return states[static_cast<std::size_t>(state)]; }
std::string_view version_state_name(VersionState state) {
    return version_states[static_cast<std::size_t>(state)];
}
std::string_view goal_kind_name(GoalKind kind) {
    return goal_kinds[static_cast<std::size_t>(kind)];
}
std::string_view phase_name(Phase phase) { return phases[static_cast<std::size_t>(phase)]; }
std::optional<Kind> find_kind(std::string_view name) { return find_in<Kind>(kinds, name); }
std::optional<State> find_state(std::string_view name) { return find_in<State>(states, name); }
std::optional<VersionState> find_version_state(std::string_view name) {
    return find_in<VersionState>(version_states, name);
}
std::optional<GoalKind> find_goal_kind(std::string_view name) {
    return find_in<GoalKind>(goal_kinds, name);
}

}  // namespace campaign
