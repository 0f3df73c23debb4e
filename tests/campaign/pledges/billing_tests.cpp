// Laps by two people, and what they make of promises per lap.
#include "campaign/pledges/billing.h"

#include <thread>

#include "campaign/ledger/tally.h"
#include "campaign/ledger/verifying.h"
#include "campaign/mail/outbox.h"
#include "campaign/organisation/organisation.h"
#include "campaign/pledges/pledging.h"
#include "tests/support/joining.h"

using pledges::Pledge;

namespace {

struct WithLaps : WithWalk {
    WithLaps() { ann = join("Ann"), ben = join("Ben"); }

    Pledge promise(const roster::Participant& whom, std::int64_t unit, std::int64_t cap) {
        pledges::NewPledge asked;
        asked.kind = pledges::Kind::unit, asked.participant = whom.id, asked.team = whom.team;
        asked.amount = euro(0), asked.unit = euro(unit), asked.cap = euro(cap);
        asked.donor.email = "donor@example.org";
        asked.request_key = "p" + std::to_string(++count);
        giving::Terms terms;
        terms.campaign = walk.id, terms.currency = walk.currency;
        terms.fund = campaign::first_fund(store->session(), walk.id).id;
        return pledges::make_pledge(*store, asked, terms, people::donor_actor(""), now).pledge;
    }
    pledges::LapBatchId type(std::vector<pledges::LapEntry> entries, const std::string& key = "") {
        return pledges::enter_laps(*store,
                                   {walk.id, std::move(entries), "sheet",
                                    key.empty() ? "laps" + std::to_string(++count) : key},
                                   test_author(), now);
    }
    int confirm(pledges::LapBatchId batch) {
        now += std::chrono::seconds{1};
        return pledges::confirm_laps(*store, batch, test_approver(), now);
    }
    Pledge again(const Pledge& one) { return *pledges::find_pledge(store->session(), one.id); }
    std::int64_t pledged() { return ledger::figures_of(store->session(), walk.id).pledged; }
    std::size_t bills_mailed(const Pledge& one) {
        std::size_t bills = 0;
        for (const auto& mail : mail::mails_about(store->session(), one.id.value, 50))
            bills += mail.kind == mail::Kind::instalment_due ? 1 : 0;
        return bills;
    }
    void check_ledger() {
        for (const auto& difference : ledger::verify_ledger(*store, {}).differences)
            BOOST_ERROR(difference);
    }
    static Money euro(std::int64_t cents) { return {cents, currency_of("EUR")}; }

