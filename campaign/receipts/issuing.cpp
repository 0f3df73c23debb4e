#include "campaign/receipts/issuing.h"

#include <algorithm>
#include <cctype>

#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/organisation/organisation.h"
#include "campaign/receipts/certifiable.h"
#include "campaign/receipts/country.h"
#include "campaign/receipts/receipt_mail.h"
#include "campaign/receipts/receipt_tables.h"
#include "campaign/receipts/yearly_issuing.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"

namespace receipts {

namespace {

// 80 random bits of Crockford's alphabet: what a code on paper opens is no secret, but nobody
// should walk through the receipts of others.
std::string new_copy_code() {
    constexpr std::size_t letters = 16;
    auto code = random_token().substr(0, letters);
    std::ranges::transform(code, code.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return code;
}

giving::Gift gift_to_certify(store::Session& session, GiftId id) {
    const auto gift = giving::find_gift(session, id);
    if (!gift) refuse(Reason::not_found);
    if (gift->is_rehearsal) refuse(Reason::not_allowed, "", "A rehearsal has no receipts.");
    return *gift;
}

Receipt receipt_from_order(store::Session& session, const NewReceipt& asked, Instant now) {
    const auto zone = organisation::find_organisation(session).time_zone;
    Receipt one;
    one.id = new_id<ReceiptId>(now), one.sort = asked.sort, one.year = asked.year;
    one.issued_at = now, one.issued_on = language::date_in(now, zone);
    one.series = std::to_string(static_cast<int>(one.issued_on.year()));
    one.amount = Money{0, asked.gifts.front().amount.currency};
    one.given_from = asked.gifts.front().given_on, one.given_to = one.given_from;
    for (const auto& gift : asked.gifts) {
        one.amount = one.amount + gift.amount;
        one.given_from = std::min(one.given_from, gift.given_on);
        one.given_to = std::max(one.given_to, gift.given_on);
    }
    one.issued_by = asked.issued_by, one.country = asked.country;
    one.to = asked.to, one.from = asked.from;
    return one;
}

ledger::AuditEntry entry_about(const people::Actor& actor, const Receipt& receipt,
                               const std::string& action, const std::string& reason = {}) {
    return {.actor = actor,
            .action = action,
            .subject_type = "receipt",
            .subject_id = receipt.id.value,
            .reason = reason,
            .detail = receipt.number_text() + ", " + decimal_text(receipt.amount) + " " +
                      receipt.amount.currency.text()};
}

bool has_series(store::Session& session, const std::string& series) {
    return session.one("SELECT series FROM receipt_series WHERE series = ?", series).has_value();
}

void write_receipt(store::Transaction& tx, Receipt& one, const Issue& issue,
                   const std::string& code) {
    const auto now = one.issued_at;
    for (const auto& gift : issue.receipt.gifts)
        if (!lock_unmoved(tx, gift)) refuse(Reason::already_decided);
    if (issue.batch_donor && !take_batch_donor(tx, issue.receipt.batch, issue.batch_donor))
        refuse(Reason::already_decided);
    one.number = take_number(tx, one.series);
    insert_receipt(tx, one, issue.receipt);
    insert_copy(tx, {one.id, 0, code, now, one.issued_by, ""},
                "receipt:" + std::to_string(one.id.value));
    for (const auto& gift : issue.receipt.gifts) end_wish(tx, gift.gift, now);
}

Receipt receipt_or_refusal(store::Session& session, ReceiptId id) {
    const auto receipt = find_receipt(session, id);
    if (!receipt) refuse(Reason::not_found);
    return *receipt;
}

void insist_on_reason(const std::string& reason) {
    if (reason.empty()) refuse(Reason::not_a_valid_value, "reason", "Say why in a few words.");
    if (count_code_points(reason) > reason_max)
        refuse(Reason::not_a_valid_value, "reason", "That is too long.");
}

}  // namespace

NewReceipt receipt_for(store::Session& session, const giving::Gift& gift,
                       const std::string& tax_fields) {
    const auto ours = organisation::find_organisation(session);
    if (ours.legal_name.empty() || ours.address.empty())
        refuse(Reason::organisation_incomplete, "",
               "A receipt needs the organisation's legal name and address.");
    const auto& donor = gift.donor;
    if (donor.receipt_name.empty())
        refuse(Reason::not_a_valid_value, "receipt_name",
               "A receipt needs the full name of who gave.");
    const auto rules = rules_of_country(ours.country, Sort::single, "en", ours.legal_name);
    auto address = donor.receipt_address;
    while (address.ends_with('\n')) address.pop_back();
    if (rules.needs_address && address.empty())
        refuse(Reason::not_a_valid_value, "street",
               "In this country a receipt needs the address of who gave.");
    const auto words = find_receipt_words(session);
    const auto wish = find_wish(session, gift.id);
    NewReceipt asked;
    asked.country = ours.country;
    asked.to = {donor.receipt_name, address,
                tax_fields.empty() && wish ? wish->tax_fields : tax_fields, donor.email,
                donor.language};
    asked.from = {ours.legal_name,   ours.register_number, ours.address,
                  words.recognition, words.signer,         ours.logo};
    return asked;
}

Receipt issue_new(store::Store& store, const Issue& issue, const people::Actor& actor,
                  Instant now) {
    check(!issue.receipt.gifts.empty(), "a receipt certifies something");
    auto& session = store.session();
    auto one = receipt_from_order(session, issue.receipt, now);
    if (!has_series(session, one.series))
        store.in_transaction([&](store::Transaction& tx) { open_series(tx, one.series); });
    const auto code = new_copy_code();
    const auto mail = mail_when_issued(session, one);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            write_receipt(tx, one, issue, code);
            if (mail) mail::insert_mail(tx, with_number(*mail, one), now);
            ledger::append_audit(tx, entry_about(actor, one, "receipt issued"), now);
        });
    } catch (const store::OutcomeUnknown&) {
        if (const auto found = find_receipt(session, one.id)) return *found;
        throw;
    }
    return one;
}

