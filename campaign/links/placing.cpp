#include "campaign/links/placing.h"

#include <map>

#include "campaign/campaign.h"
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

// Who is named in a list, by that name: those that are there, and those that are still to be.
struct Named {
    std::map<std::string, VolunteerId> known;
    std::vector<std::pair<Volunteer, std::string>> fresh;  // With the digests of their links.
};

Named volunteers_named(store::Store& store, const std::vector<NewPlacement>& asked, Instant now) {
    Named named;
    for (const auto& one : asked) {
        if (one.volunteer_name.empty() || named.known.contains(one.volunteer_name)) continue;
        const auto found =
            find_volunteer_by_name(store.session(), one.campaign, one.volunteer_name);
        if (found) {
            named.known[one.volunteer_name] = found->id;
            continue;
        }
        const auto keys = volunteer_keys(store.session(), now);
        named.known[one.volunteer_name] = keys.id;
        named.fresh.emplace_back(Volunteer{.id = keys.id,
                                           .campaign = one.campaign,
                                           .name = one.volunteer_name,
                                           .language = "en",
                                           .made_at = now,
                                           .seen_at = {},
                                           .ended_at = {}},
                                 keys.token_digest);
    }
    return named;
}

void insert_named(store::Transaction& tx, const Named& named, const people::Actor& actor,
                  Instant now) {
    for (const auto& [one, digest] : named.fresh) {
        insert_volunteer(tx, one, digest, actor.account);
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "helper added",
                              .subject_type = "helper",
                              .subject_id = one.id.value,
                              .campaign = one.campaign,
                              .detail = one.name},
                             now);
    }
}

}  // namespace

std::vector<Placed> add_placements(store::Store& store, const std::vector<NewPlacement>& asked,
                                   const people::Actor& actor, Instant now) {
    for (const auto& placement : asked)
        if (const auto refusal = placement_objection(placement)) throw Refused{*refusal};
    const auto named = volunteers_named(store, asked, now);
    return with_names_checked(store, [&](store::Transaction& tx) {
        insert_named(tx, named, actor, now);
        std::vector<Placed> placed;
        for (auto one : asked) {
            if (!one.volunteer_name.empty())
                one.arrangement.volunteer = named.known.at(one.volunteer_name);
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
    if (before.state == state && !before.is_not_possible()) return;
    const auto campaign = campaign::find_campaign_by_id(store.session(), before.campaign);
    const auto version = campaign ? campaign->shown_version : VersionId{};
    store.in_transaction([&](store::Transaction& tx) {
        check_changed(update_placement_state(tx, before, state, now));
        if (state == PlacementState::hung || state == PlacementState::taken_down)
            insert_act(tx,
                       {.campaign = before.campaign,
                        .placement = before.id,
                        .kind = state == PlacementState::hung ? ActKind::hung : ActKind::taken_down,
                        .account = actor.account,
                        .told_at = now,
                        .made_at = now});
        if (state == PlacementState::hung || state == PlacementState::printed)
            note_shown_version(tx, before.id, version);
        auto entry = entry_about(before, actor, "placement changed");
        entry.detail += ": " + std::string{placement_state_name(before.state)} + " to " +
                        std::string{placement_state_name(state)};
        ledger::append_audit(tx, entry, now);
    });
}

void clear_trouble(store::Store& store, const Placement& before, const people::Actor& actor,
                   Instant now) {
    if (before.trouble.empty()) return;
    store.in_transaction([&](store::Transaction& tx) {
        check_changed(clear_trouble_row(tx, before));
        auto entry = entry_about(before, actor, "placement changed");
        entry.detail += ": possible after all";
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
    int retired = 0;
    for (auto& link : all_links_of_campaign(store.session(), asked.campaign)) {
        if (link.channel != asked.channel) continue;
        if (!link.retired_at) return std::move(link);
        ++retired;
    }
    // Two pages that ask at once make one: the key is the same for both.
    auto mine = asked;
    mine.request_key = "standing " + std::to_string(asked.campaign.value) + " " + asked.channel +
                       " " + std::to_string(retired);
    try {
        return add_link(store, mine, actor, now);
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_link_per_request") throw;
        return find_link_by_key(store.session(), mine.request_key).value();
    }
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
