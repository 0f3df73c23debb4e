#include <algorithm>
#include <array>
#include <charconv>

#include "campaign/giving/refund.h"
#include "campaign/language/catalogue.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace giving {

namespace {

constexpr std::array names{"proposed", "approved", "done", "failed", "declined", "withdrawn"};
constexpr int listed_max = 100;

const std::string select_refund =
    "SELECT r.id, r.gift_id, r.payment_id, r.campaign_id, r.way, r.provider, r.currency, r.minor,"
    " r.alone_minor, r.needs_second, r.state, r.reason, r.request_key, r.proposed_by,"
    " r.proposed_at, r.approved_by, r.decided_at, r.answer, r.attempt, r.tries, r.due_at,"
    " r.trouble, r.done_at, COALESCE(a.name, '') AS proposer, COALESCE(b.name, '') AS approver,"
    " COALESCE(NULLIF(g.receipt_name, ''), g.donor_name, '') AS donor,"
    " COALESCE(g.reference, '') AS reference, COALESCE((SELECT l.other_iban FROM bank_placing p"
    "   JOIN bank_line l ON l.id = p.line_id WHERE p.gift_id = r.gift_id AND p.kind = 'gift'"
    "    AND p.undone_at IS NULL ORDER BY p.id DESC LIMIT 1), '') AS payee_iban"
    " FROM refund r LEFT JOIN account a ON a.id = r.proposed_by"
    " LEFT JOIN account b ON b.id = r.approved_by LEFT JOIN gift g ON g.id = r.gift_id ";

RefundState state_from(const std::string& name) {
    const auto found = std::ranges::find(names, name);
    check(found != names.end(), "a state of a refund is known");
    return static_cast<RefundState>(found - names.begin());
}

Refund refund_from(const store::Row& row) {
    const auto currency = currency_of(row.text("currency"));
    Refund one;
    one.id = row.id<RefundId>("id"), one.gift = row.id<GiftId>("gift_id");
    one.payment = row.id<PaymentId>("payment_id");
    one.campaign = row.id<CampaignId>("campaign_id");
    one.is_by_card = row.text("way") == "card", one.provider = row.text("provider");
    one.amount = {row.number("minor"), currency}, one.alone = {row.number("alone_minor"), currency};
    one.needs_second = row.flag("needs_second"), one.state = state_from(row.text("state"));
    one.reason = row.text("reason"), one.request_key = row.text("request_key");
    one.answer = row.text("answer"), one.trouble = row.text("trouble");
    one.proposed_by = row.id<AccountId>("proposed_by");
    one.approved_by = row.id<AccountId>("approved_by");
    one.proposer = row.text("proposer"), one.approver = row.text("approver");
    one.proposed_at = row.instant("proposed_at");
    one.decided_at = row.maybe_instant("decided_at"), one.due_at = row.maybe_instant("due_at");
    one.done_at = row.maybe_instant("done_at");
    one.attempt = static_cast<int>(row.number("attempt"));
    one.tries = static_cast<int>(row.number("tries"));
    one.donor = row.text("donor"), one.payee_iban = row.text("payee_iban");
    one.reference = row.text("reference");
    return one;
}

std::vector<Refund> refunds_from(const std::vector<store::Row>& rows) {
    std::vector<Refund> refunds;
    for (const auto& row : rows) refunds.push_back(refund_from(row));
    return refunds;
}

RefundWish wish_from(const store::Row& row) {
    return {row.number("id"),      row.id<GiftId>("gift_id"), row.id<CampaignId>("campaign_id"),
            row.text("words"),     row.text("state"),         row.text("answer"),
            row.instant("made_at")};
}

const std::string select_wish =
    "SELECT w.id, w.gift_id, g.campaign_id, w.words, w.state, w.answer, w.made_at"
    " FROM refund_wish w JOIN gift g ON g.id = w.gift_id ";

}  // namespace

std::string_view refund_state_name(RefundState state) {
    return names[static_cast<std::size_t>(state)];
}

void insert_refund(store::Transaction& tx, const Refund& one) {
    tx.run(
        "INSERT INTO refund (id, gift_id, payment_id, campaign_id, way, provider, currency, minor,"
        " alone_minor, needs_second, state, reason, request_key, proposed_by, proposed_at,"
        " decided_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        one.id, one.gift, one.payment, one.campaign, one.is_by_card ? "card" : "bank", one.provider,
        one.amount.currency.text(), one.amount.minor, one.alone.minor, one.needs_second,
        refund_state_name(one.state), one.reason, one.request_key, one.proposed_by, one.proposed_at,
        one.decided_at, one.due_at);
}

std::optional<Refund> find_refund(store::Session& session, RefundId id) {
    const auto row = session.one(select_refund + "WHERE r.id = ?", id);
    return row ? std::optional{refund_from(*row)} : std::nullopt;
}

std::optional<Refund> find_refund_by_key(store::Session& session, const std::string& key) {
    const auto row = session.one(select_refund + "WHERE r.request_key = ?", key);
    return row ? std::optional{refund_from(*row)} : std::nullopt;
}

std::vector<Refund> refunds_of_gift(store::Session& session, GiftId gift) {
    return refunds_from(session.all(
        select_refund + "WHERE r.gift_id = ? ORDER BY r.id DESC LIMIT ?", gift, listed_max));
}

std::vector<Refund> refunds_of_payment(store::Session& session, PaymentId payment) {
    return refunds_from(session.all(
        select_refund + "WHERE r.payment_id = ? ORDER BY r.id DESC LIMIT ?", payment, listed_max));
}

