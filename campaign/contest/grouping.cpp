#include "campaign/contest/grouping.h"

#include <algorithm>

#include "campaign/contest/contest_tables.h"
#include "campaign/ledger/audit.h"
#include "campaign/roster/participant.h"
#include "campaign/words/text.h"

namespace contest {

namespace {

Refusal bad(std::string field, std::string sentence) {
    return {Reason::not_a_valid_value, std::move(field), std::move(sentence)};
}

ledger::AuditEntry entry_about(CampaignId campaign, GroupId group, const people::Actor& actor,
                               std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "group",
            .subject_id = group.value,
            .campaign = campaign};
}

}  // namespace

Group add_group(store::Store& store, const NewGroup& asked, const people::Actor& actor,
                Instant now) {
    const auto name = read_line(asked.name, group_name_max);
    if (!name || name->empty()) throw Refused{bad("name", "A name of 1 to 80 characters.")};
    if (all_groups(store.session(), asked.campaign).size() >= groups_max)
        throw Refused{bad("name", "A contest has 100 groups at most.")};
    const Group made{.id = new_id<GroupId>(now), .name = *name, .made_by = actor.account};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_group(tx, asked.campaign, made, now);
            auto entry = entry_about(asked.campaign, made.id, actor, "group named");
            entry.detail = *name;
            ledger::append_audit(tx, entry, now);
        });
    } catch (const store::Duplicate&) {
        throw Refused{bad("name", "There is a group of that name already.")};
    }
    return made;
}

void agree_to_group(store::Store& store, CampaignId campaign, GroupId group,
                    const people::Actor& actor, Instant now) {
    const auto groups = all_groups(store.session(), campaign);
    const auto found = std::ranges::find(groups, group, &Group::id);
    if (found == groups.end()) throw Refused{{Reason::not_found}};
    if (found->made_by == actor.account) throw Refused{{Reason::needs_second_person}};
    store.in_transaction([&](store::Transaction& tx) {
        if (!agree_group(tx, campaign, group, actor.account))
            throw Refused{{Reason::already_decided}};
        ledger::append_audit(tx, entry_about(campaign, group, actor, "group agreed"), now);
    });
}

void seat_team(store::Store& store, const Seat& seat, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto team = roster::find_team_by_id(session, seat.team);
    if (!team || team->campaign != seat.campaign) throw Refused{{Reason::not_found}};
    const auto groups = all_groups(session, seat.campaign);
    if (seat.group && std::ranges::find(groups, seat.group, &Group::id) == groups.end())
        throw Refused{{Reason::not_found}};
    store.in_transaction([&](store::Transaction& tx) {
        if (seat.group)
            put_in_group(tx, seat.campaign, seat.team, seat.group);
        else
            take_out_of_group(tx, seat.campaign, seat.team);
        auto entry = entry_about(seat.campaign, seat.group, actor, "team put into a group");
        entry.detail = team->slug;
        ledger::append_audit(tx, entry, now);
    });
}

}  // namespace contest
