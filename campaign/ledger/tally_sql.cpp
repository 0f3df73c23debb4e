#include <random>

#include "campaign/ledger/tally.h"
#include "campaign/words/check.h"

namespace ledger {

namespace {

const std::string sum_slots =
    "CAST(COALESCE(SUM(pledged), 0) AS SIGNED) AS pledged,"
    " CAST(COALESCE(SUM(entered), 0) AS SIGNED) AS entered,"
    " CAST(COALESCE(SUM(confirmed), 0) AS SIGNED) AS confirmed,"
    " CAST(COALESCE(SUM(raised), 0) AS SIGNED) AS raised,"
    " CAST(COALESCE(SUM(banked), 0) AS SIGNED) AS banked,"
    " CAST(COALESCE(SUM(on_the_way), 0) AS SIGNED) AS on_the_way,"
    " CAST(COALESCE(SUM(costs), 0) AS SIGNED) AS costs,"
    " CAST(COALESCE(SUM(gifts), 0) AS SIGNED) AS gifts, 0 AS outside";

Figures tally_from(const store::Row& row) {
    auto figures = figures_from(row);
    figures.gifts = row.number("gifts");
    return figures;
}

int slots_of(const Subject& subject) {
    return subject.type == "campaign" ? campaign_slots : person_slots;
}

}  // namespace

Subject tally_of(CampaignId campaign) { return {"campaign", campaign.value, campaign}; }
Subject tally_of(ParticipantId participant, CampaignId campaign) {
    return {"participant", participant.value, campaign};
}
Subject tally_of(TeamId team, CampaignId campaign) { return {"team", team.value, campaign}; }

void open_tally(store::Transaction& tx, const Subject& subject) {
    for (int slot = 0; slot < slots_of(subject); ++slot)
        tx.run(
            "INSERT INTO tally (subject_type, subject_id, slot, campaign_id)"
            " VALUES (?, ?, ?, ?)",
            subject.type, subject.id, slot, subject.campaign);
}

void add_to_tally(store::Transaction& tx, const Subject& subject, const Figures& figures,
                  Instant now) {
    if (figures == Figures{}) return;
    thread_local std::minstd_rand random{std::random_device{}()};
    const auto slot = std::uniform_int_distribution<int>{0, slots_of(subject) - 1}(random);
    const auto changed = tx.run(
        "UPDATE tally SET pledged = pledged + ?, entered = entered + ?,"
        " confirmed = confirmed + ?, raised = raised + ?, banked = banked + ?,"
        " on_the_way = on_the_way + ?, costs = costs + ?, gifts = gifts + ?, changed_at = ?"
        " WHERE subject_type = ? AND subject_id = ? AND slot = ?",
        figures.pledged, figures.entered, figures.confirmed, figures.raised, figures.banked,
        figures.on_the_way, figures.costs, figures.gifts, now, subject.type, subject.id, slot);
    check(changed == 1, "a tally was opened before it is added to");
}

Figures figures_of_subject(store::Session& session, const Subject& subject) {
    return tally_from(*session.one(
        "SELECT " + sum_slots + " FROM tally WHERE subject_type = ? AND subject_id = ?",
        subject.type, subject.id));
}

Figures figures_of(store::Session& session, CampaignId campaign) {
    return figures_of_subject(session, tally_of(campaign));
}

std::vector<Tallied> all_tallies(store::Session& session, int limit) {
    std::vector<Tallied> tallies;
    for (const auto& row :
         session.all("SELECT subject_type, subject_id, campaign_id, " + sum_slots +
                         " FROM tally GROUP BY subject_type, subject_id, campaign_id LIMIT ?",
                     limit))
        tallies.push_back({{row.text("subject_type"), row.number("subject_id"),
                            row.id<CampaignId>("campaign_id")},
                           tally_from(row)});
    return tallies;
}

std::vector<Ranked> ranking_of(store::Session& session, CampaignId campaign,
                               const std::string& type, int limit) {
    std::vector<Ranked> ranking;
    for (const auto& row : session.all(
             "SELECT subject_id, " + sum_slots +
                 " FROM tally WHERE campaign_id = ? AND subject_type = ? GROUP BY subject_id"
                 " ORDER BY raised DESC, subject_id LIMIT ?",
             campaign, type, limit))
        ranking.push_back({row.number("subject_id"), tally_from(row)});
    return ranking;
}

std::vector<Ranked> figures_of_many(store::Session& session, const std::string& type,
                                    const std::vector<std::int64_t>& ids) {
    if (ids.empty()) return {};
    std::string places;
    std::vector<store::Value> values{store::value_of(type)};
    for (const auto id : ids) {
        places += places.empty() ? "?" : ", ?";
        values.push_back(store::value_of(id));
    }
    std::vector<Ranked> many;
    for (const auto& row : session.query("SELECT subject_id, " + sum_slots +
                                             " FROM tally WHERE subject_type = ? AND subject_id"
                                             " IN (" +
                                             places + ") GROUP BY subject_id",
                                         values))
        many.push_back({row.number("subject_id"), tally_from(row)});
    return many;
}

}  // namespace ledger
