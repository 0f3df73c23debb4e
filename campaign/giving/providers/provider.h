// Provider: what a card provider can be asked, in one small interface. Stripe and PayPal stand
// behind it; nothing else of the program knows either.
//
// A provider never tells us what to do: it tells what is true of one checkout (Payment), and the
// giving verbs derive from those amounts what is still to be booked. So facts may come in any order
// and any number of times. Every call may throw outside::Unreachable, and NotTaken where the
// provider answers that it will not.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "campaign/giving/providers/subscription.h"
#include "campaign/words/instant.h"
#include "campaign/words/money.h"

namespace providers {

// What the donor is sent to pay. Nothing of the donor travels but what the provider cannot do
// without; metadata leads back to the gift.
struct CheckoutAsked {
    std::string gift;      // The gift's public number, for metadata and client reference.
    std::string campaign;  // Its address, for metadata.
    Money amount;
    std::string title;     // What the donor reads there: the campaign's title.
    std::string language;  // BCP 47.
    std::string return_url, cancel_url;
    std::string key;  // The provider's idempotency key: the same question, the same answer.
    Instant expires_at;
    std::string series = {};  // Taken again every month, as this series of ours; empty: once.
};
struct Checkout {
    std::string id, url;  // Of the provider; url is where the donor's browser goes.
};

// What is true of one checkout, as the provider says it now.
struct Payment {
    enum class State { open, processing, failed, expired, paid };
    State state = State::open;
    std::string checkout, payment;  // The provider's ids; payment is empty before there is one.
    std::string gift;               // From our metadata.
    Money captured, refunded;       // Refunded is cumulative.
    std::optional<Money> fee = {};  // Where it is known yet.
    struct Dispute {
        enum class State { open, lost, won };
        std::string id;
        State state = State::open;
        Money amount;
        Money fee;
        // What was taken for it and given back so far; unknown: all of it, as the state says.
        std::optional<Money> taken = {}, given_back = {};
        std::string reason = {};  // In the provider's own word: "fraudulent".
        std::optional<Instant> answer_by = {};
        bool is_answered = false;
    };
    std::vector<Dispute> disputes = {};
    // Money that went back, one by one. `refunded` counts those that failed later, too.
    struct Refund {
        std::string id;
        std::string own = {};  // As we called it when we asked for it; empty: others did.
        Money amount = {};
        bool has_failed = false;
    };
    std::vector<Refund> refunds = {};
};

// Money to go back. The same key brings the same answer, so that it goes back once.
struct RefundAsked {
    std::string payment, own, key;
    Money amount;
};

// What a provider transfers to our bank, or takes from it (then the amount is negative).
struct PayoutSeen {
    enum class State { announced, paid, failed };
    std::string id;
    State state = State::announced;
    Money amount;
    Instant made_at = {};
    Date arrives_on = {};
    std::string trace = {}, descriptor = {};  // As the bank's line may name it.
    bool is_whole = true;                     // All that it is made of can be read.
};
// One movement of the money that a provider holds for us. What reaches us is amount - fee.
struct Movement {
    std::string id, kind, payment;  // payment: the provider's id of it, if it belongs to one.
    Money amount, fee;
    Instant made_at = {};
};

// A message that the provider signed. What it says is looked up again, never believed by itself.
struct Notice {
    std::string event, type;        // The provider's id of it, and its kind.
    std::string checkout, payment;  // What it is about, as far as it says.
    std::string gift = {};          // From our metadata, as far as it says.
    std::string subscription = {};  // Whose invoice, or which itself.
    bool is_decline = false;        // An attempt to pay was refused: counted, nothing more.
};

struct Headers {
    std::map<std::string, std::string> all;  // Names in lower case.
    std::string text(const std::string& name) const {
        const auto found = all.find(name);
        return found == all.end() ? std::string{} : found->second;
    }
};

// The provider answered, and said no. what() is for finance and the journal: it names no secret.
struct NotTaken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Provider {
public:
    virtual ~Provider() = default;
    virtual std::string name() const = 0;    // "stripe", "paypal": of clearing:NAME, /hooks/NAME.
    virtual std::string way() const = 0;     // As the form sends it: "card", "paypal".
    virtual std::string label() const = 0;   // As donors read it, in English: "Card".
    virtual std::string origin() const = 0;  // Of the page to pay on, for form-action.
    // Keys of a test: nothing they do moves money, so what is paid with them is no gift.
    virtual bool moves_no_money() const = 0;
    virtual Money smallest(Currency) const = 0;  // That it takes at once.
    virtual Checkout begin_checkout(const CheckoutAsked&) const = 0;
    // Nothing if it knows no such checkout. Completes what the payer has agreed to, if that is left
    // to us there, and if it may still be taken.
    virtual std::optional<Payment> find_payment(const std::string& checkout,
                                                bool may_take = true) const = 0;
    // The same for money that no checkout of ours led to: by the payment's own id.
    virtual std::optional<Payment> find_stray(const std::string& payment) const = 0;
    // Nobody can pay there any more. Does nothing where that is not possible or too late.
    virtual void end_checkout(const std::string& checkout) const = 0;
    // The signature is right and fresh; nothing if it is not.
    virtual std::optional<Notice> read_notice(const Headers&, const std::string& raw_body,
                                              Instant now) const = 0;
    // Gives money back. Throws NotTaken where it will not.
    virtual Payment::Refund refund(const RefundAsked&) const = 0;
    // What it would have told us since then, the oldest first, whether or not it came.
    virtual std::vector<Notice> notices_since(Instant) const = 0;
    // Payouts made since then; none where the provider makes none by itself.
    virtual std::vector<PayoutSeen> payouts_since(Instant) const { return {}; }
    virtual std::vector<Movement> movements_of(const std::string& /*payout*/) const { return {}; }
    // What it holds for us now, by currency; nothing where it does not say.
    virtual std::vector<Money> balances() const { return {}; }
    // Does it take money every month? Where not, nothing below is asked.
    virtual bool takes_monthly() const { return false; }
    // By its own id, or by the checkout that began it; nothing where there is none (yet).
    virtual std::optional<Subscription> find_subscription(const std::string& /*id*/) const {
        return {};
    }
    // Does nothing where it is so already. Throws NotTaken where it will not.
    virtual void change_subscription(const std::string& /*id*/, SubscriptionChange) const {}
    // Where a person answers to a dispute at the provider.
    virtual std::string dispute_page(const std::string& dispute) const = 0;
    // Asks something harmless: an empty text if these keys work, else what is wrong.
    virtual std::string try_keys() const = 0;
};

}  // namespace providers
