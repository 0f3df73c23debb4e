#include <algorithm>
#include <array>

#include "campaign/pictures/consent_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace pictures {

namespace {

constexpr std::array<std::string_view, 3> scope_names{"campaign", "all", "print"};
constexpr int rounds_max = 200;  // Of one round of housekeeping.

// Every column of a consent, read by consent_from() and nowhere else.
const std::string select_consent =
    "SELECT consent.id, consent.campaign_id, person, scope, until_at, is_minor, guardian,"
    "       given_how, recorded_by, recorded_at, revoked_at,"
    "       (SELECT COUNT(*) FROM photo_consent JOIN photo ON photo.id = photo_consent.photo_id"
    "         WHERE photo_consent.consent_id = consent.id AND withdrawn_at IS NULL) AS photos"
    "  FROM consent ";

Consent consent_from(const store::Row& row) {
    return {.id = row.id<ConsentId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .person = row.text("person"),
            .scope = read_scope(row.text("scope")).value(),
            .until = row.maybe_instant("until_at"),
            .is_minor = row.flag("is_minor"),
            .guardian = row.text("guardian"),
            .given_how = row.text("given_how"),
            .recorded_by = row.id<AccountId>("recorded_by"),
            .recorded_at = row.instant("recorded_at"),
            .revoked_at = row.maybe_instant("revoked_at"),
            .photos = row.number("photos")};
}

std::optional<Consent> maybe_consent(const std::optional<store::Row>& row) {
    if (!row) return {};
    return consent_from(*row);
}

std::vector<Consent> consents_from(const std::vector<store::Row>& rows) {
    std::vector<Consent> found;
    for (const auto& row : rows) found.push_back(consent_from(row));
    return found;
}

}  // namespace

std::string_view scope_name(Scope scope) { return scope_names[static_cast<std::size_t>(scope)]; }

std::optional<Scope> read_scope(std::string_view name) {
    const auto at = std::ranges::find(scope_names, name);
    if (at == scope_names.end()) return {};
    return static_cast<Scope>(at - scope_names.begin());
}

std::optional<Consent> find_consent(store::Session& session, ConsentId id) {
    return maybe_consent(session.one(select_consent + "WHERE consent.id = ?", id));
}

std::optional<Consent> find_consent_by_key(store::Session& session,
                                           const std::string& request_key) {
    return maybe_consent(session.one(select_consent + "WHERE request_key = ?", request_key));
}

std::optional<Consent> find_consent_by_token(store::Session& session, const std::string& token) {
    return maybe_consent(session.one(select_consent + "WHERE token_digest = ?", sha256_hex(token)));
}

std::vector<Consent> recent_consents(store::Session& session, CampaignId campaign, int limit) {
    return consents_from(session.all(select_consent +
                                         "WHERE consent.campaign_id = ? OR scope <> 'campaign'"
                                         " ORDER BY recorded_at DESC, consent.id DESC LIMIT ?",
                                     campaign, std::min(limit, consents_listed_max)));
}

std::vector<Consent> consents_of_photo(store::Session& session, PhotoId photo) {
    return consents_from(
        session.all(select_consent + "JOIN photo_consent AS link ON link.consent_id = consent.id"
                                     " WHERE link.photo_id = ?"
                                     " ORDER BY recorded_at DESC, consent.id DESC LIMIT ?",
                    photo, consents_listed_max));
}

std::vector<Photo> photos_under(store::Session& session, ConsentId consent) {
    std::vector<PhotoId> ids;
    for (const auto& row : session.all("SELECT photo_id FROM photo_consent WHERE consent_id = ?"
                                       " ORDER BY linked_at DESC, photo_id DESC LIMIT ?",
                                       consent, photos_listed_max))
        ids.push_back(row.id<PhotoId>("photo_id"));
    return find_photos(session, ids);
}

namespace {

// `verb`: INSERT, or INSERT IGNORE where an earlier one under the same key stays.
void write_consent(store::Transaction& tx, const std::string& verb, const Consent& made,
                   const ConsentKeys& keys) {
    tx.run(
        verb +
            " INTO consent (id, campaign_id, person, scope, until_at, is_minor, guardian,"
            "                     given_how, recorded_by, recorded_at, request_key, token_digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, made.person, scope_name(made.scope), made.until, made.is_minor,
        made.guardian, made.given_how, made.recorded_by, made.recorded_at, keys.request_key,
        sha256_hex(keys.token));
}

}  // namespace

