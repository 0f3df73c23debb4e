#include "campaign/finance/open_nets.h"

namespace finance {

namespace {

constexpr int nets_max = 50'000, currencies_max = 200;

const std::string classes =
    "('payout', 'transit', 'cash', 'refund_due', 'dispute_held', 'quarantine')";

}  // namespace

std::vector<Net> open_nets(store::Session& session) {
    const auto side = [](const std::string& account, const std::string& minor) {
        // What waits in quarantine is of no campaign, and what leaves it is of the gift's.
        return "SELECT " + account + " AS account, IF(" + account +
               " LIKE 'quarantine:%', NULL, campaign_id) AS campaign_id, currency, cause_type,"
               " cause_id, " +
               minor + " AS minor, booked_on FROM transfer WHERE SUBSTRING_INDEX(" + account +
               ", ':', 1) IN " + classes;
    };
    std::vector<Net> nets;
    for (const auto& row : session.all(
             "SELECT s.*, COALESCE(c.slug, '') AS slug FROM (SELECT account, campaign_id, currency,"
             " cause_type, cause_id, CAST(SUM(minor) AS SIGNED) AS net, MIN(booked_on) AS since"
             " FROM (" +
                 side("debit", "minor") + " UNION ALL " + side("credit", "-minor") +
                 ") b GROUP BY account, campaign_id, currency, cause_type, cause_id"
                 " HAVING net <> 0 ORDER BY since LIMIT ?) s"
                 " LEFT JOIN campaign c ON c.id = s.campaign_id",
             nets_max))
        nets.push_back({row.text("account"), row.text("cause_type"), row.number("cause_id"),
                        row.number("net"), row.id<CampaignId>("campaign_id"), row.text("slug"),
                        currency_of(row.text("currency")), row.date("since")});
    return nets;
}

std::vector<Net> unplaced_balances(store::Session& session) {
    std::vector<Net> nets;
    for (const auto& row : session.all(
             "SELECT currency, CAST(SUM(IF(credit = 'unplaced', minor, -minor)) AS SIGNED) AS net,"
             " MIN(booked_on) AS since FROM transfer WHERE debit = 'unplaced' OR"
             " credit = 'unplaced' GROUP BY currency LIMIT ?",
             currencies_max)) {
        Net net;
        net.minor = row.number("net"), net.currency = currency_of(row.text("currency"));
        net.since = row.date("since");
        nets.push_back(net);
    }
    return nets;
}

ItemOwner owner_of_item(store::Session& session, const std::string& key) {
    const auto row = session.one(
        "SELECT i.owner_id, i.note, i.due_on, COALESCE(a.name, '') AS name FROM item_owner i"
        " LEFT JOIN account a ON a.id = i.owner_id WHERE i.item_key = ?",
        key);
    if (!row) return {};
    return {row->id<AccountId>("owner_id"), row->text("name"), row->text("note"),
            row->maybe_date("due_on")};
}

void put_item_owner(store::Transaction& tx, const std::string& key, const ItemOwner& owner,
                    AccountId by, Instant now) {
    tx.run(
        "INSERT INTO item_owner (item_key, owner_id, note, due_on, changed_by, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE owner_id = VALUES(owner_id),"
        " note = VALUES(note), due_on = VALUES(due_on), changed_by = VALUES(changed_by),"
        " changed_at = VALUES(changed_at)",
        key, owner.owner, owner.note, owner.due, by, now);
}

void remove_item_owner(store::Transaction& tx, const std::string& key) {
    tx.run("DELETE FROM item_owner WHERE item_key = ?", key);
}

}  // namespace finance
