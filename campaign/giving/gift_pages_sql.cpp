#include "campaign/giving/gift_pages.h"

#include "campaign/giving/gift_row.h"

namespace giving {

std::vector<PublicGift> page_of_public_gifts(store::Session& session, const PublicPage& page) {
    std::string sql = "SELECT " + public_columns +
                      " FROM gift g WHERE g.campaign_id = ? AND g.state = 'confirmed'"
                      " AND g.is_rehearsal = 0";
    std::vector<store::Value> values{store::value_of(page.campaign)};
    if (page.after) {
        sql += " AND g.confirmed_at <= ? AND (g.confirmed_at < ? OR g.id < ?)";
        values.push_back(store::value_of(page.after->at));
        values.push_back(store::value_of(page.after->at));
        values.push_back(store::value_of(page.after->id));
    }
    sql += " ORDER BY g.confirmed_at DESC, g.id DESC LIMIT ?";
    values.push_back(store::value_of(page.limit));
    std::vector<PublicGift> gifts;
    for (const auto& row : session.query(sql, values)) gifts.push_back(public_from(row));
    return gifts;
}

std::optional<PublicGift> find_public_gift(store::Session& session, GiftId id) {
    const auto row = session.one("SELECT " + public_columns +
                                     " FROM gift g WHERE g.id = ? AND g.state = 'confirmed'"
                                     " AND g.is_rehearsal = 0",
                                 id);
    if (!row) return {};
    return public_from(*row);
}

std::vector<Gift> page_of_gifts(store::Session& session, const DeskPage& page) {
    std::string sql = select_gift + "WHERE campaign_id = ? AND is_rehearsal = 0";
    std::vector<store::Value> values{store::value_of(page.campaign)};
    if (page.state) {
        sql += " AND state = ?";
        values.push_back(store::value_of(state_name(*page.state)));
    }
    if (!page.method.empty()) {
        sql += " AND method = ?";
        values.push_back(store::value_of(page.method));
    }
    if (page.after) {
        sql += " AND given_at <= ? AND (given_at < ? OR id < ?)";
        values.push_back(store::value_of(page.after->at));
        values.push_back(store::value_of(page.after->at));
        values.push_back(store::value_of(page.after->id));
    }
    sql += " ORDER BY given_at DESC, id DESC LIMIT ?";
    values.push_back(store::value_of(page.limit));
    std::vector<Gift> gifts;
    for (const auto& row : session.query(sql, values)) gifts.push_back(gift_from(row));
    return gifts;
}

}  // namespace giving
