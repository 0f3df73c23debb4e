#include <algorithm>

#include "campaign/cash/deposit.h"
#include "campaign/cash/open_items.h"

namespace cash {

namespace {

struct Query {
    ItemKind kind;
    std::string sql;  // Up to the campaign's own condition.
    std::string condition;
};

// Each: id, number, campaign_id, minor, since, owner.
const std::vector<Query>& queries() {
    static const std::vector<Query> all{
        {ItemKind::envelope,
         "SELECT x.id, x.number, x.campaign_id, COALESCE(x.control_minor, (SELECT"
         " SUM(COALESCE(r.counted_minor, g.minor)) FROM cash_row r JOIN gift g ON g.id = r.gift_id"
         " WHERE r.envelope_id = x.id), x.told_minor, 0) AS minor, x.received_at AS since,"
         " COALESCE(a.name, '') AS owner FROM cash_envelope x"
         " LEFT JOIN account a ON a.id = x.received_by",
         "x.state = 'handed_in' AND x.bag_id IS NULL"},
        {ItemKind::bag,
         "SELECT x.id, x.number, x.campaign_id, 0 AS minor, x.made_at AS since,"
         " COALESCE(a.name, '') AS owner FROM cash_bag x LEFT JOIN account a ON a.id = x.holder",
         "x.state IN ('open', 'sealed', 'agreed', 'disputed') AND x.is_recount = 0"},
        {ItemKind::counted_bag,
         "SELECT x.id, x.number, x.campaign_id, x.content_minor AS minor, x.closed_at AS since,"
         " COALESCE(a.name, '') AS owner FROM cash_bag x LEFT JOIN account a ON a.id = x.holder",
         "(x.state = 'counted' OR (x.is_recount = 1 AND x.state <> 'deposited'))"
         " AND x.content_minor > 0"},
        {ItemKind::deposit,
         "SELECT x.id, x.number, x.campaign_id, x.minor + x.corrected_minor - x.arrived_minor AS"
         " minor, x.made_at AS since, COALESCE(a.name, '') AS owner FROM cash_deposit x"
         " LEFT JOIN account a ON a.id = x.made_by",
         "x.minor + x.corrected_minor <> x.arrived_minor AND x.difference_id IS NULL"},
        {ItemKind::deposit_difference,
         "SELECT x.id, x.number, x.campaign_id, f.minor, f.made_at AS since,"
         " COALESCE(a.name, '') AS owner FROM cash_deposit x JOIN cash_difference f ON"
         " f.id = x.difference_id LEFT JOIN account a ON a.id = f.author",
         "x.difference_id IS NOT NULL"},
        {ItemKind::float_out,
         "SELECT 0 AS id, 0 AS number, x.campaign_id, x.float_out AS minor, (SELECT MAX(f.made_at)"
         " FROM cash_float f WHERE f.campaign_id = x.campaign_id) AS since, '' AS owner"
         " FROM cash_till x",
         "x.float_out > 0"},
        {ItemKind::float_line,
         "SELECT x.id, 0 AS number, x.campaign_id, x.minor - x.placed_minor AS minor,"
         " x.made_at AS since, COALESCE(a.name, '') AS owner FROM cash_float x"
         " LEFT JOIN account a ON a.id = x.made_by",
         "x.placed_minor < x.minor"},
    };
    return all;
}

void add_items(store::Session& session, std::vector<OpenItem>& items, const Query& query,
               CampaignId campaign) {
    const auto sql =
        "SELECT o.id, o.number, o.campaign_id, CAST(o.minor AS SIGNED) AS minor,"
        " o.since, o.owner, c.slug, c.currency FROM (" +
        query.sql + " WHERE " + query.condition +
        ") o JOIN campaign c ON c.id = o.campaign_id"
        " WHERE (? = 0 OR o.campaign_id = ?) ORDER BY o.since LIMIT ?";
    for (const auto& row : session.all(sql, campaign.value, campaign.value, open_items_max))
        items.push_back({query.kind, row.number("id"), row.number("number"),
                         row.id<CampaignId>("campaign_id"), row.text("slug"),
                         Money{row.number("minor"), currency_of(row.text("currency"))},
                         row.maybe_instant("since"), row.text("owner")});
}

void add_desk(store::Session& session, std::vector<OpenItem>& items, CampaignId campaign) {
    for (const auto& row :
         session.all("SELECT t.campaign_id, c.slug, t.currency, MIN(t.booked_at) AS since,"
                     " CAST(SUM(IF(t.debit = 'cash:desk', t.minor, -t.minor)) AS SIGNED) AS minor"
                     " FROM transfer t JOIN campaign c ON c.id = t.campaign_id"
                     " WHERE (t.debit = 'cash:desk' OR t.credit = 'cash:desk')"
                     " AND (? = 0 OR t.campaign_id = ?)"
                     " GROUP BY t.campaign_id, c.slug, t.currency HAVING minor <> 0 LIMIT ?",
                     campaign.value, campaign.value, open_items_max))
        items.push_back({ItemKind::desk_box, 0, 0, row.id<CampaignId>("campaign_id"),
                         row.text("slug"),
                         Money{row.number("minor"), currency_of(row.text("currency"))},
                         row.maybe_instant("since"), ""});
}

}  // namespace

giving::Waiting bags_waiting(store::Session& session, CampaignId campaign) {
    const auto row = session.one(
        "SELECT COUNT(*) AS n, MIN(made_at) AS oldest FROM cash_bag WHERE campaign_id = ?"
        " AND state IN ('sealed', 'agreed', 'disputed')",
        campaign);
    return {row->number("n"), 0, row->maybe_instant("oldest")};
}

std::vector<OpenItem> open_cash_items(store::Session& session, CampaignId campaign, Instant now) {
    std::vector<OpenItem> items;
    for (const auto& query : queries()) add_items(session, items, query, campaign);
    add_desk(session, items, campaign);
    const auto late = now - std::chrono::days{days_to_bank};
    for (auto& item : items) item.is_late = item.since && *item.since < late;
    std::ranges::stable_sort(items, {}, [](const OpenItem& item) { return item.since; });
    return items;
}

}  // namespace cash
