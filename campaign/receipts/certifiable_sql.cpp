#include "campaign/campaign.h"
#include "campaign/language/locale.h"
#include "campaign/receipts/certifiable.h"

namespace receipts {

namespace {

constexpr int gifts_of_donor_max = 400, slice = 500;

// One side of such a row is income or what was returned of it; the sign is the side.
const std::string signed_minor =
    "IF(credit LIKE 'income:%' OR credit LIKE 'returned:%', minor, -minor)";

std::string places_for(std::size_t count) {
    std::string places;
    for (std::size_t i = 0; i < count; ++i) places += places.empty() ? "?" : ", ?";
    return places;
}

void add_sums(store::Session& session, const std::vector<store::Value>& ids,
              std::vector<Certifiable>& all) {
    auto values = ids;
    values.push_back(store::value_of(ids.size()));
    const auto rows =
        session.query("SELECT cause_id, CAST(SUM(" + signed_minor +
                          ") AS SIGNED) AS kept, CAST(SUM(IF(kind ="
                          " 'fee_cover', " +
                          signed_minor +
                          ", 0)) AS SIGNED) AS fee FROM transfer"
                          " WHERE cause_type = 'gift' AND kind IN ('gift', 'fee_cover')"
                          "   AND (credit LIKE 'income:%' OR debit LIKE 'income:%'"
                          "        OR credit LIKE 'returned:%' OR debit LIKE 'returned:%')"
                          "   AND cause_id IN (" +
                          places_for(ids.size()) + ") GROUP BY cause_id LIMIT ?",
                      values);
    for (const auto& row : rows)
        for (auto& one : all)
            if (one.gift == row.id<GiftId>("cause_id"))
                one.minor = row.number("kept"), one.fee_minor = row.number("fee");
}

void add_held(store::Session& session, const std::vector<store::Value>& ids,
              std::vector<Certifiable>& all) {
    auto values = ids;
    values.push_back(store::value_of(ids.size()));
    const auto rows = session.query(
        "SELECT p.gift_id, CAST(SUM(d.minor) AS SIGNED) AS held FROM dispute d"
        " JOIN payment p ON p.id = d.payment_id WHERE d.state = 'open' AND p.gift_id IN (" +
            places_for(ids.size()) + ") GROUP BY p.gift_id LIMIT ?",
        values);
    for (const auto& row : rows)
        for (auto& one : all)
            if (one.gift == row.id<GiftId>("gift_id")) one.held = row.number("held");
}

// Of table gift g: who gave, as far as we know.
// Unproven ones are of one person only where they say the same.
const std::string proven_address = "CONCAT(g.proven_at IS NOT NULL, ':', g.email)";

const std::string select_of_year =
    " FROM gift g WHERE g.given_at >= ? AND g.given_at < ? AND g.state IN ('confirmed', 'disputed')"
    "   AND g.confirmed_minor > 0 AND g.is_rehearsal = 0 AND g.receipt_name <> ''"
    "   AND NOT EXISTS (SELECT 1 FROM receipt_line l WHERE l.gift_id = g.id AND l.is_live = 1)";

}  // namespace

std::vector<Certifiable> certifiable_of(store::Session& session, const std::vector<GiftId>& gifts) {
    std::vector<Certifiable> all;
    for (std::size_t first = 0; first < gifts.size(); first += slice) {
        std::vector<store::Value> ids;
        std::vector<Certifiable> some;
        for (auto i = first; i < gifts.size() && i < first + slice; ++i) {
            ids.push_back(store::value_of(gifts[i]));
            some.push_back({gifts[i]});
        }
        add_sums(session, ids, some);
        add_held(session, ids, some);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

Certifiable certifiable_of_gift(store::Session& session, GiftId gift) {
    return certifiable_of(session, {gift}).front();
}

std::optional<Certified> certified_now(store::Session& session, const giving::Gift& gift) {
    if (gift.is_rehearsal) return {};
    const auto now = certifiable_of_gift(session, gift.id);
    if (now.minor <= 0) return {};
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    const auto found = campaign::find_campaign_by_id(session, gift.campaign);
    const auto version =
        found ? campaign::find_shown_version(session, *found) : std::optional<campaign::Version>{};
    const auto& currency = gift.amount.currency;
    return Certified{gift.id,
                     {now.minor, currency},
                     {now.fee_minor, currency},
                     language::date_in(gift.given_at, zone->text("time_zone")),
                     gift.method,
                     version ? version->plan.title
                     : found ? found->slug
                             : std::string{},
                     gift.version};
}

std::vector<Moved> moved_since_certified(store::Session& session, int limit) {
    std::vector<Moved> moved;
    for (const auto& row : session.all(
             "SELECT l.receipt_id, l.gift_id, l.minor, g.version FROM receipt_line l"
             " JOIN gift g ON g.id = l.gift_id WHERE l.is_live = 1 AND l.gift_version <> g.version"
             " LIMIT ?",
             limit))
        moved.push_back({row.id<ReceiptId>("receipt_id"), row.id<GiftId>("gift_id"),
                         row.number("minor"), static_cast<int>(row.number("version"))});
    return moved;
}

bool has_fallen(const Certifiable& now, std::int64_t certified) {
    return now.minor + now.held < certified;
}

bool has_fallen(store::Session& session, const Receipt& receipt) {
    std::vector<GiftId> gifts;
    const auto lines = certified_by(session, receipt);
    for (const auto& line : lines) gifts.push_back(line.gift);
    const auto now = certifiable_of(session, gifts);
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (has_fallen(now[i], lines[i].amount.minor)) return true;
    return false;
}

std::vector<GiftId> donors_of_year(store::Session& session, const DonorYear& year, int limit) {
    std::vector<GiftId> donors;
    for (const auto& row : session.all("SELECT MAX(g.id) AS gift_id" + select_of_year +
                                           " GROUP BY " + proven_address +
                                           ", g.receipt_name, g.receipt_address, g.currency"
                                           " ORDER BY g.receipt_name LIMIT ?",
                                       year.from, year.until, limit))
        donors.push_back(row.id<GiftId>("gift_id"));
    return donors;
}

std::vector<giving::Gift> gifts_to_certify(store::Session& session, const DonorYear& year,
                                           GiftId of_donor) {
    std::vector<giving::Gift> gifts;
    const auto same = "   AND (" + proven_address +
                      ", g.receipt_name, g.receipt_address, g.currency) = (SELECT"
                      " CONCAT(o.proven_at IS NOT NULL, ':', o.email), o.receipt_name, "
                      "o.receipt_address, o.currency FROM gift o WHERE o.id = ?)";
    for (const auto& row :
         session.all("SELECT g.id" + select_of_year + same + " ORDER BY g.given_at, g.id LIMIT ?",
                     year.from, year.until, of_donor, gifts_of_donor_max))
        if (auto gift = giving::find_gift(session, row.id<GiftId>("id")))
            gifts.push_back(std::move(*gift));
    return gifts;
}

}  // namespace receipts