    roster::Participant ann, ben;
    int count = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(billing_tests, WithLaps)

BOOST_AUTO_TEST_CASE(nothing_is_promised_before_two_people_have_counted) {
    const auto pledge = promise(ann, 200, 3'000);
    BOOST_TEST(pledged() == 0);
    BOOST_TEST(pledges::standing_of(store->session(), ann.id).unit_minor == 200);
    const auto batch = type({{ann.id, 12}, {ben.id, 9}});

    BOOST_CHECK_EXCEPTION(pledges::confirm_laps(*store, batch, test_author(), now), Refused,
                          because(Reason::needs_second_person));
    BOOST_TEST(pledged() == 0);
    const auto preview =
        pledges::bills_of(store->session(), *pledges::find_lap_batch(store->session(), batch));
    BOOST_TEST(preview.at(0).amount.minor == 2'400);

    BOOST_TEST(confirm(batch) == 1);

    BOOST_TEST(pledged() == 2'400);
    BOOST_TEST(again(pledge).amount.minor == 2'400);
    const auto parts = pledges::instalments_of(store->session(), pledge.id);
    BOOST_TEST(parts.size() == 1);
    BOOST_TEST(bills_mailed(pledge) == 1);
    BOOST_CHECK_EXCEPTION(pledges::confirm_laps(*store, batch, test_approver(), now), Refused,
                          because(Reason::already_decided));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_cap_holds_and_no_laps_owe_nothing) {
    const auto capped = promise(ann, 200, 3'000), none = promise(ben, 200, 3'000);
    confirm(type({{ann.id, 400}, {ben.id, 0}}));

    BOOST_TEST(again(capped).amount.minor == 3'000);
    BOOST_TEST(again(none).amount.minor == 0);
    BOOST_TEST(bills_mailed(none) == 0);
    BOOST_TEST(pledged() == 3'000);
    BOOST_CHECK(pledges::state_of(again(none), {}, *read_date("2027-06-20")) ==
                pledges::State::paid);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_correction_is_a_new_list_and_moves_the_bill_by_the_difference) {
    const auto pledge = promise(ann, 200, 10'000);
    confirm(type({{ann.id, 12}}));
    confirm(type({{ann.id, 15}}));
    BOOST_TEST(pledged() == 3'000);
    BOOST_TEST(again(pledge).bills == 2);
    BOOST_TEST(bills_mailed(pledge) == 2);
    check_ledger();

    confirm(type({{ann.id, 10}}));

    BOOST_TEST(pledged() == 2'000);
    BOOST_TEST(again(pledge).open.minor == 2'000);
    BOOST_TEST(pledges::instalments_of(store->session(), pledge.id).at(0).amount.minor == 2'000);
    BOOST_TEST(pledges::recent_lap_batches(store->session(), walk.id, 10).size() == 3);
    check_ledger();

    confirm(type({{ann.id, 0}}));

    BOOST_TEST(pledged() == 0);
    BOOST_TEST(bills_mailed(pledge) == 4);  // That nothing is to be paid any more.
    check_ledger();
}

BOOST_AUTO_TEST_CASE(the_list_that_was_typed_last_holds_whichever_is_confirmed_first) {
    const auto pledge = promise(ann, 200, 10'000);
    const auto older = type({{ann.id, 12}});
    now += std::chrono::seconds{1};
    const auto newer = type({{ann.id, 15}});
    confirm(newer);
    BOOST_TEST(pledged() == 3'000);

    BOOST_TEST(confirm(older) == 0);

    BOOST_TEST(pledged() == 3'000);
    BOOST_TEST(again(pledge).bills == 1);
    check_ledger();
}

// Lists hold 500 people, bills are read 400 walkers at a time: more of both are billed, too.
BOOST_AUTO_TEST_CASE(more_walkers_than_a_page_holds_are_all_billed) {
    constexpr int people = 900, in_a_list = 450;
    std::vector<pledges::LapEntry> entries;
    std::vector<Pledge> promises;
    for (int i = 0; i < people; ++i) {
        const auto one = join("Walker " + std::to_string(i));
        entries.push_back({one.id, 1 + i % 9});
        if (i % 100 == 99) promises.push_back(promise(one, 100, 10'000));
    }
    int billed = 0;
    for (int i = 0; i < people; i += in_a_list)
        billed += confirm(type({entries.begin() + i, entries.begin() + i + in_a_list}));

    BOOST_TEST(billed == 9);
    for (std::size_t i = 0; i < promises.size(); ++i)
        BOOST_TEST(again(promises[i]).amount.minor == 100 * entries[100 * i + 99].laps);
    BOOST_TEST(pledges::confirmed_laps(store->session(), walk.id).size() == std::size_t{people});
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_was_cut_off_after_the_count_is_billed_by_the_next_round) {
    const auto pledge = promise(ann, 200, 3'000);
    const auto batch = type({{ann.id, 12}});
    auto decided = *pledges::find_lap_batch(store->session(), batch);
    decided.state = pledges::LapState::confirmed, decided.decided_at = now;
    decided.decided_by = test_approver().account;
    store->in_transaction([&](store::Transaction& tx) { pledges::decide_lap_batch(tx, decided); });
    BOOST_TEST(pledged() == 0);  // As if the program had been killed here.

    BOOST_TEST(pledges::bill_open_laps(*store, now) == 1);
    BOOST_TEST(pledges::bill_open_laps(*store, now) == 0);

    BOOST_TEST(again(pledge).amount.minor == 2'400);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(two_confirm_at_once_and_each_promise_is_billed_once) {
    const auto pledge = promise(ann, 200, 3'000);
    const auto batch = type({{ann.id, 12}});
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                try {
                    pledges::confirm_laps(*store, batch, test_approver(), now);
                } catch (const Refused&) {
                    pledges::bill_open_laps(*store, now);
                }
            });
    }
    BOOST_TEST(again(pledge).bills == 1);
    BOOST_TEST(pledged() == 2'400);
    BOOST_TEST(bills_mailed(pledge) == 1);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_list_sent_twice_is_one_and_nobody_stands_in_it_twice_or_unknown) {
    const auto first = type({{ann.id, 12}}, "same"), second = type({{ann.id, 12}}, "same");
    BOOST_TEST(first.value == second.value);
    for (const auto& wrong :
         std::vector<std::vector<pledges::LapEntry>>{{},
                                                     {{ann.id, 1}, {ann.id, 2}},
                                                     {{ann.id, -1}},
                                                     {{ann.id, 10'001}},
                                                     {{ParticipantId{12345}, 3}}})
        BOOST_CHECK_EXCEPTION(type(wrong), Refused, because(Reason::not_a_valid_value));
}

BOOST_AUTO_TEST_CASE(a_rejected_list_bills_nobody) {
    promise(ann, 200, 3'000);
    const auto batch = type({{ann.id, 99}});
    BOOST_CHECK_EXCEPTION(pledges::reject_laps(*store, batch, "", test_approver(), now), Refused,
                          beside("reason"));

    pledges::reject_laps(*store, batch, "99 is the bib", test_approver(), now);

    BOOST_TEST(pledges::bill_open_laps(*store, now) == 0);
    BOOST_TEST(pledged() == 0);
    check_ledger();
}

BOOST_AUTO_TEST_SUITE_END()
