// What providers transfer to the bank, and what they never told: read from their own lists.
#include "campaign/giving/providers/provider_cursor.h"
#include "tests/campaign/giving/refund_fixture.h"

BOOST_FIXTURE_TEST_SUITE(disbursing_tests, WithRefunds)

BOOST_AUTO_TEST_CASE(what_nobody_told_us_is_found_by_the_providers_own_list) {
    sandbox.tell("/sandbox/switches", {{"drop", "100"}});
    const auto gift = begin_gift("untold");
    giving::begin_checkout(*store, *registry.find("stripe", now), gift.id,
                           {"walk", "Spring Walk", "https://wlk.example/g/x",
                            "https://wlk.example/g/x", "client", "network"},
                           now);
    act(gift, "pay");
    sandbox.tell("/v1/payment_intents", {{"amount", "4200"},
                                         {"currency", "eur"},
                                         {"confirm", "true"},
                                         {"payment_method", "pm_card_visa"}});
    now += std::chrono::minutes{1};
    giving::hear_missed(*store, registry, now);
    const auto heard_once =
        store->session().one("SELECT COUNT(*) AS n FROM webhook_event")->number("n");
    giving::hear_missed(*store, registry, now + std::chrono::minutes{1});
    BOOST_TEST(heard_once > 0);
    for (int i = 0; i < 9; ++i)
        giving::work_off_inbox(*store, registry, now += std::chrono::hours{2});

    BOOST_TEST((reread(gift).state == State::confirmed));
    const auto held = giving::quarantined_payments(store->session(), 10);
    BOOST_REQUIRE_EQUAL(held.size(), 1u);
    BOOST_TEST(held[0].quarantine == "unknown");
    BOOST_TEST(held[0].facts.captured.minor == 4'200);
    giving::hear_missed(*store, registry, now);
    BOOST_TEST(store->session().one("SELECT COUNT(*) AS n FROM webhook_event")->number("n") ==
               heard_once);
    const auto like =
        giving::release_payment(*store, held[0].id, gift.id, "a standing order", finance, now);
    BOOST_TEST(like.confirmed.minor == 4'200);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_case_of_a_card_refunded_after_its_payout_holds_to_the_cent) {
    const auto gift = pay("payout");
    sandbox.tell("/sandbox/charges", {{"amount", "500"}});
    const auto made = sandbox.tell("/sandbox/payouts");
    const auto net = 12'300 - 197 - 500;
    BOOST_TEST(made.at("amount").number().value() == net);
    giving::read_payouts(*store, registry, now += std::chrono::minutes{6});
    const auto payout = giving::recent_payouts(store->session(), 1).front();
    BOOST_TEST(payout.booked_at.has_value());
    BOOST_TEST(account_sum("payout") == net);
    BOOST_TEST(account_sum("clearing:stripe") == 0);
    BOOST_TEST(giving::items_of(store->session(), payout, 10).size() == 2u);

    propose(gift, 12'300, "r1", finance);
    send();
    BOOST_TEST(figures().confirmed == 0);
    BOOST_TEST(account_sum("clearing:stripe") == -12'300);
    BOOST_TEST(figures().on_the_way == 12'103 - 12'300);
    const auto taken = sandbox.tell("/sandbox/payouts");
    BOOST_TEST(taken.at("amount").number().value() == -12'300);
    giving::read_payouts(*store, registry, now += std::chrono::minutes{6});
    BOOST_TEST(account_sum("payout") == net - 12'300);
    BOOST_TEST(account_sum("clearing:stripe") == 0);
    sandbox.tell("/sandbox/payouts/" + payout.payout + "/failed");
    giving::read_payouts(*store, registry, now += std::chrono::minutes{6});
    BOOST_TEST(account_sum("clearing:stripe") == net);
    BOOST_TEST(account_sum("payout") == -12'300);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_payout_finds_its_bank_line_by_its_trace_and_brings_each_campaign_its_share) {
    pay("banked");
    const auto made = sandbox.tell("/sandbox/payouts");
    giving::read_payouts(*store, registry, now += std::chrono::minutes{6});
    const auto payout = giving::recent_payouts(store->session(), 1).front();
    add_line("in", payout.amount, payout.arrives_on, "STRIPE " + made.at("trace").text());
    const auto round = bank::place_expected_lines(*store, 100, people::program_actor(), now);

    BOOST_TEST(round.placed == 1);
    BOOST_TEST(figures().banked == 12'103);
    BOOST_TEST(figures().on_the_way == 0);
    BOOST_TEST(account_sum("payout") == 0);
    BOOST_TEST(giving::recent_payouts(store->session(), 1).front().placed_at.has_value());
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_payout_that_fails_after_it_had_arrived_is_given_back_by_another_line) {
    pay("bounced");
    const auto made = sandbox.tell("/sandbox/payouts");
    giving::read_payouts(*store, registry, now += std::chrono::minutes{6});
    const auto payout = giving::recent_payouts(store->session(), 1).front();
    const auto trace = "STRIPE " + made.at("trace").text();
    add_line("in", payout.amount, payout.arrives_on, trace);
    BOOST_TEST(bank::place_expected_lines(*store, 100, people::program_actor(), now).placed == 1);
    sandbox.tell("/sandbox/payouts/" + payout.payout + "/failed");
    giving::read_payouts(*store, registry, now += std::chrono::minutes{6});

    BOOST_TEST(account_sum("clearing:stripe") == payout.amount.minor);
    BOOST_TEST(account_sum("payout") == -payout.amount.minor);
    BOOST_TEST(giving::recent_payouts(store->session(), 1).front().leaves_bank());

    add_line("out", -payout.amount, Date{std::chrono::floor<std::chrono::days>(now)}, trace);
    BOOST_TEST(bank::place_expected_lines(*store, 100, people::program_actor(), now).placed == 1);
    BOOST_TEST(account_sum("payout") == 0);
    BOOST_TEST(account_sum("unplaced") == 0);
    BOOST_TEST(figures().banked == 0);
    check_ledger();

    const auto latest = bank::recent_placings_of_bank(store->session(), 2);
    BOOST_CHECK_THROW(bank::take_back_placing(*store, latest.at(1).id, finance, now), Refused);
    bank::take_back_placing(*store, latest.at(0).id, finance, now);
    BOOST_TEST(account_sum("payout") == -payout.amount.minor);
    BOOST_TEST(giving::recent_payouts(store->session(), 1).front().leaves_bank());
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_list_that_is_hurried_still_says_when_it_was_asked) {
    const providers::CursorName name{"stripe", "payouts"};
    const auto claims = [&](const providers::ProviderCursor& before) {
        return store->in_transaction(
            [&](store::Transaction& tx) { return providers::claim_cursor(tx, name, before, now); });
    };
    const auto hurry = [&] {
        store->in_transaction([&](store::Transaction& tx) { providers::hurry_cursor(tx, name); });
    };
    const auto cursor = [&] { return providers::find_cursor(store->session(), name); };
    hurry();  // Never asked: there is nothing to hurry.
    BOOST_TEST(!cursor().asked_at.has_value());
    BOOST_TEST(claims({}));
    BOOST_TEST(!cursor().is_hurried);

    for (int i = 0; i < 2; ++i) {
        hurry(), hurry();

        BOOST_TEST((cursor().asked_at == now));
        BOOST_TEST(cursor().is_hurried);
        const auto before = cursor();
        now += std::chrono::minutes{1};
        BOOST_TEST(claims(before));
        BOOST_TEST((cursor().asked_at == now));
        BOOST_TEST(!cursor().is_hurried);
    }
}

BOOST_AUTO_TEST_SUITE_END()
