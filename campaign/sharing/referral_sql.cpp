#include "campaign/ledger/tally.h"
#include "campaign/sharing/referral.h"

namespace sharing {

namespace {

using Numbers = std::vector<std::int64_t>;

// Whom these brought, at most `limit`, oldest first.
Numbers brought_by_all(store::Session& session, const Numbers& whom, std::size_t limit) {
    if (whom.empty() || limit == 0) return {};
    std::string places;
    std::vector<store::Value> values;
    for (const auto number : whom) {
        places += places.empty() ? "?" : ", ?";
        values.push_back(store::value_of(number));
    }
    values.push_back(store::value_of(limit));
    Numbers brought;
    for (const auto& row :
         session.query("SELECT participant_id FROM referral WHERE brought_by IN (" + places +
                           ") ORDER BY made_at, participant_id LIMIT ?",
                       values))
        brought.push_back(row.number("participant_id"));
    return brought;
}

std::int64_t raised_by(store::Session& session, const Numbers& people) {
    std::int64_t raised = 0;
    if (people.empty()) return raised;
    for (const auto& one : ledger::figures_of_many(session, "participant", people))
        raised += one.figures.raised;
    return raised;
}

}  // namespace

bool insert_referral(store::Transaction& tx, const Referral& referral, Instant now) {
    return tx.run(
               "INSERT IGNORE INTO referral (participant_id, campaign_id, brought_by, link_id,"
               "                             made_at) VALUES (?, ?, ?, ?, ?)",
               referral.participant, referral.campaign, referral.brought_by, referral.link,
               now) == 1;
}

std::optional<ParticipantId> brought_by(store::Session& session, ParticipantId participant) {
    const auto row =
        session.one("SELECT brought_by FROM referral WHERE participant_id = ?", participant);
    if (!row) return {};
    return row->id<ParticipantId>("brought_by");
}

Following read_following(store::Session& session, ParticipantId participant) {
    Following following;
    auto people = brought_by_all(session, {participant.value}, people_followed_max);
    for (const auto number : people) following.first.push_back(ParticipantId{number});
    following.raised = raised_by(session, people);
    auto left = people_followed_max - static_cast<std::int64_t>(people.size());
    for (int depth = 1; depth < chain_depth_max && !people.empty() && left > 0; ++depth) {
        people = brought_by_all(session, people, static_cast<std::size_t>(left));
        following.further += static_cast<std::int64_t>(people.size());
        following.further_raised += raised_by(session, people);
        left -= static_cast<std::int64_t>(people.size());
    }
    return following;
}

}  // namespace sharing
