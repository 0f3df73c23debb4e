#include "campaign/receipts/receipt.h"

#include <algorithm>
#include <cstdio>

#include "campaign/receipts/receipt_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"
#include "campaign/words/refusal.h"
#include "campaign/words/token.h"

namespace receipts {

namespace {

constexpr int copies_max = 200, lines_max = 400, named_gaps_max = 20;

const std::string select_receipt =
    "SELECT id, series, number, sort, year, currency, minor, given_from, given_to, issued_on,"
    " issued_at, issued_by, language, country, donor_name, donor_address, tax_fields, email,"
    " legal_name, register_number, legal_address, recognition, signer, logo, state, cancelled_at,"
    " cancel_reason FROM receipt ";

Receipt receipt_from(const store::Row& row) {
    Receipt one;
    one.id = row.id<ReceiptId>("id");
    one.series = row.text("series"), one.number = static_cast<int>(row.number("number"));
    one.sort = row.text("sort") == "yearly" ? Sort::yearly : Sort::single;
    one.year = static_cast<int>(row.number("year"));
    one.amount = {row.number("minor"), currency_of(row.text("currency"))};
    one.given_from = row.date("given_from"), one.given_to = row.date("given_to");
    one.issued_on = row.date("issued_on"), one.issued_at = row.instant("issued_at");
    one.issued_by = row.id<AccountId>("issued_by"), one.country = row.text("country");
    one.to = {row.text("donor_name"), row.text("donor_address"), row.text("tax_fields"),
              row.text("email"), row.text("language")};
    one.from = {row.text("legal_name"),  row.text("register_number"), row.text("legal_address"),
                row.text("recognition"), row.text("signer"),          row.text("logo")};
    one.state = row.text("state") == "cancelled" ? State::cancelled : State::valid;
    one.cancelled_at = row.maybe_instant("cancelled_at");
    one.cancel_reason = row.text("cancel_reason");
    return one;
}

std::vector<Receipt> receipts_from(const std::vector<store::Row>& rows) {
    std::vector<Receipt> all;
    for (const auto& row : rows) all.push_back(receipt_from(row));
    return all;
}

Copy copy_from(const store::Row& row) {
    return {
        row.id<ReceiptId>("receipt_id"), static_cast<int>(row.number("copy")), row.text("code"),
        row.instant("made_at"),          row.id<AccountId>("made_by"),         row.text("reason")};
}

const std::string select_copy =
    "SELECT receipt_id, copy, code, made_at, made_by, reason FROM receipt_copy ";

// "2027-17", "2027-000017", "17": the number after the last dash.
std::optional<int> number_typed(const std::string& query) {
    const auto dash = query.find_last_of('-');
    const auto digits = query.substr(dash == std::string::npos ? 0 : dash + 1);
    const auto number = number_in<int>(digits);
    if (number <= 0) return {};
    return number;
}

// For LIKE: what was typed stands for itself.
std::string like_text(const std::string& typed) {
    std::string text = "%";
    for (const auto c : typed) {
        if (c == '%' || c == '_' || c == '\\') text += '\\';
        text += c;
    }
    return text + "%";
}

}  // namespace

std::string_view sort_name(Sort sort) { return sort == Sort::yearly ? "yearly" : "single"; }

std::string Receipt::number_text() const {
    char digits[16];
    std::snprintf(digits, sizeof digits, "%06d", number);
    return series + "-" + digits;
}

std::optional<Receipt> find_receipt(store::Session& session, ReceiptId id) {
    const auto row = session.one(select_receipt + "WHERE id = ?", id);
    if (!row) return {};
    return receipt_from(*row);
}

std::optional<Receipt> find_receipt_of_gift(store::Session& session, GiftId gift) {
    const auto row = session.one(select_receipt +
                                     "WHERE id = (SELECT receipt_id FROM receipt_line"
                                     " WHERE gift_id = ? AND is_live = 1)",
                                 gift);
    if (!row) return {};
    return receipt_from(*row);
}

std::vector<Receipt> all_receipts_of_gift(store::Session& session, GiftId gift) {
    return receipts_from(session.all(select_receipt +
                                         "WHERE id IN (SELECT receipt_id FROM receipt_line"
                                         " WHERE gift_id = ?) ORDER BY id DESC LIMIT ?",
                                     gift, copies_max));
}

std::vector<Certified> certified_by(store::Session& session, const Receipt& receipt) {
    std::vector<Certified> gifts;
    const auto& currency = receipt.amount.currency;
    for (const auto& row : session.all(
             "SELECT gift_id, minor, fee_minor, given_on, method, campaign_title, gift_version"
             " FROM receipt_line WHERE receipt_id = ? ORDER BY given_on, gift_id LIMIT ?",
             receipt.id, lines_max))
        gifts.push_back({row.id<GiftId>("gift_id"),
                         {row.number("minor"), currency},
                         {row.number("fee_minor"), currency},
                         row.date("given_on"),
                         row.text("method"),
                         row.text("campaign_title"),
                         static_cast<int>(row.number("gift_version"))});
    return gifts;
}

std::optional<Copy> find_copy(store::Session& session, const std::string& code) {
    const auto row = session.one(select_copy + "WHERE code = ?", code);
    if (!row) return {};
    return copy_from(*row);
}

std::vector<Copy> copies_of(store::Session& session, ReceiptId receipt) {
    std::vector<Copy> copies;
    for (const auto& row : session.all(select_copy + "WHERE receipt_id = ? ORDER BY copy LIMIT ?",
                                       receipt, copies_max))
        copies.push_back(copy_from(row));
    return copies;
}

ReceiptWords find_receipt_words(store::Session& session) {
    const auto row =
        session.one("SELECT recognition, signer, version FROM receipt_words WHERE id = 1");
    check(row.has_value(), "there are the words of receipts");
    return {row->text("recognition"), row->text("signer"),
            static_cast<int>(row->number("version"))};
}

std::vector<Receipt> recent_receipts(store::Session& session, const Search& search) {
    const auto before = search.before ? search.before.value : INT64_MAX;
    std::string sql = select_receipt + "WHERE id < ?";
    std::vector<store::Value> values{store::value_of(before)};
    if (search.year != 0) {
        sql += " AND series = ?";
        values.push_back(store::value_of(std::to_string(search.year)));
    }
    if (const auto number = number_typed(search.query)) {
        sql += " AND number = ?";
        values.push_back(store::value_of(*number));
    } else if (!search.query.empty()) {
        sql += " AND donor_name LIKE ?";
        values.push_back(store::value_of(like_text(search.query)));
    }
    values.push_back(store::value_of(search.limit));
    return receipts_from(session.query(sql + " ORDER BY id DESC LIMIT ?", values));
}

std::vector<Receipt> receipts_of_batch(store::Session& session, std::int64_t batch,
                                       const Slice& slice) {
    return receipts_from(
        session.all(select_receipt + "WHERE batch_id = ? ORDER BY number LIMIT ? OFFSET ?", batch,
                    slice.limit, slice.first));
}

std::vector<SeriesReport> gaps_in_receipts(store::Session& session) {
    constexpr int series_max = 200;
    std::vector<SeriesReport> reports;
    for (const auto& row : session.all(
             "SELECT s.series, s.last_number, COUNT(r.id) AS n,"
             " CAST(COALESCE(SUM(r.state = 'valid'), 0) AS SIGNED) AS valid FROM receipt_series s"
             " LEFT JOIN receipt r ON r.series = s.series GROUP BY s.series, s.last_number"
             " ORDER BY s.series DESC LIMIT ?",
             series_max))
        reports.push_back({row.text("series"),
                           static_cast<int>(row.number("last_number")),
                           static_cast<int>(row.number("n")),
                           static_cast<int>(row.number("valid")),
                           {}});
    for (auto& report : reports) {
        if (report.count == report.last) continue;
        // Each number whose follower is missing, and the ones before the first.
        for (const auto& row : session.all(
                 "WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted"
                 " WHERE n < ?) SELECT n FROM counted WHERE n NOT IN"
                 " (SELECT number FROM receipt WHERE series = ?) ORDER BY n LIMIT ?",
                 report.last, report.series, named_gaps_max))
            report.missing.push_back(static_cast<int>(row.number("n")));
    }
    return reports;
}

std::string receipt_key(store::Session& session, ReceiptId id) {
    constexpr std::size_t digits = 32;
    const auto secret = session.one("SELECT value FROM secret WHERE name = 'tokens'");
    return hmac_sha256_hex(secret ? secret->text("value") : "",
                           "receipt " + std::to_string(id.value))
        .substr(0, digits);
}

int take_number(store::Transaction& tx, const std::string& series) {
    const auto row =
        tx.lock("SELECT last_number FROM receipt_series WHERE series = ? FOR UPDATE", series);
    if (!row) throw Refused{{Reason::already_decided}};
    const auto last = static_cast<int>(row->number("last_number"));
    const auto moved = tx.run(
        "UPDATE receipt_series SET last_number = last_number + 1"
        " WHERE series = ? AND last_number = ?",
        series, last);
    check(moved == 1, "a locked series moves by one");
    return last + 1;
}

void open_series(store::Transaction& tx, const std::string& series) {
    tx.run("INSERT IGNORE INTO receipt_series (series) VALUES (?)", series);
}

void insert_receipt(store::Transaction& tx, const Receipt& one, const NewReceipt& asked) {
    tx.run(
        "INSERT INTO receipt (id, series, number, sort, year, currency, minor, given_from,"
        " given_to, issued_on, issued_at, issued_by, batch_id, language, country, donor_name,"
        " donor_address, tax_fields, email, legal_name, register_number, legal_address,"
        " recognition, signer, logo)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        one.id, one.series, one.number, sort_name(one.sort), one.year, one.amount.currency.text(),
        one.amount.minor, one.given_from, one.given_to, one.issued_on, one.issued_at, one.issued_by,
        Id<struct ReceiptBatchEntity>{asked.batch}, one.to.language, one.country, one.to.name,
        one.to.address, one.to.tax_fields, one.to.email, one.from.legal_name,
        one.from.register_number, one.from.address, one.from.recognition, one.from.signer,
        one.from.logo);
    for (const auto& gift : asked.gifts)
        tx.run(
            "INSERT INTO receipt_line (receipt_id, gift_id, minor, fee_minor, given_on, method,"
            " campaign_title, gift_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            one.id, gift.gift, gift.amount.minor, gift.fee.minor, gift.given_on, gift.method,
            gift.campaign_title, gift.gift_version);
}

void insert_copy(store::Transaction& tx, const Copy& copy, const std::string& request_key) {
    tx.run(
        "INSERT INTO receipt_copy (receipt_id, copy, code, made_at, made_by, reason, request_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        copy.receipt, copy.copy, copy.code, copy.made_at, copy.made_by, copy.reason, request_key);
}

bool lock_unmoved(store::Transaction& tx, const Certified& gift) {
    const auto row = tx.lock("SELECT version FROM gift WHERE id = ? FOR UPDATE", gift.gift);
    return row && row->number("version") == gift.gift_version;
}

void note_looked_at(store::Transaction& tx, ReceiptId receipt, GiftId gift, int gift_version) {
    tx.run("UPDATE receipt_line SET gift_version = ? WHERE receipt_id = ? AND gift_id = ?",
           gift_version, receipt, gift);
}

bool cancel_row(store::Transaction& tx, ReceiptId id, const std::string& reason, AccountId by,
                Instant now) {
    if (tx.run("UPDATE receipt SET state = 'cancelled', cancelled_at = ?, cancelled_by = ?,"
               " cancel_reason = ? WHERE id = ? AND state = 'valid'",
               now, by, reason, id) != 1)
        return false;
    tx.run("UPDATE receipt_line SET is_live = NULL WHERE receipt_id = ?", id);
    return true;
}

int lock_next_copy(store::Transaction& tx, ReceiptId id) {
    const auto row = tx.lock(
        "SELECT copy FROM receipt_copy WHERE receipt_id = ? ORDER BY copy DESC LIMIT 1 FOR UPDATE",
        id);
    check(row.has_value(), "a receipt has its original");
    return static_cast<int>(row->number("copy")) + 1;
}

void put_wish(store::Transaction& tx, const Wish& wish, Instant now) {
    tx.run(
        "INSERT INTO receipt_wish (gift_id, tax_fields, asked_at) VALUES (?, ?, ?)"
        " ON DUPLICATE KEY UPDATE tax_fields = VALUES(tax_fields), asked_at = VALUES(asked_at),"
        " done_at = NULL",
        wish.gift, wish.tax_fields, now);
}

void end_wish(store::Transaction& tx, GiftId gift, Instant now) {
    tx.run("UPDATE receipt_wish SET done_at = ? WHERE gift_id = ? AND done_at IS NULL", now, gift);
}

std::vector<Wish> open_wishes(store::Session& session, int limit) {
    std::vector<Wish> wishes;
    for (const auto& row : session.all(
             "SELECT w.gift_id, w.tax_fields FROM receipt_wish w JOIN gift g ON g.id = w.gift_id"
             " WHERE w.done_at IS NULL AND g.state = 'confirmed' AND g.confirmed_minor > 0"
             " ORDER BY w.asked_at LIMIT ?",
             limit))
        wishes.push_back({row.id<GiftId>("gift_id"), row.text("tax_fields")});
    return wishes;
}

std::optional<Wish> find_wish(store::Session& session, GiftId gift) {
    const auto row = session.one(
        "SELECT gift_id, tax_fields FROM receipt_wish WHERE gift_id = ? AND done_at IS NULL", gift);
    if (!row) return {};
    return Wish{row->id<GiftId>("gift_id"), row->text("tax_fields")};
}

bool put_receipt_words(store::Transaction& tx, const ReceiptWords& words) {
    return tx.run(
               "UPDATE receipt_words SET recognition = ?, signer = ?, version = version + 1"
               " WHERE id = 1 AND version = ?",
               words.recognition, words.signer, words.version) == 1;
}

}  // namespace receipts
