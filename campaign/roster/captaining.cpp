#include "campaign/roster/captaining.h"

#include "campaign/ledger/audit.h"
#include "campaign/roster/page_address.h"
#include "campaign/roster/roster_tables.h"
#include "campaign/words/text.h"

namespace roster {

namespace {

const Refusal was_faster{Reason::already_decided, {}, "This has changed meanwhile. Look again."};

Refusal bad(std::string field, std::string sentence) {
    return {Reason::not_a_valid_value, std::move(field), std::move(sentence)};
}

ledger::AuditEntry entry_about(const Participant& one, const people::Actor& actor,
                               std::string action, std::string reason = {}) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "participant",
            .subject_id = one.id.value,
            .campaign = one.campaign,
            .reason = std::move(reason)};
}

ledger::AuditEntry entry_about(const Team& team, const people::Actor& actor, std::string action,
                               std::string reason = {}) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "team",
            .subject_id = team.id.value,
            .campaign = team.campaign,
            .reason = std::move(reason)};
}

void insist_on_reason(const std::string& reason) {
    if (reason.empty()) throw Refused{bad("reason", "Say why, in a sentence.")};
    if (count_code_points(reason) > reason_max) throw Refused{bad("reason", "That is too long.")};
}

Participant person(store::Store& store, ParticipantId id) {
    auto one = find_participant_by_id(store.session(), id);
    if (!one || one->left_at) throw Refused{{Reason::not_found}};
    return *one;
}

Team team_led_by(store::Store& store, TeamId id, ParticipantId captain) {
    auto team = find_team_by_id(store.session(), id);
    if (!team || (captain && team->captain != captain)) throw Refused{{Reason::not_found}};
    return *team;
}

std::string moved_on(Says says) { return says == Says::yes ? "admitted" : "declined"; }

void write_answer(store::Store& store, const Participant& from, const Participant& to,
                  const ledger::AuditEntry& entry, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_membership(tx, to, from)) throw Refused{was_faster};
        ledger::append_audit(tx, entry, now);
    });
}

}  // namespace

void answer_for_team(store::Store& store, const Answer& answer, const people::Actor& actor,
                     Instant now) {
    const auto from = person(store, answer.participant);
    if (!from.wanted_team) throw Refused{was_faster};
    const auto team = team_led_by(store, from.wanted_team, answer.by);
    if (!answer.by && team.captain)
        throw Refused{{Reason::not_allowed, {}, "This team has a captain, who answers."}};
    auto to = from;
    to.wanted_team = {};
    to.note = answer.reason;
    if (answer.says == Says::yes) {
        to.team = team.id, to.captain_says = Says::yes;
    } else {
        insist_on_reason(answer.reason);
        if (from.captain_says == Says::waiting) to.captain_says = Says::no;
    }
    write_answer(store, from, to,
                 entry_about(from, actor, moved_on(answer.says) + " by the team", answer.reason),
                 now);
}

void answer_for_campaign(store::Store& store, const Answer& answer, const people::Actor& actor,
                         Instant now) {
    const auto from = person(store, answer.participant);
    if (from.campaign_says == answer.says) throw Refused{was_faster};
    if (from.account && from.account == actor.account) throw Refused{{Reason::needs_second_person}};
    if (answer.says == Says::no) insist_on_reason(answer.reason);
    auto to = from;
    to.campaign_says = answer.says;
    to.note = answer.reason;
    write_answer(store, from, to, entry_about(from, actor, moved_on(answer.says), answer.reason),
                 now);
}

Team change_team(store::Store& store, const TeamChange& change, const people::Actor& actor,
                 Instant now) {
    auto team = team_led_by(store, change.team, change.by);
    if (change.name.empty() || count_code_points(change.name) > name_max)
        throw Refused{bad("name", "A team's name has at most 80 characters.")};
    const auto wanted = change.wanted_slug == team.slug ? std::string{} : change.wanted_slug;
    if (const auto refusal = slug_objection(wanted)) throw Refused{*refusal};
    const Claim claim{team.campaign, Sort::team, team.id.value, team.slug, wanted};
    if (!wanted.empty() && !is_free(store.session(), claim))
        throw Refused{bad("slug", "Somebody else has this address already.")};
    if (change.seen_version != team.version) throw Refused{was_faster};
    const bool is_new = change.name != team.name || wanted != team.wanted_slug;
    const bool is_shown = change.name == team.shown && wanted.empty();
    if (is_new) team.words_state = is_shown ? WordsState::published : WordsState::waiting;
    team.name = change.name, team.wanted_slug = wanted, team.joins = change.joins;
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_team(tx, team)) throw Refused{was_faster};
        auto entry = entry_about(team, actor, "team changed");
        entry.detail = "joined " + std::string{joins_name(team.joins)};
        ledger::append_audit(tx, entry, now);
    });
    ++team.version;
    return team;
}

void offer_captaincy(store::Store& store, const Handover& asked, const people::Actor& actor,
                     Instant now) {
    const auto team = team_led_by(store, asked.team, asked.from);
    if (asked.to) {
        const auto heir = person(store, asked.to);
        if (heir.team != team.id || heir.id == asked.from)
            throw Refused{bad("heir", "Choose somebody of the team.")};
    }
    store.in_transaction([&](store::Transaction& tx) {
        if (!put_heir(tx, team.id, asked.from, asked.to)) throw Refused{was_faster};
        ledger::append_audit(
            tx, entry_about(team, actor, asked.to ? "captaincy offered" : "captaincy kept"), now);
    });
}

void accept_captaincy(store::Store& store, TeamId id, ParticipantId heir,
                      const people::Actor& actor, Instant now) {
    const auto team = team_led_by(store, id, {});
    store.in_transaction([&](store::Transaction& tx) {
        lock_captain(tx, team.id);
        if (!lock_member(tx, heir, team.id) || !captain_steps_back_for(tx, team.id, heir))
            throw Refused{was_faster};
        ledger::append_audit(tx, entry_about(team, actor, "captaincy accepted"), now);
    });
}

void decline_captaincy(store::Store& store, TeamId id, ParticipantId heir,
                       const people::Actor& actor, Instant now) {
    const auto team = team_led_by(store, id, {});
    store.in_transaction([&](store::Transaction& tx) {
        forget_heir(tx, team.id, heir);
        ledger::append_audit(tx, entry_about(team, actor, "captaincy declined"), now);
    });
}

void appoint_captain(store::Store& store, const Handover& asked, const std::string& reason,
                     const people::Actor& actor, Instant now) {
    insist_on_reason(reason);
    const auto team = team_led_by(store, asked.team, {});
    store.in_transaction([&](store::Transaction& tx) {
        lock_captain(tx, team.id);
        if (!lock_member(tx, asked.to, team.id))
            throw Refused{bad("heir", "Choose somebody of the team.")};
        put_captain(tx, team.id, asked.to);
        ledger::append_audit(tx, entry_about(team, actor, "captain appointed", reason), now);
    });
}

}  // namespace roster
