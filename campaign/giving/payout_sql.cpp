#include "campaign/giving/payout.h"
#include "campaign/words/text.h"

namespace giving {

namespace {

using State = providers::PayoutSeen::State;

const std::string select_payout =
    "SELECT id, provider, payout, currency, minor, state, trace, descriptor, made_at, arrives_on,"
    " seen_at, booked_at, back_at, trouble, line_id, placed_at, version FROM payout ";

State state_from(const std::string& name) {
    if (name == "paid") return State::paid;
    return name == "failed" ? State::failed : State::announced;
}

Payout payout_from(const store::Row& row) {
    Payout one;
    one.id = row.id<PayoutId>("id"), one.provider = row.text("provider");
    one.payout = row.text("payout");
    one.amount = {row.number("minor"), currency_of(row.text("currency"))};
    one.state = state_from(row.text("state"));
    one.trace = row.text("trace"), one.descriptor = row.text("descriptor");
    one.trouble = row.text("trouble");
    one.made_at = row.instant("made_at"), one.seen_at = row.instant("seen_at");
    one.arrives_on = *read_date(row.text("arrives_on"));
    one.booked_at = row.maybe_instant("booked_at"), one.back_at = row.maybe_instant("back_at");
    one.placed_at = row.maybe_instant("placed_at");
    one.line = row.is_null("line_id") ? 0 : row.number("line_id");
    one.version = static_cast<int>(row.number("version"));
    return one;
}

std::vector<Payout> payouts_from(const std::vector<store::Row>& rows) {
    std::vector<Payout> payouts;
    for (const auto& row : rows) payouts.push_back(payout_from(row));
    return payouts;
}

}  // namespace

void insert_payout(store::Transaction& tx, const Payout& one) {
    tx.run(
        "INSERT INTO payout (id, provider, payout, currency, minor, state, trace, descriptor,"
        " made_at, arrives_on, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        one.id, one.provider, one.payout, one.amount.currency.text(), one.amount.minor,
        payout_state_name(one.state), one.trace, one.descriptor, one.made_at, one.arrives_on,
        one.seen_at);
}

bool move_payout(store::Transaction& tx, const Payout& before, const Payout& after) {
    const auto trouble = is_utf8(after.trouble) ? after.trouble : std::string{"no words"};
    return tx.run(
               "UPDATE payout SET state = ?, trace = ?, descriptor = ?, arrives_on = ?,"
               " booked_at = ?, back_at = ?, placed_at = ?, line_id = ?, trouble = LEFT(?, 180),"
               " version = version + 1 WHERE id = ? AND version = ?",
               payout_state_name(after.state), after.trace, after.descriptor, after.arrives_on,
               after.booked_at, after.back_at, after.placed_at,
               after.line == 0 ? std::nullopt : std::optional{after.line}, trouble, before.id,
               before.version) == 1;
}

void insert_items(store::Transaction& tx, const Payout& payout,
                  const std::vector<PayoutItem>& items) {
    for (const auto& item : items)
        tx.run(
            "INSERT INTO payout_item (provider, movement, payout_id, kind, payment, payment_id,"
            " campaign_id, minor, fee_minor, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            payout.provider, item.movement.id, payout.id, item.movement.kind.substr(0, 40),
            item.movement.payment, item.payment, item.campaign, item.movement.amount.minor,
            item.movement.fee.minor, item.movement.made_at);
}

std::optional<Payout> find_payout(store::Session& session, PayoutId id) {
    const auto row = session.one(select_payout + "WHERE id = ?", id);
    return row ? std::optional{payout_from(*row)} : std::nullopt;
}

std::optional<Payout> find_payout_named(store::Session& session, const std::string& provider,
                                        const std::string& payout) {
    const auto row =
        session.one(select_payout + "WHERE provider = ? AND payout = ?", provider, payout);
    return row ? std::optional{payout_from(*row)} : std::nullopt;
}

std::vector<Payout> recent_payouts(store::Session& session, int limit) {
    return payouts_from(session.all(select_payout + "ORDER BY made_at DESC LIMIT ?", limit));
}

std::vector<Payout> open_payouts(store::Session& session, Money amount) {
    constexpr int open_max = 50;
    return payouts_from(session.all(
        select_payout + "WHERE placed_at IS NULL AND booked_at IS NOT NULL AND back_at IS NULL"
                        " AND minor = ? AND currency = ? ORDER BY arrives_on LIMIT ?",
        amount.minor, amount.currency.text(), open_max));
}

std::vector<Payout> payouts_leaving_bank(store::Session& session, Money amount) {
    constexpr int leaving_max = 50;
    return payouts_from(session.all(
        select_payout + "WHERE placed_at IS NOT NULL AND back_at IS NOT NULL AND minor = ?"
                        " AND currency = ? ORDER BY back_at LIMIT ?",
        amount.minor, amount.currency.text(), leaving_max));
}

std::int64_t count_open_payouts(store::Session& session, Date before) {
    return session
        .one(
            "SELECT COUNT(*) AS n FROM payout WHERE placed_at IS NULL AND booked_at IS NOT NULL"
            " AND back_at IS NULL AND arrives_on < ?",
            before)
        ->number("n");
}

std::vector<PayoutItem> items_of(store::Session& session, const Payout& payout, int limit) {
    const auto& currency = payout.amount.currency;
    std::vector<PayoutItem> items;
    for (const auto& row :
         session.all("SELECT i.movement, i.kind, i.payment, i.payment_id, i.campaign_id, i.minor,"
                     " i.fee_minor, i.made_at, p.gift_id, COALESCE(g.donor_name, '') AS donor"
                     " FROM payout_item i LEFT JOIN payment p ON p.id = i.payment_id"
                     " LEFT JOIN gift g ON g.id = p.gift_id WHERE i.payout_id = ?"
                     " ORDER BY i.made_at, i.movement LIMIT ?",
                     payout.id, limit))
        items.push_back({{row.text("movement"), row.text("kind"), row.text("payment"),
                          Money{row.number("minor"), currency},
                          Money{row.number("fee_minor"), currency}, row.instant("made_at")},
                         row.id<PaymentId>("payment_id"),
                         row.id<GiftId>("gift_id"),
                         row.id<CampaignId>("campaign_id"),
                         row.text("donor")});
    return items;
}

Money clearing_of(store::Session& session, const std::string& provider, Currency currency) {
    const auto account = "clearing:" + provider;
    const auto row = session.one(
        "SELECT CAST(COALESCE(SUM(IF(debit = ?, minor, -minor)), 0) AS SIGNED) AS sum"
        " FROM transfer WHERE (debit = ? OR credit = ?) AND currency = ?",
        account, account, account, currency.text());
    return {row->number("sum"), currency};
}

}  // namespace giving
