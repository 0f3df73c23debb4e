#include "campaign/pictures/consenting.h"

#include <set>

#include "campaign/ledger/audit.h"
#include "campaign/pictures/consent_tables.h"
#include "campaign/pictures/photo_tables.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace pictures {

namespace {

constexpr std::chrono::hours bytes_kept{24};

[[noreturn]] void refuse(const char* field, const char* sentence) {
    throw Refused{{Reason::not_a_valid_value, field, sentence}};
}

Consent consent_of(const NewConsent& asked, const people::Actor& actor, Instant now) {
    const auto person = read_line(asked.person, person_max);
    if (!person || person->empty()) refuse("person", "Whose consent is it?");
    const auto how = read_line(asked.given_how, given_how_max);
    if (!how || how->empty())
        refuse("given_how",
               "How was it given? A signed form, a mail, spoken words before witnesses.");
    const auto guardian = read_line(asked.guardian, person_max);
    if (!guardian || (asked.is_minor && guardian->empty()))
        refuse("guardian", "For somebody under age a parent or guardian consents: who?");
    const auto scope = read_scope(asked.scope);
    if (!scope) refuse("scope", "Choose what it covers.");
    if (asked.until && *asked.until <= now) refuse("until", "This day has passed.");
    return {.id = new_id<ConsentId>(now),
            .campaign = asked.campaign,
            .person = *person,
            .scope = *scope,
            .until = asked.until,
            .is_minor = asked.is_minor,
            .guardian = *guardian,
            .given_how = *how,
            .recorded_by = actor.account,
            .recorded_at = now,
            .revoked_at = {}};
}

ledger::AuditEntry entry_about(std::string type, std::int64_t id, CampaignId campaign,
                               std::string action) {
    return {.actor = people::program_actor(),
            .action = std::move(action),
            .subject_type = std::move(type),
            .subject_id = id,
            .campaign = campaign};
}

ledger::AuditEntry entry_about(const Consent& consent, const people::Actor& actor,
                               std::string action) {
    auto entry = entry_about("consent", consent.id.value, consent.campaign, std::move(action));
    entry.actor = actor;
    return entry;
}

ledger::AuditEntry entry_about(const Photo& photo, const people::Actor& actor, std::string action) {
    auto entry = entry_about("photo", photo.id.value, photo.campaign, std::move(action));
    entry.actor = actor;
    return entry;
}

Photo photo_or_refusal(store::Store& store, PhotoId id) {
    auto photo = find_photo(store.session(), id);
    if (!photo) throw Refused{{Reason::not_found}};
    return *photo;
}

Consent consent_or_refusal(store::Store& store, ConsentId id) {
    auto consent = find_consent(store.session(), id);
    if (!consent) throw Refused{{Reason::not_found}};
    return *consent;
}

std::vector<CampaignId> campaigns_of(const std::vector<Photo>& photos) {
    std::set<CampaignId> found;
    for (const auto& photo : photos) found.insert(photo.campaign);
    return {found.begin(), found.end()};
}

}  // namespace

RecordedConsent record_consent(store::Store& store, const NewConsent& asked,
                               const people::Actor& actor, Instant now) {
    if (const auto earlier = find_consent_by_key(store.session(), asked.request_key))
        return {earlier->id, {}};
    const auto made = consent_of(asked, actor, now);
    for (const auto& photo : asked.photos)
        if (photo_or_refusal(store, photo).campaign != asked.campaign)
            throw Refused{{Reason::not_found}};
    const auto token = random_token();
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_consent(tx, made, {asked.request_key, token});
            for (const auto& photo : asked.photos) {
                insert_photo_consent(tx, photo, made, actor.account, now);
                mark_people(tx, photo, 1);
            }
            note_photo_change(tx, made.campaign);
            ledger::append_audit(tx, entry_about(made, actor, "consent recorded"), now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_consent_per_request") throw;
        return {find_consent_by_key(store.session(), asked.request_key).value().id, {}};
    }
    return {made.id, token};
}

