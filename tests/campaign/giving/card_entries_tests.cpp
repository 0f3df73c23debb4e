// What stands in the ledger for a card payment, whatever was said of it first.
#include "campaign/giving/card_entries.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <numeric>

#include "campaign/ledger/chart.h"
#include "campaign/ledger/figures.h"

using giving::CardPayment;
using giving::State;
using providers::Payment;

namespace {

Money euro(std::int64_t cents) { return {cents, currency_of("EUR")}; }

struct Paid {
    Paid() {
        gift.id = GiftId{7}, gift.campaign = CampaignId{1}, gift.method = "card";
        gift.amount = euro(12'300), gift.confirmed = gift.open = euro(0);
        payment.id = giving::PaymentId{9}, payment.gift = gift.id, payment.provider = "stripe";
        payment.facts.captured = payment.facts.refunded = payment.facts.fee = euro(0);
    }
    Payment seen(Payment::State state = Payment::State::open) const {
        Payment one{.state = state, .checkout = "cs_1"};
        one.captured = one.refunded = euro(0);
        return one;
    }
    Payment with_dispute(const std::string& id, Payment::Dispute::State state) const {
        auto one = seen();
        one.disputes = {{id, state, euro(id == "du_1" ? 7'000 : 2'000), euro(1'500)}};
        return one;
    }

    giving::Gift gift;
    CardPayment payment;
    std::vector<giving::Line> lines{{"gift", FundId{5}, euro(10'000), true},
                                    {"registration", FundId{5}, euro(2'000), false},
                                    {"fee_cover", FundId{5}, euro(300), false}};
};

using Balances = std::map<std::string, std::int64_t>;

void add_rows(Balances& balances, const std::vector<ledger::NewTransfer>& rows) {
    for (const auto& row : rows) {
        BOOST_REQUIRE(ledger::is_event(row.event, row.debit, row.credit));
        BOOST_REQUIRE_GT(row.amount.minor, 0);
        balances[row.debit + " " + row.purpose.kind] += row.amount.minor;
        balances[row.credit + " " + row.purpose.kind] -= row.amount.minor;
    }
    std::erase_if(balances, [](const auto& row) { return row.second == 0; });
}

struct Course {
    Balances balances;
    State state = State::intent;
    std::size_t rows = 0;
    friend bool operator==(const Course& left, const Course& right) {
        return left.balances == right.balances && left.state == right.state;
    }
};

// Everything that was seen, one after the other, each booked before the next.
Course course_of(const Paid& paid, const std::vector<Payment>& seen) {
    Course course;
    auto before = paid.payment;
    std::vector<std::string> keys;
    for (const auto& one : seen) {
        auto after = before;
        after.facts = giving::merged(before.facts, one);
        auto gift = paid.gift;
        gift.state = giving::gift_state_for(before.facts);
        const auto rows = giving::rows_between(gift, paid.lines, before, after);
        add_rows(course.balances, rows);
        for (const auto& row : rows) keys.push_back(row.effect_key);
        course.rows += rows.size();
        before = after, ++before.version;
    }
    course.state = giving::gift_state_for(before.facts);
    std::ranges::sort(keys);
    BOOST_REQUIRE(std::ranges::adjacent_find(keys) == keys.end());
    return course;
}

Payment captured(const Paid& paid) {
    auto one = paid.seen(Payment::State::paid);
    one.captured = euro(12'300), one.fee = euro(197);
    return one;
}

Payment refunded(const Paid& paid, std::int64_t cents) {
    auto one = paid.seen();
    one.refunded = euro(cents);
    return one;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(card_entries_tests, Paid)

BOOST_AUTO_TEST_CASE(all_5040_orders_of_seven_facts_end_in_the_same_state_and_the_same_ledger) {
    const std::vector<Payment> facts{seen(Payment::State::processing),
                                     captured(*this),
                                     refunded(*this, 3'000),
                                     refunded(*this, 4'500),
                                     with_dispute("du_1", Payment::Dispute::State::open),
                                     with_dispute("du_1", Payment::Dispute::State::won),
                                     with_dispute("du_2", Payment::Dispute::State::lost)};
    const auto expected = course_of(*this, facts);
    std::vector<std::size_t> order(facts.size());
    std::iota(order.begin(), order.end(), 0);

    int orders = 0, astray = 0;
    std::size_t rows_max = 0;
    do {
        std::vector<Payment> shuffled;
        for (const auto i : order) shuffled.push_back(facts[i]);
        shuffled.push_back(facts[order.front()]);  // And once more.
        const auto course = course_of(*this, shuffled);
        rows_max = std::max(rows_max, course.rows);
        astray += course == expected ? 0 : 1;
        ++orders;
    } while (std::ranges::next_permutation(order).found);

    BOOST_TEST_MESSAGE(orders << " orders, " << astray << " astray, up to " << rows_max << " rows");
    BOOST_TEST(orders == 5040);
    BOOST_TEST(astray == 0);
    BOOST_TEST((expected.state == State::confirmed));
    // 123.00 less 45.00 refunded and 20.00 lost, both from the gift's own 100.00.
    BOOST_TEST(expected.balances.at("income:gift gift") == -10'000);
    BOOST_TEST(expected.balances.at("returned:gift gift") == 6'500);
    BOOST_TEST(expected.balances.at("clearing:stripe gift") == 10'000 - 6'500 - 197 - 3'000);
    BOOST_TEST(!expected.balances.contains("refund_due gift"));
    BOOST_TEST(!expected.balances.contains("promised gift"));
}

BOOST_AUTO_TEST_CASE(refunds_take_the_gift_then_the_covered_fee_then_the_registration) {
    const auto balances = course_of(*this, {captured(*this), refunded(*this, 10'100)}).balances;

    BOOST_TEST(balances.at("returned:gift gift") == 10'000);
    BOOST_TEST(balances.at("returned:fee_cover fee_cover") == 100);
    BOOST_TEST(!balances.contains("returned:registration registration"));
}

BOOST_AUTO_TEST_CASE(what_remains_says_what_a_gift_is) {
    const auto state = [&](const std::vector<Payment>& facts) {
        return giving::state_name(course_of(*this, facts).state);
    };
    auto whole = with_dispute("du_1", Payment::Dispute::State::open);
    whole.disputes[0].amount = euro(12'300);
    auto lost = whole;
    lost.disputes[0].state = Payment::Dispute::State::lost;

    BOOST_TEST(state({seen()}) == "intent");
    BOOST_TEST(state({seen(Payment::State::processing)}) == "pending");
    BOOST_TEST(state({seen(Payment::State::processing), seen(Payment::State::failed)}) == "failed");
    BOOST_TEST(state({seen(Payment::State::expired)}) == "expired");
    BOOST_TEST(state({seen(Payment::State::expired), captured(*this)}) == "confirmed");
    BOOST_TEST(state({captured(*this), refunded(*this, 12'299)}) == "confirmed");
    BOOST_TEST(state({captured(*this), refunded(*this, 12'300)}) == "refunded");
    BOOST_TEST(state({captured(*this), whole}) == "disputed");
    BOOST_TEST(state({captured(*this), lost}) == "lost");
}

BOOST_AUTO_TEST_CASE(refunded_30_disputed_70_won_leaves_70) {
    const auto course = course_of(*this, {captured(*this), refunded(*this, 3'000),
                                          with_dispute("du_1", Payment::Dispute::State::open),
                                          with_dispute("du_1", Payment::Dispute::State::won)});

    BOOST_TEST((course.state == State::confirmed));
    BOOST_TEST(course.balances.at("returned:gift gift") == 3'000);
    BOOST_TEST(!course.balances.contains("dispute_held gift"));
}

BOOST_AUTO_TEST_CASE(money_in_quarantine_is_nobodys_gift_until_it_goes_back) {
    auto odd = payment;
    odd.facts.captured = euro(5'000), odd.facts.fee = euro(95), odd.quarantine = "amount";
    auto back = odd;
    back.facts.refunded = euro(5'000);
    Balances balances;
    add_rows(balances, giving::quarantine_rows(payment, odd));

    BOOST_TEST(balances.at("quarantine:stripe ") == -5'000);
    BOOST_TEST(balances.at("clearing:stripe ") == 4'905);

    add_rows(balances, giving::quarantine_rows(odd, back));

    BOOST_TEST(!balances.contains("quarantine:stripe "));
    BOOST_TEST(balances.at("clearing:stripe ") == -95);
    for (const auto& row : giving::quarantine_rows(payment, back))
        BOOST_TEST(row.purpose.campaign.value == 0);
}

BOOST_AUTO_TEST_SUITE_END()