void insert_consent(store::Transaction& tx, const Consent& made, const ConsentKeys& keys) {
    write_consent(tx, "INSERT", made, keys);
}

void cover_photo(store::Transaction& tx, PhotoId photo, const Consent& made, const Cover& cover) {
    write_consent(tx, "INSERT IGNORE", made, {cover.key, random_token()});
    tx.run("UPDATE consent SET until_at = ? WHERE request_key = ? AND revoked_at IS NULL",
           made.until, cover.key);
    if (!cover.series.empty())
        tx.run(
            "DELETE photo_consent FROM photo_consent"
            "  JOIN consent ON consent.id = photo_consent.consent_id"
            " WHERE photo_consent.photo_id = ? AND consent.revoked_at IS NULL"
            "   AND consent.request_key <> ? AND consent.request_key LIKE CONCAT(?, '%')",
            photo, cover.key, cover.series);
    tx.run(
        "INSERT IGNORE INTO photo_consent (photo_id, consent_id, linked_by, linked_at)"
        " SELECT ?, id, ?, ? FROM consent WHERE request_key = ?",
        photo, made.recorded_by, made.recorded_at, cover.key);
}

bool insert_photo_consent(store::Transaction& tx, PhotoId photo, const Consent& consent,
                          AccountId by, Instant now) {
    return tx.run(
               "INSERT IGNORE INTO photo_consent (photo_id, consent_id, linked_by, linked_at)"
               " SELECT ?, id, ?, ? FROM consent WHERE id = ? AND revoked_at IS NULL",
               photo, by, now, consent.id) == 1;
}

bool erase_photo_consent(store::Transaction& tx, PhotoId photo, ConsentId consent) {
    return tx.run("DELETE FROM photo_consent WHERE photo_id = ? AND consent_id = ?", photo,
                  consent) == 1;
}

bool mark_revoked(store::Transaction& tx, ConsentId consent, AccountId by, Instant now) {
    return tx.run(
               "UPDATE consent SET revoked_at = ?, revoked_by = ?"
               " WHERE id = ? AND revoked_at IS NULL",
               now, by, consent) == 1;
}

int withdraw_photos_under(store::Transaction& tx, ConsentId consent, Instant now) {
    return tx.run(
        "UPDATE photo SET withdrawn_at = ?"
        " WHERE withdrawn_at IS NULL AND id IN"
        "       (SELECT same.photo_id FROM photo_consent"
        "          JOIN photo_size AS mine ON mine.photo_id = photo_consent.photo_id"
        "          JOIN photo_size AS same ON same.digest = mine.digest"
        "         WHERE photo_consent.consent_id = ?)",
        now, consent);
}

std::vector<ConsentId> consents_just_over(store::Session& session, Instant now) {
    std::vector<ConsentId> found;
    for (const auto& row : session.all(
             "SELECT DISTINCT consent.id FROM consent"
             "  JOIN photo_consent ON photo_consent.consent_id = consent.id"
             "  JOIN photo ON photo.id = photo_consent.photo_id"
             " WHERE until_at <= ? AND photo.withdrawn_at IS NULL ORDER BY consent.id LIMIT ?",
             now, rounds_max))
        found.push_back(row.id<ConsentId>("id"));
    return found;
}

std::vector<std::string> withdrawn_digests(store::Session& session, Instant withdrawn_before) {
    std::vector<std::string> found;
    for (const auto& row : session.all("SELECT DISTINCT photo_size.digest FROM photo"
                                       "  JOIN photo_size ON photo_size.photo_id = photo.id"
                                       "  JOIN picture ON picture.digest = photo_size.digest"
                                       " WHERE photo.withdrawn_at <= ? LIMIT ?",
                                       withdrawn_before, rounds_max))
        found.push_back(row.text("digest"));
    return found;
}

int erase_withdrawn_bytes(store::Transaction& tx, const std::vector<std::string>& digests) {
    int erased = 0;
    for (const auto& digest : digests)
        erased += tx.run(
            "DELETE FROM picture WHERE digest = ? AND NOT EXISTS"
            " (SELECT 1 FROM photo_size JOIN photo ON photo.id = photo_size.photo_id"
            "   WHERE photo_size.digest = picture.digest AND withdrawn_at IS NULL)",
            digest);
    return erased;
}

}  // namespace pictures
