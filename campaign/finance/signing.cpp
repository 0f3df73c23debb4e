// The verbs of outcome.h.
#include "campaign/ending.h"
#include "campaign/finance/outcome.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"
#include "campaign/words/refusal.h"

namespace finance {

namespace {

[[noreturn]] void refuse(Reason reason, const char* detail) {
    throw Refused{{reason, "result", detail}};
}

void insist_it_is_over(store::Session& session, CampaignId id, Instant now) {
    const auto found = campaign::find_campaign_by_id(session, id);
    const auto shown = found ? campaign::find_shown_version(session, *found) : std::nullopt;
    if (!shown || !campaign::is_over(*found, *shown, now))
        refuse(Reason::not_a_valid_value, "This campaign is not over yet.");
}

// What two people sign: not what is promised or still in somebody's envelope.
ledger::Figures signed_part(ledger::Figures figures) {
    figures.pledged = figures.entered = figures.outside = 0;
    return figures;
}

void audit_outcome(store::Transaction& tx, const char* action, const Outcome& outcome,
                   const people::Actor& actor, Instant now) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "campaign",
                          .subject_id = outcome.campaign.value,
                          .campaign = outcome.campaign,
                          .detail = "raised " + std::to_string(outcome.figures.raised) +
                                    ", banked " + std::to_string(outcome.figures.banked)},
                         now);
}

}  // namespace

void propose_outcome(store::Store& store, CampaignId campaign, const std::string& thanks,
                     const people::Actor& actor, Instant now) {
    auto& session = store.session();
    insist_it_is_over(session, campaign, now);
    Outcome outcome;
    outcome.campaign = campaign, outcome.thanks = thanks, outcome.proposed_by = actor.account;
    outcome.figures = signed_part(ledger::figures_of(session, campaign));
    store.in_transaction([&](store::Transaction& tx) {
        if (!insert_outcome(tx, outcome, now)) throw Refused{{Reason::already_decided}};
        audit_outcome(tx, "result proposed", outcome, actor, now);
    });
}

void take_back_outcome(store::Store& store, const Outcome& seen, const people::Actor& actor,
                       Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!remove_outcome(tx, seen)) throw Refused{{Reason::already_decided}};
        audit_outcome(tx, "result taken back", seen, actor, now);
    });
}

void sign_outcome(store::Store& store, const Outcome& seen, const std::string& report,
                  const people::Actor& actor, Instant now) {
    if (seen.is_signed) throw Refused{{Reason::already_decided}};
    if (seen.proposed_by == actor.account)
        refuse(Reason::needs_second_person, "Whoever proposed it does not sign it.");
    if (signed_part(ledger::figures_of(store.session(), seen.campaign)) != seen.figures)
        refuse(Reason::already_decided,
               "The numbers have moved since it was proposed. Send it back and propose it anew.");
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_signed(tx, seen, actor.account, report, now))
            throw Refused{{Reason::already_decided}};
        audit_outcome(tx, "result signed", seen, actor, now);
    });
}

}  // namespace finance
