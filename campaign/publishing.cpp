#include "campaign/publishing.h"

#include <algorithm>

#include "campaign/announcing.h"
#include "campaign/campaign_tables.h"
#include "campaign/hooks/event.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/phase.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace campaign {

namespace {

constexpr int slug_tries_max = 50;

[[noreturn]] void decline(Reason reason, std::string sentence, std::string field = {}) {
    throw Refused{{reason, std::move(field), std::move(sentence)}};
}

void insist(const std::optional<Refusal>& objection) {
    if (objection) throw Refused{*objection};
}

Campaign campaign_with(store::Store& store, CampaignId id) {
    auto found = find_campaign_by_id(store.session(), id);
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

Version newest_version(store::Store& store, CampaignId campaign) {
    auto versions = recent_versions(store.session(), campaign, 1);
    if (versions.empty()) throw Refused{{Reason::not_found}};
    return versions.front();
}

// The slug asked for; or one of the title that is free, as far as can be seen.
std::string choose_slug(store::Store& store, const NewCampaign& asked) {
    if (!asked.slug.empty()) {
        insist(slug_objection(asked.slug));
        return asked.slug;
    }
    auto stem = slug_of(asked.plan.title).substr(0, 55);
    if (slug_objection(stem)) stem = std::string{kind_name(asked.kind)} + "-campaign";
    for (int n = 1; n <= slug_tries_max; ++n) {
        const auto slug = n == 1 ? stem : stem + '-' + std::to_string(n);
        if (!find_campaign(store.session(), slug)) return slug;
    }
    decline(Reason::not_a_valid_value, "Choose an address that no other campaign has.", "slug");
}

bool is_usable(store::Store& store, BankAccountId id, Currency currency) {
    const auto account = organisation::find_bank_account(store.session(), id);
    return account && account->state == organisation::AccountState::active &&
           account->currency == currency;
}

void insist_on_account(store::Store& store, const Plan& plan, Currency currency) {
    if (plan.bank_account && !is_usable(store, plan.bank_account, currency))
        decline(Reason::not_a_valid_value,
                "That bank account is not active in this currency. Two people agree to one first.",
                "bank_account");
}

ledger::AuditEntry entry_for(const people::Actor& actor, std::string action, CampaignId campaign) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "campaign",
            .subject_id = campaign.value,
            .campaign = campaign};
}

void audit(store::Transaction& tx, ledger::AuditEntry entry, const std::string& reason,
           Instant now) {
    entry.reason = reason;
    append_audit(tx, entry, now);
}

// As every later edit by a form would leave it, so that a change shows what was meant and no more.
Plan tidied(Plan plan) {
    constexpr std::size_t story_lines_max = 400;
    if (auto story = read_lines(plan.story, story_max, story_lines_max)) plan.story = *story;
    plan.hashtag.erase(0, std::min(plan.hashtag.find_first_not_of('#'), plan.hashtag.size()));
    return plan;
}

Version first_version(const Campaign& made, const Plan& plan, Instant now) {
    return {.id = new_id<VersionId>(now),
            .campaign = made.id,
            .plan = plan,
            .author = made.made_by,
            .made_at = now};
}

[[noreturn]] void refuse_second_writer() {
    decline(Reason::already_decided,
            "Somebody else has just changed this campaign. Look at it again.");
}

}  // namespace

Campaign draft_campaign(store::Store& store, const NewCampaign& asked, const people::Actor& actor,
                        Instant now) {
    insist(plan_objection(asked.plan));
    insist_on_account(store, asked.plan, asked.currency);
    const Campaign made{.id = new_id<CampaignId>(now),
                        .slug = choose_slug(store, asked),
                        .kind = asked.kind,
                        .currency = asked.currency,
                        .preview_token = random_token(),
                        .made_by = actor.account,
                        .made_at = now};
    const auto version = first_version(made, tidied(asked.plan), now);
    const Fund fund{new_id<FundId>(now), made.id, "General"};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_campaign(tx, made, asked.copied_from);
            insert_version(tx, version);
            insert_fund(tx, fund, now);
            ledger::open_tally(tx, ledger::tally_of(made.id));
            auto entry = entry_for(actor, "campaign drafted", made.id);
            entry.detail = asked.plan.title;
            append_audit(tx, entry, now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_campaign_per_address") throw;
        decline(Reason::not_a_valid_value, "Another campaign has that address already.", "slug");
    }
    return made;
}

