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
    };
    std::vector<Dispute> disputes = {};
};

// A message that the provider signed. What it says is looked up again, never believed by itself.
struct Notice {
    std::string event, type;        // The provider's id of it, and its kind.
    std::string checkout, payment;  // What it is about, as far as it says.
    std::string gift = {};          // From our metadata, as far as it says.
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
    // Asks something harmless: an empty text if these keys work, else what is wrong.
    virtual std::string try_keys() const = 0;
};

}  // namespace providers
