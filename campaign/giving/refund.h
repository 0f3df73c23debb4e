// Refund: money that goes back to its donor, from the first word to the last cent.
//
// Approved, it counts no more, whether or not it has gone out yet (money.md, event 9). By card it
// is carried out by the provider, by bank by a transfer of ours that a statement shows. Up to a
// limit one person gives it back, above it a second one agrees: both are constraints in SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/card_payment.h"

namespace giving {

using RefundId = Id<struct RefundEntity>;
enum class RefundState { proposed, approved, done, failed, declined, withdrawn };
std::string_view refund_state_name(RefundState);

struct Refund {
    RefundId id;
    GiftId gift;        // Or, of money that no gift has:
    PaymentId payment;  // the payment. By card both.
    CampaignId campaign;
    bool is_by_card = false;
    std::string provider;
    Money amount, alone;  // alone: what one person might give back when it was proposed.
    bool needs_second = false;
    RefundState state = RefundState::proposed;
    std::string reason, request_key, answer, trouble;
    AccountId proposed_by, approved_by;
    std::string proposer, approver;  // Their names.
    Instant proposed_at;
    std::optional<Instant> decided_at, due_at, done_at;
    int attempt = 1, tries = 0;
    std::string
        donor;  // The gift's donor, as finance reads it, and where their transfer came from.
    std::string payee_iban, reference;
};

// What one person may give back of one gift, in whole units of its currency.
constexpr std::int64_t refund_alone_units = 200;
Money refund_alone_max(Currency);
constexpr std::size_t refund_reason_max = 200;

// As the provider keeps it with the refund: number and attempt.
std::string own_text(const Refund&);

// Storage: refund_sql.cpp.
void insert_refund(store::Transaction&, const Refund&);
std::optional<Refund> find_refund(store::Session&, RefundId);
std::optional<Refund> find_refund_by_key(store::Session&, const std::string& request_key);
std::vector<Refund> refunds_of_gift(store::Session&, GiftId);             // The newest first.
std::vector<Refund> refunds_of_payment(store::Session&, PaymentId);       // The newest first.
std::vector<Refund> refunds_in(store::Session&, RefundState, int limit);  // The oldest first.
std::vector<Refund> refunds_to_send(store::Session&, Instant now, int limit);
// To be paid out by bank, with this amount.
std::vector<Refund> refunds_to_pay(store::Session&, Money);
// From one state into another; false where it was not in it. Counts nobody twice.
bool move_refund(store::Transaction&, const Refund& before, RefundState after,
                 const std::string& answer, AccountId by, Instant now);
bool approve_again(store::Transaction&, const Refund& failed, bool by_card, Instant now);
// One of several programs sends it: the next try comes then.
bool claim_refund(store::Transaction&, const Refund&, Instant until);
void note_refund_trouble(store::Transaction&, const Refund&, const std::string& trouble,
                         bool has_failed);
void note_refund_seen(store::Transaction&, const providers::Payment::Refund&, Instant now);
bool note_refund_paid(store::Transaction&, RefundId, Instant now);    // By bank.
bool note_refund_unpaid(store::Transaction&, RefundId, Instant now);  // The placing was undone.

// A donor asks for it back.
struct RefundWish {
    std::int64_t id = 0;
    GiftId gift;
    CampaignId campaign;
    std::string words, state, answer;
    Instant made_at;
};
// Throws store::Duplicate where one was made before.
void insert_wish(store::Transaction&, const RefundWish&);
bool end_wish(store::Transaction&, GiftId, const std::string& state, const std::string& answer,
              AccountId by, Instant now);
std::optional<RefundWish> find_wish(store::Session&, GiftId);
std::vector<RefundWish> open_wishes(store::Session&, int limit);

}  // namespace giving
