#include "campaign/ledger/seal.h"
#include "campaign/ledger/transfer.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace ledger {

namespace {

// Every column of a transfer, read by transfer_from() and nowhere else.
const std::string columns =
    "id, event, debit, credit, minor, currency, campaign_id, fund_id, kind, method, counts,"
    " cause_type, cause_id, effect_key, given_at, booked_at, booked_on, bank_date, actor_id,"
    " actor_role, on_behalf_of, reason, reverses, row_hash";
const std::string places =
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

Transfer transfer_from(const store::Row& row) {
    Transfer t;
    t.id = row.id<TransferId>("id");
    t.event = static_cast<Event>(row.number("event"));
    t.debit = row.text("debit"), t.credit = row.text("credit");
    t.amount = {row.number("minor"), currency_of(row.text("currency"))};
    t.purpose = {row.id<CampaignId>("campaign_id"), row.id<FundId>("fund_id"), row.text("kind"),
                 row.text("method"), row.flag("counts")};
    t.cause_type = row.text("cause_type"), t.cause_id = row.number("cause_id");
    t.effect_key = row.text("effect_key");
    t.given_at = row.maybe_instant("given_at"), t.bank_date = row.maybe_date("bank_date");
    t.booked_at = row.instant("booked_at"), t.booked_on = row.date("booked_on");
    t.actor = row.id<AccountId>("actor_id"), t.actor_role = row.text("actor_role");
    t.on_behalf_of = row.text("on_behalf_of"), t.reason = row.text("reason");
    t.reverses = row.id<TransferId>("reverses"), t.row_hash = row.text("row_hash");
    return t;
}

std::vector<Transfer> transfers_from(const std::vector<store::Row>& rows) {
    std::vector<Transfer> transfers;
    for (const auto& row : rows) transfers.push_back(transfer_from(row));
    return transfers;
}

Transfer row_of(const NewTransfer& asked, const Booking& booking) {
    Transfer t;
    static_cast<NewTransfer&>(t) = asked;
    t.id = new_id<TransferId>(booking.now);
    t.booked_at = booking.now, t.booked_on = booking.booked_on;
    t.actor = booking.actor.account, t.actor_role = booking.actor.role;
    t.on_behalf_of = booking.actor.on_behalf_of, t.reason = booking.reason;
    t.row_hash = row_hash_of(t);
    return t;
}

}  // namespace

std::string row_hash_of(const Transfer& t) {
    constexpr char between = '\x1f';
    std::string canonical;
    for (const auto& field : {std::to_string(t.id.value),
                              std::to_string(static_cast<int>(t.event)),
                              t.debit,
                              t.credit,
                              std::to_string(t.amount.minor),
                              t.amount.currency.text(),
                              std::to_string(t.purpose.campaign.value),
                              std::to_string(t.purpose.fund.value),
                              t.purpose.kind,
                              t.purpose.method,
                              std::to_string(t.purpose.counts ? 1 : 0),
                              t.cause_type,
                              std::to_string(t.cause_id),
                              t.effect_key,
                              t.given_at ? sql_text(*t.given_at) : "",
                              sql_text(t.booked_at),
                              iso_text(t.booked_on),
                              t.bank_date ? iso_text(*t.bank_date) : "",
                              std::to_string(t.actor.value),
                              t.actor_role,
                              t.on_behalf_of,
                              t.reason,
                              std::to_string(t.reverses.value)})
        canonical += field + between;
    return sha256_hex(canonical);
}

void append_transfers(store::Transaction& tx, const std::vector<NewTransfer>& asked,
                      const Booking& booking) {
    if (asked.empty()) return;
    std::string sql = "INSERT INTO transfer (" + columns + ") VALUES ";
    std::vector<store::Value> values;
    std::vector<Leaf> leaves;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        check(is_event(asked[i].event, asked[i].debit, asked[i].credit),
              "event " + std::to_string(static_cast<int>(asked[i].event)) + " moves " +
                  asked[i].debit + " -> " + asked[i].credit);
        check(asked[i].amount.minor > 0, "a transfer moves a positive amount");
        const auto t = row_of(asked[i], booking);
        leaves.push_back({Source::transfer, t.id.value, t.row_hash});
        sql += (i > 0 ? ", " : "") + places;
        for (auto&& value : {store::value_of(t.id),
                             store::value_of(static_cast<int>(t.event)),
                             store::value_of(t.debit),
                             store::value_of(t.credit),
                             store::value_of(t.amount.minor),
                             store::value_of(t.amount.currency.text()),
                             store::value_of(t.purpose.campaign),
                             store::value_of(t.purpose.fund),
                             store::value_of(t.purpose.kind),
                             store::value_of(t.purpose.method),
                             store::value_of(t.purpose.counts),
                             store::value_of(t.cause_type),
                             store::value_of(t.cause_id),
                             store::value_of(t.effect_key),
                             store::value_of(t.given_at),
                             store::value_of(t.booked_at),
                             store::value_of(t.booked_on),
                             store::value_of(t.bank_date),
                             store::value_of(t.actor),
                             store::value_of(t.actor_role),
                             store::value_of(t.on_behalf_of),
                             store::value_of(t.reason),
                             store::value_of(t.reverses),
                             store::value_of(t.row_hash)})
            values.push_back(value);
    }
    tx.change(sql, values);
    insert_leaves(tx, leaves);
}

NewTransfer reversal_of(const Transfer& wrong) {
    NewTransfer back = wrong;
    back.event = Event::reversed;
    std::swap(back.debit, back.credit);
    back.reverses = wrong.id;
    back.effect_key = "reverses:" + std::to_string(wrong.id.value);
    return back;
}

std::vector<Transfer> transfers_of_cause(store::Session& session, const std::string& cause_type,
                                         std::int64_t cause_id) {
    constexpr int rows_max = 20'000;
    auto rows = transfers_from(session.all("SELECT " + columns +
                                               " FROM transfer WHERE cause_type = ? AND"
                                               " cause_id = ? ORDER BY id LIMIT ?",
                                           cause_type, cause_id, rows_max + 1));
    check(rows.size() <= rows_max, "whoever reverses or moves on a cause has all of its rows");
    return rows;
}

std::vector<Transfer> transfers_after(store::Session& session, TransferId last, int limit) {
    return transfers_from(
        session.all("SELECT " + columns + " FROM transfer WHERE id > ? ORDER BY id LIMIT ?",
                    last.value, limit));
}

}  // namespace ledger
