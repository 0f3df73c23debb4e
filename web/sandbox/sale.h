// Sale: one checkout at the stand-in provider, with all that became of it.
//
// Stripe calls it a session with its intent and charge, PayPal an order with its capture; here it
// is one thing, and each dialect writes it down in its own way. Nothing here knows HTTP or a clock.
// What a sale does not allow in its state throws NotPossible.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "campaign/words/instant.h"
#include "campaign/words/money.h"

namespace sandbox {

enum class Vendor { stripe, paypal };
using Labels = std::map<std::string, std::string>;  // Metadata.

// What can happen to a sale. By the payer: approve, pay, decline, pay_later, fail_later; by the
// provider: settle, fail, expire, dispute (and takes the money), open_dispute (and does not yet),
// withdraw, win, lose, fail_refund; by the seller: refund, expire, answer (to a dispute).
enum class Act {
    approve,
    pay,
    decline,
    pay_later,
    fail_later,
    settle,
    fail,
    expire,
    refund,
    dispute,
    win,
    lose,
    open_dispute,
    withdraw,
    answer,
    fail_refund
};
struct Line {
    std::string name;
    Money amount;
    std::int64_t quantity = 1;
};

struct Refund {
    std::string id;
    Money amount;
    std::string reason;
    Labels labels = {};
    Instant made_at = {};
    std::optional<Instant> failed_at = {};  // Later: the money came back to the provider.
};

struct Dispute {
    enum class State { open, won, lost };
    std::string id;
    State state = State::open;
    Money amount;
    Instant opened_at = {};
    std::optional<Instant> taken_at = {}, back_at = {};  // Its money.
    bool is_answered = false;
};

struct Sale {
    // Approved: the payer agreed, and the money is taken when the seller asks for it (PayPal).
    // Failed: a delayed payment that never came. A card that is declined leaves the sale open.
    enum class State { open, approved, processing, paid, failed, expired };
    Vendor vendor = Vendor::stripe;
    State state = State::open;
    std::string id, intent, charge;  // The last two are empty before there was an attempt.
    Money asked, taken;              // Taken may differ from asked where a test wants it so.
    std::vector<Line> lines = {};
    Labels labels = {}, intent_labels = {};
    std::string reference, invoice, language, submit_type;
    std::string success_url, cancel_url;
    Instant made_at = {}, expires_at = {}, approved_at = {}, paid_at = {};
    std::string trouble = {};   // Why the last attempt failed: "card_declined".
    Act on_capture = Act::pay;  // PayPal: how it will end when the seller takes the money.
    bool fails_later = false;   // How a delayed payment will end.
    std::optional<Instant> settles_at = {};  // Of a payment under way.
    bool is_monthly = false;                 // Its checkout begins a subscription.
    std::string subscription = {}, bill = {};  // bill: which of its invoices this pays.
    std::vector<Refund> refunds = {};
    std::vector<Dispute> disputes = {};
};

struct NotPossible : std::runtime_error {
    NotPossible(std::string which, const std::string& sentence, std::string field = {})
        : std::runtime_error{sentence}, code{std::move(which)}, param{std::move(field)} {}
    std::string code, param;
};

std::optional<Act> find_act(std::string_view name);

struct Deed {
    Act act;
    std::optional<Money> amount = {};  // Of pay, refund and dispute; else all of it.
    std::string reason = {};
    Labels labels = {};
    std::int64_t settle_ms = 0;  // Until a delayed payment is decided.
    Act on_capture = Act::pay;   // Of approve.
};
void apply(Sale&, const Deed&, Instant now);

Money refunded(const Sale&);        // What failed later is not.
Money fee_of(Money taken);          // 1.4 % and 25 minor units.
Money dispute_fee_of(const Sale&);  // 15 units of the currency.
std::string_view state_text(Sale::State);
std::string_view state_text(Dispute::State);
std::string new_id(std::string_view prefix);  // "pi_" and random letters and digits.

}  // namespace sandbox
