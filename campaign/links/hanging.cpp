#include "campaign/links/hanging.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/ledger/audit.h"
#include "campaign/links/print_run.h"
#include "campaign/organisation/picture.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace links {

namespace {

Refusal wrong(std::string field, std::string detail) {
    return {Reason::not_a_valid_value, std::move(field), std::move(detail)};
}

PlacementAct act_of(const Placement& place, ActKind kind, const Told& told, const Teller& teller,
                    Instant now) {
    return {.campaign = place.campaign,
            .placement = place.id,
            .kind = kind,
            .volunteer = teller.volunteer,
            .account = teller.volunteer ? AccountId{} : teller.actor.account,
            .note = told.note,
            .photo = told.photo.empty() ? std::string{} : sha256_hex(told.photo),
            .told_at = believed(told.told_at, now),
            .made_at = now,
            .request_key = told.request_key};
}

// With its photo: refused or told before, nothing of it stays.
void keep_act(store::Transaction& tx, const PlacementAct& act, const Told& told) {
    if (!act.photo.empty())
        organisation::insert_picture(tx, {act.photo, "image/jpeg", told.photo}, act.made_at);
    insert_act(tx, act);
}

void audit(store::Transaction& tx, const Placement& place, const Teller& teller,
           const std::string& action, const std::string& detail, Instant now) {
    ledger::append_audit(tx,
                         {.actor = teller.actor,
                          .action = action,
                          .subject_type = "placement",
                          .subject_id = place.id.value,
                          .campaign = place.campaign,
                          .detail = detail},
                         now);
}

// Done once for a key; told again, nothing happens.
template <typename Work>
void once(store::Store& store, const Told& told, Work work) {
    if (!told.request_key.empty() && find_act_by_key(store.session(), told.request_key)) return;
    try {
        store.in_transaction(work);
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint == "placement_act_is_told_once") return;
        if (duplicate.constraint == "a_code_hangs_in_one_place")
            throw Refused{{Reason::already_decided}};
        if (duplicate.constraint != "one_placement_of_a_name") throw;
        throw Refused{
            wrong("name", "There is a place of this name already. Give this wall its own name.")};
    } catch (const store::OutcomeUnknown&) {
        if (told.request_key.empty() || !find_act_by_key(store.session(), told.request_key)) throw;
    }
}

Link link_of_code(store::Session& session, CampaignId campaign, const std::string& typed,
                  const char* field) {
    const auto link = find_link(session, typed);
    if (!link || link->campaign != campaign)
        throw Refused{wrong(field, "This code is none of ours. Look at the six characters again.")};
    return *link;
}

VersionId version_shown(store::Session& session, CampaignId campaign) {
    const auto found = campaign::find_campaign_by_id(session, campaign);
    return found ? found->shown_version : VersionId{};
}

// A wall that nobody had planned: it hangs already.
Placement insert_found_wall(store::Transaction& tx, const NewPlacement& wall, VersionId version,
                            const PlacementAct& act, PrintRunId run) {
    auto place = insert_placement(tx, wall, act.made_at);
    note_printed(tx, place.id, run, version);
    update_placement_told(tx, {place.id, PlacementState::hung, {}, act.told_at});
    return place;
}

}  // namespace

std::string develop_wall_photo(pictures::Darkroom& darkroom, const std::string& bytes) {
    constexpr int wall_side = 800;
    const auto renditions = darkroom.develop(bytes);
    check(!renditions.empty(), "a developed picture has a size");
    const auto fits = std::ranges::find_if(
        renditions, [](const auto& one) { return std::max(one.width, one.height) <= wall_side; });
    return fits == renditions.end() ? renditions.back().bytes : fits->bytes;
}

int forget_wall_photos(store::Store& store, Instant now) {
    const auto photos = wall_photos_to_forget(store.session(), now - wall_photo_kept);
    if (photos.empty()) return 0;
    return store.in_transaction([&](store::Transaction& tx) {
        int erased = 0;
        for (const auto& photo : photos) erased += erase_wall_photo(tx, photo);
        return erased;
    });
}

void tell_of_place(store::Store& store, const Placement& place, ActKind kind, const Told& told,
                   const Teller& teller, Instant now) {
    if (kind == ActKind::not_possible && told.note.empty())
        throw Refused{wrong("note", "Say in a few words why not, so that we can look elsewhere.")};
    const auto act = act_of(place, kind, told, teller, now);
    const auto version = version_shown(store.session(), place.campaign);
    once(store, told, [&](store::Transaction& tx) {
        keep_act(tx, act, told);
        PlacementTold stands{place.id, place.state, {}, act.told_at};
        if (kind == ActKind::hung) stands.state = PlacementState::hung;
        if (kind == ActKind::taken_down) stands.state = PlacementState::taken_down;
        if (kind == ActKind::not_possible) stands.trouble = told.note;
        if (kind != ActKind::photo) update_placement_told(tx, stands);
        if (kind == ActKind::hung) note_shown_version(tx, place.id, version);
        audit(tx, place, teller, "placement told of",
              place.name + ": " + std::string{act_name(kind)}, now);
    });
}

