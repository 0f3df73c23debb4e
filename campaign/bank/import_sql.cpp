#include "campaign/bank/import.h"

#include "campaign/words/token.h"

namespace bank {

namespace {

const std::string select_import =
    "SELECT i.id, i.bank_account_id, i.file_name, i.format, i.statement_id, i.currency, i.from_on,"
    " i.until_on, i.opening, i.closing, i.sum_minor, i.lines_new, i.lines_known,"
    " i.lines_of_others, i.made_by, i.made_at, i.undone_at, COALESCE(a.name, '') AS made_by_name"
    " FROM bank_import i LEFT JOIN account a ON a.id = i.made_by ";

std::optional<std::int64_t> maybe_number(const store::Row& row, std::string_view column) {
    if (row.is_null(column)) return {};
    return row.number(column);
}

Import import_from(const store::Row& row) {
    Import one;
    one.id = row.id<ImportId>("id"), one.account = row.id<BankAccountId>("bank_account_id");
    one.file_name = row.text("file_name"), one.format = row.text("format");
    one.statement_id = row.text("statement_id");
    one.currency = currency_of(row.text("currency"));
    one.from = row.maybe_date("from_on"), one.until = row.maybe_date("until_on");
    one.opening = maybe_number(row, "opening"), one.closing = maybe_number(row, "closing");
    one.sum = row.number("sum_minor");
    one.lines_new = static_cast<int>(row.number("lines_new"));
    one.lines_known = static_cast<int>(row.number("lines_known"));
    one.lines_of_others = static_cast<int>(row.number("lines_of_others"));
    one.made_by = row.id<AccountId>("made_by"), one.made_by_name = row.text("made_by_name");
    one.made_at = row.instant("made_at"), one.undone_at = row.maybe_instant("undone_at");
    return one;
}

// "INSERT … VALUES (…), (…)" in pieces that a statement can hold.
template <typename Item, typename Fill>
void insert_many(store::Transaction& tx, const std::string& head, const std::string& places,
                 const std::vector<Item>& items, Fill fill) {
    constexpr std::size_t at_once = 1000;
    for (std::size_t from = 0; from < items.size(); from += at_once) {
        std::string sql = head;
        std::vector<store::Value> values;
        for (std::size_t i = from; i < items.size() && i < from + at_once; ++i) {
            sql += (i > from ? ", " : "") + places;
            fill(values, items[i]);
        }
        tx.change(sql, values);
    }
}

}  // namespace

void insert_import(store::Transaction& tx, const Import& one) {
    tx.run(
        "INSERT INTO bank_import (id, bank_account_id, file_name, format, statement_id, currency,"
        " from_on, until_on, opening, closing, sum_minor, lines_new, lines_known, lines_of_others,"
        " made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        one.id.value, one.account.value, one.file_name, one.format, one.statement_id,
        one.currency.text(), one.from, one.until, one.opening, one.closing, one.sum, one.lines_new,
        one.lines_known, one.lines_of_others, one.made_by, one.made_at);
}

bool end_import(store::Transaction& tx, ImportId id, AccountId by, Instant now) {
    return tx.run(
               "UPDATE bank_import SET undone_by = ?, undone_at = ? WHERE id = ?"
               " AND undone_at IS NULL",
               by, now, id.value) == 1;
}

std::optional<Import> find_import(store::Session& session, ImportId id) {
    const auto row = session.one(select_import + "WHERE i.id = ?", id.value);
    if (!row) return {};
    return import_from(*row);
}

std::vector<Import> recent_imports(store::Session& session, int limit) {
    std::vector<Import> imports;
    for (const auto& row : session.all(select_import + "ORDER BY i.id DESC LIMIT ?", limit))
        imports.push_back(import_from(row));
    return imports;
}

void insert_seen(store::Transaction& tx, ImportId import, const std::vector<Seen>& seen) {
    insert_many(tx, "INSERT INTO bank_seen (import_id, number, line_id, how) VALUES ",
                "(?, ?, ?, ?)", seen, [&](std::vector<store::Value>& values, const Seen& one) {
                    values.push_back(store::value_of(import.value));
                    values.push_back(store::value_of(one.number));
                    values.push_back(store::value_of(one.line.value));
                    values.push_back(store::value_of(one.how));
                });
}

std::int64_t book_version(store::Session& session, BankAccountId account) {
    const auto row =
        session.one("SELECT version FROM bank_book WHERE bank_account_id = ?", account.value);
    return row ? row->number("version") : 0;
}

bool turn_page(store::Transaction& tx, BankAccountId account, std::int64_t version) {
    if (version == 0)
        return tx.run("INSERT IGNORE INTO bank_book (bank_account_id, version) VALUES (?, 1)",
                      account.value) == 1;
    return tx.run(
               "UPDATE bank_book SET version = version + 1 WHERE bank_account_id = ?"
               " AND version = ?",
               account.value, version) == 1;
}

void insert_strangers(store::Transaction& tx, BankAccountId account, ImportId import,
                      const std::vector<std::string>& fingerprints) {
    insert_many(
        tx, "INSERT IGNORE INTO bank_stranger (bank_account_id, fingerprint, import_id) VALUES ",
        "(?, ?, ?)", fingerprints, [&](std::vector<store::Value>& values, const std::string& one) {
            values.push_back(store::value_of(account.value));
            values.push_back(store::value_of(one));
            values.push_back(store::value_of(import.value));
        });
}

void forget_strangers_of(store::Transaction& tx, ImportId import) {
    tx.run("DELETE FROM bank_stranger WHERE import_id = ?", import.value);
}

void insert_draft(store::Transaction& tx, const std::string& token, const Draft& draft,
                  AccountId made_by, Instant now) {
    tx.run(
        "INSERT INTO bank_draft (token_digest, name, sealed, made_by, made_at)"
        " VALUES (?, ?, ?, ?, ?)",
        sha256_hex(token), draft.name, sealed_under(token, draft.bytes), made_by.value, now);
}

std::optional<Draft> find_draft(store::Session& session, const std::string& token, AccountId reader,
                                Instant now) {
    const auto row = session.one(
        "SELECT name, sealed FROM bank_draft WHERE token_digest = ? AND made_by = ?"
        " AND made_at > ?",
        sha256_hex(token), reader.value, now - std::chrono::minutes{draft_minutes});
    if (!row) return {};
    auto bytes = unsealed(token, row->text("sealed"));
    if (!bytes) return {};
    return Draft{row->text("name"), std::move(*bytes)};
}

void remove_draft(store::Transaction& tx, const std::string& token) {
    tx.run("DELETE FROM bank_draft WHERE token_digest = ?", sha256_hex(token));
}

void remove_old_drafts(store::Transaction& tx, Instant now) {
    tx.run("DELETE FROM bank_draft WHERE made_at <= ?", now - std::chrono::minutes{draft_minutes});
}

std::vector<CsvProfile> saved_profiles(store::Session& session) {
    constexpr int profiles_max = 100;
    std::vector<CsvProfile> profiles;
    for (const auto& row :
         session.all("SELECT name, rules FROM bank_profile ORDER BY name LIMIT ?", profiles_max))
        profiles.push_back(read_rules(row.text("name"), row.text("rules")));
    return profiles;
}

void keep_profile(store::Transaction& tx, const CsvProfile& profile, AccountId made_by,
                  Instant now) {
    tx.run(
        "INSERT INTO bank_profile (id, name, rules, made_by, made_at) VALUES (?, ?, ?, ?, ?)"
        " ON DUPLICATE KEY UPDATE rules = VALUES(rules), made_by = VALUES(made_by),"
        " made_at = VALUES(made_at)",
        new_number(now), profile.name, rules_text(profile), made_by.value, now);
}

}  // namespace bank