Campaign copy_campaign(store::Store& store, const NewCopy& asked, const people::Actor& actor,
                       Instant now) {
    const auto from = campaign_with(store, asked.from);
    auto source = find_shown_version(store.session(), from);
    if (!source) source = newest_version(store, from.id);
    auto plan = source->plan;
    const auto shift =
        std::chrono::sys_days{asked.starts_on} - std::chrono::sys_days{plan.starts_on};
    plan.title = asked.title;
    plan.starts_on = asked.starts_on;
    plan.ends_on = asked.ends_on;
    if (plan.event_at) *plan.event_at += shift;
    if (!is_usable(store, plan.bank_account, from.currency)) plan.bank_account = {};
    return draft_campaign(store, {asked.slug, from.kind, from.currency, plan, from.id}, actor, now);
}

Version edit_plan(store::Store& store, const PlanChange& change, const people::Actor& actor,
                  Instant now) {
    insist(plan_objection(change.plan));
    insist_on_account(store, change.plan, campaign_with(store, change.campaign).currency);
    const auto newest = newest_version(store, change.campaign);
    if (newest.state == VersionState::submitted)
        decline(Reason::already_decided,
                "This campaign waits for approval. Take it back before you write on.");
    if (change.seen_number != 0 && change.seen_number != newest.number) refuse_second_writer();
    auto next = newest;
    next.plan = tidied(change.plan);
    next.made_at = now;
    const bool goes_on = newest.state == VersionState::draft && !newest.submitted_at &&
                         newest.author == actor.account;
    if (!goes_on)
        next = {.id = new_id<VersionId>(now),
                .campaign = change.campaign,
                .number = newest.number + 1,
                .plan = tidied(change.plan),
                .author = actor.account,
                .made_at = now};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            if (!goes_on) insert_version(tx, next);
            if (goes_on && !update_draft(tx, next)) refuse_second_writer();
            auto entry = entry_for(actor, "campaign edited", change.campaign);
            entry.detail = "version " + std::to_string(next.number);
            append_audit(tx, entry, now);
        });
    } catch (const store::Duplicate&) {
        refuse_second_writer();
    }
    return next;
}

Version submit_plan(store::Store& store, CampaignId id, const people::Actor& actor, Instant now) {
    const auto found = campaign_with(store, id);
    auto newest = newest_version(store, id);
    insist(submission_objection(found, newest.plan));
    insist_on_account(store, newest.plan, found.currency);
    const auto mails = mails_when_submitted(store.session(), found, newest);
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_version(tx, {newest.id, VersionState::draft, VersionState::submitted}, now))
            decline(Reason::already_decided, "There is no draft to submit.");
        mail::insert_mails(tx, mails, now);
        append_audit(tx, entry_for(actor, "campaign submitted", id), now);
    });
    newest.state = VersionState::submitted;
    newest.submitted_at = now;
    return newest;
}

void withdraw_plan(store::Store& store, CampaignId id, const people::Actor& actor, Instant now) {
    const auto newest = newest_version(store, id);
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_version(tx, {newest.id, VersionState::submitted, VersionState::draft}, now))
            decline(Reason::already_decided, "Nothing waits for approval any more.");
        append_audit(tx, entry_for(actor, "campaign taken back", id), now);
    });
}

Version raise_goal(store::Store& store, const GoalRaise& raise, const people::Actor& actor,
                   Instant now) {
    const auto found = campaign_with(store, raise.campaign);
    const auto shown = find_shown_version(store.session(), found);
    if (!shown) decline(Reason::not_allowed, "This campaign has not been approved yet.");
    const auto newest = newest_version(store, raise.campaign);
    if (newest.id != shown->id &&
        (newest.state == VersionState::draft || newest.state == VersionState::submitted))
        decline(Reason::already_decided, "Another change of this campaign is under way.");
    if (raise.goal <= shown->plan.goal)
        decline(Reason::not_a_valid_value, "A goal is raised to more than it is now.", "goal");
    auto plan = shown->plan;
    plan.goal = raise.goal;
    edit_plan(store, {raise.campaign, plan, newest.number}, actor, now);
    return submit_plan(store, raise.campaign, actor, now);
}

