#include <algorithm>
#include <array>

#include "campaign/ledger/totals.h"
#include "campaign/words/check.h"

namespace ledger {

namespace {

struct Grouping {
    By by;
    std::string_view name;
    std::string key, label, joins;
};

const std::string join_gift =
    " LEFT JOIN gift g ON t.cause_type = 'gift' AND g.id = t.cause_id"
    " LEFT JOIN link l ON l.id = g.link_id";
const std::string join_version =
    " LEFT JOIN campaign c ON c.id = t.campaign_id"
    " LEFT JOIN campaign_version v ON v.id = c.shown_version";

const std::vector<Grouping>& groupings() {
    static const std::vector<Grouping> all{
        {By::campaign, "campaign", "COALESCE(c.slug, '')", "COALESCE(v.title, c.slug, '')",
         join_version},
        {By::fund, "fund", "COALESCE(t.fund_id, 0)", "COALESCE(f.name, '')",
         " LEFT JOIN fund f ON f.id = t.fund_id"},
        {By::kind, "kind", "t.kind", "t.kind", ""},
        {By::method, "method", "t.method", "t.method", ""},
        {By::channel, "channel", "COALESCE(l.channel, '')", "COALESCE(l.channel, '')", join_gift},
        {By::participant, "participant", "", "", ""},
        {By::day, "day", "t.booked_on", "t.booked_on", ""},
    };
    return all;
}

const Grouping& grouping_of(By by) { return *std::ranges::find(groupings(), by, &Grouping::by); }

// "t.currency = ? AND …" with the values for it.
struct Where {
    std::string sql;
    std::vector<store::Value> values;

