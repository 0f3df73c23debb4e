#include "campaign/ledger/verifying.h"

#include <algorithm>
#include <map>

#include "campaign/ledger/verifying_pledges.h"
#include "campaign/ledger/verifying_seals.h"

namespace ledger {

namespace {

constexpr int list_max = 1'000'000;

std::string text_of(const Figures& f) {
    std::string text;
    for (const auto& [name, value] : {std::pair{"pledged", f.pledged},
                                      {"entered", f.entered},
                                      {"confirmed", f.confirmed},
                                      {"raised", f.raised},
                                      {"banked", f.banked},
                                      {"on the way", f.on_the_way},
                                      {"costs", f.costs},
                                      {"gifts", f.gifts}})
        text += std::string{text.empty() ? "" : ", "} + name + " " + std::to_string(value);
    return text;
}

void verify_bridges(store::Session& session, Verdict& verdict) {
    const auto rows =
        session.all("SELECT campaign_id, fund_id, booked_on, currency, " + sum_figures_sql +
                        " FROM transfer GROUP BY campaign_id, fund_id, booked_on,"
                        " currency LIMIT ?",
                    list_max);
    for (const auto& row : rows) {
        const auto figures = figures_from(row);
        // A bank line moves between bank and unplaced, which are one side of the bridge.
        if (figures.bridge_holds()) continue;
        object(verdict, "The bridge does not hold for campaign " + row.text("campaign_id") +
                            ", fund " + row.text("fund_id") + ", day " + row.text("booked_on") +
                            ": " + text_of(figures) + ".");
    }
}

using Sums = std::map<std::pair<std::string, std::int64_t>, Figures>;

// What the tallies should say.
Sums rebuilt(store::Session& session) {
    Sums sums;
    for (const auto& row : session.all("SELECT campaign_id, " + sum_figures_sql +
                                           " FROM transfer WHERE campaign_id IS NOT NULL"
                                           " GROUP BY campaign_id LIMIT ?",
                                       list_max))
        sums[{"campaign", row.number("campaign_id")}] = figures_from(row);
    for (const auto& row :
         session.all("SELECT campaign_id, COUNT(*) AS gifts FROM gift"
                     " WHERE state = 'confirmed' AND is_rehearsal = 0 AND confirmed_minor > 0"
                     " GROUP BY campaign_id LIMIT ?",
                     list_max))
        sums[{"campaign", row.number("campaign_id")}].gifts = row.number("gifts");
    for (const auto* type : {"participant", "team"}) {
        const std::string id = std::string{type} + "_id";
        for (const auto& row : session.all(
                 "SELECT s." + id +
                     " AS id,"
                     " CAST(SUM(IF(g.state = 'confirmed', s.minor, 0)) AS SIGNED) AS raised,"
                     " CAST(SUM(IF(g.state = 'entered', s.minor, 0)) AS SIGNED) AS entered,"
                     " CAST(SUM(IF(g.state = 'pending', s.minor, 0)) AS SIGNED) AS pledged,"
                     " CAST(SUM(g.state = 'confirmed' AND s.minor > 0) AS SIGNED) AS gifts"
                     " FROM share s JOIN gift g ON g.id = s.gift_id"
                     " WHERE g.is_rehearsal = 0 AND s." +
                     id + " <> 0 GROUP BY s." + id + " LIMIT ?",
                 list_max)) {
            auto& sum = sums[{type, row.number("id")}];
            sum.raised = row.number("raised"), sum.entered = row.number("entered");
            sum.pledged = row.number("pledged"), sum.gifts = row.number("gifts");
        }
        for (const auto& [owner, open] : open_pledges_by(session, id))
            sums[{type, owner}].pledged += open;
    }
    return sums;
}

Sums cached(store::Session& session) {
    Sums sums;
    for (const auto& tally : all_tallies(session, list_max))
        sums[{tally.subject.type, tally.subject.id}] = tally.figures;
    return sums;
}

Figures minus(Figures left, const Figures& right) {
    left.pledged -= right.pledged, left.entered -= right.entered;
    left.confirmed -= right.confirmed, left.raised -= right.raised;
    left.banked -= right.banked, left.on_the_way -= right.on_the_way;
    left.costs -= right.costs, left.gifts -= right.gifts, left.outside = 0;
    return left;
}

// Drift: how far a tally is from its rows, and both sums in words.
struct Drift {
    Figures by;
    std::string words;
};
using Drifts = std::map<Sums::key_type, Drift>;

Drifts tally_drifts(store::Session& session, Verdict& verdict) {
    const auto wanted = rebuilt(session);
    auto found = cached(session);
    verdict.tallies = static_cast<std::int64_t>(found.size());
    for (const auto& [subject, figures] : wanted) found.try_emplace(subject);
    Drifts drifts;
    for (const auto& [subject, figures] : found) {
        const auto rows = wanted.find(subject);
        const auto expected = rows == wanted.end() ? Figures{} : rows->second;
        const auto by = minus(figures, expected);
        if (by == Figures{}) continue;
        drifts[subject] = {by, "The tally of " + subject.first + " " +
                                   std::to_string(subject.second) + " says " + text_of(figures) +
                                   "; the ledger says " + text_of(expected) + "."};
    }
    return drifts;
}

// Somebody may be giving while we read: a tally that is off by the same amounts each time drifted.
void verify_tallies(store::Session& session, Verdict& verdict) {
    auto drifts = tally_drifts(session, verdict);
    for (int again = 0; again < 3 && !drifts.empty(); ++again) {
        const auto second = tally_drifts(session, verdict);
        std::erase_if(drifts, [&](const auto& drift) {
            const auto same = second.find(drift.first);
            return same == second.end() || !(same->second.by == drift.second.by);
        });
    }
    for (const auto& [subject, drift] : drifts) object(verdict, drift.words);
}

// A gift's own amounts against the rows that it caused.
void verify_gifts(store::Session& session, Verdict& verdict) {
    for (const auto& row : session.all(
             "SELECT g.id, g.state, g.confirmed_minor, g.open_minor, f.confirmed, f.waiting FROM"
             " (SELECT cause_id, CAST(SUM(" +
             figure_sql("confirmed") +
             ") AS SIGNED) AS confirmed,"
             "  CAST(SUM(" +
             figure_sql("pledged") + " + " + figure_sql("entered") +
             ") AS SIGNED) AS waiting FROM transfer WHERE cause_type = 'gift' GROUP BY cause_id) f"
             " JOIN gift g ON g.id = f.cause_id"
             " WHERE g.confirmed_minor <> f.confirmed OR g.open_minor <> f.waiting LIMIT 100"))
        object(verdict, "Gift " + row.text("id") + " (" + row.text("state") + ") says confirmed " +
                            row.text("confirmed_minor") + ", open " + row.text("open_minor") +
                            "; its ledger rows say " + row.text("confirmed") + ", " +
                            row.text("waiting") + ".");
    for (const auto& row :
         session.all("SELECT g.id FROM gift g LEFT JOIN transfer t ON t.cause_type = 'gift' AND"
                     " t.cause_id = g.id WHERE g.is_rehearsal = 0 AND t.id IS NULL"
                     " AND g.state NOT IN ('intent', 'failed', 'expired') LIMIT 100"))
        object(verdict, "Gift " + row.text("id") + " has no row in the ledger.");
}

// A gift by card against what its payments say: captured, less what goes back, is lost or is held.
// What was refunded and disputed at once is taken once, so only more than that is a difference.
void verify_payments(store::Session& session, Verdict& verdict) {
    for (const auto& row : session.all(
             "SELECT g.id, g.state, g.confirmed_minor, p.remains FROM gift g JOIN"
             " (SELECT p.gift_id, CAST(SUM(GREATEST(0, p.captured_minor - p.approved_minor"
             "    - GREATEST(0, p.refunded_minor - p.own_minor)"
             "    - COALESCE((SELECT SUM(d.minor) FROM dispute d WHERE d.payment_id = p.id"
             "                AND d.state <> 'won'), 0))) AS SIGNED) AS remains"
             "   FROM payment p WHERE p.quarantine = '' GROUP BY p.gift_id) p ON p.gift_id = g.id"
             " WHERE g.confirmed_minor <> p.remains LIMIT 100"))
        object(verdict, "Gift " + row.text("id") + " (" + row.text("state") + ") says confirmed " +
                            row.text("confirmed_minor") + "; its card payments say " +
                            row.text("remains") + ".");
}

// A matching pool against what its gifts have drawn, and both against their rows: prepaid, what was
// drawn or kept is income; else what was paid is, less what went back, and the rest is promised.
void verify_pools(store::Session& session, Verdict& verdict) {
    for (const auto& row : session.all(
             "SELECT p.id, p.earned, p.paid, p.owed, p.kept, COALESCE(m.earned, 0) AS drawn,"
             "       COALESCE(f.confirmed, 0) AS confirmed, COALESCE(f.pledged, 0) AS pledged"
             "  FROM matching_pool p"
             "  LEFT JOIN (SELECT pool_id, SUM(earned) AS earned FROM matched_gift"
             "              GROUP BY pool_id) m ON m.pool_id = p.id"
             "  LEFT JOIN (SELECT IF(t.cause_type = 'pool', t.cause_id, g.pool_id) AS of_pool,"
             "    CAST(SUM(" +
             figure_sql("confirmed") + ") AS SIGNED) AS confirmed, CAST(SUM(" +
             figure_sql("pledged") +
             ") AS SIGNED) AS pledged FROM transfer t LEFT JOIN matched_gift g"
             "    ON t.cause_type = 'match' AND g.id = t.cause_id"
             "   WHERE t.cause_type IN ('pool', 'match') GROUP BY of_pool) f ON f.of_pool = p.id"
             " WHERE p.earned <> COALESCE(m.earned, 0)"
             "    OR COALESCE(f.confirmed, 0) <> IF(p.is_prepaid, p.earned + p.kept, p.paid - "
             "p.owed)"
             "    OR COALESCE(f.pledged, 0) <> IF(p.is_prepaid, 0, p.earned - p.paid + p.owed)"
             " LIMIT 100"))
        object(verdict, "Matching pool " + row.text("id") + " says earned " + row.text("earned") +
                            ", paid " + row.text("paid") + ", owed " + row.text("owed") +
                            ", kept " + row.text("kept") + "; its gifts have drawn " +
                            row.text("drawn") + ", its ledger rows say confirmed " +
                            row.text("confirmed") + ", pledged " + row.text("pledged") + ".");
}

// What lies in a bag, what a deposit waits for and what change is out, against their accounts.
void verify_cash(store::Session& session, Verdict& verdict) {
    const std::string balances =
        " LEFT JOIN (SELECT account, CAST(SUM(minor) AS SIGNED) AS balance FROM"
        " (SELECT debit AS account, minor FROM transfer UNION ALL"
        "  SELECT credit, -minor FROM transfer) sides GROUP BY account) f ON f.account = ";
    for (const auto& row :
         session.all("SELECT b.number, IF(b.state = 'deposited', 0, b.content_minor) AS said,"
                     " COALESCE(f.balance, 0) AS balance FROM cash_bag b" +
                     balances + "CONCAT('cash:bag-', b.number) HAVING said <> balance LIMIT 100"))
        object(verdict, "Bag " + row.text("number") + " says that it holds " + row.text("said") +
                            "; its account holds " + row.text("balance") + ".");
    for (const auto& row : session.all(
             "SELECT d.number, d.minor + d.corrected_minor - d.arrived_minor AS said,"
             " COALESCE(f.balance, 0) AS balance FROM cash_deposit d" +
             balances + "CONCAT('transit:deposit-', d.number) HAVING said <> balance LIMIT 100"))
        object(verdict, "Deposit " + row.text("number") + " waits for " + row.text("said") +
                            "; its account holds " + row.text("balance") + ".");
    for (const auto& row : session.all(
             "SELECT t.campaign_id, t.float_out AS said, CAST(COALESCE(SUM(IF(f.debit = 'float',"
             " f.minor, -f.minor)), 0) AS SIGNED) AS balance FROM cash_till t LEFT JOIN transfer f"
             " ON f.campaign_id = t.campaign_id AND (f.debit = 'float' OR f.credit = 'float')"
             " GROUP BY t.campaign_id, t.float_out HAVING said <> balance LIMIT 100"))
        object(verdict, "Campaign " + row.text("campaign_id") + " says " + row.text("said") +
                            " of change are out; float holds " + row.text("balance") + ".");
}

void verify_visits(store::Session& session, Verdict& verdict) {
    for (const auto& row : session.all(
             "SELECT t.link_id, t.persons, COALESCE(v.n, 0) AS counted FROM link_tally t LEFT JOIN"
             " (SELECT link_id, SUM(sort = 'person') AS n FROM visit GROUP BY link_id) v"
             " ON v.link_id = t.link_id WHERE t.persons <> COALESCE(v.n, 0) LIMIT 100"))
        object(verdict, "Link " + row.text("link_id") + " says " + row.text("persons") +
                            " visits; " + row.text("counted") + " are on record.");
}

}  // namespace

void object(Verdict& verdict, const std::string& difference) {
    if (verdict.differences.size() < Verdict::differences_max)
        verdict.differences.push_back(difference);
}

Verdict verify_ledger(store::Store& store, const Progress& progress) {
    Verdict verdict;
    verify_rows(store.session(), progress, verdict);
    verify_audit(store.session(), verdict);
    verify_seals(store.session(), verdict);
    verify_bridges(store.session(), verdict);
    verify_tallies(store.session(), verdict);
    verify_gifts(store.session(), verdict);
    verify_payments(store.session(), verdict);
    verify_pools(store.session(), verdict);
    verify_pledges(store.session(), verdict);
    verify_cash(store.session(), verdict);
    verify_visits(store.session(), verdict);
    return verdict;
}

}  // namespace ledger