namespace {

void show_approved(store::Transaction& tx, const Version& version,
                   const std::optional<Version>& before, Instant now) {
    replace_versions_before(tx, version.campaign, version.number);
    update_shown_version(tx, version.campaign, version.id);
    put_milestones(tx, version.campaign, version.plan, now);
    const auto& plan = version.plan;
    if (before && before->plan.goal > 0 && before->plan.goal < plan.goal &&
        before->plan.goal_kind == plan.goal_kind)
        put_milestone(tx, version.campaign, {before->plan.goal, "Our first goal", true}, now);
}

}  // namespace

void decide_plan(store::Store& store, const Decision& decision, const people::Actor& actor,
                 Instant now) {
    const auto version = find_version(store.session(), decision.version);
    if (!version) throw Refused{{Reason::not_found}};
    if (version->author == actor.account || !actor.account)
        decline(Reason::needs_second_person,
                "You wrote this yourself. Somebody else has to approve it.");
    const bool approves = decision.verdict == Verdict::approve;
    if (!approves && decision.reason.empty())
        decline(Reason::not_a_valid_value, "Say why, so that it can be mended.", "reason");
    const auto found = campaign_with(store, version->campaign);
    if (approves) insist_on_account(store, version->plan, found.currency);
    const auto before = find_shown_version(store.session(), found);
    const VersionMove move{version->id, VersionState::submitted,
                           approves ? VersionState::approved : VersionState::sent_back,
                           actor.account, decision.reason};
    const auto mails =
        mails_when_decided(store.session(), found, *version, decision, actor.account);
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_version(tx, move, now))
            decline(Reason::already_decided, "Somebody has decided this already.");
        mail::insert_mails(tx, mails, now);
        if (approves) show_approved(tx, *version, before, now);
        if (approves) hooks::tell_campaign(tx, found.id, now);
        auto entry =
            entry_for(actor, approves ? "campaign approved" : "campaign sent back", found.id);
        entry.detail = "version " + std::to_string(version->number);
        audit(tx, entry, decision.reason, now);
    });
}

void change_state(store::Store& store, const StateChange& change, const people::Actor& actor,
                  Instant now) {
    const auto found = campaign_with(store, change.campaign);
    if (!may_become(found.state, change.to) ||
        (change.to == State::approved && !found.shown_version))
        decline(Reason::already_decided, "From where this campaign stands, that cannot be done.");
    const bool needs_reason = change.to == State::paused || change.to == State::postponed ||
                              change.to == State::cancelled;
    if (needs_reason && change.reason.empty())
        decline(Reason::not_a_valid_value, "Say why: it is shown on the campaign's page.",
                "reason");
    if (count_code_points(change.reason) > reason_max)
        decline(Reason::not_a_valid_value, "That is too long.", "reason");
    const auto action = change.to == State::approved
                            ? "campaign resumed"
                            : "campaign " + std::string{state_name(change.to)};
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_campaign_state(tx, {found.id, found.state, change.to, change.reason}, now))
            refuse_second_writer();
        hooks::tell_campaign(tx, found.id, now);
        audit(tx, entry_for(actor, action, found.id), change.reason, now);
    });
}

void set_rehearsal(store::Store& store, CampaignId id, Rehearsal rehearsal,
                   const people::Actor& actor, Instant now) {
    const auto found = campaign_with(store, id);
    const bool is_on = rehearsal == Rehearsal::on;
    const auto version = newest_version(store, id);
    const auto phase = phase_of(found, version, now);
    if (is_on && phase != Phase::draft && phase != Phase::before)
        decline(Reason::not_allowed, "A campaign rehearses before it opens, not after.");
    store.in_transaction([&](store::Transaction& tx) {
        update_rehearsal(tx, id, is_on);
        append_audit(tx, entry_for(actor, is_on ? "rehearsal begun" : "rehearsal ended", id), now);
    });
}

void reach_milestones(store::Store& store, CampaignId id, std::int64_t raised, Instant now) {
    const auto milestones = all_milestones(store.session(), id);
    const bool any = std::ranges::any_of(milestones, [&](const Milestone& stone) {
        return !stone.reached_at && stone.amount <= raised;
    });
    if (!any) return;
    store.in_transaction([&](store::Transaction& tx) {
        mark_milestones(tx, id, raised, now);
        hooks::tell_campaign(tx, id, now);
    });
}

}  // namespace campaign