std::vector<Refund> refunds_in(store::Session& session, RefundState state, int limit) {
    const std::string order = state == RefundState::done ? "DESC" : "ASC";
    return refunds_from(session.all(
        select_refund + "WHERE r.state = ? ORDER BY r.proposed_at " + order + " LIMIT ?",
        refund_state_name(state), limit));
}

std::vector<Refund> refunds_to_send(store::Session& session, Instant now, int limit) {
    return refunds_from(session.all(
        select_refund + "WHERE r.state = 'approved' AND r.way = 'card' AND r.due_at <= ?"
                        " ORDER BY r.due_at LIMIT ?",
        now, limit));
}

std::vector<Refund> refunds_to_pay(store::Session& session, Money amount) {
    return refunds_from(
        session.all(select_refund + "WHERE r.state = 'approved' AND r.way = 'bank' AND r.minor = ?"
                                    " AND r.currency = ? ORDER BY r.id LIMIT ?",
                    amount.minor, amount.currency.text(), listed_max));
}

bool move_refund(store::Transaction& tx, const Refund& before, RefundState after,
                 const std::string& answer, AccountId by, Instant now) {
    // Only a second person's yes is kept as one.
    const auto approver = after == RefundState::approved ? by : before.approved_by;
    return tx.run(
               "UPDATE refund SET state = ?, answer = ?, approved_by = ?, decided_at = ?,"
               " due_at = ?, version = version + 1 WHERE id = ? AND state = ?",
               refund_state_name(after), answer, approver, now, now, before.id,
               refund_state_name(before.state)) == 1;
}

bool approve_again(store::Transaction& tx, const Refund& failed, bool by_card, Instant now) {
    return tx.run(
               "UPDATE refund SET state = 'approved', way = ?, attempt = attempt + 1, tries = 0,"
               " trouble = '', due_at = ?, version = version + 1"
               " WHERE id = ? AND state = 'failed' AND attempt = ?",
               by_card ? "card" : "bank", now, failed.id, failed.attempt) == 1;
}

bool claim_refund(store::Transaction& tx, const Refund& one, Instant until) {
    return tx.run(
               "UPDATE refund SET due_at = ?, tries = tries + 1 WHERE id = ? AND state = 'approved'"
               " AND tries = ? AND attempt = ?",
               until, one.id, one.tries, one.attempt) == 1;
}

void note_refund_trouble(store::Transaction& tx, const Refund& one, const std::string& trouble,
                         bool has_failed) {
    const auto said = is_utf8(trouble) ? trouble : std::string{"its words cannot be read"};
    tx.run(
        "UPDATE refund SET trouble = LEFT(?, 180), state = IF(?, 'failed', state)"
        " WHERE id = ? AND state = 'approved' AND attempt = ?",
        said, has_failed, one.id, one.attempt);
}

// "17.2": the second attempt of refund 17. Later facts of an earlier attempt change nothing.
void note_refund_seen(store::Transaction& tx, const providers::Payment::Refund& seen, Instant now) {
    std::int64_t id = 0;
    int attempt = 0;
    const auto end = seen.own.data() + seen.own.size();
    const auto read = std::from_chars(seen.own.data(), end, id);
    if (read.ec != std::errc{} || read.ptr == end || *read.ptr != '.') return;
    if (std::from_chars(read.ptr + 1, end, attempt).ptr != end) return;
    tx.run(
        "UPDATE refund SET state = ?, provider_refund = ?, done_at = IF(?, NULL, ?), trouble = ?,"
        " version = version + 1 WHERE id = ? AND way = 'card' AND attempt = ?"
        " AND state IN ('approved', 'done') AND state <> ?",
        seen.has_failed ? "failed" : "done", seen.id, seen.has_failed, now,
        seen.has_failed ? language::to_say("The provider could not give it back after all.") : "",
        id, attempt, seen.has_failed ? "failed" : "done");
}

bool note_refund_paid(store::Transaction& tx, RefundId id, Instant now) {
    return tx.run(
               "UPDATE refund SET state = 'done', done_at = ?, version = version + 1"
               " WHERE id = ? AND way = 'bank' AND state = 'approved'",
               now, id) == 1;
}

bool note_refund_unpaid(store::Transaction& tx, RefundId id, Instant now) {
    return tx.run(
               "UPDATE refund SET state = 'approved', done_at = NULL, due_at = ?,"
               " version = version + 1 WHERE id = ? AND way = 'bank' AND state = 'done'",
               now, id) == 1;
}

void insert_wish(store::Transaction& tx, const RefundWish& wish) {
    tx.run("INSERT INTO refund_wish (id, gift_id, words, made_at) VALUES (?, ?, ?, ?)", wish.id,
           wish.gift, wish.words, wish.made_at);
}

bool end_wish(store::Transaction& tx, GiftId gift, const std::string& state,
              const std::string& answer, AccountId by, Instant now) {
    return tx.run(
               "UPDATE refund_wish SET state = ?, answer = ?, answered_by = ?, answered_at = ?"
               " WHERE gift_id = ? AND state = 'open'",
               state, answer, by, now, gift) == 1;
}

std::optional<RefundWish> find_wish(store::Session& session, GiftId gift) {
    const auto row = session.one(select_wish + "WHERE w.gift_id = ?", gift);
    return row ? std::optional{wish_from(*row)} : std::nullopt;
}

std::vector<RefundWish> open_wishes(store::Session& session, int limit) {
    std::vector<RefundWish> wishes;
    for (const auto& row :
         session.all(select_wish + "WHERE w.state = 'open' ORDER BY w.made_at LIMIT ?", limit))
        wishes.push_back(wish_from(row));
    return wishes;
}

}  // namespace giving
