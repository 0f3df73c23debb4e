#include "campaign/bank/line.h"
#include "campaign/words/token.h"

namespace bank {

namespace {

constexpr int known_max = 400'000;

// Every column of a line, read by line_from() and nowhere else.
const std::string select_line =
    "SELECT l.id, l.bank_account_id, l.import_id, l.family, l.number, l.bank_date, l.value_on,"
    " l.minor, l.currency, l.statement_reference, l.bank_reference, l.entry_reference,"
    " l.end_to_end, l.creditor_reference, l.other_name, l.other_iban, l.remittance, l.code,"
    " l.is_return, l.placed_minor, l.gift_id, l.undone_at, l.version FROM bank_line l ";
const std::string open_condition =
    "WHERE l.import_id IS NOT NULL AND l.undone_at IS NULL AND l.placed_minor < ABS(l.minor)";

void fill_line(StatementLine& line, const store::Row& row) {
    line.number = static_cast<int>(row.number("number"));
    line.booked_on = row.date("bank_date"), line.value_on = row.maybe_date("value_on");
    line.amount = {row.number("minor"), currency_of(row.text("currency"))};
    line.bank_reference = row.text("bank_reference");
    line.entry_reference = row.text("entry_reference");
    line.end_to_end = row.text("end_to_end");
    line.creditor_reference = row.text("creditor_reference");
    line.other_name = row.text("other_name"), line.other_iban = row.text("other_iban");
    line.text = row.text("remittance"), line.code = row.text("code");
    line.is_return = row.flag("is_return");
}

Line line_from(const store::Row& row) {
    Line line;
    fill_line(line, row);
    line.id = row.id<LineId>("id"), line.account = row.id<BankAccountId>("bank_account_id");
    line.import = row.id<ImportId>("import_id"), line.family = row.text("family");
    line.statement_reference = row.text("statement_reference");
    line.hand_gift = row.id<GiftId>("gift_id"), line.placed = row.number("placed_minor");
    line.is_undone = !row.is_null("undone_at");
    line.version = static_cast<int>(row.number("version"));
    return line;
}

std::vector<Line> lines_from(const std::vector<store::Row>& rows) {
    std::vector<Line> lines;
    lines.reserve(rows.size());
    for (const auto& row : rows) lines.push_back(line_from(row));
    return lines;
}

}  // namespace

Money Line::open() const { return {std::abs(amount.minor) - placed, amount.currency}; }

void insert_lines(store::Transaction& tx, BankAccountId account, ImportId import,
                  const std::string& family, const std::vector<NewLine>& lines, AccountId made_by,
                  Instant now) {
    if (lines.empty()) return;
    std::string sql =
        "INSERT INTO bank_line (id, bank_account_id, import_id, family, number, bank_date,"
        " value_on, minor, currency, statement_reference, bank_reference, entry_reference,"
        " end_to_end, creditor_reference, other_name, other_iban, remittance, code, is_return,"
        " fingerprint, origin, made_by, made_at) VALUES ";
    std::vector<store::Value> values;
    for (const auto& [id, line, fingerprint] : lines) {
        sql += std::string{values.empty() ? "" : ", "} +
               "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'imported', ?, ?)";
        for (auto&& value : {store::value_of(id.value),
                             store::value_of(account.value),
                             store::value_of(import.value),
                             store::value_of(family),
                             store::value_of(line.number),
                             store::value_of(line.booked_on),
                             store::value_of(line.value_on),
                             store::value_of(line.amount.minor),
                             store::value_of(line.amount.currency.text()),
                             store::value_of(line.bank_reference),
                             store::value_of(line.bank_reference),
                             store::value_of(line.entry_reference),
                             store::value_of(line.end_to_end),
                             store::value_of(line.creditor_reference),
                             store::value_of(line.other_name),
                             store::value_of(line.other_iban),
                             store::value_of(line.text),
                             store::value_of(line.code),
                             store::value_of(line.is_return),
                             store::value_of(fingerprint),
                             store::value_of(made_by),
                             store::value_of(now)})
            values.push_back(value);
    }
    tx.change(sql, values);
}

ledger::NewTransfer row_when_imported(BankAccountId account, const NewLine& one) {
    const auto own = "bank:" + std::to_string(account.value);
    const bool came_in = one.line.amount.minor > 0;
    ledger::NewTransfer row;
    row.event = ledger::Event::bank_line;
    row.debit = came_in ? own : "unplaced", row.credit = came_in ? "unplaced" : own;
    row.amount = came_in ? one.line.amount : -one.line.amount;
    row.cause_type = "bank_line", row.cause_id = one.id.value;
    row.effect_key = "bank_line:" + std::to_string(one.id.value) + ":12";
    row.bank_date = one.line.booked_on;
    return row;
}

std::optional<Line> find_line(store::Session& session, LineId id) {
    const auto row = session.one(select_line + "WHERE l.id = ?", id.value);
    if (!row) return {};
    return line_from(*row);
}

std::vector<Line> open_lines(store::Session& session, int limit) {
    return lines_from(
        session.all(select_line + open_condition + " ORDER BY l.bank_date, l.id LIMIT ?", limit));
}

std::int64_t count_open_lines(store::Session& session) {
    return session.one("SELECT COUNT(*) AS n FROM bank_line l " + open_condition)->number("n");
}

std::vector<Line> lines_of_import(store::Session& session, ImportId import, LineId after,
                                  int limit) {
    return lines_from(session.all(
        select_line +
            "WHERE l.import_id = ? AND l.id > ? AND l.undone_at IS NULL ORDER BY l.id LIMIT ?",
        import.value, after.value, limit));
}

std::vector<KnownLine> known_lines(store::Session& session, const KnownSearch& search) {
    std::vector<KnownLine> known;
    for (const auto& row : session.all(
             "SELECT l.id, l.family, l.number, l.bank_date, l.value_on, l.minor, l.currency,"
             " l.statement_reference, l.bank_reference, l.entry_reference, l.end_to_end,"
             " l.creditor_reference, l.other_name, l.other_iban, l.remittance, l.code,"
             " l.is_return, COALESCE(g.reference, '') AS gift_reference"
             " FROM bank_line l LEFT JOIN gift g ON g.id = l.gift_id"
             " WHERE l.bank_account_id = ? AND l.bank_date BETWEEN ? AND ?"
             " AND l.undone_at IS NULL ORDER BY l.id LIMIT ?",
             search.account.value, search.from, search.until, known_max)) {
        KnownLine one;
        one.id = row.number("id"), one.family = row.text("family");
        fill_line(one.line, row);
        one.gift_reference = row.text("gift_reference");
        one.statement_reference = row.text("statement_reference");
        known.push_back(std::move(one));
    }
    return known;
}

std::vector<std::string> emails_of_account(store::Session& session, const std::string& iban,
                                           int limit) {
    std::vector<std::string> emails;
    if (iban.empty()) return emails;
    for (const auto& row : session.all(
             "SELECT DISTINCT g.email FROM bank_line l JOIN bank_placing p ON p.line_id = l.id"
             " JOIN gift g ON g.id = p.gift_id WHERE l.other_iban = ? AND p.undone_at IS NULL"
             " AND g.email <> '' LIMIT ?",
             iban, limit))
        emails.push_back(row.text("email"));
    return emails;
}

std::vector<Line> lines_by_hand_like(store::Session& session, const Line& line) {
    constexpr int days = 10, lines_max = 3;
    const std::chrono::sys_days day{line.booked_on};
    return lines_from(session.all(
        select_line + "WHERE l.bank_account_id = ? AND l.family = 'hand' AND l.minor = ?"
                      " AND l.currency = ? AND l.undone_at IS NULL"
                      " AND l.bank_date BETWEEN ? AND ? ORDER BY l.id LIMIT ?",
        line.account.value, line.amount.minor, line.amount.currency.text(),
        Date{day - std::chrono::days{days}}, Date{day + std::chrono::days{days}}, lines_max));
}

std::vector<Line> imported_lines_like(store::Session& session, const HandSearch& search) {
    constexpr int days = 4, lines_max = 20;
    const std::chrono::sys_days day{search.day};
    return lines_from(session.all(
        select_line + "WHERE l.bank_account_id = ? AND l.import_id IS NOT NULL AND l.minor = ?"
                      " AND l.currency = ? AND l.undone_at IS NULL"
                      " AND l.bank_date BETWEEN ? AND ?"
                      " ORDER BY ABS(DATEDIFF(l.bank_date, ?)), l.id LIMIT ?",
        search.account.value, search.amount.minor, search.amount.currency.text(),
        Date{day - std::chrono::days{days}}, Date{day + std::chrono::days{days}}, search.day,
        lines_max));
}

bool complete_line(store::Transaction& tx, LineId id, const std::string& family,
                   const StatementLine& line) {
    return tx.run(
               "UPDATE bank_line SET family = ?, bank_date = ?, value_on = ?, bank_reference = ?,"
               " entry_reference = ?, end_to_end = ?, creditor_reference = ?, other_name = ?,"
               " other_iban = ?, remittance = ?, code = ? WHERE id = ? AND family = 'hand'",
               family, line.booked_on, line.value_on, line.bank_reference, line.entry_reference,
               line.end_to_end, line.creditor_reference, line.other_name, line.other_iban,
               line.text, line.code, id.value) == 1;
}

bool place_in_line(store::Transaction& tx, const Line& line, std::int64_t minor) {
    return tx.run(
               "UPDATE bank_line SET placed_minor = placed_minor + ?, version = version + 1"
               " WHERE id = ? AND version = ? AND undone_at IS NULL"
               " AND placed_minor + ? <= ABS(minor)",
               minor, line.id.value, line.version, minor) == 1;
}

bool take_out_of_line(store::Transaction& tx, LineId id, std::int64_t minor) {
    return tx.run(
               "UPDATE bank_line SET placed_minor = placed_minor - ?, version = version + 1"
               " WHERE id = ? AND placed_minor >= ?",
               minor, id.value, minor) == 1;
}

bool end_line(store::Transaction& tx, const Line& line, AccountId by, Instant now) {
    return tx.run(
               "UPDATE bank_line SET undone_by = ?, undone_at = ?, version = version + 1,"
               " fingerprint = ? WHERE id = ? AND version = ? AND undone_at IS NULL"
               " AND placed_minor = 0",
               by, now, sha256_hex("undone:" + std::to_string(line.id.value)), line.id.value,
               line.version) == 1;
}

bool unlearn_line(store::Transaction& tx, LineId imported, GiftId by_hand) {
    return tx.run(
               "UPDATE bank_line h JOIN bank_line l ON l.id = ? SET h.family = 'hand',"
               " h.bank_reference = '', h.entry_reference = '', h.end_to_end = '',"
               " h.creditor_reference = '', h.other_name = '', h.other_iban = '',"
               " h.remittance = '', h.code = '' WHERE h.gift_id <=> ? AND h.import_id IS NULL"
               " AND h.minor = l.minor AND h.bank_account_id = l.bank_account_id"
               " AND h.bank_date = l.bank_date AND h.family = l.family"
               " AND h.bank_reference = l.bank_reference AND h.remittance = l.remittance",
               imported.value, by_hand) >= 1;
}

bool revive_line(store::Transaction& tx, LineId id) {
    return tx.run(
               "UPDATE bank_line SET undone_by = NULL, undone_at = NULL, version = version + 1,"
               " fingerprint = ? WHERE id = ? AND undone_at IS NOT NULL",
               sha256_hex("revived:" + std::to_string(id.value)), id.value) == 1;
}

}  // namespace bank