Placement bind_spare(store::Store& store, const SpareHung& asked, const Told& told,
                     const Teller& teller, Instant now) {
    auto& session = store.session();
    if (const auto earlier = find_act_by_key(session, told.request_key);
        earlier && !told.request_key.empty())
        return find_placement(session, earlier->placement).value();
    const auto link = link_of_code(session, asked.campaign, asked.code, "code");
    const auto spare = find_spare(session, link.id);
    if (!spare)
        throw Refused{wrong("code", "This code is no spare: it belongs to a place already.")};
    if (spare->placement)
        throw Refused{wrong("code", "This spare hangs somewhere already. Were two swapped?")};
    std::optional<Placement> there;
    if (asked.placement) {
        there = find_placement(session, asked.placement);
        if (!there || there->campaign != asked.campaign) throw Refused{{Reason::not_found}};
    }
    NewPlacement wall{.campaign = asked.campaign,
                      .name = asked.name,
                      .address = asked.address,
                      .channel = link.channel,
                      .landing = link.landing};
    wall.arrangement.volunteer = teller.volunteer;
    if (!there)
        if (const auto refusal = placement_objection(wall)) throw Refused{*refusal};
    const auto version = version_shown(session, asked.campaign);
    std::optional<Placement> bound;
    once(store, told, [&](store::Transaction& tx) {
        auto act = act_of(there.value_or(Placement{.campaign = asked.campaign}),
                          there ? ActKind::replaced : ActKind::bound, told, teller, now);
        const auto place = there ? *there : insert_found_wall(tx, wall, version, act, spare->run);
        act.placement = place.id;
        keep_act(tx, act, told);
        if (there) {
            note_printed(tx, place.id, spare->run, version);
            update_placement_told(tx, {place.id, PlacementState::hung, {}, act.told_at});
        }
        insert_printed(tx, {spare->run, place.id, spares_come_after + int(spare->number), 1});
        if (!bind_spare_row(tx, link.id, place.id, act.told_at) || !move_link(tx, link, place))
            throw Refused{{Reason::already_decided}};
        audit(tx, place, teller, "spare bound", place.name + ", code " + link.code, now);
        bound = place;
    });
    if (bound) return *bound;
    return find_placement(session, find_act_by_key(session, told.request_key).value().placement)
        .value();
}

void swap_codes(store::Store& store, const Swap& asked, const Told& told, const Teller& teller,
                Instant now) {
    auto& session = store.session();
    if (!told.request_key.empty() && find_act_by_key(session, told.request_key)) return;
    const auto one = link_of_code(session, asked.campaign, asked.one, "code_one");
    const auto other = link_of_code(session, asked.campaign, asked.other, "code_other");
    for (const auto& [link, field] : {std::pair{&one, "code_one"}, std::pair{&other, "code_other"}})
        if (!link->placement)
            throw Refused{wrong(field, "This code belongs to no place yet. Say where it hangs.")};
    if (one.placement == other.placement)
        throw Refused{wrong("code_other", "Both codes belong to the same place: nothing to swap.")};
    const auto here = find_placement(session, one.placement).value();
    const auto there = find_placement(session, other.placement).value();
    const auto one_now = link_now(session, one), other_now = link_now(session, other);
    auto act = act_of(here, ActKind::swapped, told, teller, now);
    act.other = there.id;
    const auto at = std::max({act.told_at, one_now.since, other_now.since});
    once(store, told, [&](store::Transaction& tx) {
        keep_act(tx, act, told);
        insert_stay(tx, {one.id, here.id, one_now.since, at, one_now.pages}, asked.campaign);
        insert_stay(tx, {other.id, there.id, other_now.since, at, other_now.pages}, asked.campaign);
        if (!move_link(tx, one, there) || !move_link(tx, other, here))
            throw Refused{{Reason::already_decided}};
        audit(tx, here, teller, "codes swapped",
              one.code + " now at " + there.name + ", " + other.code + " at " + here.name, now);
    });
}

Link replace_code(store::Store& store, const Placement& place, const Told& told,
                  const Teller& teller, Instant now) {
    const auto before = find_link_of_placement(store.session(), place.id);
    check(before.has_value(), "a placement has a link");
    const auto act = act_of(place, ActKind::replaced, told, teller, now);
    once(store, told, [&](store::Transaction& tx) {
        const auto made = make_link(tx,
                                    {.campaign = place.campaign,
                                     .channel = before->channel,
                                     .landing = before->landing,
                                     .label = place.name,
                                     .placement = place.id,
                                     .made_by = teller.actor.account},
                                    now);
        keep_act(tx, act, told);
        audit(tx, place, teller, "code replaced",
              place.name + ": " + before->code + " is now " + made.code, now);
    });
    return find_link_of_placement(store.session(), place.id).value();
}

}  // namespace links
