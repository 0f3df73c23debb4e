// PrintRun: what was printed at once, with its paper, its cost and the plan as it stood then; and
// ChannelCost: what a channel costs beside paper.
//
// The cost of a run is spread over its sheets: a place carries as many parts as it has copies, a
// spare one, so that return means something. What lies in the drawer keeps its part.
#pragma once

#include <map>

#include "campaign/links/spare.h"

namespace links {

struct NewPrintRun {
    CampaignId campaign;
    std::string channel = "poster";
    std::string paper = "a3";              // a3, a4 or letter
    std::vector<PlacementId> places = {};  // In the order in which they are printed.
    int spares = 0;
    Money cost = {};
    std::string printer = {};
    Date printed_on = {};
    VersionId version = {};
    std::string request_key;
};

struct PrintRun {
    PrintRunId id;
    CampaignId campaign;
    std::int64_t number = 0;
    std::string channel, paper, printer;
    int copies = 0;
    std::int64_t cost = 0;
    Date printed_on;
    VersionId printed_version;
    Instant made_at;
    int version = 1;
};

constexpr std::size_t printer_max = 80, cost_words_max = 120;
constexpr int print_runs_max = 200, channel_costs_max = 300, run_sheets_max = 400;

struct ChannelCost {
    std::int64_t id = 0;
    CampaignId campaign;
    std::string channel, what;
    std::int64_t minor = 0;
    Date paid_on;
    Instant made_at;
};

// Storage: print_run_sql.cpp. Newest first.
std::vector<PrintRun> all_print_runs(store::Session&, CampaignId);
std::optional<PrintRun> find_print_run(store::Session&, PrintRunId);
std::optional<PrintRun> find_print_run_by_key(store::Session&, const std::string& request_key);
// Locks the campaign's series and takes the next numbers of it.
struct PrintNumbers {
    std::int64_t run = 0, first_spare = 0;
};
PrintNumbers lock_print_numbers(store::Transaction&, CampaignId, int spares);
void insert_print_run(store::Transaction&, const PrintRun&, const std::string& request_key,
                      AccountId by);
bool update_print_run(store::Transaction&, const PrintRun& before, const PrintRun& after);

std::vector<ChannelCost> all_channel_costs(store::Session&, CampaignId);  // Without ended ones.
void insert_channel_cost(store::Transaction&, const ChannelCost&, const std::string& request_key,
                         AccountId by);
bool end_channel_cost_row(store::Transaction&, std::int64_t id, CampaignId, Instant now);

// For whom the sheets of a run are; spares that hang come after all others.
constexpr int spares_come_after = 10'000;
struct PrintedFor {
    PrintRunId run;
    PlacementId placement;
    int position = 0, copies = 1;
};
std::vector<PrintedFor> printed_in_run(store::Session&, PrintRunId);  // As they come out.
std::vector<PrintedFor> all_printed(store::Session&, CampaignId);     // By run and position.
void insert_printed(store::Transaction&, const PrintedFor&);

// Rule: what each place carries of the cost of its runs, to the cent.
std::map<PlacementId, std::int64_t> spread_run_costs(const std::vector<PrintRun>&,
                                                     const std::vector<PrintedFor>&);

}  // namespace links
