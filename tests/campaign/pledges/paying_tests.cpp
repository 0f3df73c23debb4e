// A part of a pledge by card: captured, delayed, failed, refunded, disputed.
#include "campaign/pledges/paying.h"

#include "campaign/giving/releasing.h"
#include "campaign/pledges/pledging.h"
#include "tests/campaign/giving/card_fixture.h"

namespace {

struct WithCardPledge : WithCards {
    WithCardPledge() {
        pledges::NewPledge asked;
        asked.kind = pledges::Kind::instalments, asked.parts = 3;
        asked.amount = euro(6'000), asked.unit = asked.cap = euro(0);
        asked.first_on = *read_date("2027-06-01"), asked.donor.email = "ann@example.org";
        asked.participant = walkers[0], asked.team = team, asked.request_key = "pledge";
        pledge = pledges::make_pledge(*store, asked, terms, donor, now).pledge.id;
    }
    giving::CardPayment held(std::int64_t captured) {
        const auto payment = begin("held");
        settle(payment, seen(payment, Payment::State::paid, captured));
        return *giving::find_payment(store->session(), payment.id);
    }
    giving::CardPayment begin(const std::string& key) {
        return begin_payment(
            pledges::pay_pledge(*store, {pledge, "card", euro(2'000), key}, donor, now).gift);
    }
    Payment seen(const giving::CardPayment& payment, Payment::State state, std::int64_t captured) {
        auto seen = seen_of(payment, state);
        seen.captured = euro(captured);
        return seen;
    }
    pledges::Pledge now_it_is() { return *pledges::find_pledge(store->session(), pledge); }

    const people::Actor clerk{AccountId{8}, "finance"};
    pledges::PledgeId pledge;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pledge_paying_tests, WithCardPledge)

BOOST_AUTO_TEST_CASE(a_checkout_promises_nothing_and_what_is_captured_leaves_the_promise) {
    const auto payment = begin("c1");
    BOOST_TEST(figures().pledged == 6'000);
    check_ledger();

    settle(payment, seen(payment, Payment::State::paid, 2'000));
    settle(payment, seen(payment, Payment::State::paid, 2'000));  // Told twice.

    BOOST_TEST(figures().pledged == 4'000);
    BOOST_TEST(figures().confirmed == 2'000);
    BOOST_TEST(figures_of_walker(0).pledged == 4'000);
    BOOST_TEST(figures_of_walker(0).raised == 2'000);
    BOOST_TEST(now_it_is().paid.minor == 2'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_delayed_card_stands_in_one_figure_and_comes_back_when_it_fails) {
    const auto payment = begin("c1");
    settle(payment, seen(payment, Payment::State::processing, 0));
    BOOST_TEST(figures().pledged == 6'000);
    BOOST_TEST(now_it_is().open.minor == 4'000);
    check_ledger();

    settle(payment, seen(payment, Payment::State::failed, 0));

    BOOST_TEST(figures().pledged == 6'000);
    BOOST_TEST(now_it_is().open.minor == 6'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(money_that_goes_back_reopens_nothing) {
    const auto payment = begin("c1");
    settle(payment, seen(payment, Payment::State::paid, 2'000));
    auto refund = seen(payment, Payment::State::paid, 2'000);
    refund.refunded = euro(500);
    settle(payment, refund);
    BOOST_TEST(figures().confirmed == 1'500);
    BOOST_TEST(figures().pledged == 4'000);
    check_ledger();
    auto dispute = refund;
    dispute.disputes = {{"du", Payment::Dispute::State::open, euro(1'500), euro(0)}};
    settle(payment, dispute);
    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(figures().pledged == 4'000);
    check_ledger();
    dispute.disputes = {{"du", Payment::Dispute::State::won, euro(1'500), euro(0)}};

    settle(payment, dispute);

    BOOST_TEST(figures().confirmed == 1'500);
    BOOST_TEST(figures().pledged == 4'000);
    BOOST_TEST(now_it_is().paid.minor == 2'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_was_held_and_let_go_pays_its_promise_as_any_other_part) {
    const auto payment = held(2'500);
    BOOST_TEST(payment.quarantine == "amount");
    BOOST_TEST(figures().pledged == 6'000);
    BOOST_TEST(now_it_is().paid.minor == 0);

    giving::release_payment(*store, payment.id, {}, "they meant more", clerk, now);

    BOOST_TEST(figures().confirmed == 2'500);
    BOOST_TEST(figures().pledged == 3'500);
    BOOST_TEST(figures_of_walker(0).pledged == 3'500);
    BOOST_TEST(now_it_is().paid.minor == 2'500);
    BOOST_TEST(now_it_is().open.minor == 3'500);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
