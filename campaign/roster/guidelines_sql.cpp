#include "campaign/roster/guidelines.h"

namespace roster {

std::optional<Guidelines> current_guidelines(store::Session& session, CampaignId campaign) {
    const auto row = session.one(
        "SELECT number, text, made_at FROM guidelines WHERE campaign_id = ?"
        " ORDER BY number DESC LIMIT 1",
        campaign);
    if (!row) return {};
    return Guidelines{static_cast<int>(row->number("number")), row->text("text"),
                      row->instant("made_at")};
}

std::optional<Guidelines> owed_guidelines(store::Session& session, CampaignId campaign,
                                          ParticipantId participant) {
    auto current = current_guidelines(session, campaign);
    if (current && accepted_at(session, participant, current->number)) return {};
    return current;
}

std::optional<Instant> accepted_at(store::Session& session, ParticipantId participant, int number) {
    const auto row = session.one(
        "SELECT accepted_at FROM guidelines_accepted WHERE participant_id = ? AND number = ?",
        participant, number);
    if (!row) return {};
    return row->instant("accepted_at");
}

void insert_guidelines(store::Transaction& tx, CampaignId campaign, const Guidelines& made,
                       AccountId by) {
    tx.run(
        "INSERT INTO guidelines (campaign_id, number, text, made_by, made_at)"
        " VALUES (?, ?, ?, ?, ?)",
        campaign, made.number, made.text, by, made.made_at);
}

bool insert_acceptance(store::Transaction& tx, ParticipantId participant, int number, Instant now) {
    return tx.run(
               "INSERT IGNORE INTO guidelines_accepted (participant_id, number, accepted_at)"
               " VALUES (?, ?, ?)",
               participant, number, now) == 1;
}

}  // namespace roster
