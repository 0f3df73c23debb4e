#include "campaign/giving/giving.h"

#include "campaign/giving/entries.h"
#include "campaign/giving/settling.h"
#include "campaign/giving/telling.h"
#include "campaign/hooks/event.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"
#include "campaign/pledges/covering.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace giving {

namespace {

constexpr std::size_t reference_digits = 12;

std::string new_reference() {
    std::string body;
    for (const unsigned char byte : random_bytes(reference_digits))
        body += static_cast<char>('0' + byte % 10);
    return creditor_reference(body);
}

// The earlier gift of the same key, if it is the same gift.
Given earlier_gift(store::Store& store, const NewGift& asked, const Terms& terms,
                   const std::string& token) {
    const auto earlier = find_gift_by_key(store.session(), asked.request_key);
    check(earlier.has_value(), "a key that is taken has a gift");
    if (earlier->request_hash != hash_of(asked, terms.campaign))
        throw Refused{{Reason::same_key_other_gift}};
    return {*earlier, token, true};
}

void refuse_repeat(store::Store& store, const NewGift& asked, const Terms& terms, Instant now) {
    if (asked.is_meant || asked.origin == "desk") return;
    const auto since = now - std::chrono::minutes{repeat_minutes};
    const auto repeat = find_repeat(store.session(), asked, terms, since);
    if (!repeat || find_gift_by_key(store.session(), asked.request_key)) return;
    throw Refused{{Reason::ask_again, "amount", iso_text(repeat->given_at)}};
}

struct Writing {
    const NewGift& asked;
    const Terms& terms;
    const Keys& keys;
    const ToTell& to_tell;
};

Gift write_gift(store::Transaction& tx, const Writing& writing, const ledger::Booking& booking) {
    const auto& [asked, terms, keys, to_tell] = writing;
    const auto now = booking.now;
    const auto gift = insert_gift(tx, asked, terms, keys, now);
    const auto rows = gift.is_rehearsal ? std::vector<ledger::NewTransfer>{}
                                        : rows_when_recorded(gift, asked.lines);
    ledger::append_transfers(tx, rows, booking);
    if (!gift.is_rehearsal) {
        ledger::add_to_tally(tx, ledger::tally_of(gift.campaign), ledger::figures_of_rows(rows),
                             now);
        add_shares_to_tallies(tx, gift.campaign, {}, standing_of(gift.state, asked.shares), now);
    }
    if (gift.origin == pledges::payment_origin)
        pledges::cover_pledge(tx, gift, rows_when_recorded(gift, asked.lines), booking);
    tell_recorded(tx, to_tell, gift, now);
    ledger::append_audit(
        tx,
        {booking.actor, "gift recorded", "gift", gift.id.value, gift.campaign, "",
         gift.method + " " + decimal_text(gift.amount) + " " + gift.amount.currency.text()},
        now);
    hooks::tell_recorded(tx, gift, now);
    return gift;
}

}  // namespace

Given record_gift(store::Store& store, const NewGift& asking, const Terms& terms,
                  const people::Actor& actor, Instant now) {
    if (const auto refusal = objection(asking, terms)) throw Refused{*refusal};
    refuse_repeat(store, asking, terms, now);
    auto asked = asking;
    const std::vector<std::int64_t> equal(asked.shares.size(), 1);
    if (!equal.empty()) {
        const auto parts = split_money(counting_of(asked.lines, terms.currency), equal);
        for (std::size_t i = 0; i < parts.size(); ++i) asked.shares[i].amount = parts[i];
    }
    Keys keys{token_for(store.session(), asked.request_key), "", actor.account};
    const ledger::Booking booking{actor, now, language::date_in(now, terms.zone)};
    const auto to_tell = read_to_tell(store.session(), asked, terms, keys.token);
    constexpr int unknown_max = 3;
    for (int unknown = 0;;) {
        if (asked.method == "transfer") keys.reference = new_reference();
        try {
            const auto gift = store.in_transaction([&](store::Transaction& tx) {
                return write_gift(tx, {asked, terms, keys, to_tell}, booking);
            });
            return {gift, keys.token};
        } catch (const store::Duplicate& duplicate) {
            if (duplicate.constraint == "one_gift_per_reference") continue;
            return earlier_gift(store, asked, terms, keys.token);
        } catch (const store::OutcomeUnknown&) {
            if (find_gift_by_key(store.session(), asked.request_key))
                return earlier_gift(store, asked, terms, keys.token);
            // It does not stand, so the same key may be tried again without harm.
            if (++unknown == unknown_max) throw;
        }
    }
}

}  // namespace giving
