#include "campaign/giving/releasing.h"

#include "campaign/giving/card_entries.h"
#include "campaign/giving/settling.h"
#include "campaign/giving/telling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/pledges/pledge_tables.h"

namespace giving {

namespace {

// Of what came, for the same people and the same fund: all of it is the gift itself.
NewGift like_gift(store::Session& session, const Gift& like, const CardPayment& payment) {
    NewGift asked;
    asked.method = "card", asked.origin = like.origin;
    const auto lines = lines_of(session, like);
    asked.lines = {{"gift", lines.front().fund, payment.facts.captured, true}};
    const auto shares = shares_of(session, like);
    const std::vector<std::int64_t> equal(shares.size(), 1);
    asked.shares = shares;
    if (!shares.empty()) {
        const auto parts = split_money(payment.facts.captured, equal);
        for (std::size_t i = 0; i < parts.size(); ++i) asked.shares[i].amount = parts[i];
    }
    asked.donor = like.donor, asked.link = like.link, asked.is_meant = true;
    asked.given_at = payment.begun_at;
    asked.request_key = "released:" + std::to_string(payment.id.value);
    return asked;
}

void refuse_bad(const CardPayment& payment, const std::optional<Gift>& like) {
    if (payment.quarantine.empty()) refuse(Reason::already_decided);
    if (!like) refuse(Reason::not_allowed, "gift", "Say which gift it is like.");
    if (like->is_rehearsal || like->amount.currency != payment.facts.captured.currency)
        refuse(Reason::not_allowed, "gift", "It is of another currency, so it can only go back.");
    if (remainder_of(payment.facts).remains != payment.facts.captured)
        refuse(Reason::not_allowed, "gift", "Some of it went back, so it can only go back.");
}

Outcome released(const Gift& gift, const std::vector<Share>& shares, const std::string& reason) {
    return {State::confirmed, gift.amount, {0, gift.amount.currency}, shares, {},
            "gift released",  reason};
}

}  // namespace

Gift release_payment(store::Store& store, PaymentId id, GiftId like_id, const std::string& reason,
                     const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto payment = find_payment(session, id);
    if (!payment) refuse(Reason::not_found);
    if (reason.empty()) refuse(Reason::not_a_valid_value, "reason", "Say why it is a gift.");
    const auto like = find_gift(session, payment->gift ? payment->gift : like_id);
    refuse_bad(*payment, like);
    const auto asked = like_gift(session, *like, *payment);
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    const ledger::Booking booking{actor, now, language::date_in(now, zone->text("time_zone")),
                                  reason};
    const Terms terms{like->campaign,
                      like->amount.currency,
                      asked.lines.front().fund,
                      zone->text("time_zone"),
                      true,
                      like->is_late,
                      false};
    const auto token = token_for(session, asked.request_key);
    const auto to_tell = read_to_tell(session, asked, terms, token);
    const auto pledge = pledges::find_pledge_of_gift(session, like->request_key);
    auto after = *payment;
    after.campaign = like->campaign, after.attempt = 1, after.quarantine.clear();
    try {
        store.in_transaction([&](store::Transaction& tx) {
            const auto gift = insert_gift(tx, asked, terms, {token, ""}, now);
            auto moved = after;
            moved.gift = gift.id;
            if (!update_facts(tx, *payment, moved, now)) refuse(Reason::already_decided);
            // The page of a gift that was never paid leads on to the one that it became.
            if (payment->gift)
                tx.run("UPDATE gift SET state_reason = ? WHERE id = ? AND confirmed_minor = 0",
                       asked.request_key, payment->gift);
            if (pledge) pledges::insert_payment_of(tx, *pledge, asked.request_key, now);
            auto outcome = released(gift, asked.shares, reason);
            outcome.rows = rows_when_released(gift, asked.lines, moved);
            write_outcome(tx, gift, {}, outcome, booking);
            tell_settled(tx, to_tell, gift, outcome, now);
            ledger::append_audit(tx,
                                 {actor, "payment released", "payment", id.value, like->campaign,
                                  reason, decimal_text(payment->facts.captured)},
                                 now);
        });
    } catch (const store::Duplicate&) {
        refuse(Reason::already_decided);
    }
    reach_milestones_of(store, like->campaign, now);
    return *find_gift_by_key(session, asked.request_key);
}

}  // namespace giving
