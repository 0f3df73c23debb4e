#include "campaign/links/placing.h"

#include "campaign/ledger/audit.h"

namespace links {

namespace {

ledger::AuditEntry entry_about(const Placement& placement, const people::Actor& actor,
                               std::string action) {
    return {.actor = actor,
            .action = std::move(action),
            .subject_type = "placement",
            .subject_id = placement.id.value,
            .campaign = placement.campaign,
            .detail = placement.name};
}

void check_changed(bool is_changed) {
    if (!is_changed) throw Refused{{Reason::already_decided}};
}

// Runs a unit; a name that is taken is said beside the field.
template <typename Work>
auto with_names_checked(store::Store& store, Work work) {
    try {
        return store.in_transaction(work);
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_placement_of_a_name") throw;
        throw Refused{{Reason::not_a_valid_value, "name",
                       "There is a place of this name already. Give each its own name."}};
    }
}

}  // namespace

std::vector<Placed> add_placements(store::Store& store, const std::vector<NewPlacement>& asked,
                                   const people::Actor& actor, Instant now) {
    for (const auto& placement : asked)
        if (const auto refusal = placement_objection(placement)) throw Refused{*refusal};
    return with_names_checked(store, [&](store::Transaction& tx) {
        std::vector<Placed> placed;
        for (const auto& one : asked) {
            const auto placement = insert_placement(tx, one, now);
            const auto link = make_link(tx,
                                        {.campaign = one.campaign,
                                         .channel = one.channel,
                                         .landing = one.landing,
                                         .label = one.name,
                                         .placement = placement.id,
                                         .made_by = actor.account},
                                        now);
            auto entry = entry_about(placement, actor, "placement added");
            entry.detail += ", code " + link.code;
            ledger::append_audit(tx, entry, now);
            placed.push_back({placement, link});
        }
        return placed;
    });
}

void edit_placement(store::Store& store, const Placement& before, const NewPlacement& asked,
                    const people::Actor& actor, Instant now) {
    if (const auto refusal = placement_objection(asked)) throw Refused{*refusal};
    with_names_checked(store, [&](store::Transaction& tx) {
        check_changed(update_placement(tx, before, asked));
        auto entry = entry_about(before, actor, "placement changed");
        if (asked.name != before.name) entry.detail += " is now " + asked.name;
        ledger::append_audit(tx, entry, now);
    });
}

void set_placement_state(store::Store& store, const Placement& before, PlacementState state,
                         const people::Actor& actor, Instant now) {
    if (before.state == state) return;
    store.in_transaction([&](store::Transaction& tx) {
        check_changed(update_placement_state(tx, before, state));
        auto entry = entry_about(before, actor, "placement changed");
        entry.detail += ": " + std::string{placement_state_name(before.state)} + " to " +
                        std::string{placement_state_name(state)};
        ledger::append_audit(tx, entry, now);
    });
}

void end_placement(store::Store& store, const Placement& before, const people::Actor& actor,
                   Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        check_changed(end_placement_row(tx, before, now));
        ledger::append_audit(tx, entry_about(before, actor, "placement ended"), now);
    });
}

Link add_link(store::Store& store, const NewLink& asked, const people::Actor& actor, Instant now) {
    if (!find_channel(asked.channel))
        throw Refused{{Reason::not_a_valid_value, "channel", "Choose a channel."}};
    if (!asked.request_key.empty())
        if (auto earlier = find_link_by_key(store.session(), asked.request_key)) return *earlier;
    return store.in_transaction([&](store::Transaction& tx) {
        auto mine = asked;
        mine.made_by = actor.account;
        const auto link = make_link(tx, mine, now);
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "link made",
                              .subject_type = "link",
                              .subject_id = link.id.value,
                              .campaign = link.campaign,
                              .detail = link.channel + ", code " + link.code},
                             now);
        return link;
    });
}

Link find_or_add_link(store::Store& store, const NewLink& asked, const people::Actor& actor,
                      Instant now) {
    for (auto& link : all_links_of_campaign(store.session(), asked.campaign))
        if (link.channel == asked.channel && !link.retired_at) return std::move(link);
    return add_link(store, asked, actor, now);
}

void end_link(store::Store& store, const Link& link, const people::Actor& actor, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        check_changed(retire_link(tx, link.id, now));
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "link retired",
                              .subject_type = "link",
                              .subject_id = link.id.value,
                              .campaign = link.campaign,
                              .detail = "code " + link.code},
                             now);
    });
}

}  // namespace links
