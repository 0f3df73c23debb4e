// Totals: the figures of the ledger cut by campaign, fund, kind, method, channel, participant or
// day, and the rows behind each of them.
//
// Every total is a sum over ledger rows, so it opens to exactly those rows. Participants are the
// exception: credits never touch the ledger, so their totals are sums of shares.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/ledger/figures.h"

namespace ledger {

enum class By { campaign, fund, kind, method, channel, participant, day };
std::string_view by_name(By);
std::optional<By> find_by(std::string_view name);
const std::vector<By>& all_by();

// Which rows: booked days are inclusive. `key` picks one group of `by`, or empty for all.
struct Cut {
    CampaignId campaign = {};  // 0: every campaign of the currency.
    Currency currency = {};
    std::optional<Date> from = {}, until = {};
    By by = By::campaign;
    std::string key = {};
};

struct TotalRow {
    std::string key, name;  // The name may be empty: gifts without a channel, rows of nobody.
    Figures figures;
};

constexpr int totals_max = 1000, flows_max = 20'000;

std::vector<TotalRow> totals_by(store::Session&, const Cut&);
Figures total_of_cut(store::Session&, const Cut&);
std::vector<std::pair<Date, std::int64_t>> confirmed_by_day(store::Session&, const Cut&);

// A row as it is explained: signed by what it adds to the figure.
struct ExplainedRow {
    Transfer transfer;
    std::string actor_name;
    std::int64_t adds = 0;
};
// The rows that make a figure ("" for every row), in order of id, after `last`.
std::vector<ExplainedRow> rows_of_figure(store::Session&, const Cut&, const std::string& figure,
                                         TransferId last, int limit);
std::int64_t count_rows_of_figure(store::Session&, const Cut&, const std::string& figure);

// Flow: what one event moved between two accounts, and what that adds to a figure.
struct Flow {
    Event event;
    std::string debit, credit;
    std::int64_t rows = 0, minor = 0, adds = 0;
};
// All that make a figure; what they add is the figure.
std::vector<Flow> flows_of_figure(store::Session&, const Cut&, const std::string& figure);

// Bank lines that became gifts, newest first.
struct Placing {
    std::int64_t gift = 0;
    Date bank_date;
    std::string statement_reference, marked_by;
    Money amount;
};
std::vector<Placing> recent_placings(store::Session&, CampaignId, int limit);

}  // namespace ledger
