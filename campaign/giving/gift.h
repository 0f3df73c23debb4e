// Gift: one gift to one campaign, its lines and shares, and the rules for taking it.
//
// A gift is asked for (NewGift), then recorded (Gift). `pending` is a promise by transfer,
// `entered` is money that somebody at the desk says they hold, `confirmed` is money that a second
// person, the bank or a provider has seen. `intent` is a card checkout that was begun. What it did
// to the money is not here but in the ledger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/mention.h"
#include "campaign/store/database.h"
#include "campaign/words/money.h"
#include "campaign/words/refusal.h"

namespace giving {

enum class State {
    pending,
    entered,
    confirmed,
    rejected,
    lapsed,
    withdrawn,
    intent,    // By card: begun, and nothing is known yet.
    failed,    // By card: a delayed payment did not come.
    expired,   // By card: nobody paid in time.
    refunded,  // By card: all of it went back,
    disputed,  // or is held while a dispute is open,
    lost       // or went with one.
};
std::string_view state_name(State);
State state_of(std::string_view name);

// Line: a part of the amount, with what it is for. Gift lines count toward the goal.
struct Line {
    std::string kind;  // gift, fee_cover, …
    FundId fund;
    Money amount;
    bool counts = true;
};

// Share: who gets the applause for which part. Shares never exceed what counts.
struct Share {
    ParticipantId participant;  // Or nobody:
    TeamId team;                // the team itself, or the participant's team at that time.
    Money amount;
};

// What donors say of themselves; every text is shown only after a person has read it.
struct Donor {
    std::string name;                     // Shown, unless anonymous.
    bool is_anonymous = false;            // To the public.
    bool hides_from_participant = false;  // And, apart from that, to the participant.
    bool hides_amount = false;
    std::string message, email, language = "en";
    std::string receipt_name, receipt_address;
    std::string consent_wording;  // Of "may we write to you", empty unless ticked.
    std::string browser;          // Digest of a first-party cookie, to ask before a second gift.
    Mentions mentions = {};
};

struct NewGift {
    std::string method = "transfer";  // transfer, card, cash, cheque, card_reader
    std::string origin = "form";      // form, desk, api; walker: cash that a participant holds
    std::vector<Line> lines;
    std::vector<Share> shares = {};  // Their amounts are ignored: weights are equal.
    Donor donor = {};
    LinkId link = {};
    std::string request_key;               // Of the form, or of the API's client: once each.
    AccountId author = {};                 // A colleague who is signed in: not the reviewer.
    bool is_meant = false;                 // "Give again": the person was asked and said yes.
    std::optional<Instant> given_at = {};  // What the desk enters later; else now.
    std::string note = {};                 // Of the desk, for finance.
    std::optional<Card> card = {};         // Who is to be told of it.
    bool is_monthly = false;               // The first of a series.
};

// Terms: what the campaign allows at this moment, read before the unit of work.
struct Terms {
    CampaignId campaign;
    Currency currency;
    FundId fund;
    std::string zone = "Europe/Berlin";  // The organisation's, for the booking day.
    bool is_open = true;                 // Are gifts taken now?
    bool is_late = false;                // After the end, within the 60 days.
    bool is_rehearsal = false;           // Then nothing enters the ledger.
};

struct Gift {
    GiftId id;
    CampaignId campaign;
    std::string method, origin;
    State state = State::pending;
    Money amount, confirmed, open;  // open: still promised or declared.
    Instant given_at;
    std::optional<Instant> confirmed_at, proven_at;
    bool is_late = false, is_rehearsal = false;
    Donor donor;
    std::string words_state;  // none, waiting, published, hidden
    LinkId link;
    std::string reference;  // RF… of a transfer (ISO 11649).
    std::string request_key, request_hash, token_digest, state_reason;
    AccountId entered_by, decided_by, author;
    int version = 1;
};

constexpr std::int64_t minor_per_gift_max = 100'000'000;  // A million with two decimals.
constexpr std::size_t name_max = 80, message_max = 280, email_max = 254, address_max = 300;
constexpr int repeat_minutes = 15, promise_days = 60;
// So long the reviewer of words may take the verdict back.
constexpr std::chrono::minutes words_undo_max{10};

// Rules: pure, no SQL, no clock.
std::optional<Refusal> objection(const NewGift&, const Terms&);
bool waits_for_card(const Gift&);      // It was begun, and nobody knows yet.
std::int64_t smallest_gift(Currency);  // One unit of it: 100 cents, 1 yen.
Money total_of(const std::vector<Line>&, Currency);
Money counting_of(const std::vector<Line>&, Currency);
// The same lines holding another amount in all: what is missing is taken from the covered fee
// last, what is more goes to the first line. An amount of nothing leaves no lines.
std::vector<Line> lines_holding(const std::vector<Line>&, Money amount);
// Of its content and its campaign, to tell a retry from another gift.
std::string hash_of(const NewGift&, CampaignId);

// ISO 11649: RF, two check digits, the body.
std::string creditor_reference(std::string_view body);
bool is_creditor_reference(std::string_view);
std::string grouped(std::string_view reference);  // In fours, as people type it.

// Storage: gift_sql.cpp. The token opens /g/{token}; it follows from the request key and our
// secret, so that a retry of the same request finds the same address.
struct Keys {
    std::string token, reference;
    AccountId entered_by = {};
};
Gift insert_gift(store::Transaction&, const NewGift&, const Terms&, const Keys&, Instant now);
// Like another one, whose words were read and whose address was proven already: the next of a
// series. Within the unit of work that made it.
void carry_words_over(store::Transaction&, GiftId from, GiftId to);
std::optional<Gift> find_gift(store::Session&, GiftId);
std::optional<Gift> find_gift_by_key(store::Session&, const std::string& request_key);
std::optional<Gift> find_gift_by_token(store::Session&, const std::string& token);
std::optional<Gift> find_gift_by_reference(store::Session&, const std::string& reference);
std::optional<Gift> lock_gift(store::Transaction&, GiftId);
std::vector<Line> lines_of(store::Session&, const Gift&);
std::vector<Share> shares_of(store::Session&, const Gift&);
std::string token_for(store::Session&, const std::string& request_key);
// The last gift of the same amount by the same browser or address since then.
std::optional<Gift> find_repeat(store::Session&, const NewGift&, const Terms&, Instant since);
// What the same browser began to pay by card since then and has not paid, as far as we know.
std::vector<Gift> begun_by_browser(store::Session&, const NewGift&, const Terms&, Instant since);

}  // namespace giving