void link_consent(store::Store& store, PhotoId photo_id, ConsentId consent_id,
                  const people::Actor& actor, Instant now) {
    const auto photo = photo_or_refusal(store, photo_id);
    const auto consent = consent_or_refusal(store, consent_id);
    if (!consent.is_valid(now) || !consent.covers(photo.campaign))
        refuse("consent", "This consent does not cover the photo.");
    store.in_transaction([&](store::Transaction& tx) {
        if (!insert_photo_consent(tx, photo.id, consent, actor.account, now)) return;
        mark_people(tx, photo.id, 1);
        note_photo_change(tx, photo.campaign);
        ledger::append_audit(tx, entry_about(photo, actor, "consent linked"), now);
    });
}

void unlink_consent(store::Store& store, PhotoId photo_id, ConsentId consent,
                    const people::Actor& actor, Instant now) {
    const auto photo = photo_or_refusal(store, photo_id);
    store.in_transaction([&](store::Transaction& tx) {
        if (!erase_photo_consent(tx, photo.id, consent)) return;
        note_photo_change(tx, photo.campaign);
        ledger::append_audit(tx, entry_about(photo, actor, "consent unlinked"), now);
    });
}

std::vector<CampaignId> revoke_consent(store::Store& store, ConsentId id,
                                       const people::Actor& actor, Instant now) {
    const auto consent = consent_or_refusal(store, id);
    const auto campaigns = campaigns_of(photos_under(store.session(), id));
    store.in_transaction([&](store::Transaction& tx) {
        if (mark_revoked(tx, consent.id, actor.account, now))
            ledger::append_audit(tx, entry_about(consent, actor, "consent revoked"), now);
        withdraw_photos_under(tx, consent.id, now);
        for (const auto& campaign : campaigns) note_photo_change(tx, campaign);
    });
    return campaigns;
}

void describe_photo(store::Store& store, const PhotoFacts& facts, const people::Actor& actor,
                    Instant now) {
    const auto photo = photo_or_refusal(store, facts.photo);
    const auto alt = read_line(facts.alt, alt_max);
    if (!alt) refuse("alt", "That is too long: 250 letters at most.");
    store.in_transaction([&](store::Transaction& tx) {
        const bool words = update_photo_words(tx, photo.id, *alt);
        const bool people = mark_people(tx, photo.id, facts.shows_people ? 1 : 0);
        if (!words && !people) return;
        note_photo_change(tx, photo.campaign);
        ledger::append_audit(tx, entry_about(photo, actor, "photo described"), now);
    });
}

void withdraw_photo(store::Store& store, PhotoId id, const people::Actor& actor, Instant now) {
    const auto photo = photo_or_refusal(store, id);
    store.in_transaction([&](store::Transaction& tx) {
        if (mark_photo_withdrawn(tx, photo.id, now) == 0) return;
        note_photo_change(tx, photo.campaign);
        ledger::append_audit(tx, entry_about(photo, actor, "photo withdrawn"), now);
    });
}

std::vector<CampaignId> withdraw_what_is_over(store::Store& store, Instant now) {
    std::set<CampaignId> changed;
    for (const auto& id : consents_just_over(store.session(), now)) {
        const auto campaigns = campaigns_of(photos_under(store.session(), id));
        const auto consent = consent_or_refusal(store, id);
        store.in_transaction([&](store::Transaction& tx) {
            withdraw_photos_under(tx, id, now);
            for (const auto& campaign : campaigns) note_photo_change(tx, campaign);
            ledger::append_audit(tx, entry_about(consent, people::program_actor(), "consent over"),
                                 now);
        });
        changed.insert(campaigns.begin(), campaigns.end());
    }
    return {changed.begin(), changed.end()};
}

int erase_withdrawn(store::Store& store, Instant now) {
    const auto digests = withdrawn_digests(store.session(), now - bytes_kept);
    if (digests.empty()) return 0;
    return store.in_transaction(
        [&](store::Transaction& tx) { return erase_withdrawn_bytes(tx, digests); });
}

}  // namespace pictures
