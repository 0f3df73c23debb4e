#include "campaign/cash/deposit.h"

namespace cash {

namespace {

const std::string select_deposit =
    "SELECT d.id, d.number, d.campaign_id, d.fund_id, d.currency, d.slip, d.minor, d.desk_minor,"
    " d.arrived_minor, d.corrected_minor, d.difference_id, d.taken_on, d.made_at, d.version,"
    " c.slug, COALESCE(a.name, '') AS made_by_name, COALESCE(f.minor, 0) AS difference,"
    " f.author AS difference_author, COALESCE(f.reason, '') AS difference_reason"
    " FROM cash_deposit d JOIN campaign c ON c.id = d.campaign_id"
    " LEFT JOIN account a ON a.id = d.made_by"
    " LEFT JOIN cash_difference f ON f.id = d.difference_id ";

Deposit deposit_from(const store::Row& row) {
    Deposit one;
    one.id = row.id<DepositId>("id"), one.number = row.number("number");
    one.campaign = row.id<CampaignId>("campaign_id"), one.fund = row.id<FundId>("fund_id");
    one.campaign_slug = row.text("slug"), one.slip = row.text("slip");
    one.amount = {row.number("minor"), currency_of(row.text("currency"))};
    one.desk = row.number("desk_minor"), one.arrived = row.number("arrived_minor");
    one.corrected = row.number("corrected_minor"), one.difference = row.number("difference");
    one.difference_id = row.number("difference_id");
    one.difference_author = row.id<AccountId>("difference_author");
    one.difference_reason = row.text("difference_reason");
    one.made_by_name = row.text("made_by_name"), one.taken_on = row.date("taken_on");
    one.made_at = row.instant("made_at"), one.version = static_cast<int>(row.number("version"));
    return one;
}

std::vector<Deposit> deposits_from(const std::vector<store::Row>& rows) {
    std::vector<Deposit> all;
    for (const auto& row : rows) all.push_back(deposit_from(row));
    return all;
}

const std::string select_float =
    "SELECT f.id, f.campaign_id, f.currency, f.minor, f.placed_minor, f.note, f.made_at,"
    " COALESCE(a.name, '') AS made_by_name FROM cash_float f"
    " LEFT JOIN account a ON a.id = f.made_by ";

Float float_from(const store::Row& row) {
    return {row.number("id"),
            row.id<CampaignId>("campaign_id"),
            {row.number("minor"), currency_of(row.text("currency"))},
            row.number("placed_minor"),
            row.text("note"),
            row.text("made_by_name"),
            row.instant("made_at")};
}

}  // namespace

std::optional<Deposit> find_deposit(store::Session& session, DepositId id) {
    const auto row = session.one(select_deposit + "WHERE d.id = ?", id.value);
    if (!row) return {};
    return deposit_from(*row);
}

std::optional<Deposit> find_deposit_by_key(store::Session& session, const std::string& key) {
    const auto row = session.one(select_deposit + "WHERE d.request_key = ?", key);
    if (!row) return {};
    return deposit_from(*row);
}

std::vector<Deposit> deposits_of(store::Session& session, CampaignId campaign) {
    return deposits_from(
        session.all(select_deposit + "WHERE d.campaign_id = ? ORDER BY d.number DESC LIMIT ?",
                    campaign, deposits_listed_max));
}

std::vector<Deposit> open_deposits(store::Session& session, Currency currency) {
    return deposits_from(session.all(
        select_deposit + "WHERE d.currency = ? AND d.minor + d.corrected_minor <> d.arrived_minor"
                         " ORDER BY d.number LIMIT ?",
        currency.text(), deposits_listed_max));
}

std::vector<Difference> differences_of(store::Session& session, DepositId id) {
    std::vector<Difference> all;
    for (const auto& row : session.all(
             "SELECT f.minor, f.reason, f.booked_at, COALESCE(a.name, '') AS author,"
             " COALESCE(b.name, '') AS approver FROM cash_difference f"
             " LEFT JOIN account a ON a.id = f.author LEFT JOIN account b ON b.id = f.approver"
             " WHERE f.deposit_id = ? AND (f.booked_at IS NOT NULL OR f.id ="
             " (SELECT d.difference_id FROM cash_deposit d WHERE d.id = f.deposit_id))"
             " ORDER BY f.id LIMIT ?",
             id.value, deposits_listed_max))
        all.push_back({row.number("minor"), row.text("reason"), row.text("author"),
                       row.text("approver"), !row.is_null("booked_at")});
    return all;
}

std::optional<TakenBack> taking_back_of(store::Session& session, const Deposit& deposit) {
    if (!deposit.is_taken_back()) return {};
    const auto row = session.one(
        "SELECT t.reason, t.booked_at, COALESCE(a.name, '') AS name FROM transfer t"
        " LEFT JOIN account a ON a.id = t.actor_id WHERE t.cause_type = 'cash_deposit'"
        " AND t.cause_id = ? AND t.reverses IS NOT NULL ORDER BY t.id DESC LIMIT 1",
        deposit.id.value);
    if (!row) return {};
    return TakenBack{row->text("reason"), row->text("name"), row->instant("booked_at")};
}

std::int64_t left_at_desk(store::Session& session, CampaignId campaign) {
    return session
        .one(
            "SELECT CAST(COALESCE(SUM(IF(debit = 'cash:desk', minor, -minor)), 0) AS SIGNED) AS n"
            " FROM transfer WHERE campaign_id = ? AND (debit = 'cash:desk' OR"
            " credit = 'cash:desk')",
            campaign)
        ->number("n");
}

std::int64_t float_out(store::Session& session, CampaignId campaign) {
    const auto row = session.one("SELECT float_out FROM cash_till WHERE campaign_id = ?", campaign);
    return row ? row->number("float_out") : 0;
}

std::vector<Float> floats_of(store::Session& session, CampaignId campaign, int limit) {
    std::vector<Float> all;
    for (const auto& row : session.all(
             select_float + "WHERE f.campaign_id = ? ORDER BY f.id DESC LIMIT ?", campaign, limit))
        all.push_back(float_from(row));
    return all;
}

std::optional<Float> find_open_float(store::Session& session, Money amount) {
    const auto row = session.one(select_float +
                                     "WHERE f.currency = ? AND f.minor - f.placed_minor = ?"
                                     " ORDER BY f.id LIMIT 1",
                                 amount.currency.text(), amount.minor);
    if (!row) return {};
    return float_from(*row);
}

bool add_arrived(store::Transaction& tx, const Deposit& deposit, std::int64_t minor) {
    return tx.run(
               "UPDATE cash_deposit SET arrived_minor = arrived_minor + ?, version = version + 1"
               " WHERE id = ? AND version = ?",
               minor, deposit.id.value, deposit.version) == 1;
}

bool take_arrived_back(store::Transaction& tx, DepositId id, std::int64_t minor) {
    return tx.run(
               "UPDATE cash_deposit SET arrived_minor = arrived_minor - ?, version = version + 1"
               " WHERE id = ? AND arrived_minor >= ?",
               minor, id.value, minor) == 1;
}

bool add_float_placed(store::Transaction& tx, std::int64_t id, std::int64_t minor) {
    return tx.run(
               "UPDATE cash_float SET placed_minor = placed_minor + ? WHERE id = ?"
               " AND placed_minor + ? BETWEEN 0 AND minor",
               minor, id, minor) == 1;
}

}  // namespace cash
