#include "campaign/giving/settling.h"

#include "campaign/contest/contest.h"
#include "campaign/hooks/event.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"
#include "campaign/matching/match.h"
#include "campaign/people/role.h"
#include "campaign/pledges/covering.h"
#include "campaign/publishing.h"

namespace giving {

namespace {

ledger::Figures negative(const ledger::Figures& f) {
    ledger::Figures n;
    n.pledged = -f.pledged, n.entered = -f.entered, n.raised = -f.raised, n.gifts = -f.gifts;
    return n;
}

void add_one(store::Transaction& tx, CampaignId campaign, const Share& share,
             const ledger::Figures& figures, Instant now) {
    if (share.participant)
        ledger::add_to_tally(tx, ledger::tally_of(share.participant, campaign), figures, now);
    if (share.team) ledger::add_to_tally(tx, ledger::tally_of(share.team, campaign), figures, now);
}

// For rankings: what this step adds to each receiver, and for whom somebody gives.
std::vector<contest::ScoreChange> score_changes_of(const Gift& gift,
                                                   const std::vector<Standing>& old,
                                                   const std::vector<Standing>& after) {
    std::vector<contest::ScoreChange> changes;
    for (std::size_t i = 0; i < after.size(); ++i) {
        auto figures = after[i].figures;
        if (i < old.size()) figures += negative(old[i].figures);
        if (figures.raised == 0 && figures.gifts == 0) continue;
        changes.push_back({.campaign = gift.campaign,
                           .gift = gift.id,
                           .participant = after[i].share.participant,
                           .team = after[i].share.team,
                           .raised = figures.raised,
                           .gifts = figures.gifts,
                           .given_at = gift.given_at,
                           .donor = contest::donor_digest(gift.donor.email)});
    }
    return changes;
}

// A gift that thanks nobody tells all the same that its donor is known from now on.
contest::ScoreChange donor_change_of(const Gift& gift, std::int64_t gifts) {
    return {.campaign = gift.campaign,
            .gift = gift.id,
            .gifts = gifts,
            .given_at = gift.given_at,
            .donor = contest::donor_digest(gift.donor.email)};
}

}  // namespace

std::vector<Standing> standing_of(State state, const std::vector<Share>& shares) {
    std::vector<Standing> standing;
    for (const auto& share : shares) {
        ledger::Figures figures;
        if (state == State::pending) figures.pledged = share.amount.minor;
        if (state == State::entered) figures.entered = share.amount.minor;
        if (state == State::confirmed) figures.raised = share.amount.minor;
        if (state == State::confirmed && share.amount.minor > 0) figures.gifts = 1;
        standing.push_back({share, figures});
    }
    return standing;
}

void add_shares_to_tallies(store::Transaction& tx, CampaignId campaign,
                           const std::vector<Standing>& old,
                           const std::vector<Standing>& now_standing, Instant now) {
    for (std::size_t i = 0; i < now_standing.size(); ++i) {
        auto change = now_standing[i].figures;
        if (i < old.size()) change += negative(old[i].figures);
        add_one(tx, campaign, now_standing[i].share, change, now);
    }
}

std::vector<Share> shares_holding(const std::vector<Share>& shares, Money counting) {
    if (shares.empty()) return {};
    std::vector<std::int64_t> weights;
    for (const auto& share : shares) weights.push_back(share.amount.minor);
    const auto parts = split_money(counting, weights);
    auto held = shares;
    for (std::size_t i = 0; i < held.size(); ++i) held[i].amount = parts[i];
    return held;
}

void write_outcome(store::Transaction& tx, const Gift& before,
                   const std::vector<Share>& shares_before, const Outcome& outcome,
                   const ledger::Booking& booking) {
    const auto now = booking.now;
    const auto is_gift = [](State state, Money confirmed) {
        return state == State::confirmed && confirmed.minor > 0 ? 1 : 0;
    };
    const auto changed = tx.run(
        "UPDATE gift SET state = ?, confirmed_minor = ?, open_minor = ?,"
        " confirmed_at = COALESCE(confirmed_at, ?), decided_by = ?, decided_at = ?,"
        " state_reason = ?, version = version + 1 WHERE id = ? AND version = ?",
        state_name(outcome.state), outcome.confirmed.minor, outcome.open.minor,
        outcome.state == State::confirmed ? std::optional{now} : std::nullopt,
        booking.actor.account, now, outcome.reason, before.id.value, before.version);
    if (changed != 1) throw Refused{{Reason::already_decided}};
    for (const auto& share : outcome.shares)
        tx.run(
            "UPDATE share SET minor = ?, is_confirmed = ?"
            " WHERE gift_id = ? AND participant_id = ? AND team_id = ?",
            share.amount.minor, outcome.state == State::confirmed, before.id.value,
            share.participant.value, share.team.value);
    if (!before.is_rehearsal) {
        ledger::append_transfers(tx, outcome.rows, booking);
        auto figures = ledger::figures_of_rows(outcome.rows);
        figures.gifts =
            is_gift(outcome.state, outcome.confirmed) - is_gift(before.state, before.confirmed);
        ledger::add_to_tally(tx, ledger::tally_of(before.campaign), figures, now);
        const auto old = standing_of(before.state, shares_before);
        const auto after = standing_of(outcome.state, outcome.shares);
        add_shares_to_tallies(tx, before.campaign, old, after, now);
        auto changes = score_changes_of(before, old, after);
        if (outcome.shares.empty() && figures.gifts != 0 && !before.donor.email.empty())
            changes.push_back(donor_change_of(before, figures.gifts));
        contest::append_score_changes(tx, changes, now);
        if (outcome.confirmed != before.confirmed)
            matching::append_match_change(tx, {before.campaign, before.id, before.given_at}, now);
    }
    if (before.origin == pledges::payment_origin)
        pledges::cover_pledge(tx, before, outcome.rows, booking);
    ledger::append_audit(
        tx,
        {booking.actor, outcome.action, "gift", before.id.value, before.campaign, outcome.reason,
         std::string{state_name(before.state)} + " -> " + std::string{state_name(outcome.state)} +
             ", confirmed " + decimal_text(outcome.confirmed)},
        now);
    hooks::tell_settled(tx, before, outcome.state, outcome.confirmed, now);
}

void replace_shares(store::Transaction& tx, const Gift& gift, const std::vector<Share>& before,
                    const std::vector<Share>& after, Instant now) {
    tx.run("DELETE FROM share WHERE gift_id = ?", gift.id);
    for (const auto& share : after)
        tx.run(
            "INSERT INTO share (id, gift_id, campaign_id, participant_id, team_id, minor,"
            " is_confirmed, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            new_number(now), gift.id, gift.campaign, share.participant.value, share.team.value,
            share.amount.minor, gift.state == State::confirmed, now);
    if (gift.is_rehearsal) return;
    // Both lists name the same receivers: first those that lose all of it, then those that gain.
    auto all = standing_of(gift.state, before);
    for (auto& one : all) one.figures = {};
    const auto gained = standing_of(gift.state, after);
    all.insert(all.end(), gained.begin(), gained.end());
    const auto old = standing_of(gift.state, before);
    add_shares_to_tallies(tx, gift.campaign, old, all, now);
    contest::append_score_changes(tx, score_changes_of(gift, old, all), now);
}

void reach_milestones_of(store::Store& store, CampaignId campaign, Instant now) {
    auto& session = store.session();
    const auto found = campaign::find_campaign_by_id(session, campaign);
    const auto shown = found ? campaign::find_shown_version(session, *found) : std::nullopt;
    if (!shown) return;
    const auto figures = ledger::figures_of(session, campaign);
    if (shown->plan.goal_kind == campaign::GoalKind::money)
        campaign::reach_milestones(store, campaign, figures.raised, now);
    if (shown->plan.goal_kind == campaign::GoalKind::gifts)
        campaign::reach_milestones(store, campaign, figures.gifts, now);
}

}  // namespace giving