    void add(const std::string& condition, store::Value value) {
        sql += (sql.empty() ? "" : " AND ") + condition;
        values.push_back(std::move(value));
    }
};

Where where_of(const Cut& cut) {
    Where where;
    where.add("t.currency = ?", store::value_of(cut.currency.text()));
    if (cut.campaign) where.add("t.campaign_id = ?", store::value_of(cut.campaign));
    if (cut.from) where.add("t.booked_on >= ?", store::value_of(*cut.from));
    if (cut.until) where.add("t.booked_on <= ?", store::value_of(*cut.until));
    if (!cut.key.empty() && cut.by == By::participant)
        where.add(
            "t.cause_type = 'gift' AND EXISTS (SELECT 1 FROM share s WHERE"
            " s.gift_id = t.cause_id AND s.participant_id = ?)",
            store::value_of(cut.key));
    if (!cut.key.empty() && cut.by != By::participant)
        where.add(grouping_of(cut.by).key + " = ?",
                  store::value_of(cut.key == "-" ? std::string{} : cut.key));
    return where;
}

// What pledges still promise them, beside the gifts that are promised.
void add_pledges(store::Session& session, const Cut& cut, std::vector<TotalRow>& totals) {
    std::string sql =
        "SELECT p.id, MAX(p.name) AS name, CAST(SUM(l.open_minor) AS SIGNED) AS pledged"
        " FROM pledge l JOIN participant p ON p.id = l.participant_id"
        " WHERE l.is_rehearsal = 0 AND l.open_minor > 0 AND l.currency = ?";
    std::vector<store::Value> values{store::value_of(cut.currency.text())};
    const auto add = [&](const char* condition, store::Value value) {
        sql += condition;
        values.push_back(std::move(value));
    };
    if (cut.campaign) add(" AND l.campaign_id = ?", store::value_of(cut.campaign));
    if (cut.from) add(" AND DATE(l.made_at) >= ?", store::value_of(*cut.from));
    if (cut.until) add(" AND DATE(l.made_at) <= ?", store::value_of(*cut.until));
    add(" GROUP BY p.id ORDER BY p.id LIMIT ?", store::value_of(totals_max));
    for (const auto& row : session.query(sql, values)) {
        auto found = std::ranges::find(totals, row.text("id"), &TotalRow::key);
        if (found == totals.end())
            found = totals.insert(totals.end(), {row.text("id"), row.text("name"), {}});
        found->figures.pledged += row.number("pledged");
    }
}

std::vector<TotalRow> totals_of_participants(store::Session& session, const Cut& cut) {
    std::vector<TotalRow> totals;
    std::vector<store::Value> values{store::value_of(cut.currency.text())};
    std::string sql =
        "SELECT p.id, MAX(p.name) AS name,"
        " CAST(SUM(IF(g.state = 'confirmed', s.minor, 0)) AS SIGNED) AS raised,"
        " CAST(SUM(IF(g.state = 'entered', s.minor, 0)) AS SIGNED) AS entered,"
        " CAST(SUM(IF(g.state = 'pending', s.minor, 0)) AS SIGNED) AS pledged"
        " FROM share s JOIN gift g ON g.id = s.gift_id JOIN participant p ON"
        " p.id = s.participant_id WHERE g.is_rehearsal = 0 AND g.currency = ?";
    if (cut.campaign) {
        sql += " AND s.campaign_id = ?";
        values.push_back(store::value_of(cut.campaign));
    }
    if (cut.from) {
        sql += " AND DATE(COALESCE(g.confirmed_at, g.given_at)) >= ?";
        values.push_back(store::value_of(*cut.from));
    }
    if (cut.until) {
        sql += " AND DATE(COALESCE(g.confirmed_at, g.given_at)) <= ?";
        values.push_back(store::value_of(*cut.until));
    }
    sql += " GROUP BY p.id ORDER BY raised DESC, p.id LIMIT ?";
    values.push_back(store::value_of(totals_max));
    for (const auto& row : session.query(sql, values)) {
        TotalRow total{row.text("id"), row.text("name"), {}};
        total.figures.raised = row.number("raised"), total.figures.entered = row.number("entered");
        total.figures.pledged = row.number("pledged");
        totals.push_back(std::move(total));
    }
    add_pledges(session, cut, totals);
    return totals;
}

Transfer brief_transfer(const store::Row& row) {
    Transfer t;
    t.id = row.id<TransferId>("id"), t.event = static_cast<Event>(row.number("event"));
    t.debit = row.text("debit"), t.credit = row.text("credit");
    t.amount = {row.number("minor"), currency_of(row.text("currency"))};
    t.purpose = {row.id<CampaignId>("campaign_id"), row.id<FundId>("fund_id"), row.text("kind"),
                 row.text("method"), row.flag("counts")};
    t.cause_type = row.text("cause_type"), t.cause_id = row.number("cause_id");
    t.given_at = row.maybe_instant("given_at"), t.bank_date = row.maybe_date("bank_date");
    t.booked_at = row.instant("booked_at"), t.booked_on = row.date("booked_on");
    t.actor_role = row.text("actor_role"), t.on_behalf_of = row.text("on_behalf_of");
    t.reason = row.text("reason"), t.reverses = row.id<TransferId>("reverses");
    return t;
}

std::string adds_sql(const std::string& figure) {
    return figure.empty() ? "1" : "(" + figure_sql(figure) + ")";
}

std::string joins_for(const Cut& cut) {
    return cut.key.empty() ? std::string{} : grouping_of(cut.by).joins;
}

// figure_sql names plain columns; beside a join they need their table.
std::string of_transfer(std::string sql) {
    for (const std::string column : {"debit", "credit", "minor", "counts"})
        for (auto at = sql.find(column); at != std::string::npos; at = sql.find(column, at + 8))
            if (at == 0 || sql[at - 1] != '.') sql.insert(at, "t.");
    return sql;
}

}  // namespace

std::string_view by_name(By by) { return grouping_of(by).name; }

std::optional<By> find_by(std::string_view name) {
    for (const auto& grouping : groupings())
        if (grouping.name == name) return grouping.by;
    return {};
}

const std::vector<By>& all_by() {
    static const std::vector<By> all{By::campaign, By::fund,        By::kind, By::method,
                                     By::channel,  By::participant, By::day};
    return all;
}

std::vector<TotalRow> totals_by(store::Session& session, const Cut& cut) {
    if (cut.by == By::participant) return totals_of_participants(session, cut);
    const auto& grouping = grouping_of(cut.by);
    auto where = where_of(cut);
    where.values.push_back(store::value_of(totals_max));
    const std::string order = cut.by == By::day ? "group_key DESC" : "confirmed DESC, group_key";
    std::vector<TotalRow> totals;
    for (const auto& row : session.query(
             "SELECT " + grouping.key + " AS group_key, MAX(" + grouping.label + ") AS name, " +
                 of_transfer(sum_figures_sql) + " FROM transfer t" + grouping.joins + " WHERE " +
                 where.sql + " GROUP BY group_key ORDER BY " + order + " LIMIT ?",
             where.values))
        totals.push_back({row.text("group_key"), row.text("name"), figures_from(row)});
    return totals;
}

Figures total_of_cut(store::Session& session, const Cut& cut) {
    const auto where = where_of(cut);
    const auto rows = session.query("SELECT " + of_transfer(sum_figures_sql) + " FROM transfer t" +
                                        joins_for(cut) + " WHERE " + where.sql,
                                    where.values);
    return figures_from(rows.front());
}

std::vector<std::pair<Date, std::int64_t>> confirmed_by_day(store::Session& session,
                                                            const Cut& cut) {
    auto days = cut;
    days.by = By::day, days.key.clear();
    std::vector<std::pair<Date, std::int64_t>> series;
    for (const auto& row : totals_by(session, days))
        if (const auto date = read_date(row.key); date && row.figures.confirmed != 0)
            series.emplace_back(*date, row.figures.confirmed);
    std::ranges::reverse(series);
    return series;
}

std::vector<ExplainedRow> rows_of_figure(store::Session& session, const Cut& cut,
                                         const std::string& figure, TransferId last, int limit) {
    auto where = where_of(cut);
    where.add("t.id > ?", store::value_of(last.value));
    where.values.push_back(store::value_of(limit));
    const auto adds = of_transfer(adds_sql(figure));
    std::vector<ExplainedRow> rows;
    for (const auto& row :
         session.query("SELECT t.*, CAST(" + adds +
                           " AS SIGNED) AS adds, COALESCE(a.name, '') AS actor_name"
                           " FROM transfer t" +
                           joins_for(cut) +
                           " LEFT JOIN account a ON a.id = t.actor_id"
                           " WHERE " +
                           where.sql + " AND " + adds + " <> 0 ORDER BY t.id LIMIT ?",
                       where.values))
        rows.push_back({brief_transfer(row), row.text("actor_name"), row.number("adds")});
    return rows;
}

std::int64_t count_rows_of_figure(store::Session& session, const Cut& cut,
                                  const std::string& figure) {
    const auto where = where_of(cut);
    const auto rows =
        session.query("SELECT COUNT(*) AS n FROM transfer t" + joins_for(cut) + " WHERE " +
                          where.sql + " AND " + of_transfer(adds_sql(figure)) + " <> 0",
                      where.values);
    return rows.front().number("n");
}

std::vector<Flow> flows_of_figure(store::Session& session, const Cut& cut,
                                  const std::string& figure) {
    auto where = where_of(cut);
    where.values.push_back(store::value_of(flows_max));
    const auto adds = of_transfer(adds_sql(figure));
    std::vector<Flow> flows;
    for (const auto& row : session.query(
             "SELECT t.event, t.debit, t.credit, COUNT(*) AS n,"
             " CAST(SUM(t.minor) AS SIGNED) AS minor, CAST(SUM(" +
                 adds + ") AS SIGNED) AS adds FROM transfer t" + joins_for(cut) + " WHERE " +
                 where.sql + " AND " + adds +
                 " <> 0 GROUP BY t.event, t.debit, t.credit ORDER BY t.event, t.debit, t.credit"
                 " LIMIT ?",
             where.values))
        flows.push_back({static_cast<Event>(row.number("event")), row.text("debit"),
                         row.text("credit"), row.number("n"), row.number("minor"),
                         row.number("adds")});
    return flows;
}

std::vector<Placing> recent_placings(store::Session& session, CampaignId campaign, int limit) {
    std::vector<Placing> placings;
    for (const auto& row : session.all(
             "SELECT t.cause_id, t.bank_date, t.reason, t.currency,"
             " CAST(SUM(t.minor) AS SIGNED) AS arrived, COALESCE(MAX(a.name), '') AS marked_by"
             " FROM transfer t LEFT JOIN account a ON a.id = t.actor_id WHERE t.campaign_id = ?"
             " AND t.event = 13 AND t.cause_type = 'gift' AND t.debit = 'unplaced'"
             " AND NOT EXISTS (SELECT 1 FROM transfer r WHERE r.reverses = t.id)"
             " GROUP BY t.cause_id, t.bank_date, t.reason, t.currency"
             " ORDER BY MAX(t.id) DESC LIMIT ?",
             campaign, limit))
        placings.push_back({row.number("cause_id"), row.date("bank_date"), row.text("reason"),
                            row.text("marked_by"),
                            Money{row.number("arrived"), currency_of(row.text("currency"))}});
    return placings;
}

}  // namespace ledger
