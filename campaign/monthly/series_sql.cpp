#include <algorithm>
#include <array>

#include "campaign/monthly/series.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"

namespace monthly {

namespace {

using InvoiceState = providers::Invoice::State;

constexpr std::array state_names{"begun", "running", "stumbling", "stopping", "ended"};
constexpr std::array wish_names{"", "stop", "go_on", "end"};
constexpr std::array ender_names{"", "donor", "desk", "campaign", "provider"};
constexpr std::array invoice_names{"open", "dropped", "paid"};

template <typename Enum, std::size_t count>
Enum enum_in(const std::array<const char*, count>& names, const std::string& name) {
    const auto found = std::ranges::find(names, name);
    check(found != names.end(), "a stored word of a series is known");
    return static_cast<Enum>(found - names.begin());
}

template <typename Enum, std::size_t count>
std::string_view name_in(const std::array<const char*, count>& names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

const std::string select_series =
    "SELECT s.id, s.campaign_id, s.gift_id, s.provider, s.subscription, s.currency, s.minor,"
    " s.state, s.wish, s.next_at, s.stops, s.ends_by, s.ended_by, s.reason, s.begun_at,"
    " s.ended_at, s.ask_at, s.asks, s.version FROM monthly_series s ";

Series series_from(const store::Row& row) {
    Series series;
    series.id = row.id<SeriesId>("id"), series.campaign = row.id<CampaignId>("campaign_id");
    series.first = row.id<GiftId>("gift_id");
    series.provider = row.text("provider"), series.subscription = row.text("subscription");
    series.amount = {row.number("minor"), currency_of(row.text("currency"))};
    series.state = enum_in<SeriesState>(state_names, row.text("state"));
    series.wish = enum_in<Wish>(wish_names, row.text("wish"));
    series.next_at = row.maybe_instant("next_at");
    series.stops = static_cast<int>(row.number("stops"));
    series.ends_by = enum_in<EndedBy>(ender_names, row.text("ends_by"));
    series.ended_by = row.id<AccountId>("ended_by"), series.reason = row.text("reason");
    series.begun_at = row.instant("begun_at"), series.ended_at = row.maybe_instant("ended_at");
    series.ask_at = row.maybe_instant("ask_at"), series.asks = static_cast<int>(row.number("asks"));
    series.version = static_cast<int>(row.number("version"));
    return series;
}

std::optional<Series> maybe_series(const std::optional<store::Row>& row) {
    if (!row) return {};
    return series_from(*row);
}

std::vector<Series> all_from(const std::vector<store::Row>& rows) {
    std::vector<Series> all;
    for (const auto& row : rows) all.push_back(series_from(row));
    return all;
}

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

std::optional<std::int64_t> if_any(AccountId account) {
    return account ? std::optional{account.value} : std::nullopt;
}

}  // namespace

std::string_view series_state_name(SeriesState state) { return name_in(state_names, state); }
std::string_view ended_by_name(EndedBy who) { return name_in(ender_names, who); }

bool takes_more(const Series& series) {
    return series.wish != Wish::stop && series.wish != Wish::end &&
           (series.state == SeriesState::running || series.state == SeriesState::stumbling);
}

std::string name_of(SeriesId id) { return "series:" + std::to_string(id.value); }

std::optional<SeriesId> read_series_name(std::string_view name) {
    constexpr std::string_view before = "series:";
    if (!name.starts_with(before)) return {};
    name.remove_prefix(before.size());
    std::int64_t number = 0;
    if (!read_number(name, number)) return {};
    return SeriesId{number};
}

void insert_series(store::Transaction& tx, const Series& series) {
    tx.run(
        "INSERT INTO monthly_series (id, campaign_id, gift_id, provider, currency, minor, begun_at,"
        " ask_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        series.id, series.campaign, series.first, series.provider, series.amount.currency.text(),
        series.amount.minor, series.begun_at, series.ask_at);
}

bool update_series(store::Transaction& tx, const Series& before, const Series& after) {
    return tx.run(
               "UPDATE monthly_series SET subscription = ?, state = ?, wish = ?, next_at = ?,"
               " stops = ?, ends_by = ?, ended_by = ?, reason = ?, ended_at = ?, ask_at = ?,"
               " asks = ?, trouble = '', version = version + 1 WHERE id = ? AND version = ?",
               if_any(after.subscription), name_in(state_names, after.state),
               name_in(wish_names, after.wish), after.next_at, after.stops,
               name_in(ender_names, after.ends_by), if_any(after.ended_by), after.reason,
               after.ended_at, after.ask_at, after.asks, before.id, before.version) == 1;
}

void note_asked(store::Transaction& tx, const Series& series, std::optional<Instant> ask_at,
                const std::string& trouble) {
    constexpr std::size_t trouble_max = 100;
    tx.run("UPDATE monthly_series SET ask_at = ?, asks = asks + 1, trouble = ? WHERE id = ?",
           ask_at, trouble.substr(0, trouble_max), series.id);
}

std::optional<Series> find_series(store::Session& session, SeriesId id) {
    return maybe_series(session.one(select_series + "WHERE s.id = ?", id));
}

std::optional<Series> find_series_by_subscription(store::Session& session,
                                                  const std::string& provider,
                                                  const std::string& subscription) {
    if (subscription.empty()) return {};
    return maybe_series(session.one(select_series + "WHERE s.provider = ? AND s.subscription = ?",
                                    provider, subscription));
}

std::optional<Series> find_series_of(store::Session& session, GiftId gift) {
    return maybe_series(session.one(
        select_series + "WHERE s.gift_id = ? OR s.id ="
                        " (SELECT m.series_id FROM monthly_invoice m WHERE m.gift_id = ?) LIMIT 1",
        gift, gift));
}

std::vector<Series> series_to_ask(store::Session& session, Instant now, int limit) {
    return all_from(
        session.all(select_series + "WHERE s.ask_at <= ? ORDER BY s.ask_at LIMIT ?", now, limit));
}

std::vector<Series> series_with_a_wish(store::Session& session, int limit) {
    return all_from(session.all(select_series + "WHERE s.wish <> '' ORDER BY s.id LIMIT ?", limit));
}

std::vector<Series> series_not_ended(store::Session& session, SeriesId after, int limit) {
    return all_from(
        session.all(select_series + "WHERE s.id > ? AND s.state <> 'ended' ORDER BY s.id LIMIT ?",
                    after, limit));
}

std::vector<Series> recent_series(store::Session& session, int limit) {
    return all_from(session.all(
        select_series + "WHERE s.subscription IS NOT NULL ORDER BY s.id DESC LIMIT ?", limit));
}

void insert_month(store::Transaction& tx, const Month& month, const Series& series) {
    tx.run(
        "INSERT INTO monthly_invoice (id, series_id, gift_id, provider, invoice, state, fails,"
        " due_at, try_at, paid_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        month.id, series.id, month.gift ? std::optional{month.gift.value} : std::nullopt,
        series.provider, month.invoice, name_in(invoice_names, month.state), month.fails,
        month.due_at, month.try_at, month.paid_at);
}

// What is known only grows, whoever was faster.
void update_month(store::Transaction& tx, const Month& month) {
    tx.run(
        "UPDATE monthly_invoice SET state = IF(state = 'paid', state, ?),"
        " fails = GREATEST(fails, ?), try_at = IF(state = 'open', ?, NULL),"
        " paid_at = COALESCE(paid_at, ?) WHERE id = ?",
        name_in(invoice_names, month.state), month.fails, month.try_at, month.paid_at, month.id);
}

void give_month_its_gift(store::Transaction& tx, const Month& month, GiftId gift) {
    tx.run("UPDATE monthly_invoice SET gift_id = ? WHERE id = ? AND gift_id IS NULL", gift,
           month.id);
}

std::vector<Month> months_of(store::Session& session, SeriesId series) {
    constexpr int months_max = 1200;
    std::vector<Month> months;
    for (const auto& row :
         session.all("SELECT id, series_id, gift_id, invoice, state, fails, due_at, try_at, paid_at"
                     " FROM monthly_invoice WHERE series_id = ? ORDER BY due_at, id LIMIT ?",
                     series, months_max))
        months.push_back({row.number("id"), row.id<SeriesId>("series_id"),
                          row.id<GiftId>("gift_id"), row.text("invoice"),
                          enum_in<InvoiceState>(invoice_names, row.text("state")),
                          static_cast<int>(row.number("fails")), row.instant("due_at"),
                          row.maybe_instant("try_at"), row.maybe_instant("paid_at")});
    return months;
}

std::vector<GiftId> unpaid_gifts_of(store::Session& session, const Series& series) {
    constexpr int unpaid_max = 50;
    std::vector<GiftId> gifts;
    for (const auto& row :
         session.all("SELECT id FROM gift WHERE state IN ('intent', 'pending') AND (id = ? OR id IN"
                     " (SELECT gift_id FROM monthly_invoice WHERE series_id = ?)) LIMIT ?",
                     series.first, series.id, unpaid_max))
        gifts.push_back(row.id<GiftId>("id"));
    return gifts;
}

std::optional<GiftId> newest_gift_of(store::Session& session, const Series& series) {
    const auto row = session.one(
        "SELECT g.id FROM monthly_invoice m JOIN gift g ON g.id = m.gift_id"
        " WHERE m.series_id = ? AND g.campaign_id = ? ORDER BY m.due_at DESC, m.id DESC LIMIT 1",
        series.id, series.campaign);
    if (!row) return {};
    return row->id<GiftId>("id");
}

}  // namespace monthly
