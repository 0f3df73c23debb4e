#include "campaign/roster/leaving.h"

#include "campaign/ledger/audit.h"
#include "campaign/roster/admission.h"
#include "campaign/roster/captaining.h"
#include "campaign/roster/roster_tables.h"
#include "campaign/words/text.h"

namespace roster {

namespace {

const Refusal was_faster{Reason::already_decided, {}, "This has changed meanwhile. Look again."};

ledger::AuditEntry entry_about(const Participant& one, const people::Actor& actor,
                               std::string action, std::string reason = {}) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "participant",
            .subject_id = one.id.value,
            .campaign = one.campaign,
            .reason = std::move(reason)};
}

bool has_others(store::Store& store, const Participant& one) {
    for (const auto& member : all_members(store.session(), one.team, 2))
        if (member.id != one.id) return true;
    return false;
}

enum class Captain { must_hand_over, may_go };

// Inside a unit of work: the team's row first, then the member's.
void step_out(store::Transaction& tx, TeamId team, ParticipantId one, Captain captain) {
    if (!team) return;
    if (lock_captain(tx, team) == std::optional{one}) {
        if (captain == Captain::must_hand_over)
            throw Refused{{Reason::not_allowed, {}, "Hand the captaincy over first."}};
        put_captain(tx, team, {});
    }
    forget_heir(tx, team, one);
}

Captain rule_for(store::Store& store, const Participant& one) {
    return one.team && has_others(store, one) ? Captain::must_hand_over : Captain::may_go;
}

}  // namespace

void leave_team(store::Store& store, const Participant& from, const people::Actor& actor,
                Instant now) {
    if (!from.team) throw Refused{was_faster};
    const auto captain = rule_for(store, from);
    auto to = from;
    to.team = {}, to.note.clear();
    store.in_transaction([&](store::Transaction& tx) {
        step_out(tx, from.team, from.id, captain);
        if (!move_membership(tx, to, from)) throw Refused{was_faster};
        ledger::append_audit(tx, entry_about(from, actor, "left the team"), now);
    });
}

void remove_member(store::Store& store, ParticipantId id, const std::string& reason,
                   const people::Actor& actor, Instant now) {
    if (reason.empty() || count_code_points(reason) > reason_max)
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why, in a sentence."}};
    const auto from = find_participant_by_id(store.session(), id);
    if (!from || !from->team) throw Refused{was_faster};
    auto to = *from;
    to.team = {}, to.note = reason;
    store.in_transaction([&](store::Transaction& tx) {
        step_out(tx, from->team, from->id, Captain::may_go);
        if (!move_membership(tx, to, *from)) throw Refused{was_faster};
        ledger::append_audit(tx, entry_about(*from, actor, "taken out of the team", reason), now);
    });
}

void ask_for_team(store::Store& store, const TeamWish& wish, const people::Actor& actor,
                  Instant now) {
    auto& session = store.session();
    const auto from = find_participant_by_id(session, wish.participant);
    const auto team = find_team_by_id(session, wish.team);
    if (!from || from->left_at || !team || team->campaign != from->campaign)
        throw Refused{{Reason::not_found}};
    if (from->team == team->id) return;
    const auto admission = admission_for(
        {}, {.team = team,
             .invitation = find_join_invitation(session, team->campaign, wish.invitation)});
    const auto captain = rule_for(store, *from);
    auto to = *from;
    to.wanted_team = admission.wanted, to.note.clear();
    if (admission.team) to.team = admission.team, to.captain_says = Says::yes;
    store.in_transaction([&](store::Transaction& tx) {
        if (admission.team) step_out(tx, from->team, from->id, captain);
        if (!move_membership(tx, to, *from)) throw Refused{was_faster};
        ledger::append_audit(
            tx, entry_about(*from, actor, admission.team ? "went to a team" : "asked for a team"),
            now);
    });
}

void walk_alone(store::Store& store, const Participant& from, const people::Actor& actor,
                Instant now) {
    auto to = from;
    to.wanted_team = {}, to.captain_says = Says::yes, to.note.clear();
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_membership(tx, to, from)) throw Refused{was_faster};
        ledger::append_audit(tx, entry_about(from, actor, "goes without the team"), now);
    });
}

void leave_campaign(store::Store& store, const Participant& from, const people::Actor& actor,
                    Instant now) {
    const auto captain = rule_for(store, from);
    store.in_transaction([&](store::Transaction& tx) {
        step_out(tx, from.team, from.id, captain);
        if (!mark_left(tx, from.id, now)) throw Refused{was_faster};
        ledger::append_audit(tx, entry_about(from, actor, "page taken down"), now);
    });
}

void come_back(store::Store& store, const Participant& from, const people::Actor& actor,
               Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!mark_returned(tx, from.id)) throw Refused{was_faster};
        ledger::append_audit(tx, entry_about(from, actor, "page stands again"), now);
    });
}

}  // namespace roster
