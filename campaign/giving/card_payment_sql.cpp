#include "campaign/giving/card_payment.h"

namespace giving {

namespace {

using Dispute = providers::Payment::Dispute;

const std::string select_payment =
    "SELECT p.id, p.gift_id, p.campaign_id, p.attempt, p.provider, p.checkout, p.payment, p.url,"
    " p.state, p.currency, p.asked_minor, p.captured_minor, p.refunded_minor, p.fee_minor,"
    " p.failed_minor, p.own_minor, p.approved_minor,"
    " p.quarantine, p.client, p.network, p.declines, p.begun_at, p.expires_at, p.asked_at,"
    " p.ask_at, p.asks, p.version, COALESCE(g.currency, p.currency) AS asked_currency"
    " FROM payment p LEFT JOIN gift g ON g.id = p.gift_id ";

std::string_view dispute_state_name(Dispute::State state) {
    if (state == Dispute::State::open) return "open";
    return state == Dispute::State::won ? "won" : "lost";
}

Dispute::State dispute_state_of(const std::string& name) {
    if (name == "open") return Dispute::State::open;
    return name == "won" ? Dispute::State::won : Dispute::State::lost;
}

CardPayment payment_from(const store::Row& row) {
    CardPayment payment;
    const auto seen = currency_of(row.text("currency"));
    payment.id = row.id<PaymentId>("id"), payment.gift = row.id<GiftId>("gift_id");
    payment.campaign = row.id<CampaignId>("campaign_id");
    payment.attempt = static_cast<int>(row.number("attempt"));
    payment.provider = row.text("provider"), payment.checkout = row.text("checkout");
    payment.url = row.text("url"), payment.currency = seen;
    payment.asked = {row.number("asked_minor"), currency_of(row.text("asked_currency"))};
    auto& facts = payment.facts;
    facts.state = payment_state_of(row.text("state")), facts.payment = row.text("payment");
    facts.captured = {row.number("captured_minor"), seen};
    facts.refunded = {row.number("refunded_minor"), seen};
    facts.fee = {row.number("fee_minor"), seen};
    facts.failed = row.number("failed_minor"), facts.own = row.number("own_minor");
    facts.approved = row.number("approved_minor");
    payment.quarantine = row.text("quarantine"), payment.client = row.text("client");
    payment.network = row.text("network");
    payment.declines = static_cast<int>(row.number("declines"));
    payment.asks = static_cast<int>(row.number("asks"));
    payment.version = static_cast<int>(row.number("version"));
    payment.begun_at = row.instant("begun_at"), payment.expires_at = row.instant("expires_at");
    payment.asked_at = row.maybe_instant("asked_at");
    payment.ask_at = row.maybe_instant("ask_at");
    return payment;
}

Dispute dispute_from(const store::Row& row, Currency currency) {
    const auto maybe = [&](const char* name) {
        return row.is_null(name) ? std::nullopt : std::optional{Money{row.number(name), currency}};
    };
    Dispute dispute{row.text("dispute"), dispute_state_of(row.text("state")),
                    Money{row.number("minor"), currency}, Money{row.number("fee_minor"), currency}};
    dispute.taken = maybe("taken_minor"), dispute.given_back = maybe("back_minor");
    dispute.reason = row.text("reason"), dispute.answer_by = row.maybe_instant("answer_by");
    dispute.is_answered = row.flag("is_answered");
    return dispute;
}

void read_disputes(store::Session& session, CardPayment& payment) {
    constexpr int disputes_max = 100;
    for (const auto& row :
         session.all("SELECT dispute, state, minor, fee_minor, taken_minor, back_minor, reason,"
                     " answer_by, is_answered FROM dispute"
                     " WHERE payment_id = ? ORDER BY dispute LIMIT ?",
                     payment.id, disputes_max))
        payment.facts.disputes.push_back(dispute_from(row, payment.facts.captured.currency));
}

std::vector<CardPayment> payments_from(store::Session& session,
                                       const std::vector<store::Row>& rows) {
    std::vector<CardPayment> payments;
    for (const auto& row : rows) {
        payments.push_back(payment_from(row));
        read_disputes(session, payments.back());
    }
    return payments;
}

std::optional<CardPayment> maybe_payment(store::Session& session,
                                         const std::optional<store::Row>& row) {
    if (!row) return {};
    auto payment = payment_from(*row);
    read_disputes(session, payment);
    return payment;
}

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace

void insert_payment(store::Transaction& tx, const CardPayment& payment) {
    tx.run(
        "INSERT INTO payment (id, gift_id, campaign_id, attempt, provider, checkout, payment, url,"
        " state, currency, asked_minor, quarantine, client, network, begun_at, expires_at, ask_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        payment.id, payment.gift, payment.campaign, payment.attempt, payment.provider,
        if_any(payment.checkout), if_any(payment.facts.payment), payment.url,
        payment_state_name(payment.facts.state), payment.currency.text(), payment.asked.minor,
        payment.quarantine, payment.client, payment.network, payment.begun_at, payment.expires_at,
        payment.ask_at);
}

namespace {

void write_disputes(store::Transaction& tx, PaymentId payment, const Facts& facts, Instant now) {
    constexpr std::size_t reason_max = 60;
    const auto minor = [](const std::optional<Money>& money) {
        return money ? std::optional{money->minor} : std::nullopt;
    };
    for (const auto& dispute : facts.disputes)
        tx.run(
            "INSERT INTO dispute (payment_id, dispute, state, minor, fee_minor, taken_minor,"
            " back_minor, reason, answer_by, is_answered, seen_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
            " state = VALUES(state), minor = VALUES(minor), fee_minor = VALUES(fee_minor),"
            " taken_minor = VALUES(taken_minor), back_minor = VALUES(back_minor),"
            " reason = VALUES(reason), answer_by = VALUES(answer_by),"
            " is_answered = VALUES(is_answered)",
            payment, dispute.id, dispute_state_name(dispute.state), dispute.amount.minor,
            dispute.fee.minor, minor(dispute.taken), minor(dispute.given_back),
            dispute.reason.substr(0, reason_max), dispute.answer_by, dispute.is_answered, now);
}

}  // namespace

bool update_facts(store::Transaction& tx, const CardPayment& before, const CardPayment& after,
                  Instant now) {
    const auto& facts = after.facts;
    const auto is_over = !is_waiting(after);  // Where it came from is not needed any more.
    const auto changed = tx.run(
        "UPDATE payment SET gift_id = ?, campaign_id = ?, attempt = ?, state = ?, payment = ?,"
        " checkout = ?, currency = ?, captured_minor = ?, refunded_minor = ?, fee_minor = ?,"
        " failed_minor = ?, own_minor = ?, approved_minor = ?, quarantine = ?,"
        " client = IF(?, '', client), network = IF(?, '', network), settled_at = ?, asked_at = ?,"
        " ask_at = ?, asks = asks + 1, version = version + 1 WHERE id = ? AND version = ?",
        after.gift, after.campaign, after.attempt, payment_state_name(facts.state),
        if_any(facts.payment), if_any(after.checkout), facts.captured.currency.text(),
        facts.captured.minor, facts.refunded.minor, facts.fee.minor, facts.failed, facts.own,
        facts.approved, after.quarantine, is_over, is_over, now, now, after.ask_at, before.id,
        before.version);
    if (changed != 1) return false;
    write_disputes(tx, before.id, facts, now);
    return true;
}

void set_checkout(store::Transaction& tx, PaymentId id, const providers::Checkout& checkout,
                  Instant ask_at) {
    tx.run(
        "UPDATE payment SET checkout = ?, url = ?, ask_at = ?, version = version + 1"
        " WHERE id = ? AND checkout IS NULL",
        checkout.id, checkout.url, ask_at, id);
}

void note_asked(store::Transaction& tx, const CardPayment& payment, std::optional<Instant> ask_at,
                Instant now) {
    tx.run("UPDATE payment SET asked_at = ?, ask_at = ?, asks = asks + 1 WHERE id = ?", now, ask_at,
           payment.id);
}

void count_decline(store::Transaction& tx, PaymentId id) {
    tx.run("UPDATE payment SET declines = declines + 1 WHERE id = ?", id);
}

std::optional<CardPayment> find_payment(store::Session& session, PaymentId id) {
    return maybe_payment(session, session.one(select_payment + "WHERE p.id = ?", id));
}

std::optional<CardPayment> find_payment_by_checkout(store::Session& session,
                                                    const std::string& provider,
                                                    const std::string& checkout) {
    return maybe_payment(
        session, session.one(select_payment + "WHERE p.provider = ? AND p.checkout = ?", provider,
                             checkout));
}

std::optional<CardPayment> find_payment_by_id(store::Session& session, const std::string& provider,
                                              const std::string& payment) {
    return maybe_payment(
        session,
        session.one(select_payment + "WHERE p.provider = ? AND p.payment = ?", provider, payment));
}

std::vector<CardPayment> payments_of(store::Session& session, GiftId gift) {
    constexpr int payments_max = 50;
    return payments_from(session,
                         session.all(select_payment + "WHERE p.gift_id = ? ORDER BY p.attempt DESC"
                                                      " LIMIT ?",
                                     gift, payments_max));
}

std::vector<CardPayment> payments_to_ask(store::Session& session, Instant now, int limit) {
    return payments_from(session, session.all(select_payment + "WHERE p.ask_at <= ?"
                                                               " ORDER BY p.ask_at LIMIT ?",
                                              now, limit));
}

std::vector<CardPayment> quarantined_payments(store::Session& session, int limit) {
    return payments_from(session, session.all(select_payment + "WHERE p.quarantine <> ''"
                                                               " ORDER BY p.begun_at DESC LIMIT ?",
                                              limit));
}

std::vector<CardPayment> disputed_payments(store::Session& session, bool is_open, int limit) {
    const std::string which = is_open ? "d.state = 'open'" : "d.state <> 'open'";
    const std::string order =
        is_open ? "MIN(COALESCE(d.answer_by, d.seen_at))" : "MAX(d.seen_at) DESC";
    std::vector<CardPayment> payments;
    for (const auto& row : session.all("SELECT d.payment_id FROM dispute d WHERE " + which +
                                           " GROUP BY d.payment_id ORDER BY " + order + " LIMIT ?",
                                       limit))
        if (auto payment = find_payment(session, row.id<PaymentId>("payment_id")))
            payments.push_back(std::move(*payment));
    return payments;
}

std::optional<Instant> last_asked(store::Session& session, const std::string& provider) {
    return session
        .one("SELECT MAX(asked_at) AS asked_at FROM payment WHERE provider = ?", provider)
        ->maybe_instant("asked_at");
}

}  // namespace giving
