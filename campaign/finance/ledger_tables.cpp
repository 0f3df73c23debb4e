#include "campaign/finance/ledger_tables.h"

#include <map>
#include <memory>

#include "campaign/campaign.h"
#include "campaign/giving/gift.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"

namespace finance {

namespace {

constexpr int page_rows = 2000;

Cell yes_or_no(bool is_so) { return std::int64_t{is_so ? 1 : 0}; }

// What people call things, beside their numbers: read once for a table.
struct Names {
    explicit Names(store::Session& session)
        : zone{organisation::find_organisation(session).time_zone} {
        for (const auto& one : campaign::all_campaigns(session)) {
            campaigns[one.id.value] = one.slug;
            for (const auto& fund : campaign::all_funds(session, one.id))
                funds[fund.id.value] = fund.name;
        }
    }
    static Cell of(const std::map<std::int64_t, std::string>& all, std::int64_t id) {
        const auto found = all.find(id);
        return found == all.end() ? Cell{} : Cell{found->second};
    }
    // The day on which it was here, as people remember it; moments are in UTC.
    Cell day(const std::optional<Instant>& at) const {
        return at ? Cell{language::date_in(*at, zone)} : Cell{};
    }

    std::string zone;
    std::map<std::int64_t, std::string> campaigns = {}, funds = {};
};

TableRow ledger_row(const ledger::ExplainedRow& row, const Names& names) {
    const auto& t = row.transfer;
    return {thing(t.id.value),
            t.booked_on,
            t.booked_at,
            cell_of(t.given_at),
            cell_of(t.bank_date),
            std::int64_t{static_cast<int>(t.event)},
            t.debit,
            t.credit,
            t.amount,
            t.amount.currency.text(),
            t.purpose.campaign.value,
            t.purpose.fund.value,
            t.purpose.kind,
            t.purpose.method,
            yes_or_no(t.purpose.counts),
            t.cause_type,
            t.cause_id,
            row.actor_name,
            t.actor_role,
            t.on_behalf_of,
            t.reason,
            thing(t.reverses.value),
            std::string{ledger::event_words(t.event, t.debit, t.credit)},
            Names::of(names.campaigns, t.purpose.campaign.value),
            Names::of(names.funds, t.purpose.fund.value),
            names.day(t.given_at)};
}

TableRow gift_row(const giving::Gift& gift, const Names& names) {
    return {gift.id.value,
            gift.campaign.value,
            gift.given_at,
            cell_of(gift.confirmed_at),
            gift.method,
            std::string{giving::state_name(gift.state)},
            gift.amount,
            gift.confirmed,
            gift.open,
            gift.amount.currency.text(),
            gift.reference,
            gift.donor.name,
            yes_or_no(gift.donor.is_anonymous),
            gift.donor.email,
            gift.donor.receipt_name,
            gift.donor.receipt_address,
            thing(gift.link.value),
            yes_or_no(gift.is_late),
            yes_or_no(gift.is_rehearsal),
            gift.donor.mentions.occasion,
            gift.donor.mentions.remembered,
            gift.donor.mentions.company,
            Names::of(names.campaigns, gift.campaign.value),
            names.day(gift.given_at),
            names.day(gift.confirmed_at)};
}

// Names in text columns, the rest told one by one.
std::vector<Column> figure_columns(std::vector<Column> columns) {
    for (const auto* name :
         {"promised", "handed_in", "confirmed", "raised", "in_the_bank", "on_the_way", "costs"})
        columns.push_back({name, Sort::money});
    return columns;
}

void add_figures(TableRow& row, const ledger::Figures& f, Currency currency) {
    for (const auto minor :
         {f.pledged, f.entered, f.confirmed, f.raised, f.banked, f.on_the_way, f.costs})
        row.emplace_back(Money{minor, currency});
}

}  // namespace

Table ledger_table(store::Session& session, const ledger::Cut& cut, const std::string& figure) {
    Table table{
        "ledger",
        {{"row", Sort::thing, 22},
         {"booked_on", Sort::day, 12},
         {"booked_at", Sort::moment, 20},
         {"given_at", Sort::moment, 20},
         {"bank_date", Sort::day, 12},
         {"event", Sort::number, 7},
         {"debit", Sort::text, 22},
         {"credit", Sort::text, 22},
         {"amount", Sort::money},
         {"currency", Sort::text, 9},
         {"campaign", Sort::thing, 22},
         {"fund", Sort::thing, 22},
         {"kind"},
         {"method"},
         {"counts", Sort::number, 8},
         {"cause"},
         {"cause_id", Sort::thing, 22},
         {"actor", Sort::text, 20},
         {"role"},
         {"on_behalf_of"},
         {"reason", Sort::text, 40},
         {"reverses", Sort::thing, 22},
         {"event_words", Sort::text, 30},
         {"campaign_name", Sort::text, 20},
         {"fund_name", Sort::text, 20},
         {"given_on", Sort::day, 12}},
        {},
        [&session, cut, figure] { return ledger::count_rows_of_figure(session, cut, figure); }};
    const auto names = std::make_shared<const Names>(session);
    table.next = [&session, cut, figure, names,
                  last = TransferId{}](std::vector<TableRow>& page) mutable {
        const auto rows = ledger::rows_of_figure(session, cut, figure, last, page_rows);
        for (const auto& row : rows) page.push_back(ledger_row(row, *names));
        if (!rows.empty()) last = rows.back().transfer.id;
        return rows.size() == page_rows;
    };
    return table;
}

Table gift_table(store::Session& session, CampaignId campaign) {
    Table table{"gifts",
                {{"gift", Sort::thing, 22},
                 {"campaign", Sort::thing, 22},
                 {"given_at", Sort::moment, 20},
                 {"confirmed_at", Sort::moment, 20},
                 {"method"},
                 {"state"},
                 {"amount", Sort::money},
                 {"confirmed", Sort::money},
                 {"open", Sort::money},
                 {"currency", Sort::text, 9},
                 {"reference", Sort::text, 26},
                 {"name", Sort::text, 24},
                 {"anonymous", Sort::number, 10},
                 {"email", Sort::text, 28},
                 {"receipt_name", Sort::text, 24},
                 {"receipt_address", Sort::text, 36},
                 {"link", Sort::thing, 22},
                 {"late", Sort::number, 7},
                 {"rehearsal", Sort::number, 10},
                 {"occasion", Sort::text, 10},
                 {"remembered", Sort::text, 24},
                 {"company", Sort::text, 24},
                 {"campaign_name", Sort::text, 20},
                 {"given_on", Sort::day, 12},
                 {"confirmed_on", Sort::day, 12}},
                {}};
    const auto names = std::make_shared<const Names>(session);
    table.next = [&session, campaign, names, last = GiftId{}](std::vector<TableRow>& page) mutable {
        const auto gifts = giving::gifts_after(session, campaign, last, page_rows);
        for (const auto& gift : gifts) page.push_back(gift_row(gift, *names));
        if (!gifts.empty()) last = gifts.back().id;
        return gifts.size() == page_rows;
    };
    return table;
}

Table totals_table(store::Session& session, const ledger::Cut& cut) {
    std::vector<TableRow> rows;
    for (const auto& total : ledger::totals_by(session, cut)) {
        TableRow row{std::string{ledger::by_name(cut.by)}, total.key, total.name,
                     cut.currency.text()};
        add_figures(row, total.figures, cut.currency);
        rows.push_back(std::move(row));
    }
    return table_of("totals",
                    figure_columns({{"by"}, {"key"}, {"name", Sort::text, 30}, {"currency"}}),
                    std::move(rows));
}

Table trial_balance_table(store::Session& session, const ledger::Span& span) {
    std::vector<TableRow> rows;
    const auto money = [&](std::int64_t minor) { return Money{minor, span.currency}; };
    for (const auto& balance : ledger::trial_balance(session, span))
        rows.push_back({balance.account, span.currency.text(), money(balance.opening),
                        money(balance.debits), money(balance.credits), money(balance.closing())});
    return table_of("trial balance",
                    {{"account", Sort::text, 26},
                     {"currency", Sort::text, 9},
                     {"opening", Sort::money},
                     {"debits", Sort::money},
                     {"credits", Sort::money},
                     {"closing", Sort::money}},
                    std::move(rows));
}

Table bridge_table(store::Session& session, const ledger::Span& span) {
    std::vector<TableRow> rows;
    for (const auto& line : ledger::bridges_of(session, span)) {
        TableRow row{line.campaign, line.title, line.fund, span.currency.text()};
        add_figures(row, line.figures, span.currency);
        row.emplace_back(Money{line.figures.outside, span.currency});
        rows.push_back(std::move(row));
    }
    auto columns = figure_columns({{"campaign", Sort::text, 20},
                                   {"title", Sort::text, 30},
                                   {"fund", Sort::text, 20},
                                   {"currency", Sort::text, 9}});
    columns.push_back({"outside", Sort::money});
    return table_of("bridge", std::move(columns), std::move(rows));
}

}  // namespace finance
