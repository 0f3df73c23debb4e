#include "campaign/in_kind/in_kind.h"

namespace in_kind {

namespace {

const std::string select_in_kind =
    "SELECT id, campaign_id, what, currency, minor, valued_by, donor_name, may_be_named, given_on,"
    " request_key, entered_by, entered_at, shown_by, shown_at, undone_at FROM in_kind_gift ";

InKind in_kind_from(const store::Row& row) {
    InKind one;
    one.id = row.id<InKindId>("id"), one.campaign = row.id<CampaignId>("campaign_id");
    one.what = row.text("what"), one.donor_name = row.text("donor_name");
    one.value = {row.number("minor"), currency_of(row.text("currency"))};
    one.valued_by = row.text("valued_by"), one.may_be_named = row.flag("may_be_named");
    one.given_on = row.date("given_on"), one.request_key = row.text("request_key");
    one.entered_by = row.id<AccountId>("entered_by"), one.entered_at = row.instant("entered_at");
    one.shown_by = row.id<AccountId>("shown_by"), one.shown_at = row.maybe_instant("shown_at");
    one.undone_at = row.maybe_instant("undone_at");
    return one;
}

std::vector<InKind> all_from(const std::vector<store::Row>& rows) {
    std::vector<InKind> all;
    for (const auto& row : rows) all.push_back(in_kind_from(row));
    return all;
}

}  // namespace

std::optional<InKind> find_in_kind(store::Session& session, InKindId id) {
    const auto row = session.one(select_in_kind + "WHERE id = ?", id);
    if (!row) return {};
    return in_kind_from(*row);
}

std::optional<InKind> find_in_kind_by_key(store::Session& session, const std::string& key) {
    const auto row = session.one(select_in_kind + "WHERE request_key = ?", key);
    if (!row) return {};
    return in_kind_from(*row);
}

std::vector<InKind> recent_in_kind(store::Session& session, CampaignId campaign, int limit) {
    return all_from(session.all(select_in_kind + "WHERE campaign_id = ? ORDER BY id DESC LIMIT ?",
                                campaign, limit));
}

std::vector<InKind> shown_in_kind(store::Session& session, CampaignId campaign, int limit) {
    return all_from(session.all(select_in_kind + "WHERE campaign_id = ? AND shown_at IS NOT NULL"
                                                 " AND undone_at IS NULL ORDER BY id LIMIT ?",
                                campaign, limit));
}

void insert_in_kind(store::Transaction& tx, const InKind& one) {
    tx.run(
        "INSERT INTO in_kind_gift (id, campaign_id, what, currency, minor, valued_by, donor_name,"
        " may_be_named, given_on, entered_by, entered_at, request_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        one.id, one.campaign, one.what, one.value.currency.text(), one.value.minor, one.valued_by,
        one.donor_name, one.may_be_named, one.given_on, one.entered_by, one.entered_at,
        one.request_key);
}

bool show_row(store::Transaction& tx, InKindId id, AccountId by, Instant now) {
    return tx.run(
               "UPDATE in_kind_gift SET shown_by = ?, shown_at = ? WHERE id = ?"
               " AND shown_at IS NULL AND undone_at IS NULL AND may_be_named = 1",
               by, now, id) == 1;
}

bool undo_row(store::Transaction& tx, InKindId id, AccountId by, Instant now) {
    return tx.run(
               "UPDATE in_kind_gift SET undone_by = ?, undone_at = ? WHERE id = ?"
               " AND undone_at IS NULL",
               by, now, id) == 1;
}

}  // namespace in_kind
