#include "campaign/sharing/appeal.h"
#include "campaign/words/token.h"

namespace sharing {

void insert_appeal(store::Transaction& tx, std::int64_t id, const Appeal& appeal, Instant now) {
    tx.run(
        "INSERT INTO appeal (id, campaign_id, participant_id, recipient_digest, day, slot,"
        "                    request_key, refuse_digest, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, appeal.campaign, appeal.participant, appeal.recipient_digest, appeal.day, appeal.slot,
        appeal.request_key, appeal.refuse_digest, now);
}

bool has_appeal_of(store::Session& session, const std::string& request_key) {
    return session.one("SELECT id FROM appeal WHERE request_key = ?", request_key).has_value();
}

int appeals_on(store::Session& session, ParticipantId participant, Date day) {
    const auto row = session.one(
        "SELECT COALESCE(MAX(slot), 0) AS n FROM appeal WHERE participant_id = ? AND day = ?",
        participant, day);
    return static_cast<int>(row->number("n"));
}

bool has_asked(store::Session& session, ParticipantId participant, const std::string& digest) {
    return session
        .one("SELECT id FROM appeal WHERE participant_id = ? AND recipient_digest = ?", participant,
             digest)
        .has_value();
}

int appeals_to(store::Session& session, const std::string& digest, Instant since) {
    const auto row =
        session.one("SELECT COUNT(*) AS n FROM appeal WHERE recipient_digest = ? AND made_at > ?",
                    digest, since);
    return static_cast<int>(row->number("n"));
}

std::int64_t count_appeals(store::Session& session, ParticipantId participant) {
    return session.one("SELECT COUNT(*) AS n FROM appeal WHERE participant_id = ?", participant)
        ->number("n");
}

std::optional<std::string> recipient_to_refuse(store::Session& session,
                                               const std::string& refuse_token) {
    const auto row = session.one("SELECT recipient_digest FROM appeal WHERE refuse_digest = ?",
                                 sha256_hex(refuse_token));
    if (!row) return {};
    return row->text("recipient_digest");
}

}  // namespace sharing
