#include "campaign/ledger/verifying_pledges.h"

#include "campaign/ledger/verifying_seals.h"

namespace ledger {

namespace {

constexpr int list_max = 1'000'000;

// What a row of a gift adds to what is covered of its pledge; docs/decisions/0025-pledges.md.
const std::string covered_sql =
    "(t.debit IN ('promised', 'declared')) - (t.credit IN ('promised', 'declared'))"
    " + (t.credit = 'income:gift') - (t.debit = 'income:gift')";
const std::string paid_sql = "(t.credit = 'income:gift') - (t.debit = 'income:gift')";

}  // namespace

// Open in the ledger is open on the pledge; covered and paid are sums over the rows of its gifts.
void verify_pledges(store::Session& session, Verdict& verdict) {
    for (const auto& row : session.all(
             "SELECT p.id, p.open_minor, p.covered_minor, p.paid_minor,"
             " COALESCE(f.pledged, 0) AS pledged, COALESCE(g.covered, 0) AS covered,"
             " COALESCE(g.paid, 0) AS paid FROM pledge p LEFT JOIN (SELECT cause_id, CAST(SUM(" +
             figure_sql("pledged") +
             ") AS SIGNED) AS pledged FROM transfer WHERE cause_type = 'pledge' GROUP BY cause_id)"
             " f ON f.cause_id = p.id LEFT JOIN (SELECT l.pledge_id, CAST(SUM((" +
             covered_sql + ") * t.minor) AS SIGNED) AS covered, CAST(SUM((" + paid_sql +
             ") * t.minor) AS SIGNED) AS paid FROM pledge_gift l"
             " JOIN gift ON gift.request_key = l.request_key"
             " JOIN transfer t ON t.cause_type = 'gift' AND t.cause_id = gift.id"
             "  AND t.kind = 'gift' GROUP BY l.pledge_id) g ON g.pledge_id = p.id"
             " WHERE p.is_rehearsal = 0 AND (p.open_minor <> COALESCE(f.pledged, 0)"
             "  OR p.covered_minor <> COALESCE(g.covered, 0)"
             "  OR p.paid_minor <> COALESCE(g.paid, 0)) LIMIT 100"))
        object(verdict, "Pledge " + row.text("id") + " says open " + row.text("open_minor") +
                            ", covered " + row.text("covered_minor") + ", paid " +
                            row.text("paid_minor") + "; the ledger says " + row.text("pledged") +
                            ", " + row.text("covered") + ", " + row.text("paid") + ".");
}

std::map<std::int64_t, std::int64_t> open_pledges_by(store::Session& session,
                                                     const std::string& column) {
    std::map<std::int64_t, std::int64_t> open;
    for (const auto& row : session.all("SELECT " + column +
                                           " AS id, CAST(SUM(open_minor) AS SIGNED) AS open"
                                           " FROM pledge WHERE is_rehearsal = 0 AND " +
                                           column +
                                           " <> 0"
                                           " GROUP BY " +
                                           column + " LIMIT ?",
                                       list_max))
        open[row.number("id")] = row.number("open");
    return open;
}

}  // namespace ledger
