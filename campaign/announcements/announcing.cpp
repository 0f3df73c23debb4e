#include "campaign/announcements/announcing.h"

#include "campaign/campaign.h"
#include "campaign/hold.h"
#include "campaign/ledger/audit.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace announcements {

namespace {

Announcement found_or_refusal(store::Store& store, AnnouncementId id) {
    const auto found = find_announcement(store.session(), id);
    if (!found) throw Refused{{Reason::not_found}};
    return *found;
}

void note(store::Transaction& tx, const Announcement& about, ledger::AuditEntry entry,
          Instant now) {
    entry.subject_type = "announcement", entry.subject_id = about.id.value;
    entry.campaign = about.campaign;
    ledger::append_audit(tx, entry, now);
}

void insist_on_sense(const NewAnnouncement& asked, const people::Actor& actor, Instant now) {
    if (asked.words.empty())
        refuse(Reason::not_a_valid_value, "words", "Write what is to be said.");
    if (count_code_points(asked.words) > words_max)
        refuse(Reason::not_a_valid_value, "words", "That is too long: 240 characters at most.");
    if (asked.until <= now)
        refuse(Reason::not_a_valid_value, "until",
               "It has to end at a moment that is still to come.");
    if (asked.until - now > lasts_max)
        refuse(Reason::not_a_valid_value, "until",
               "It ends within 14 days. Write a story instead.");
    if (asked.alone_reason.empty()) return;
    if (asked.severity != Severity::emergency)
        refuse(Reason::needs_second_person, "alone_reason",
               "Only in an emergency may one organiser show it alone.");
    if (actor.role != people::role_name(people::Role::organiser))
        refuse(Reason::not_allowed, "alone_reason",
               "Only an organiser may show it alone. Ask somebody to look at it.");
    if (count_code_points(asked.alone_reason) > reason_max)
        refuse(Reason::not_a_valid_value, "alone_reason", "That is too long.");
}

Announcement made_before(store::Store& store, const NewAnnouncement& asked,
                         const people::Actor& actor) {
    const auto earlier = find_announcement_by_key(store.session(), asked.request_key);
    if (!earlier)
        throw store::Unavailable{"the earlier announcement of this form is not there yet"};
    if (earlier->campaign != asked.campaign || earlier->author != actor.account)
        throw Refused{{Reason::form_expired}};
    return *earlier;
}

void insert_announcement(store::Transaction& tx, const Announcement& made, const std::string& key) {
    const bool is_alone = !made.alone_reason.empty();
    tx.run(
        "INSERT INTO announcement (id, campaign_id, severity, words, until_at, state,"
        "                          alone_reason, author_id, made_at, request_key, shown_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, severity_name(made.severity), made.words, made.until,
        is_alone ? "shown" : "waiting", made.alone_reason, made.author, made.made_at, key,
        made.shown_at);
}

}  // namespace

Announcement announce(store::Store& store, const NewAnnouncement& asked, const people::Actor& actor,
                      Instant now) {
    check(static_cast<bool>(actor.account), "an announcement is somebody's");
    insist_on_sense(asked, actor, now);
    if (!campaign::find_campaign_by_id(store.session(), asked.campaign))
        throw Refused{{Reason::not_found}};
    const bool is_alone = !asked.alone_reason.empty();
    const Announcement made{.id = new_id<AnnouncementId>(now),
                            .campaign = asked.campaign,
                            .severity = asked.severity,
                            .words = asked.words,
                            .until = asked.until,
                            .state = is_alone ? State::shown : State::waiting,
                            .alone_reason = asked.alone_reason,
                            .author = actor.account,
                            .approved_by = {},
                            .ended_by = {},
                            .made_at = now,
                            .shown_at = is_alone ? std::optional{now} : std::nullopt,
                            .ended_at = {},
                            .reason = {}};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_announcement(tx, made, asked.request_key);
            note(tx, made,
                 {.actor = actor,
                  .action = is_alone ? "announcement shown alone" : "announcement written",
                  .subject_type = {},
                  .reason = asked.alone_reason},
                 now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_announcement_per_request") throw;
        return made_before(store, asked, actor);
    } catch (const store::OutcomeUnknown&) {
        if (!find_announcement_by_key(store.session(), asked.request_key)) throw;
    }
    return made;
}

void approve_announcement(store::Store& store, const Yes& yes, const people::Actor& actor,
                          Instant now) {
    check(static_cast<bool>(actor.account), "a yes is somebody's");
    const auto about = found_or_refusal(store, yes.announcement);
    if (about.author == actor.account)
        refuse(Reason::needs_second_person, {},
               "You wrote this yourself: somebody else must read it.");
    if (about.state == State::waiting && about.until <= now)
        refuse(Reason::already_decided, {}, "Its time is over. Write a new one.");
    store.in_transaction([&](store::Transaction& tx) {
        if (about.severity != Severity::emergency) campaign::insist_not_held(tx, about.campaign);
        const auto changed = tx.run(
            "UPDATE announcement SET approved_by = ?, approved_at = ?,"
            "       shown_at = COALESCE(shown_at, ?),"
            "       state = IF(state = 'waiting', 'shown', state), version = version + 1"
            " WHERE id = ? AND version = ? AND approved_by IS NULL"
            "   AND (state = 'waiting' OR shown_at IS NOT NULL)",
            actor.account, now, now, about.id, yes.seen_version);
        if (changed != 1) throw Refused{{Reason::already_decided}};
        note(tx, about,
             {.actor = actor,
              .action = about.shown_at ? "announcement looked at" : "announcement approved",
              .subject_type = {}},
             now);
    });
}

void send_announcement_back(store::Store& store, const No& no, const people::Actor& actor,
                            Instant now) {
    const auto about = found_or_refusal(store, no.announcement);
    if (about.author == actor.account) throw Refused{{Reason::needs_second_person}};
    if (no.reason.empty())
        refuse(Reason::not_a_valid_value, "reason", "Say why, so that it can be mended.");
    if (count_code_points(no.reason) > reason_max)
        refuse(Reason::not_a_valid_value, "reason", "That is too long.");
    store.in_transaction([&](store::Transaction& tx) {
        const auto changed = tx.run(
            "UPDATE announcement SET state = 'sent_back', reason = ?, version = version + 1"
            " WHERE id = ? AND version = ? AND state = 'waiting'",
            no.reason, about.id, no.seen_version);
        if (changed != 1) throw Refused{{Reason::already_decided}};
        note(tx, about,
             {.actor = actor,
              .action = "announcement sent back",
              .subject_type = {},
              .reason = no.reason},
             now);
    });
}

void end_announcement(store::Store& store, AnnouncementId id, const people::Actor& actor,
                      Instant now) {
    const auto about = found_or_refusal(store, id);
    const auto looked = about.author == actor.account ? AccountId{} : actor.account;
    store.in_transaction([&](store::Transaction& tx) {
        const auto changed = tx.run(
            "UPDATE announcement SET state = 'ended', ended_by = ?, ended_at = ?,"
            "       approved_by = IF(shown_at IS NULL, approved_by, COALESCE(approved_by, ?)),"
            "       version = version + 1"
            " WHERE id = ? AND state IN ('waiting', 'shown')",
            actor.account, now, looked, about.id);
        if (changed != 1) return;
        note(tx, about, {.actor = actor, .action = "announcement ended", .subject_type = {}}, now);
    });
}

}  // namespace announcements
