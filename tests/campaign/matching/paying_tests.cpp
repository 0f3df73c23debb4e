// A sponsor's money: when it comes, what is left of a pool, and what goes back.
#include "campaign/matching/paying.h"

#include <future>

#include "campaign/bank/importing.h"
#include "tests/campaign/bank/bank_samples.h"
#include "tests/campaign/matching/matching_fixture.h"

namespace {

template <typename Act>
std::string field_refused(Act act) {
    try {
        act();
    } catch (const Refused& refused) {
        return refused.refusal.field.empty() ? "refused" : refused.refusal.field;
    }
    return {};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(paying_tests, WithPools)

BOOST_AUTO_TEST_CASE(what_the_sponsor_pays_moves_from_promised_to_raised) {
    const auto pool = run(pool_of());
    arrived(2'000);
    match();
    BOOST_TEST(field_refused([&] {
                   matching::mark_pool_paid(*store, payment_for(pool, 2'001), finance, now);
               }) == "amount");

    matching::mark_pool_paid(*store, payment_for(pool, 1'200), finance, now);

    BOOST_TEST(figures().raised == 3'200);
    BOOST_TEST(figures().pledged == 800);
    BOOST_TEST(figures().banked == 3'200);
    BOOST_TEST(reread(pool).open() == 800);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_line_of_the_statement_is_booked_once_however_often_it_is_sent) {
    const auto pool = run(pool_of());
    arrived(2'000);
    match();
    const auto payment = payment_for(pool, 500);
    std::vector<std::future<std::string>> sent;
    for (int i = 0; i < 6; ++i)
        sent.push_back(std::async(std::launch::async, [&] {
            return field_refused([&] { matching::mark_pool_paid(*store, payment, finance, now); });
        }));
    int taken = 0;
    for (auto& answer : sent) taken += answer.get().empty() ? 1 : 0;

    BOOST_TEST(taken == 1);
    BOOST_TEST(reread(pool).paid == 500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_prepaid_pool_is_paid_whole_and_once) {
    auto asked = pool_of();
    asked.is_prepaid = true;
    const auto pool = run(asked);
    const auto pay = [&](std::int64_t cents) {
        return field_refused(
            [&] { matching::mark_pool_paid(*store, payment_for(pool, cents), finance, now); });
    };
    BOOST_TEST(pay(4'990) == "amount");
    BOOST_TEST(pay(5'000) == "");
    BOOST_TEST(pay(5'000) == "refused");
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_rest_goes_back_as_was_agreed) {
    const auto pool = run_prepaid();
    arrived(2'000);
    BOOST_TEST(field_refused([&] { matching::settle_pool(*store, pool.id, finance, now); }) ==
               "refused");  // It still runs.
    end_of_window();
    matching::settle_pool(*store, pool.id, finance, now);

    BOOST_TEST(reread(pool).to_repay() == 3'000);
    BOOST_TEST(figures().raised == 4'000);
    BOOST_TEST(figures().on_the_way == -3'000);
    check_ledger();

    BOOST_TEST(field_refused([&] {
                   matching::mark_pool_repaid(*store, payment_for(pool, 3'001), finance, now);
               }) == "amount");
    matching::mark_pool_repaid(*store, payment_for(pool, 3'000), finance, now);

    BOOST_TEST(reread(pool).to_repay() == 0);
    BOOST_TEST(figures().banked == 4'000);
    BOOST_TEST(figures().on_the_way == 0);
    BOOST_TEST(field_refused([&] { matching::settle_pool(*store, pool.id, finance, now); }) ==
               "refused");
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_rest_is_given_all_the_same_as_was_agreed) {
    const auto pool = run_prepaid(5'000, matching::Remainder::kept);
    arrived(2'000);
    end_of_window();
    matching::settle_pool(*store, pool.id, finance, now);

    BOOST_TEST(reread(pool).kept == 3'000);
    BOOST_TEST(figures().raised == 7'000);
    BOOST_TEST(figures().on_the_way == 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_refund_after_the_settlement_leaves_another_rest_to_settle) {
    const auto pool = run_prepaid(12'000);
    const auto card = paid_card();
    end_of_window();
    matching::settle_pool(*store, pool.id, finance, now);
    BOOST_TEST(reread(pool).to_repay() == 2'000);

    refund(card, 4'000);
    match();
    BOOST_TEST(reread(pool).earned == 6'000);
    BOOST_TEST(reread(pool).rest() == 4'000);
    BOOST_TEST(reread(pool).left() == 0);  // Nobody draws it any more.
    check_ledger();
    matching::settle_pool(*store, pool.id, finance, now);

    BOOST_TEST(reread(pool).to_repay() == 6'000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(verify_names_a_pool_whose_amounts_were_touched) {
    const auto pool = run_prepaid();
    arrived(1'000);
    match();
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE matching_pool SET earned = earned + 1 WHERE id = ?", pool.id);
    });

    const auto verdict = ledger::verify_ledger(*store, {});

    BOOST_REQUIRE_EQUAL(verdict.differences.size(), 1u);
    BOOST_TEST(verdict.differences[0].find("Matching pool") == 0u);
}

BOOST_AUTO_TEST_CASE(a_payment_that_came_with_a_file_of_the_bank_is_booked_once) {
    store->in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO bank_account (id, label, holder, iban, currency, is_shared, state,"
            " proposed_by, proposed_at) VALUES (?, 'Walk', 'Riverside Trust', ?, 'EUR', 0,"
            " 'active', 1, ?)",
            bank_account, "DE89370400440532013000", now);
    });
    const auto pool = run(pool_of());
    arrived(2'000);
    match();
    const auto before = figures().banked;
    bank::book_statements(*store,
                          statements_in(camt_text({.lines = {{.cents = 500,
                                                              .name = "City Bakery",
                                                              .text = "For the walk",
                                                              .reference = "B77"}}})),
                          "may.xml", {}, finance, now);
    BOOST_TEST(bank::count_open_lines(store->session()) == 1);

    matching::mark_pool_paid(*store, payment_for(pool, 500), finance, now);

    BOOST_TEST(bank::count_open_lines(store->session()) == 0);
    BOOST_TEST(reread(pool).paid == 500);
    BOOST_TEST(figures().banked == before + 500);
    const auto booked = store->session().one(
        "SELECT CAST(SUM(IF(debit LIKE 'bank:%', minor, 0) - IF(credit LIKE 'bank:%', minor, 0))"
        " AS SIGNED) AS n FROM transfer");
    BOOST_TEST(booked->number("n") == 2'500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_pool_is_not_settled_while_gifts_wait_to_be_weighed) {
    const auto pool = run_prepaid();
    match();
    end_of_window();
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE matching_pool SET is_swept = 0 WHERE id = ?", pool.id);
    });
    const auto sweeps = [&] { return !reread(pool).is_swept; };
    BOOST_TEST(sweeps());
    matching::settle_pool(*store, pool.id, finance, now);  // It weighs what waits first.
    BOOST_TEST(!sweeps());
    BOOST_TEST((reread(pool).state == matching::State::settled));
}

BOOST_AUTO_TEST_SUITE_END()
