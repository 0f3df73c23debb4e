#include "campaign/links/spare.h"

#include "campaign/words/check.h"

namespace links {

namespace {

constexpr int spares_listed_max = 1000;

const std::string select_spare =
    "SELECT spare.link_id, spare.number, spare.run_id, spare.placement_id, spare.bound_at"
    "  FROM spare ";

std::vector<Spare> spares_from(store::Session& session, const std::vector<store::Row>& rows) {
    std::vector<Spare> found;
    for (const auto& row : rows) {
        const auto link = find_link_by_id(session, row.id<LinkId>("link_id"));
        check(link.has_value(), "a spare has a link");
        found.push_back({.link = *link,
                         .number = row.number("number"),
                         .run = row.id<PrintRunId>("run_id"),
                         .placement = row.id<PlacementId>("placement_id"),
                         .bound_at = row.maybe_instant("bound_at")});
    }
    return found;
}

}  // namespace

std::vector<Spare> spares_of_campaign(store::Session& session, CampaignId campaign) {
    return spares_from(session,
                       session.all(select_spare + "WHERE campaign_id = ? ORDER BY number LIMIT ?",
                                   campaign, spares_listed_max));
}

std::vector<Spare> spares_of_run(store::Session& session, PrintRunId run) {
    return spares_from(
        session,
        session.all(select_spare + "WHERE run_id = ? ORDER BY number LIMIT ?", run, spares_max));
}

std::optional<Spare> find_spare(store::Session& session, LinkId link) {
    auto found =
        spares_from(session, session.all(select_spare + "WHERE link_id = ? LIMIT 1", link));
    if (found.empty()) return {};
    return std::move(found.front());
}

void insert_spare(store::Transaction& tx, const Spare& spare) {
    tx.run("INSERT INTO spare (link_id, campaign_id, number, run_id) VALUES (?, ?, ?, ?)",
           spare.link.id, spare.link.campaign, spare.number, spare.run);
}

bool bind_spare_row(store::Transaction& tx, LinkId link, PlacementId placement, Instant at) {
    return tx.run(
               "UPDATE spare SET placement_id = ?, bound_at = ?"
               " WHERE link_id = ? AND placement_id IS NULL",
               placement, at, link) == 1;
}

}  // namespace links
