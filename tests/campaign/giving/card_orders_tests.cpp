// Every order of every sequence of up to five events of a card payment ends in the same gift and
// the same sums, however often each is told. Pure: no database; the same with one is in
// collecting_tests and refunding_tests.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <numeric>

#include "campaign/giving/card_entries.h"
#include "campaign/giving/card_outcome.h"
#include "campaign/ledger/figures.h"

namespace {

using giving::CardPayment;
using giving::State;
using providers::Payment;
using Dispute = Payment::Dispute;

Money euro(std::int64_t cents) { return {cents, currency_of("EUR")}; }

// What a message can tell, or what we decide ourselves.
struct Event {
    std::string name;
    Payment seen;
    std::int64_t approves = 0;
};

Payment nothing_seen() {
    Payment seen{.checkout = "cs", .payment = "pi", .gift = "7"};
    seen.captured = seen.refunded = euro(0);
    return seen;
}

Event told(const std::string& name, const std::function<void(Payment&)>& tell) {
    Event event{name, nothing_seen()};
    tell(event.seen);
    return event;
}

Dispute dispute(Dispute::State state, std::int64_t taken, std::int64_t back) {
    Dispute one{"du", state, euro(9'000), euro(taken > 0 ? 1'500 : 0)};
    one.taken = euro(taken), one.given_back = euro(back);
    return one;
}

Event disputed(const std::string& name, Dispute::State state, std::int64_t taken,
               std::int64_t back) {
    return told(name, [&](Payment& seen) { seen.disputes = {dispute(state, taken, back)}; });
}

Event refunded(const std::string& name, std::int64_t gross, std::vector<Payment::Refund> list) {
    return told(name, [&](Payment& seen) { seen.refunded = euro(gross), seen.refunds = list; });
}

// Amounts are cumulative, as the provider tells them: of a gift of 123.00.
std::vector<Event> alphabet() {
    using enum Dispute::State;
    const Payment::Refund own{"re_own", "17.1", euro(3'000)};
    const Payment::Refund failed{"re_own", "17.1", euro(3'000), true};
    const Payment::Refund whole{"re_all", "", euro(12'300)};
    return {told("pending", [](Payment& seen) { seen.state = Payment::State::processing; }),
            told("failed", [](Payment& seen) { seen.state = Payment::State::failed; }),
            told("expired", [](Payment& seen) { seen.state = Payment::State::expired; }),
            told("captured",
                 [](Payment& seen) {
                     seen.state = Payment::State::paid, seen.captured = euro(12'300);
                 }),
            told("fee",
                 [](Payment& seen) {
                     seen.state = Payment::State::paid, seen.captured = euro(12'300);
                     seen.fee = euro(197);
                 }),
            Event{"approved here", nothing_seen(), 3'000},
            refunded("refunded in part, by us", 3'000, {own}),
            refunded("that refund failed", 3'000, {failed}),
            refunded("refunded whole, by others", 12'300, {whole}),
            disputed("dispute opened", open, 0, 0),
            disputed("funds withdrawn", open, 9'000, 0),
            disputed("funds reinstated", open, 9'000, 9'000),
            disputed("dispute won", won, 0, 0),
            disputed("dispute lost", lost, 0, 0)};
}

using Balances = std::map<std::string, std::int64_t>;

struct Book {
    giving::Gift gift;
    std::vector<giving::Line> lines;
    CardPayment payment;
    Balances balances;
    std::map<std::string, int> keys;

    Book() {
        gift.id = GiftId{7}, gift.campaign = CampaignId{1}, gift.method = "card";
        gift.state = State::intent, gift.amount = euro(12'300);
        gift.confirmed = gift.open = euro(0);
        lines = {{"gift", FundId{2}, euro(10'000), true},
                 {"registration", FundId{2}, euro(2'000), false},
                 {"fee_cover", FundId{2}, euro(300), false}};
        payment.id = giving::PaymentId{9}, payment.gift = gift.id, payment.provider = "stripe";
        payment.currency = gift.amount.currency, payment.asked = gift.amount;
        payment.facts.captured = payment.facts.refunded = payment.facts.fee = euro(0);
    }

    void take(const Event& event) {
        auto after = payment;
        after.facts = giving::merged(payment.facts, event.seen);
        after.facts.approved = std::max(after.facts.approved, event.approves);
        if (after.facts == payment.facts) return;
        const auto outcome = giving::card_outcome(gift, lines, {}, {payment, after});
        for (const auto& row : outcome.rows) {
            balances[row.debit] += row.amount.minor, balances[row.credit] -= row.amount.minor;
            ++keys[row.effect_key];
        }
        gift.state = outcome.state, gift.confirmed = outcome.confirmed, gift.open = outcome.open;
        payment = after;
        ++payment.version;
    }
};

struct Ending {
    State state;
    std::int64_t confirmed, open;
    Balances balances;
    friend bool operator==(const Ending&, const Ending&) = default;
};

Ending ending_of(Book& book) {
    std::erase_if(book.balances, [](const auto& row) { return row.second == 0; });
    return {book.gift.state, book.gift.confirmed.minor, book.gift.open.minor, book.balances};
}

std::int64_t sum_of(const Balances& balances, const std::string& group) {
    std::int64_t sum = 0;
    for (const auto& [account, minor] : balances)
        if (account.starts_with(group)) sum += minor;
    return sum;
}

// Confirmed as the formula says, the bridge, the gift's own amount, and no effect twice.
bool is_sound(const Book& book, const Ending& end) {
    const auto confirmed = -sum_of(end.balances, "income:") - sum_of(end.balances, "returned:");
    const auto on_the_way = sum_of(end.balances, "clearing:") + sum_of(end.balances, "refund_due") +
                            sum_of(end.balances, "dispute_held");
    const bool is_once =
        std::ranges::all_of(book.keys, [](const auto& key) { return key.second == 1; });
    return confirmed == end.confirmed && is_once &&
           confirmed == on_the_way + sum_of(end.balances, "cost:") &&
           sum_of(end.balances, "promised") == end.open;
}

Ending play(const std::vector<Event>& events, const std::vector<std::size_t>& order,
            bool& all_sound) {
    Book book;
    for (const auto i : order) book.take(events[i]), book.take(events[i]);  // Each is told twice.
    for (const auto i : order) book.take(events[i]);  // And all of it once more, late.
    const auto end = ending_of(book);
    all_sound = all_sound && is_sound(book, end);
    return end;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(card_orders_tests)

BOOST_AUTO_TEST_CASE(every_order_of_every_sequence_of_up_to_five_events_ends_the_same) {
    const auto events = alphabet();
    std::int64_t orders = 0, sequences = 0, different = 0;
    bool all_sound = true;
    for (unsigned chosen = 1; chosen < 1u << events.size(); ++chosen) {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < events.size(); ++i)
            if (chosen >> i & 1) order.push_back(i);
        if (order.size() > 5) continue;
        ++sequences;
        const auto expected = play(events, order, all_sound);
        do {
            ++orders;
            if (!(play(events, order, all_sound) == expected)) ++different;
        } while (std::ranges::next_permutation(order).found);
    }

    BOOST_TEST_MESSAGE(orders << " orders of " << sequences << " sets of up to five of "
                              << events.size() << " events, each told three times");
    BOOST_TEST(sequences == 14 + 91 + 364 + 1'001 + 2'002);
    BOOST_TEST(orders == 14 + 182 + 2'184 + 24'024 + 240'240);
    BOOST_TEST(different == 0);
    BOOST_TEST(all_sound);
}

BOOST_AUTO_TEST_CASE(a_refund_of_ours_and_one_by_others_are_booked_once_each) {
    const auto events = alphabet();
    Book book;
    for (const auto i : {3, 4, 5, 6}) book.take(events[i]);

    BOOST_TEST(book.gift.confirmed.minor == 9'300);
    BOOST_TEST(book.balances["refund_due"] == 0);
    book.take(refunded("and 20 by others", 5'000,
                       {{"re_own", "17.1", euro(3'000)}, {"re_2", "", euro(2'000)}}));
    BOOST_TEST(book.gift.confirmed.minor == 7'300);
    BOOST_TEST(book.balances["clearing:stripe"] == 12'300 - 197 - 5'000);
}

BOOST_AUTO_TEST_CASE(a_refund_that_fails_is_owed_again_and_one_that_is_withdrawn_is_none) {
    const auto events = alphabet();
    Book book;
    for (const auto i : {4, 5, 6, 7}) book.take(events[i]);

    BOOST_TEST(book.balances["refund_due"] == -3'000);
    BOOST_TEST(book.balances["clearing:stripe"] == 12'300 - 197);
    auto after = book.payment;
    after.facts.approved = 0;
    const auto rows = giving::rows_between(book.gift, book.lines, book.payment, after);
    BOOST_REQUIRE_EQUAL(rows.size(), 1u);
    BOOST_TEST((rows[0].event == ledger::Event::reversed));
    BOOST_TEST(rows[0].debit == "refund_due");
    BOOST_TEST(giving::remainder_of(after.facts).remains.minor == 12'300);
}

BOOST_AUTO_TEST_CASE(disputed_money_is_held_at_once_and_leaves_when_it_is_taken) {
    const auto events = alphabet();
    Book book;
    book.take(events[3]), book.take(events[9]);
    BOOST_TEST(book.balances["dispute_held"] == -9'000);
    BOOST_TEST(book.balances["clearing:stripe"] == 12'300);
    book.take(events[10]);
    BOOST_TEST(book.balances["dispute_held"] == 0);
    BOOST_TEST(book.balances["clearing:stripe"] == 12'300 - 9'000 - 1'500);
    book.take(events[11]), book.take(events[12]);
    BOOST_TEST(book.balances["clearing:stripe"] == 12'300 - 1'500);
    BOOST_TEST(book.gift.confirmed.minor == 12'300);
}

BOOST_AUTO_TEST_SUITE_END()
