#include "campaign/contest/concluding.h"

#include "campaign/contest/contest_tables.h"
#include "campaign/contest/rescoring.h"
#include "campaign/contest/scoring.h"
#include "campaign/ledger/audit.h"

namespace contest {

namespace {

ledger::AuditEntry entry_about(CampaignId campaign, const people::Actor& actor,
                               std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "contest",
            .subject_id = campaign.value,
            .campaign = campaign};
}

[[noreturn]] void refuse_slower() { throw Refused{{Reason::already_decided}}; }

Contest contest_with_row(store::Store& store, CampaignId campaign) {
    auto contest = contest_of(store.session(), campaign);
    if (contest.version > 0) return contest;
    store.in_transaction([&](store::Transaction& tx) { open_contest(tx, campaign); });
    return contest_of(store.session(), campaign);
}

void insist_on_end(store::Store& store, const Contest& contest, Instant now) {
    auto& session = store.session();
    const auto found = campaign::find_campaign_by_id(session, contest.campaign);
    const auto version = found ? campaign::find_shown_version(session, *found) : std::nullopt;
    if (!version) throw Refused{{Reason::not_found}};
    if (const auto objection = result_objection(*found, version->plan, contest, now))
        throw Refused{*objection};
}

}  // namespace

void set_rules(store::Store& store, const Rules& rules, const people::Actor& actor, Instant now) {
    if (rules.hold_days < 0 || rules.hold_days > hold_days_max)
        throw Refused{
            {Reason::not_a_valid_value, "hold_days", "A hold has 0 to 60 days, in whole days."}};
    auto contest = contest_with_row(store, rules.campaign);
    if (contest.proposed_at)
        throw Refused{{Reason::already_decided, "",
                       "A result was proposed by these rules. Take the proposal back first."}};
    if (rules.seen_version != 0 && rules.seen_version != contest.version) refuse_slower();
    contest.measure = rules.measure, contest.hold_days = rules.hold_days;
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_rules(tx, contest)) refuse_slower();
        auto entry = entry_about(rules.campaign, actor, "contest rules set");
        entry.detail = std::string{measure_name(rules.measure)} + ", hold of " +
                       std::to_string(rules.hold_days) + " days";
        ledger::append_audit(tx, entry, now);
    });
}

std::optional<Refusal> result_objection(const campaign::Campaign& campaign,
                                        const campaign::Plan& plan, const Contest& contest,
                                        Instant now) {
    if (campaign.kind != campaign::Kind::contest)
        return Refusal{Reason::not_allowed, "", "Only a contest has a result."};
    if (now < hold_ends_at(plan, contest.hold_days))
        return Refusal{Reason::not_allowed, "",
                       "The hold has not ended: payments may still come or go back."};
    return {};
}

void propose_end(store::Store& store, CampaignId campaign, const people::Actor& actor,
                 Instant now) {
    rescore_if_moved(store, campaign, now);
    const auto contest = contest_with_row(store, campaign);
    insist_on_end(store, contest, now);
    store.in_transaction([&](store::Transaction& tx) {
        if (!propose_result(tx, contest, actor.account, now)) refuse_slower();
        ledger::append_audit(tx, entry_about(campaign, actor, "result proposed"), now);
    });
}

void take_proposal_back(store::Store& store, CampaignId campaign, const people::Actor& actor,
                        Instant now) {
    const auto contest = contest_of(store.session(), campaign);
    store.in_transaction([&](store::Transaction& tx) {
        if (!withdraw_proposal(tx, contest)) refuse_slower();
        ledger::append_audit(tx, entry_about(campaign, actor, "result taken back"), now);
    });
}

void agree_to_end(store::Store& store, CampaignId campaign, const people::Actor& actor,
                  Instant now) {
    score_changes(store);  // What was confirmed in the last moment of the hold still counts.
    rescore_if_moved(store, campaign, now);
    const auto contest = contest_of(store.session(), campaign);
    insist_on_end(store, contest, now);
    if (!actor.account || contest.proposed_by == actor.account)
        throw Refused{{Reason::needs_second_person}};
    store.in_transaction([&](store::Transaction& tx) {
        if (!agree_result(tx, contest, actor.account, now)) refuse_slower();
        insert_result(tx, campaign, contest.measure);
        ledger::append_audit(tx, entry_about(campaign, actor, "result agreed"), now);
    });
}

}  // namespace contest
