// Money that goes back because we want it to, with the sandbox in the provider's part, and by bank.
#include <thread>

#include "tests/campaign/giving/refund_fixture.h"

BOOST_FIXTURE_TEST_SUITE(refunding_tests, WithRefunds)

BOOST_AUTO_TEST_CASE(a_small_refund_counts_no_more_at_once_and_goes_back_to_the_card_once) {
    const auto gift = pay("small");
    const auto one = propose(gift, 3'000, "r1", finance);

    BOOST_TEST((one.state == RefundState::approved));
    BOOST_TEST(reread(gift).confirmed.minor == 9'300);
    BOOST_TEST(figures().raised == 7'000);
    BOOST_TEST(account_sum("refund_due") == -3'000);
    BOOST_TEST((propose(gift, 3'000, "r1", finance).id == one.id));
    BOOST_TEST(donors_told(one) == 1);
    send();
    send();
    BOOST_TEST((reread_refund(one).state == RefundState::done));
    BOOST_TEST(refunds_at_provider(gift) == 1);
    BOOST_TEST(account_sum("refund_due") == 0);
    BOOST_TEST(account_sum("clearing:stripe") == 12'300 - 197 - 3'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(above_the_limit_a_second_person_agrees_and_never_the_first) {
    const auto gift = pay("large", 50'000);
    const auto one = propose(gift, 40'000, "r1", finance);

    BOOST_TEST((one.state == RefundState::proposed));
    BOOST_TEST(reread(gift).confirmed.minor == 52'300);
    BOOST_TEST(donors_told(one) == 0);
    BOOST_TEST((reason_of([&] { giving::decide_refund(*store, one.id, true, "", finance, now); }) ==
                Reason::needs_second_person));
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE refund SET state = 'approved', approved_by = proposed_by WHERE id = ?",
               one.id);
    }),
                      store::ConstraintBroken);
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE refund SET state = 'approved' WHERE id = ?", one.id);
    }),
                      store::ConstraintBroken);
    giving::decide_refund(*store, one.id, true, "", walker, now);
    BOOST_TEST(reread(gift).confirmed.minor == 12'300);
    BOOST_TEST(donors_told(one) == 1);
    send();
    BOOST_TEST((reread_refund(one).state == RefundState::done));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(small_refunds_of_one_gift_together_need_a_second_person_above_the_limit) {
    const auto gift = pay("pieces", 50'000);
    BOOST_TEST((propose(gift, 15'000, "r1", finance).state == RefundState::approved));
    BOOST_TEST((propose(gift, 6'000, "r2", finance).state == RefundState::proposed));
    BOOST_TEST((propose(gift, 5'000, "r3", finance).state == RefundState::approved));
    BOOST_TEST(reread(gift).confirmed.minor == 52'300 - 20'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(never_more_goes_back_than_came_whoever_asks_at_once) {
    const auto gift = pay("race");
    std::atomic<int> taken = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                try {
                    const auto one = propose(gift, 7'000, "race-" + std::to_string(i), finance);
                    if (one.state == RefundState::approved) ++taken;
                } catch (const Refused&) {
                }
            });
    }
    BOOST_TEST(taken == 1);
    BOOST_TEST(
        (reason_of([&] { propose(gift, 6'000, "more", finance); }) == Reason::amount_out_of_range));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_lost_is_asked_for_and_the_refund_is_never_sent_twice) {
    const auto gift = pay("lost");
    const auto one = propose(gift, 3'000, "r1", finance);
    sandbox.tell("/sandbox/switches", {{"lost", "100"}});
    send();
    BOOST_TEST((reread_refund(one).state == RefundState::approved));
    sandbox.tell("/sandbox/switches", {{"lost", "0"}, {"errors", "100"}});
    send();
    sandbox.tell("/sandbox/switches", {{"errors", "0"}});
    send();
    send();

    BOOST_TEST((reread_refund(one).state == RefundState::done));
    BOOST_TEST(refunds_at_provider(gift) == 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_refund_that_fails_at_the_provider_is_owed_until_it_goes_another_way) {
    const auto gift = pay("fails");
    const auto one = propose(gift, 12'300, "r1", finance);
    send();
    act(gift, "fail_refund");
    ask(gift);

    BOOST_TEST((reread_refund(one).state == RefundState::failed));
    BOOST_TEST((reread(gift).state == State::refunded));
    BOOST_TEST(account_sum("refund_due") == -12'300);
    BOOST_TEST(account_sum("clearing:stripe") == 12'300 - 197);
    giving::try_refund_again(*store, one.id, true, finance, now);
    send();
    BOOST_TEST((reread_refund(one).state == RefundState::done));
    BOOST_TEST(refunds_at_provider(gift) == 2);
    BOOST_TEST(account_sum("refund_due") == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_the_provider_will_not_give_back_can_be_withdrawn_and_the_gift_stands) {
    const auto gift = pay("refused");
    const auto one = propose(gift, 12'300, "r1", finance);
    act(gift, "refund", {{"amount", "2300"}});  // Somebody gives back a part there meanwhile.
    send();

    BOOST_TEST((reread_refund(one).state == RefundState::failed));
    BOOST_TEST(!reread_refund(one).trouble.empty());
    giving::withdraw_refund(*store, one.id, "a part went back there", finance, now);
    BOOST_TEST(reread(gift).confirmed.minor == 10'000);
    BOOST_TEST(account_sum("refund_due") == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_refund_by_bank_is_owed_until_its_line_is_placed_and_can_be_taken_back) {
    const auto gift = arrive(give(gift_of(5'000, "by transfer")).gift, 5'000, "line 1");
    const auto one = propose(gift, 5'000, "r1", finance);
    BOOST_TEST((reread(gift).state == State::refunded));
    BOOST_TEST(account_sum("refund_due") == -5'000);

    store->in_transaction([&](store::Transaction& tx) {
        bank::NewLine line{new_id<bank::LineId>(now), {}, "out"};
        line.line.amount = euro(-5'000),
        line.line.booked_on = std::chrono::floor<std::chrono::days>(now);
        line.line.other_name = "Anna Berg", line.line.text = "Refund " + gift.reference;
        bank::insert_lines(tx, bank_account, {}, "camt", {line}, finance.account, now);
        ledger::append_transfers(tx, {bank::row_when_imported(bank_account, line)},
                                 {finance, now, line.line.booked_on});
    });
    const auto line = bank::open_lines(store->session(), 10).front();
    const auto expected = bank::expected_for(store->session(), line);
    BOOST_REQUIRE_EQUAL(expected.size(), 1u);
    bank::place_as_refunds(*store, line.id, {one.id}, {}, finance, now);
    BOOST_TEST((reread_refund(one).state == RefundState::done));
    BOOST_TEST(account_sum("refund_due") == 0);
    BOOST_TEST(account_sum("unplaced") == 0);
    check_ledger();
    bank::take_back_placing(*store, bank::placings_of_line(store->session(), line.id).front().id,
                            finance, now);
    BOOST_TEST((reread_refund(one).state == RefundState::approved));
    BOOST_TEST(account_sum("refund_due") == -5'000);
    giving::withdraw_refund(*store, one.id, "the donor changed their mind", finance, now);
    BOOST_TEST(reread(gift).confirmed.minor == 5'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_donor_asks_once_and_gets_an_answer_or_the_money) {
    const auto gift = pay("asks");
    giving::ask_for_refund(*store, gift.id, "I pressed twice", now);
    BOOST_TEST(giving::open_wishes(store->session(), 10).size() == 1u);
    BOOST_TEST((reason_of([&] { giving::ask_for_refund(*store, gift.id, "", now); }) ==
                Reason::already_decided));
    propose(gift, 12'300, "r1", finance);
    BOOST_TEST(giving::open_wishes(store->session(), 10).empty());
    BOOST_TEST(giving::find_wish(store->session(), gift.id)->state == "granted");
}

BOOST_AUTO_TEST_CASE(money_in_quarantine_is_released_as_a_gift_or_sent_back_and_never_both) {
    sandbox.tell("/sandbox/switches", {{"extra", "0"}});
    const auto gift = begin_gift("more came");
    giving::begin_checkout(*store, *registry.find("stripe", now), gift.id,
                           {"walk", "Spring Walk", "https://wlk.example/g/x",
                            "https://wlk.example/g/x", "client", "network"},
                           now);
    act(gift, "pay", {{"amount", "20000"}});
    ask(gift);
    const auto held = payment_of(gift);
    BOOST_TEST(held.quarantine == "amount");
    BOOST_TEST(account_sum("quarantine:stripe") == -20'000);

    const auto released =
        giving::release_payment(*store, held.id, {}, "the donor wrote so", finance, now);
    BOOST_TEST(released.confirmed.minor == 20'000);
    BOOST_TEST(account_sum("quarantine:stripe") == 0);
    BOOST_TEST(figures().raised == 20'000);
    BOOST_TEST(figures_of_walker(0).raised == 10'000);
    BOOST_TEST((reason_of([&] {
                    giving::release_payment(*store, held.id, {}, "again", finance, now);
                }) == Reason::already_decided));
    sandbox.tell("/sandbox/sales/" + held.checkout + "/refund", {{"amount", "5000"}});
    giving::ask_and_settle(*store, *registry.find("stripe", now),
                           *giving::find_payment(store->session(), held.id), now);
    BOOST_TEST(reread(released).confirmed.minor == 15'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(money_in_quarantine_goes_back_whole_and_leaves_nothing_but_the_fee) {
    const auto gift = begin_gift("odd");
    giving::begin_checkout(*store, *registry.find("stripe", now), gift.id,
                           {"walk", "Spring Walk", "https://wlk.example/g/x",
                            "https://wlk.example/g/x", "client", "network"},
                           now);
    act(gift, "pay", {{"amount", "20000"}});
    ask(gift);
    const auto held = payment_of(gift);
    giving::propose_refund(*store, {{}, held.id, euro(20'000), "not asked for", "q1"}, finance,
                           now);
    send();

    BOOST_TEST(account_sum("quarantine:stripe") == 0);
    BOOST_TEST(account_sum("refund_due") == 0);
    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST((reason_of([&] {
                    giving::release_payment(*store, held.id, {}, "after all", finance, now);
                }) == Reason::not_allowed));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(while_a_key_is_changed_questions_and_messages_go_on_with_either) {
    const auto gift = pay("keys");
    sandbox.tell("/sandbox/account", {{"key", "sk_test_sandbox"},
                                      {"key", "sk_test_second"},
                                      {"hook_secret", "whsec_sandbox"},
                                      {"hook_secret", "whsec_second"}});
    giving::enter_keys(*store, registry, *providers::find_kind("stripe"),
                       {{"api", "sk_test_second"}, {"webhook", "whsec_second"}},
                       people::program_actor(), now);
    const auto one = propose(gift, 1'000, "r1", finance);
    send();  // With the new one.
    BOOST_TEST((reread_refund(one).state == RefundState::done));
    sandbox.tell("/sandbox/account", {{"key", "sk_test_sandbox"}});  // The new one ended there.
    const auto two = propose(gift, 1'000, "r2", finance);
    send();
    BOOST_TEST((reread_refund(two).state == RefundState::done));
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
