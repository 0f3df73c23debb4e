#include "campaign/finance/period.h"
#include "campaign/language/locale.h"

namespace finance {

namespace {

const std::string select_period =
    "SELECT p.month, p.state, p.note, p.proposed_by, p.proposed_at, p.closed_by, p.closed_at,"
    " p.head, p.row_count, p.version, COALESCE(a.name, '') AS proposed_name,"
    " COALESCE(b.name, '') AS closed_name FROM period p LEFT JOIN account a ON a.id ="
    " p.proposed_by LEFT JOIN account b ON b.id = p.closed_by ";

Period period_from(const store::Row& row) {
    auto period = month_of(*read_month(row.text("month")));
    period.state = row.text("state") == "closed" ? PeriodState::closed : PeriodState::proposed;
    period.note = row.text("note");
    period.proposed_by = row.id<AccountId>("proposed_by");
    period.closed_by = row.id<AccountId>("closed_by");
    period.proposed_name = row.text("proposed_name"), period.closed_name = row.text("closed_name");
    period.proposed_at = row.maybe_instant("proposed_at");
    period.closed_at = row.maybe_instant("closed_at");
    period.head = row.text("head"), period.rows = row.number("row_count");
    period.version = static_cast<int>(row.number("version"));
    return period;
}

}  // namespace

Period month_of(Date day) {
    using namespace std::chrono;
    const auto month = day.year() / day.month();
    Period period;
    period.first = month / 1, period.last = Date{month / std::chrono::last};
    period.month = iso_text(period.first).substr(0, 7);
    return period;
}

std::optional<Date> read_month(std::string_view text) {
    return text.size() == 7 ? read_date(std::string{text} + "-01") : std::nullopt;
}

bool is_over(const Period& period, const std::string& zone, Instant now) {
    const auto then = now - std::chrono::minutes{settle_minutes};
    return period.last < language::date_in(then, zone);
}

std::optional<Period> find_period(store::Session& session, const std::string& month) {
    const auto row = session.one(select_period + "WHERE p.month = ?", month);
    if (!row) return {};
    return period_from(*row);
}

std::vector<Period> all_periods(store::Session& session) {
    std::vector<Period> periods;
    for (const auto& row :
         session.all(select_period + "ORDER BY p.month DESC LIMIT ?", periods_max))
        periods.push_back(period_from(row));
    return periods;
}

std::optional<Period> next_period(store::Session& session) {
    const auto row = session.one("SELECT MAX(last_day) AS last FROM period WHERE state = 'closed'");
    const auto closed = row ? row->maybe_date("last") : std::nullopt;
    const auto first = ledger::first_booked_day(session);
    if (!closed && !first) return {};
    const auto day = closed ? Date{std::chrono::sys_days{*closed} + std::chrono::days{1}} : *first;
    const auto next = month_of(day);
    const auto proposed = find_period(session, next.month);
    return proposed ? *proposed : next;
}

std::optional<PeriodDocument> find_document(store::Session& session, const std::string& month,
                                            const std::string& format) {
    const auto row = session.one(
        "SELECT format, bytes, digest FROM period_document WHERE month = ? AND format = ?", month,
        format);
    if (!row) return {};
    return PeriodDocument{row->text("format"), row->text("bytes"), row->text("digest")};
}

std::vector<PeriodDocument> documents_of(store::Session& session, const std::string& month) {
    std::vector<PeriodDocument> documents;
    for (const auto& row : session.all("SELECT format, digest FROM period_document WHERE month = ?"
                                       " ORDER BY format LIMIT ?",
                                       month, periods_max))
        documents.push_back({row.text("format"), {}, row.text("digest")});
    return documents;
}

bool insert_period(store::Transaction& tx, const Period& period, Instant now) {
    return tx.run(
               "INSERT IGNORE INTO period (month, first_day, last_day, state, note, proposed_by,"
               " proposed_at) VALUES (?, ?, ?, 'proposed', ?, ?, ?)",
               period.month, period.first, period.last, period.note, period.proposed_by, now) == 1;
}

bool remove_proposal(store::Transaction& tx, const std::string& month, int version) {
    return tx.run("DELETE FROM period WHERE month = ? AND state = 'proposed' AND version = ?",
                  month, version) == 1;
}

bool update_closed(store::Transaction& tx, const Period& period, Instant now) {
    if (tx.run("UPDATE period SET state = 'closed', closed_by = ?, closed_at = ?, head = ?,"
               " row_count = ?, version = version + 1"
               " WHERE month = ? AND state = 'proposed' AND version = ?",
               period.closed_by, now, period.head, period.rows, period.month, period.version) != 1)
        return false;
    tx.run("UPDATE closed_books SET closed_until = ? WHERE id = 1 AND closed_until < ?",
           period.last, period.last);
    return true;
}

void insert_document(store::Transaction& tx, const std::string& month,
                     const PeriodDocument& document, Instant now) {
    tx.run(
        "INSERT INTO period_document (month, format, digest, bytes, made_at)"
        " VALUES (?, ?, ?, ?, ?)",
        month, document.format, document.digest, document.bytes, now);
}

}  // namespace finance
