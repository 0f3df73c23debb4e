#include "campaign/roster/portraying.h"

#include <algorithm>

#include "campaign/hold.h"
#include "campaign/ledger/audit.h"
#include "campaign/pictures/consent_tables.h"
#include "campaign/pictures/photo_tables.h"
#include "campaign/roster/portrait_tables.h"
#include "campaign/words/token.h"

namespace roster {

namespace {

[[noreturn]] void refuse_late() {
    throw Refused{{Reason::already_decided, "portrait",
                   "This picture was changed or decided meanwhile. Look again."}};
}

void note(store::Transaction& tx, const Portrait& portrait, const people::Actor& actor,
          std::string action, Instant now, std::string reason = {}) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = std::move(action),
                          .subject_type = "portrait",
                          .subject_id = portrait.photo.value,
                          .campaign = portrait.campaign,
                          .reason = std::move(reason)},
                         now);
}

// The picture goes with it: nothing points to it any more.
void end_portrait(store::Transaction& tx, const Portrait& portrait, PortraitState to, Instant now) {
    if (!move_portrait(tx, {.portrait = portrait, .to = to, .at = now})) refuse_late();
    pictures::mark_photo_dropped(tx, portrait.photo, now);
    pictures::note_photo_change(tx, portrait.campaign);
}

// Bringing it said so; a reviewer has looked whether it is true.
pictures::Consent own_consent(const Participant& one, const Portrait& portrait,
                              const people::Actor& reviewer, Instant now) {
    return {.id = new_id<pictures::ConsentId>(now),
            .campaign = one.campaign,
            .person = one.name,
            .until = {},
            .given_how = "On their own page, with the picture, " + iso_text(portrait.brought_at),
            .recorded_by = reviewer.account,
            .recorded_at = now,
            .revoked_at = {}};
}

std::string_view action_of(WordsState to) {
    switch (to) {
        case WordsState::published:
            return "words published";
        case WordsState::sent_back:
            return "words sent back";
        case WordsState::waiting:
            return "words undone";
    }
    return {};
}

PortraitState portrait_state(WordsState to) {
    switch (to) {
        case WordsState::published:
            return PortraitState::published;
        case WordsState::sent_back:
            return PortraitState::sent_back;
        case WordsState::waiting:
            break;
    }
    return PortraitState::waiting;
}

void insist_on_verdict(const PortraitVerdict& verdict, const Portrait& portrait,
                       const Participant& one, const people::Actor& actor) {
    const bool is_own = (one.account && one.account == actor.account) ||
                        (one.registered_by && one.registered_by == actor.account);
    if (verdict.to != WordsState::waiting && is_own) throw Refused{{Reason::needs_second_person}};
    if (verdict.to == WordsState::sent_back && verdict.reason.empty())
        throw Refused{{Reason::not_a_valid_value, "reason", "Say why, so that it can be mended."}};
    const bool is_waiting = portrait.state == PortraitState::waiting;
    const bool was_decided =
        portrait.state == PortraitState::published || portrait.state == PortraitState::sent_back;
    const bool fits = verdict.to == WordsState::waiting ? was_decided : is_waiting;
    if (!fits || portrait.version != verdict.seen_version) refuse_late();
}

}  // namespace

void bring_portrait(store::Store& store, const Participant& one, pictures::PhotoId photo_id,
                    Shows shows, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    if (one.is_minor || one.left_at) throw Refused{{Reason::not_allowed}};
    const auto photo = pictures::find_photo(session, photo_id);
    if (!photo || photo->participant != one.id || photo->post || photo->story)
        throw Refused{{Reason::not_found}};
    if (find_portrait(session, photo_id)) return;  // The same form once more.
    const Portrait made{.photo = photo_id,
                        .participant = one.id,
                        .campaign = one.campaign,
                        .shows = shows,
                        .brought_at = now};
    const auto earlier = portraits_of(session, one.id);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            for (const auto& portrait : earlier)
                if (portrait.state != PortraitState::published)
                    end_portrait(tx, portrait, PortraitState::replaced, now);
            insert_portrait(tx, made);
            pictures::mark_people(tx, photo_id, shows == Shows::nobody ? 0 : 1);
            note(tx, made, actor, "portrait brought", now);
        });
    } catch (const store::Duplicate&) {
        if (!find_portrait(session, photo_id)) refuse_late();
    } catch (const Refused&) {
        if (!find_portrait(session, photo_id)) throw;  // Else the same form was faster.
    }
}

void take_portraits_back(store::Store& store, const Participant& one, const people::Actor& actor,
                         Instant now) {
    const auto all = portraits_of(store.session(), one.id);
    if (all.empty()) return;
    store.in_transaction([&](store::Transaction& tx) {
        for (const auto& portrait : all) {
            end_portrait(tx, portrait, PortraitState::taken_back, now);
            note(tx, portrait, actor, "portrait taken back", now);
        }
    });
}

void review_portrait(store::Store& store, const PortraitVerdict& verdict,
                     const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto portrait = find_portrait(session, verdict.photo);
    if (!portrait) throw Refused{{Reason::not_found}};
    const auto one = find_participant_by_id(session, portrait->participant);
    if (!one) throw Refused{{Reason::not_found}};
    insist_on_verdict(verdict, *portrait, *one, actor);
    const bool publishes = verdict.to == WordsState::published;
    const auto all = portraits_of(session, one->id);
    // Undone while the next one waits already: there is nothing to go back to.
    const bool has_follower =
        verdict.to == WordsState::waiting && std::ranges::any_of(all, [](const Portrait& other) {
            return other.state == PortraitState::waiting;
        });
    store.in_transaction([&](store::Transaction& tx) {
        if (publishes) campaign::insist_not_held(tx, portrait->campaign);
        for (const auto& before : all)
            if (publishes && before.state == PortraitState::published)
                end_portrait(tx, before, PortraitState::replaced, now);
        if (!move_portrait(
                tx, {.portrait = *portrait,
                     .to = has_follower ? PortraitState::replaced : portrait_state(verdict.to),
                     .decided_by = actor.account,
                     .reason = verdict.reason,
                     .at = now}))
            refuse_late();
        if (publishes && portrait->shows == Shows::me)
            pictures::cover_photo(tx, portrait->photo, own_consent(*one, *portrait, actor, now),
                                  {"portrait-" + std::to_string(portrait->photo.value)});
        if (publishes)
            pictures::show_photo(tx, portrait->photo, now);
        else
            pictures::mark_photo_unseen(tx, portrait->photo);
        pictures::note_photo_change(tx, portrait->campaign);
        note(tx, *portrait, actor, std::string{action_of(verdict.to)}, now, verdict.reason);
    });
}

}  // namespace roster
