#include "campaign/roster/ruling.h"

#include "campaign/ledger/audit.h"
#include "campaign/words/text.h"

namespace roster {

namespace {

ledger::AuditEntry entry_about(CampaignId campaign, const people::Actor& actor, std::string action,
                               std::string detail = {}) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "campaign",
            .subject_id = campaign.value,
            .campaign = campaign,
            .detail = std::move(detail)};
}

ledger::AuditEntry entry_about(const Inviting& asked, const people::Actor& actor,
                               std::string action) {
    auto entry = entry_about(asked.campaign, actor, std::move(action));
    if (asked.team) entry.subject_type = "team", entry.subject_id = asked.team.value;
    return entry;
}

}  // namespace

void set_joining_rules(store::Store& store, CampaignId campaign, const JoiningRules& rules,
                       const people::Actor& actor, Instant now) {
    if (rules.adult_age < adult_age_min || rules.adult_age > adult_age_max)
        throw Refused{{Reason::not_a_valid_value, "adult_age", "An age from 12 to 21."}};
    const auto detail = std::string{joins_name(rules.who_joins)} + ", named from the age of " +
                        std::to_string(rules.adult_age);
    store.in_transaction([&](store::Transaction& tx) {
        put_joining_rules(tx, campaign, rules, actor.account, now);
        ledger::append_audit(tx, entry_about(campaign, actor, "joining rules set", detail), now);
    });
}

Guidelines write_guidelines(store::Store& store, CampaignId campaign, const std::string& text,
                            const people::Actor& actor, Instant now) {
    const auto words = read_lines(text, guidelines_chars_max, guidelines_lines_max);
    if (!words || words->empty())
        throw Refused{{Reason::not_a_valid_value, "guidelines",
                       "Between one line and 30, at most 2,000 characters."}};
    const auto current = current_guidelines(store.session(), campaign);
    if (current && current->text == *words) return *current;
    const Guidelines made{current ? current->number + 1 : 1, *words, now};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_guidelines(tx, campaign, made, actor.account);
            ledger::append_audit(tx,
                                 entry_about(campaign, actor, "guidelines written",
                                             "number " + std::to_string(made.number)),
                                 now);
        });
    } catch (const store::Duplicate&) {
        throw Refused{{Reason::already_decided, "guidelines"}};
    }
    return made;
}

void accept_guidelines(store::Store& store, const Participant& one, int number,
                       const people::Actor& actor, Instant now) {
    const auto current = current_guidelines(store.session(), one.campaign);
    if (!current || current->number != number)
        throw Refused{{Reason::already_decided, "guidelines",
                       "The guidelines were changed meanwhile. Read them once more."}};
    store.in_transaction([&](store::Transaction& tx) {
        if (!insert_acceptance(tx, one.id, number, now)) return;
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "guidelines accepted",
                              .subject_type = "participant",
                              .subject_id = one.id.value,
                              .campaign = one.campaign,
                              .detail = "number " + std::to_string(number)},
                             now);
    });
}

Invitation make_invitation(store::Store& store, const Inviting& asked, const people::Actor& actor,
                           Instant now) {
    auto& session = store.session();
    if (open_join_invitations(session, asked.campaign, asked.team).size() >=
        std::size_t{invitations_max})
        throw Refused{{Reason::not_a_valid_value, "invitation",
                       "Twenty links are open. End one of them first."}};
    const Invitation made{.id = new_id<JoinInvitationId>(now),
                          .campaign = asked.campaign,
                          .team = asked.team,
                          .made_at = now,
                          .ended_at = {}};
    const auto token = invitation_token(session, made.id);
    store.in_transaction([&](store::Transaction& tx) {
        insert_join_invitation(tx, made, token);
        ledger::append_audit(tx, entry_about(asked, actor, "invitation made"), now);
    });
    return made;
}

void end_invitation(store::Store& store, const Inviting& asked, const people::Actor& actor,
                    Instant now) {
    const Invitation ended{asked.invitation, asked.campaign, asked.team, now, now};
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_join_invitation(tx, ended, now)) return;
        ledger::append_audit(tx, entry_about(asked, actor, "invitation ended"), now);
    });
}

}  // namespace roster
