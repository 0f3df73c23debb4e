// Receipt: what a donor has in writing about gifts that have come, and keep standing.
//
// Certified are the gift and the covered fee, nothing else, as the ledger has them
// (docs/data_model.md), after refunds and disputes. Everything on the paper is kept as text when it
// is issued, so it never changes later; the same receipt is the same PDF for ever. Numbers of a
// series have no gaps. A gift stands on one valid receipt at most. `code` opens /r/{code}, which
// shows no name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/money.h"

namespace receipts {

using ReceiptId = Id<struct ReceiptEntity>;

enum class Sort { single, yearly };
std::string_view sort_name(Sort);

// What one gift adds to a receipt.
struct Certified {
    GiftId gift;
    Money amount, fee;  // The covered fee is a part of the amount.
    Date given_on;
    std::string method, campaign_title;
    int gift_version = 0;  // As it was when its amount was looked at last.
};

// As it stands on the paper.
struct Writer {
    std::string legal_name, register_number, address;
    std::string recognition;  // By which decision gifts to us are recognised; from ReceiptWords.
    std::string signer, logo;
};

struct Recipient {
    std::string name, address;
    std::string tax_fields;  // One a line: "tax_number: 12 345".
    std::string email, language = "en";
};

struct NewReceipt {
    Sort sort = Sort::single;
    int year = 0;  // In which the gifts were given.
    std::string country;
    Recipient to;
    Writer from;
    std::vector<Certified> gifts;
    AccountId issued_by = {};
    std::int64_t batch = 0;
};

enum class State { valid, cancelled };

struct Receipt {
    ReceiptId id;
    std::string series;
    int number = 0;
    Sort sort = Sort::single;
    int year = 0;
    Money amount;
    Date given_from, given_to, issued_on;
    Instant issued_at;
    AccountId issued_by;
    std::string country;
    Recipient to;
    Writer from;
    State state = State::valid;
    std::optional<Instant> cancelled_at;
    std::string cancel_reason;

    std::string number_text() const;  // "2027-000017"
};

struct Copy {
    ReceiptId receipt;
    int copy = 0;  // 0: the original.
    std::string code;
    Instant made_at;
    AccountId made_by;
    std::string reason;
};

// What the organisation lets stand on every receipt beside what it says of itself.
struct ReceiptWords {
    std::string recognition, signer;
    int version = 0;
};
constexpr std::size_t recognition_max = 500, signer_max = 100, reason_max = 200;

std::optional<Receipt> find_receipt(store::Session&, ReceiptId);
std::optional<Receipt> find_receipt_of_gift(store::Session&, GiftId);  // The valid one.
std::vector<Receipt> all_receipts_of_gift(store::Session&, GiftId);    // The latest first.
std::vector<Certified> certified_by(store::Session&, const Receipt&);
std::optional<Copy> find_copy(store::Session&, const std::string& code);
std::vector<Copy> copies_of(store::Session&, ReceiptId);  // The original first.
ReceiptWords find_receipt_words(store::Session&);

// By number ("2027-17"), or a part of the donor's name; else the latest. Of one year or all (0).
struct Search {
    std::string query;
    int year = 0;
    ReceiptId before = {};
    int limit = 50;
};
std::vector<Receipt> recent_receipts(store::Session&, const Search&);
// In the order of their numbers, from the one at `first` (0) on.
struct Slice {
    int first = 0, limit = 0;
};
std::vector<Receipt> receipts_of_batch(store::Session&, std::int64_t batch, const Slice&);

// Of each series: its last number, how many rows stand, and each number that is missing; a sound
// book has none. The first of them are named.
struct SeriesReport {
    std::string series;
    int last = 0, count = 0, valid = 0;
    std::vector<int> missing;
};
std::vector<SeriesReport> gaps_in_receipts(store::Session&);

// The key with which the donor opens the PDF of a receipt: follows from it and our secret.
std::string receipt_key(store::Session&, ReceiptId);

}  // namespace receipts
