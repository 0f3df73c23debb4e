#include "campaign/links/print_run.h"

#include <algorithm>

#include "campaign/words/check.h"

namespace links {

namespace {

const std::string select_run =
    "SELECT id, campaign_id, number, channel, paper, copies, cost, printer, printed_on,"
    "       version_id, made_at, version"
    "  FROM print_run ";

PrintRun run_from(const store::Row& row) {
    return {.id = row.id<PrintRunId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .number = row.number("number"),
            .channel = row.text("channel"),
            .paper = row.text("paper"),
            .printer = row.text("printer"),
            .copies = static_cast<int>(row.number("copies")),
            .cost = row.number("cost"),
            .printed_on = row.date("printed_on"),
            .printed_version = row.id<VersionId>("version_id"),
            .made_at = row.instant("made_at"),
            .version = static_cast<int>(row.number("version"))};
}

PrintedFor printed_from(const store::Row& row) {
    return {.run = row.id<PrintRunId>("run_id"),
            .placement = row.id<PlacementId>("placement_id"),
            .position = static_cast<int>(row.number("position")),
            .copies = static_cast<int>(row.number("copies"))};
}

}  // namespace

std::vector<PrintRun> all_print_runs(store::Session& session, CampaignId campaign) {
    std::vector<PrintRun> runs;
    for (const auto& row :
         session.all(select_run + "WHERE campaign_id = ? ORDER BY number DESC LIMIT ?", campaign,
                     print_runs_max))
        runs.push_back(run_from(row));
    return runs;
}

std::optional<PrintRun> find_print_run(store::Session& session, PrintRunId id) {
    const auto row = session.one(select_run + "WHERE id = ?", id);
    if (!row) return {};
    return run_from(*row);
}

std::optional<PrintRun> find_print_run_by_key(store::Session& session,
                                              const std::string& request_key) {
    const auto row = session.one(select_run + "WHERE request_key = ?", request_key);
    if (!row) return {};
    return run_from(*row);
}

PrintNumbers lock_print_numbers(store::Transaction& tx, CampaignId campaign, int spares) {
    tx.run(
        "INSERT INTO print_series (campaign_id, last_run, last_spare) VALUES (?, 1, ?)"
        " ON DUPLICATE KEY UPDATE last_run = last_run + 1, last_spare = last_spare + ?",
        campaign, spares, spares);
    const auto row = tx.lock(
        "SELECT last_run, last_spare FROM print_series WHERE campaign_id = ? FOR UPDATE", campaign);
    check(row.has_value(), "the series of a campaign's prints was made just now");
    return {row->number("last_run"), row->number("last_spare") - spares + 1};
}

void insert_print_run(store::Transaction& tx, const PrintRun& run, const std::string& request_key,
                      AccountId by) {
    tx.run(
        "INSERT INTO print_run (id, campaign_id, number, channel, paper, copies, cost, printer,"
        " printed_on, version_id, made_by, made_at, request_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        run.id, run.campaign, run.number, run.channel, run.paper, run.copies, run.cost, run.printer,
        run.printed_on, run.printed_version, by, run.made_at, request_key);
}

bool update_print_run(store::Transaction& tx, const PrintRun& before, const PrintRun& after) {
    return tx.run(
               "UPDATE print_run SET cost = ?, printer = ?, printed_on = ?,"
               " version = version + 1 WHERE id = ? AND version = ?",
               after.cost, after.printer, after.printed_on, before.id, before.version) == 1;
}

std::vector<ChannelCost> all_channel_costs(store::Session& session, CampaignId campaign) {
    std::vector<ChannelCost> costs;
    for (const auto& row : session.all(
             "SELECT id, campaign_id, channel, what, minor, paid_on, made_at FROM channel_cost"
             " WHERE campaign_id = ? AND ended_at IS NULL ORDER BY paid_on DESC, id DESC LIMIT ?",
             campaign, channel_costs_max))
        costs.push_back({.id = row.number("id"),
                         .campaign = row.id<CampaignId>("campaign_id"),
                         .channel = row.text("channel"),
                         .what = row.text("what"),
                         .minor = row.number("minor"),
                         .paid_on = row.date("paid_on"),
                         .made_at = row.instant("made_at")});
    return costs;
}

void insert_channel_cost(store::Transaction& tx, const ChannelCost& cost,
                         const std::string& request_key, AccountId by) {
    tx.run(
        "INSERT INTO channel_cost (id, campaign_id, channel, what, minor, paid_on, made_by,"
        " made_at, request_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        cost.id, cost.campaign, cost.channel, cost.what, cost.minor, cost.paid_on, by, cost.made_at,
        request_key);
}

bool end_channel_cost_row(store::Transaction& tx, std::int64_t id, CampaignId campaign,
                          Instant now) {
    return tx.run(
               "UPDATE channel_cost SET ended_at = ?"
               " WHERE id = ? AND campaign_id = ? AND ended_at IS NULL",
               now, id, campaign) == 1;
}

std::vector<PrintedFor> printed_in_run(store::Session& session, PrintRunId run) {
    std::vector<PrintedFor> printed;
    for (const auto& row :
         session.all("SELECT run_id, placement_id, position, copies FROM print_run_place"
                     " WHERE run_id = ? ORDER BY position, placement_id LIMIT ?",
                     run, placements_max))
        printed.push_back(printed_from(row));
    return printed;
}

std::vector<PrintedFor> all_printed(store::Session& session, CampaignId campaign) {
    constexpr int printed_max = 20 * placements_max;
    std::vector<PrintedFor> printed;
    for (const auto& row : session.all(
             "SELECT p.run_id, p.placement_id, p.position, p.copies FROM print_run_place AS p"
             "  JOIN print_run ON print_run.id = p.run_id WHERE print_run.campaign_id = ?"
             " ORDER BY p.run_id, p.position, p.placement_id LIMIT ?",
             campaign, printed_max))
        printed.push_back(printed_from(row));
    return printed;
}

void insert_printed(store::Transaction& tx, const PrintedFor& one) {
    tx.run(
        "INSERT IGNORE INTO print_run_place (run_id, placement_id, position, copies)"
        " VALUES (?, ?, ?, ?)",
        one.run, one.placement, one.position, one.copies);
}

// By sheets counted up, so that the parts of all sheets are the whole.
std::map<PlacementId, std::int64_t> spread_run_costs(const std::vector<PrintRun>& runs,
                                                     const std::vector<PrintedFor>& printed) {
    std::map<PlacementId, std::int64_t> costs;
    std::map<PrintRunId, std::int64_t> counted;
    for (const auto& one : printed) {
        const auto run = std::ranges::find(runs, one.run, &PrintRun::id);
        if (run == runs.end() || run->copies <= 0) continue;
        auto& sheets = counted[one.run];
        const auto part = [&](std::int64_t up_to) {
            return run->cost * std::min<std::int64_t>(up_to, run->copies) / run->copies;
        };
        costs[one.placement] += part(sheets + one.copies) - part(sheets);
        sheets += one.copies;
    }
    return costs;
}

}  // namespace links