Receipt issue_receipt(store::Store& store, const Order& order, const people::Actor& actor,
                      Instant now) {
    auto& session = store.session();
    const auto gift = gift_to_certify(session, order.gift);
    if (const auto earlier = find_receipt_of_gift(session, gift.id)) return *earlier;
    const auto certified = certified_now(session, gift);
    if (!certified)
        refuse(Reason::not_allowed, "",
               "A receipt is written when the money has arrived and was counted, and for what "
               "stays of it.");
    Issue issue{receipt_for(session, gift, order.tax_fields)};
    issue.receipt.gifts = {*certified}, issue.receipt.issued_by = actor.account;
    issue.receipt.year = static_cast<int>(certified->given_on.year());
    try {
        return issue_new(store, issue, actor, now);
    } catch (const store::Duplicate&) {
        if (const auto earlier = find_receipt_of_gift(session, gift.id)) return *earlier;
        throw;
    }
}

std::optional<Receipt> ask_for_receipt(store::Store& store, const Order& order,
                                       const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto gift = gift_to_certify(session, order.gift);
    if (const auto earlier = find_receipt_of_gift(session, gift.id)) return earlier;
    receipt_for(session, gift, order.tax_fields);  // Refuses what is missing while they are here.
    store.in_transaction([&](store::Transaction& tx) {
        put_wish(tx, {gift.id, order.tax_fields}, now);
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "receipt asked for",
                              .subject_type = "gift",
                              .subject_id = gift.id.value,
                              .campaign = gift.campaign},
                             now);
    });
    if (!certified_now(session, gift)) return {};
    return issue_receipt(store, order, actor, now);
}

int issue_wished(store::Store& store, int limit, Instant now) {
    int issued = 0;
    for (const auto& wish : open_wishes(store.session(), limit)) {
        try {
            issue_receipt(store, {wish.gift, wish.tax_fields}, people::program_actor(), now);
            ++issued;
        } catch (const Refused&) {
            // Moved meanwhile, or something is missing: the next round looks again, and finance
            // sees the open wish.
        }
    }
    return issued;
}

Copy reissue_receipt(store::Store& store, const Again& again, const people::Actor& actor,
                     Instant now) {
    insist_on_reason(again.reason);
    auto& session = store.session();
    const auto receipt = receipt_or_refusal(session, again.receipt);
    if (receipt.state != State::valid)
        refuse(Reason::already_decided, "", "It is cancelled: nothing is written again of it.");
    const auto mail = mail_when_issued(session, receipt);
    Copy copy{receipt.id, 0, new_copy_code(), now, actor.account, again.reason};
    const auto key = "again:" + again.request_key;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            copy.copy = lock_next_copy(tx, receipt.id);
            insert_copy(tx, copy, key);
            if (mail) mail::insert_mail(tx, as_duplicate(with_number(*mail, receipt), copy), now);
            ledger::append_audit(
                tx, entry_about(actor, receipt, "receipt written again", again.reason), now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_copy_per_request") throw;
        return copies_of(session, receipt.id).back();
    }
    return copy;
}

void cancel_receipt(store::Store& store, ReceiptId id, const std::string& reason,
                    const people::Actor& actor, Instant now) {
    insist_on_reason(reason);
    auto& session = store.session();
    const auto receipt = receipt_or_refusal(session, id);
    const auto mail = mail_when_cancelled(receipt, reason);
    store.in_transaction([&](store::Transaction& tx) {
        if (!cancel_row(tx, id, reason, actor.account, now)) refuse(Reason::already_decided);
        if (mail) mail::insert_mail(tx, *mail, now);
        ledger::append_audit(tx, entry_about(actor, receipt, "receipt cancelled", reason), now);
    });
}

int cancel_fallen_receipts(store::Store& store, int limit, Instant now) {
    auto& session = store.session();
    int cancelled = 0;
    for (const auto& moved : moved_since_certified(session, limit)) {
        if (!has_fallen(certifiable_of_gift(session, moved.gift), moved.certified)) {
            store.in_transaction([&](store::Transaction& tx) {
                note_looked_at(tx, moved.receipt, moved.gift, moved.gift_version);
            });
            continue;
        }
        try {
            cancel_receipt(store, moved.receipt, fallen_reason, people::program_actor(), now);
            ++cancelled;
        } catch (const Refused&) {
            // Cancelled a moment ago, by another of its gifts or by somebody.
        }
    }
    return cancelled;
}

void describe_receipts(store::Store& store, const ReceiptWords& words, const people::Actor& actor,
                       Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!put_receipt_words(tx, words)) refuse(Reason::already_decided);
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "receipts described",
                              .subject_type = "organisation",
                              .subject_id = 1,
                              .detail = words.recognition},
                             now);
    });
}

}  // namespace receipts
