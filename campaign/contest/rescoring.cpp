#include "campaign/contest/rescoring.h"

#include "campaign/contest/contest_tables.h"
#include "campaign/ledger/audit.h"
#include "campaign/people/role.h"

namespace contest {

namespace {

struct Beaten {};  // Somebody has taken this step, or agreed to the result.

void append_audit(store::Transaction& tx, const Contest& contest, Instant now) {
    ledger::append_audit(
        tx,
        {.actor = people::program_actor(),
         .action = "ranking made anew",
         .subject_type = "contest",
         .subject_id = contest.campaign.value,
         .campaign = contest.campaign,
         .reason = {},
         .detail = contest.proposed_at ? "by another window; the proposed result is taken back"
                                       : "by another window"},
        now);
}

}  // namespace

bool rescore_if_moved(store::Store& store, CampaignId campaign, Instant now) {
    auto& session = store.session();
    const auto contest = contest_of(session, campaign);
    const auto counted = counted_span(session, campaign);
    const auto span = span_of(session, contest);
    if (contest.step == 0 || contest.is_final() || !span.opens || counted == span) return false;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            if (!take_step_by(tx, contest, span)) throw Beaten{};
            // Scores from before spans were kept: they were made by the one that stands.
            if (!counted.opens) return;
            rescore(tx, campaign, contest.step + 1, span);
            restart_races(tx, campaign, span);
            append_audit(tx, contest, now);
        });
    } catch (const Beaten&) {
        return false;  // The next round looks again.
    }
    return counted.opens.has_value();
}

std::vector<CampaignId> rescore_moved(store::Store& store, Instant now) {
    std::vector<CampaignId> moved;
    for (const auto campaign : contests_open(store.session(), contests_watched_max))
        if (rescore_if_moved(store, campaign, now)) moved.push_back(campaign);
    return moved;
}

}  // namespace contest
