#include "campaign/giving/giving.h"

#include <atomic>
#include <thread>

#include "tests/campaign/giving/giving_fixture.h"

namespace {

auto declined_for(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(giving_tests, WithCampaign)

BOOST_AUTO_TEST_CASE(a_transfer_is_promised_until_the_bank_has_it) {
    const auto given = give(gift_of(5000, "a"));

    BOOST_CHECK_EQUAL(figures().pledged, 5000);
    BOOST_CHECK_EQUAL(figures().confirmed, 0);
    BOOST_CHECK(giving::is_creditor_reference(given.gift.reference));

    const auto arrived = arrive(given.gift, 5000, "S-1");

    BOOST_CHECK(arrived.state == giving::State::confirmed);
    const auto after = figures();
    BOOST_CHECK_EQUAL(after.pledged, 0);
    BOOST_CHECK_EQUAL(after.confirmed, 5000);
    BOOST_CHECK_EQUAL(after.raised, 5000);
    BOOST_CHECK_EQUAL(after.banked, 5000);
    BOOST_CHECK_EQUAL(after.gifts, 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_amount_that_arrived_is_the_gift_and_the_rest_stays_promised) {
    const auto given = give(gift_of(5000, "a"));

    const auto arrived = arrive(given.gift, 4500, "S-1");

    BOOST_CHECK_EQUAL(arrived.confirmed.minor, 4500);
    BOOST_CHECK_EQUAL(figures().pledged, 500);
    BOOST_CHECK_EQUAL(figures().raised, 4500);
    check_ledger();

    arrive(arrived, 500, "S-2");

    BOOST_CHECK_EQUAL(figures().pledged, 0);
    BOOST_CHECK_EQUAL(figures().raised, 5000);
    BOOST_CHECK_EQUAL(figures().gifts, 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_rest_of_a_short_transfer_can_be_let_go) {
    const auto given = give(gift_of(5000, "a"));

    giving::mark_arrived(
        *store, {given.gift.id, euro(4500), *read_date("2027-05-21"), "S-1", bank_account, true},
        finance, now);

    BOOST_CHECK_EQUAL(figures().pledged, 0);
    BOOST_CHECK_EQUAL(figures().confirmed, 4500);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(more_than_was_promised_is_the_gift_too) {
    const auto given = give(gift_of(5000, "a"));

    arrive(given.gift, 6000, "S-1");

    BOOST_CHECK_EQUAL(figures().pledged, 0);
    BOOST_CHECK_EQUAL(figures().confirmed, 6000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_line_of_the_statement_is_booked_once) {
    const auto first = give(gift_of(5000, "a")), second = give(gift_of(5000, "b"));
    arrive(first.gift, 5000, "S-1");

    BOOST_CHECK_EXCEPTION(arrive(second.gift, 5000, "S-1"), Refused,
                          declined_for(Reason::already_decided));
    BOOST_CHECK_EQUAL(figures().confirmed, 5000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(money_that_comes_a_second_time_for_a_gift_is_booked_as_what_it_is) {
    const auto first = give(gift_of(5000, "a"));
    arrive(first.gift, 5000, "S-1");

    arrive(first.gift, 1000, "S-9");

    BOOST_CHECK_EQUAL(figures().confirmed, 6000);
    BOOST_CHECK_EQUAL(figures().gifts, 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_same_key_with_another_choice_of_anonymity_is_another_gift) {
    auto named = gift_of(5000, "a");
    named.donor.name = "Carla";
    give(named);
    named.donor.is_anonymous = true;

    BOOST_CHECK_EXCEPTION(give(named), Refused, declined_for(Reason::same_key_other_gift));
}

BOOST_AUTO_TEST_CASE(cash_that_was_entered_is_not_counted_until_another_person_confirms_it) {
    const auto given = give(gift_of(8000, "a", "cash"));

    BOOST_CHECK_EQUAL(figures().entered, 8000);
    BOOST_CHECK_EQUAL(figures().raised, 0);
    const giving::Count count{given.gift.id, euro(8000), ""};
    BOOST_CHECK_EXCEPTION(giving::confirm_entered(*store, count, walker, now), Refused,
                          declined_for(Reason::needs_second_person));

    giving::confirm_entered(*store, count, finance, now);

    BOOST_CHECK_EQUAL(figures().entered, 0);
    BOOST_CHECK_EQUAL(figures().raised, 8000);
    BOOST_CHECK_EQUAL(figures().on_the_way, 8000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(sql_itself_refuses_the_same_person_twice) {
    const auto given = give(gift_of(8000, "a", "cash"));

    const auto same_person = [&] {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE gift SET decided_by = entered_by WHERE id = ?", given.gift.id.value);
        });
    };

    BOOST_CHECK_EXCEPTION(same_person(), store::ConstraintBroken, [](const auto& broken) {
        return broken.constraint == "gift_is_confirmed_by_another_person";
    });
}

BOOST_AUTO_TEST_CASE(a_rejected_envelope_enters_no_figure) {
    const auto given = give(gift_of(8000, "a", "cash"));

    giving::reject_entered(*store, given.gift.id, "It was a button.", finance, now);

    BOOST_CHECK(figures() == ledger::Figures{});
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_gift_is_decided_once_by_whoever_is_first) {
    const auto given = give(gift_of(8000, "a", "cash"));
    std::atomic<int> confirmed = 0, refused = 0;

    std::vector<std::thread> people;
    for (int i = 0; i < 20; ++i)
        people.emplace_back([&] {
            try {
                giving::confirm_entered(*store, {given.gift.id, euro(8000), ""}, finance, now);
                ++confirmed;
            } catch (const Refused&) {
                ++refused;
            }
        });
    for (auto& person : people) person.join();

    BOOST_CHECK_EQUAL(confirmed.load(), 1);
    BOOST_CHECK_EQUAL(refused.load(), 19);
    BOOST_CHECK_EQUAL(figures().confirmed, 8000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(twenty_posts_of_one_form_are_one_gift) {
    const auto asked = gift_of(2000, "one-form");
    std::atomic<int> fresh = 0;
    std::vector<std::string> tokens(20);

    std::vector<std::thread> posts;
    for (int i = 0; i < 20; ++i)
        posts.emplace_back([&, i] {
            const auto given = give(asked);
            tokens[static_cast<std::size_t>(i)] = given.token;
            if (!given.was_there) ++fresh;
        });
    for (auto& post : posts) post.join();

    BOOST_CHECK_EQUAL(fresh.load(), 1);
    for (const auto& token : tokens) BOOST_CHECK_EQUAL(token, tokens.front());
    BOOST_CHECK_EQUAL(figures().pledged, 2000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_key_that_is_used_for_another_gift_is_refused) {
    give(gift_of(2000, "key"));

    BOOST_CHECK_EXCEPTION(give(gift_of(3000, "key")), Refused,
                          declined_for(Reason::same_key_other_gift));
    BOOST_CHECK_EQUAL(figures().pledged, 2000);
}

BOOST_AUTO_TEST_CASE(the_same_person_giving_the_same_amount_again_is_asked) {
    auto first = gift_of(2000, "a");
    first.donor.browser = "browser-of-ann000";
    first.donor.browser.resize(16);
    give(first);
    auto again = first;
    again.request_key = "b";

    BOOST_CHECK_EXCEPTION(give(again), Refused, declined_for(Reason::ask_again));
    again.is_meant = true;
    BOOST_CHECK(!give(again).was_there);
    auto other_amount = gift_of(2100, "c");
    other_amount.donor.browser = first.donor.browser;
    BOOST_CHECK(!give(other_amount).was_there);

    now += std::chrono::minutes{16};
    auto later = first;
    later.request_key = "d";
    BOOST_CHECK(!give(later).was_there);
}

BOOST_AUTO_TEST_CASE(a_promise_lapses_after_sixty_days_and_can_still_arrive) {
    const auto given = give(gift_of(5000, "a"));
    now += std::chrono::days{59};
    BOOST_CHECK_EQUAL(giving::lapse_old_promises(*store, now), 0);

    now += std::chrono::days{2};
    BOOST_CHECK_EQUAL(giving::lapse_old_promises(*store, now), 1);

    BOOST_CHECK_EQUAL(figures().pledged, 0);
    check_ledger();
    arrive(*giving::find_gift(store->session(), given.gift.id), 5000, "S-late");
    BOOST_CHECK_EQUAL(figures().confirmed, 5000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_withdrawn_promise_leaves_what_has_arrived) {
    const auto given = give(gift_of(5000, "a"));
    const auto part = arrive(given.gift, 2000, "S-1");

    const auto ended =
        giving::end_promise(*store, part.id, giving::State::withdrawn, "asked", donor, now);

    BOOST_CHECK(ended.state == giving::State::confirmed);
    BOOST_CHECK_EQUAL(figures().pledged, 0);
    BOOST_CHECK_EQUAL(figures().confirmed, 2000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(shares_of_a_gift_follow_what_counts) {
    auto asked = gift_of(10000, "a");
    asked.shares = {{walkers[0], team, euro(0)}, {walkers[1], team, euro(0)}};
    const auto given = give(asked);
    BOOST_CHECK_EQUAL(figures_of_walker(0).pledged, 5000);

    arrive(given.gift, 9999, "S-1");

    BOOST_CHECK_EQUAL(figures_of_walker(0).raised, 5000);
    BOOST_CHECK_EQUAL(figures_of_walker(1).raised, 4999);
    const auto of_team =
        ledger::figures_of_subject(store->session(), ledger::tally_of(team, campaign));
    BOOST_CHECK_EQUAL(of_team.raised, 9999);
    BOOST_CHECK_EQUAL(of_team.pledged, 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_rehearsal_enters_no_figure) {
    terms.is_rehearsal = true;

    const auto given = give(gift_of(5000, "a"));
    arrive(given.gift, 5000, "S-1");

    BOOST_CHECK(figures() == ledger::Figures{});
    check_ledger();
}

BOOST_AUTO_TEST_CASE(amounts_that_are_too_small_or_too_large_are_refused) {
    BOOST_CHECK_EXCEPTION(give(gift_of(99, "a")), Refused,
                          declined_for(Reason::amount_out_of_range));
    BOOST_CHECK_EXCEPTION(give(gift_of(100'000'001, "b")), Refused,
                          declined_for(Reason::amount_out_of_range));
    terms.is_open = false;
    BOOST_CHECK_EXCEPTION(give(gift_of(500, "c")), Refused,
                          declined_for(Reason::campaign_not_open));
}

BOOST_AUTO_TEST_CASE(creditor_references_follow_the_standard) {
    BOOST_CHECK_EQUAL(giving::creditor_reference("539007547034"), "RF18539007547034");
    BOOST_CHECK_EQUAL(giving::creditor_reference("W27K7Q2MX0042"), "RF51W27K7Q2MX0042");
    BOOST_CHECK(giving::is_creditor_reference("RF18539007547034"));
    BOOST_CHECK(!giving::is_creditor_reference("RF18539007547035"));
    BOOST_CHECK(!giving::is_creditor_reference("RF19539007547034"));
    BOOST_CHECK_EQUAL(giving::grouped("RF18539007547034"), "RF18 5390 0754 7034");
}

BOOST_AUTO_TEST_SUITE_END()
