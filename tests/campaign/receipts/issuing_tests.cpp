// Receipts of single gifts: what is certified, numbers without gaps, duplicates, cancellations.
#include "campaign/receipts/issuing.h"

#include <thread>

#include "campaign/receipts/certifiable.h"
#include "campaign/receipts/receipt_mail.h"
#include "campaign/receipts/receipt_tables.h"
#include "tests/campaign/receipts/receipts_fixture.h"

using receipts::gaps_in_receipts;

BOOST_FIXTURE_TEST_SUITE(receipt_issuing_tests, WithReceipts)

BOOST_AUTO_TEST_CASE(a_gift_that_came_has_one_receipt_with_the_first_number) {
    const auto gift = arrived(2'000, "one");

    const auto receipt = issue(gift);

    BOOST_TEST(receipt.number_text() == "2027-000001");
    BOOST_TEST(receipt.amount.minor == 2'000);
    const auto kept = reread(receipt);
    BOOST_TEST(kept.to.name == "Anna Öztürk");
    BOOST_TEST(kept.from.legal_name == "Riverside Trust");
    BOOST_TEST((issue(gift).id == receipt.id));
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM mail WHERE kind = 'receipt'") == 1);
    BOOST_TEST(receipts::copies_of(store->session(), receipt.id).at(0).code.size() == 16u);
}

BOOST_AUTO_TEST_CASE(nothing_is_certified_before_the_money_was_seen) {
    const auto promised = give(named_gift(2'000, "promised")).gift;
    const auto entered = give(named_gift(20'000, "bag", "cash")).gift;
    BOOST_CHECK_THROW(issue(promised), Refused);
    BOOST_CHECK_THROW(issue(entered), Refused);

    // Entered 200, counted 180: the receipt says what was counted.
    giving::confirm_entered(*store, {entered.id, euro(18'000), "two counted it"}, finance, now);

    BOOST_TEST(issue(entered).amount.minor == 18'000);
    BOOST_TEST(gaps_in_receipts(store->session()).at(0).last == 1);
}

BOOST_AUTO_TEST_CASE(a_registration_is_no_gift_and_a_covered_fee_is_part_of_one) {
    const auto gift = begin_gift("card");
    const auto payment = begin_payment(gift);
    auto paid = seen_of(payment, Payment::State::paid);
    paid.captured = euro(12'300), paid.fee = euro(197);
    settle(payment, paid);
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE gift SET receipt_name = 'Ben' WHERE id = ?", gift.id);
    });

    const auto receipt = issue(gift);

    BOOST_TEST(receipt.amount.minor == 10'300);
    BOOST_TEST(receipts::certified_by(store->session(), receipt).at(0).fee.minor == 300);
}

BOOST_AUTO_TEST_CASE(an_open_dispute_cancels_nothing_a_lost_one_does) {
    const auto gift = begin_gift("card");
    const auto payment = begin_payment(gift);
    auto paid = seen_of(payment, Payment::State::paid), dispute = seen_of(payment);
    paid.captured = euro(12'300);
    settle(payment, paid);
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE gift SET receipt_name = 'Ben' WHERE id = ?", gift.id);
    });
    const auto receipt = issue(gift);

    dispute.disputes = {{"du", Payment::Dispute::State::open, euro(12'300), euro(1'500)}};
    settle(payment, dispute);
    BOOST_TEST(receipts::cancel_fallen_receipts(*store, 100, now) == 0);
    BOOST_TEST((reread(receipt).state == receipts::State::valid));

    dispute.disputes[0].state = Payment::Dispute::State::lost;
    settle(payment, dispute);
    BOOST_TEST(receipts::cancel_fallen_receipts(*store, 100, now) == 1);
    BOOST_TEST((reread(receipt).state == receipts::State::cancelled));
    BOOST_CHECK_THROW(issue(gift), Refused);
}

BOOST_AUTO_TEST_CASE(what_went_back_cancels_its_receipt_and_the_rest_may_have_a_new_one) {
    const auto gift = arrived(10'000, "hundred");
    const auto receipt = issue(gift);

    give_back(gift, 3'000);
    BOOST_TEST(receipts::has_fallen(store->session(), receipt));
    BOOST_TEST(receipts::cancel_fallen_receipts(*store, 100, now) == 1);

    const auto cancelled = reread(receipt);
    BOOST_TEST((cancelled.state == receipts::State::cancelled));
    BOOST_TEST(cancelled.cancel_reason == receipts::fallen_reason);
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM mail WHERE kind = 'receipt_cancelled'") == 1);
    const auto anew = issue(gift);
    BOOST_TEST(anew.amount.minor == 3'000);
    BOOST_TEST(anew.number == 2);
    BOOST_TEST(receipts::cancel_fallen_receipts(*store, 100, now) == 0);
    BOOST_TEST(gaps_in_receipts(store->session()).at(0).count == 2);
}

BOOST_AUTO_TEST_CASE(a_change_of_the_name_shown_cancels_nothing) {
    const auto gift = arrived(2'000, "name");
    const auto receipt = issue(gift);
    auto words = reread(gift).donor;
    words.name = "A friend", words.is_anonymous = true;
    giving::change_words(*store, gift.id, words, now);

    BOOST_TEST(receipts::cancel_fallen_receipts(*store, 100, now) == 0);
    BOOST_TEST(receipts::moved_since_certified(store->session(), 10).empty());
    BOOST_TEST(reread(receipt).to.name == "Anna Öztürk");
}

BOOST_AUTO_TEST_CASE(twenty_at_once_have_twenty_numbers_without_a_gap) {
    std::vector<giving::Gift> gifts;
    for (int i = 0; i < 20; ++i) gifts.push_back(arrived(1'000 + i, "g" + std::to_string(i)));
    {
        std::vector<std::jthread> threads;
        for (const auto& gift : gifts)
            threads.emplace_back([&, gift] {
                issue(gift);
                issue(gift);  // And asked again at once.
            });
    }

    const auto report = gaps_in_receipts(store->session()).at(0);
    BOOST_TEST(report.last == 20);
    BOOST_TEST(report.count == 20);
    BOOST_TEST(report.missing.empty());
    BOOST_TEST(count("SELECT COUNT(DISTINCT number) AS n FROM receipt") == 20);
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM mail WHERE kind = 'receipt'") == 20);
}

BOOST_AUTO_TEST_CASE(a_unit_that_dies_after_taking_a_number_takes_none) {
    const auto gift = arrived(2'000, "first");
    issue(gift);
    struct Killed {};
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        BOOST_TEST(receipts::take_number(tx, "2027") == 2);
        throw Killed{};
    }),
                      Killed);

    BOOST_TEST(issue(arrived(500, "second")).number == 2);
    BOOST_TEST(gaps_in_receipts(store->session()).at(0).missing.empty());
}

BOOST_AUTO_TEST_CASE(a_missing_number_is_named) {
    for (int i = 0; i < 3; ++i) issue(arrived(1'000, "g" + std::to_string(i)));
    store::Store owner_store{owner, 1};
    owner_store.in_transaction([&](store::Transaction& tx) {
        tx.run("DELETE FROM receipt_copy");
        tx.run("DELETE FROM receipt_line");
        tx.run("DELETE FROM receipt WHERE number = 2");
    });

    const auto report = gaps_in_receipts(store->session()).at(0);
    BOOST_TEST(report.count == 2);
    BOOST_REQUIRE(report.missing.size() == 1u);
    BOOST_TEST(report.missing[0] == 2);
}

BOOST_AUTO_TEST_CASE(a_duplicate_has_the_same_number_and_a_code_of_its_own) {
    const auto receipt = issue(arrived(2'000, "one"));

    const auto first = receipts::reissue_receipt(*store, {receipt.id, "lost", "k1"}, finance, now);
    const auto same = receipts::reissue_receipt(*store, {receipt.id, "lost", "k1"}, finance, now);
    const auto next = receipts::reissue_receipt(*store, {receipt.id, "again", "k2"}, finance, now);

    BOOST_TEST(first.copy == 1);
    BOOST_TEST(same.copy == 1);
    BOOST_TEST(next.copy == 2);
    BOOST_TEST(first.code != next.code);
    BOOST_TEST(receipts::find_copy(store->session(), first.code)->reason == "lost");
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM mail WHERE kind = 'receipt'") == 3);
    BOOST_CHECK_THROW(receipts::reissue_receipt(*store, {receipt.id, "", "k3"}, finance, now),
                      Refused);
}

BOOST_AUTO_TEST_CASE(a_cancelled_receipt_stays_cancelled) {
    const auto gift = arrived(2'000, "one");
    const auto receipt = issue(gift);
    BOOST_CHECK_THROW(receipts::cancel_receipt(*store, receipt.id, "", finance, now), Refused);
    receipts::cancel_receipt(*store, receipt.id, "the name was wrong", finance, now);

    BOOST_CHECK_THROW(receipts::cancel_receipt(*store, receipt.id, "again", finance, now), Refused);
    BOOST_CHECK_THROW(receipts::reissue_receipt(*store, {receipt.id, "lost", "k"}, finance, now),
                      Refused);
    BOOST_TEST(issue(gift).number == 2);
    BOOST_TEST(reread(receipt).cancel_reason == "the name was wrong");
}

BOOST_AUTO_TEST_CASE(who_asks_early_gets_it_when_the_money_comes) {
    const auto gift = give(named_gift(2'000, "early")).gift;
    const receipts::Order order{gift.id, "tax_number: 12 345"};
    BOOST_TEST(!receipts::ask_for_receipt(*store, order, donor, now).has_value());
    BOOST_TEST(receipts::issue_wished(*store, 10, now) == 0);

    arrive(gift, 2'000, "line");
    BOOST_TEST(receipts::issue_wished(*store, 10, now) == 1);

    BOOST_TEST(receipts::issue_wished(*store, 10, now) == 0);
    BOOST_TEST(receipts::find_receipt_of_gift(store->session(), gift.id)->to.tax_fields ==
               "tax_number: 12 345");
}

BOOST_AUTO_TEST_CASE(a_receipt_without_a_name_or_an_organisation_is_refused) {
    const auto nameless = arrive(give(gift_of(2'000, "nameless")).gift, 2'000, "line");
    BOOST_CHECK_THROW(issue(nameless), Refused);
    const auto gift = arrived(2'000, "named");
    store->in_transaction(
        [&](store::Transaction& tx) { tx.run("UPDATE organisation SET address = ''"); });
    BOOST_CHECK_EXCEPTION(issue(gift), Refused, [](const Refused& refused) {
        return refused.refusal.reason == Reason::organisation_incomplete;
    });
}

BOOST_AUTO_TEST_CASE(a_rehearsal_has_no_receipt) {
    terms.is_rehearsal = true;
    const auto gift = give(named_gift(2'000, "rehearsed")).gift;
    BOOST_CHECK_THROW(issue(gift), Refused);
}

BOOST_AUTO_TEST_SUITE_END()
