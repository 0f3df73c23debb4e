#include "campaign/giving/correcting.h"

#include <algorithm>
#include <thread>

#include "campaign/contest/contest.h"
#include "campaign/contest/scoring.h"
#include "campaign/ledger/audit.h"
#include "tests/campaign/matching/matching_fixture.h"

namespace {

struct WithMistakes : WithPools {
    WithMistakes() {
        enrol_walkers();
        store->in_transaction([&](store::Transaction& tx) {
            tx.run(
                "INSERT INTO campaign (id, slug, kind, currency, state, preview_token, made_by,"
                " made_at) VALUES (?, 'run', 'walk', 'EUR', 'approved', '', 1, ?)",
                other, now);
            for (const auto& [id, of, name] :
                 {std::tuple{playroom, campaign, "Playroom"}, {other_fund, other, "General"}})
                tx.run("INSERT INTO fund (id, campaign_id, name, made_at) VALUES (?, ?, ?, ?)", id,
                       of, name, now);
            ledger::open_tally(tx, ledger::tally_of(other));
        });
    }
    // 100.00 that arrived for the first walker.
    giving::Gift wrong_gift() {
        auto asked = gift_of(10000, "wrong");
        asked.shares = {{walkers[0], team, euro(0)}};
        return arrive(give(asked).gift, 10000, "S-9");
    }
    giving::Gift move_shares(const giving::Gift& gift, std::vector<giving::Share> shares) {
        return giving::move_shares(
            *store, {gift.id, gift.version, std::move(shares), "meant for the other"}, finance,
            now);
    }
    std::vector<std::int64_t> raised() {
        return {
            figures_of_walker(0).raised, figures_of_walker(1).raised,
            ledger::figures_of_subject(store->session(), ledger::tally_of(team, campaign)).raised};
    }
    ledger::Figures figures_there() { return ledger::figures_of(store->session(), other); }
    std::int64_t rows() {
        return store->session().one("SELECT COUNT(*) AS n FROM transfer")->number("n");
    }
    std::int64_t in_fund(FundId id) {
        return store->session()
            .one(
                "SELECT COALESCE(SUM(IF(credit = 'income:gift', minor, IF(debit = 'income:gift',"
                " -minor, 0))), 0) AS n FROM transfer WHERE fund_id = ?",
                id)
            ->number("n");
    }

    CampaignId other{900};
    FundId playroom{901}, other_fund{902};
};

template <typename Act>
Reason refusal_of(Act act) {
    try {
        act();
    } catch (const Refused& refused) {
        return refused.refusal.reason;
    }
    BOOST_ERROR("nothing was refused");
    return Reason::not_found;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(correcting_tests, WithMistakes)

BOOST_AUTO_TEST_CASE(a_gift_for_the_wrong_person_thanks_the_right_one_and_moves_no_money) {
    const auto gift = wrong_gift();
    const auto before = rows();

    move_shares(gift, {{walkers[1], {}, euro(10000)}});

    BOOST_TEST(raised() == (std::vector<std::int64_t>{0, 10000, 10000}));
    BOOST_CHECK_EQUAL(rows(), before);
    const auto told = ledger::recent_audit_of(store->session(), "gift", gift.id.value, 1).front();
    BOOST_CHECK_EQUAL(told.action, "shares moved");
    BOOST_CHECK_EQUAL(told.detail, "W0 100.00 -> W1 100.00");
    BOOST_CHECK_EQUAL(told.reason, "meant for the other");
    check_ledger();
}

BOOST_AUTO_TEST_CASE(shares_are_split_between_people_and_a_team_and_follow_a_later_step) {
    const auto gift = wrong_gift();

    move_shares(
        gift, {{walkers[0], {}, euro(5000)}, {walkers[1], {}, euro(3000)}, {{}, team, euro(2000)}});
    BOOST_TEST(raised() == (std::vector<std::int64_t>{5000, 3000, 10000}));
    contest::score_changes(*store);
    BOOST_CHECK_EQUAL(contest::scores_of(store->session(), "participant", walkers[1].value).raised,
                      3000);
    BOOST_CHECK_EQUAL(contest::scores_of(store->session(), "participant", walkers[0].value).raised,
                      5000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(parts_that_do_not_add_up_strangers_and_doubles_are_refused) {
    const auto gift = wrong_gift();
    const auto refused = [&](std::vector<giving::Share> shares) {
        return refusal_of([&] { move_shares(gift, std::move(shares)); });
    };

    BOOST_CHECK(refused({{walkers[1], {}, euro(9999)}}) == Reason::not_a_valid_value);
    BOOST_CHECK(refused({{walkers[1], {}, euro(10001)}}) == Reason::not_a_valid_value);
    BOOST_CHECK(refused({{ParticipantId{77}, {}, euro(10000)}}) == Reason::not_a_valid_value);
    BOOST_CHECK(refused({{walkers[1], {}, euro(5000)}, {walkers[1], {}, euro(5000)}}) ==
                Reason::not_a_valid_value);
    BOOST_CHECK(refused({{walkers[1], {}, euro(0)}}) == Reason::amount_out_of_range);
    BOOST_TEST(raised() == (std::vector<std::int64_t>{10000, 0, 10000}));
    move_shares(gift, {});  // Nobody is an answer.
    BOOST_TEST(raised() == (std::vector<std::int64_t>{0, 0, 0}));
    BOOST_CHECK_EQUAL(figures().raised, 10000);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(of_twenty_corrections_at_once_one_counts) {
    const auto gift = wrong_gift();
    std::atomic<int> done = 0, refused = 0;
    std::vector<std::thread> people;
    for (int i = 0; i < 20; ++i)
        people.emplace_back([&] {
            try {
                move_shares(gift, {{walkers[1], {}, euro(10000)}});
                ++done;
            } catch (const Refused&) {
                ++refused;
            }
        });
    for (auto& one : people) one.join();

    BOOST_CHECK_EQUAL(done, 1);
    BOOST_CHECK_EQUAL(refused, 19);
    BOOST_TEST(raised() == (std::vector<std::int64_t>{0, 10000, 10000}));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_gift_on_the_wrong_fund_moves_by_reversing_rows) {
    const auto gift = wrong_gift();
    const auto before = figures();

    giving::move_gift(*store, {gift.id, gift.version, playroom, "for the playroom"}, finance, now);

    BOOST_CHECK(figures() == before);
    BOOST_CHECK_EQUAL(in_fund(fund), 0);
    BOOST_CHECK_EQUAL(in_fund(playroom), 10000);
    BOOST_TEST(raised() == (std::vector<std::int64_t>{10000, 0, 10000}));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_gift_on_the_wrong_campaign_takes_its_money_and_thanks_nobody_there) {
    const auto gift = wrong_gift();
    const auto before = figures();

    const auto moved =
        giving::move_gift(*store, {gift.id, gift.version, other_fund, "for the run"}, finance, now);

    BOOST_CHECK_EQUAL(moved.campaign.value, other.value);
    BOOST_CHECK(figures() == ledger::Figures{});
    BOOST_CHECK(figures_there() == before);
    BOOST_TEST(raised() == (std::vector<std::int64_t>{0, 0, 0}));
    check_ledger();
    // And back again.
    giving::move_gift(*store, {moved.id, moved.version, fund, "no, for the walk"}, finance, now);
    BOOST_CHECK(figures() == before);
    BOOST_CHECK(figures_there() == ledger::Figures{});
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_gift_does_not_move_to_a_draft_that_nobody_has_approved) {
    const auto gift = wrong_gift();
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE campaign SET state = 'draft' WHERE id = ?", other);
    });
    BOOST_CHECK_THROW(giving::move_gift(*store, {gift.id, gift.version, other_fund, "for the run"},
                                        finance, now),
                      Refused);
    BOOST_CHECK(figures_there() == ledger::Figures{});
    check_ledger();
}

BOOST_AUTO_TEST_CASE(an_open_promise_and_a_card_gift_move_and_later_facts_follow_them) {
    const auto promise = give(gift_of(700, "b")).gift;
    const auto there = giving::move_gift(
        *store, {promise.id, promise.version, other_fund, "for the run"}, finance, now);
    BOOST_CHECK_EQUAL(figures_there().pledged, 700);
    arrive(there, 700, "S-10");
    BOOST_CHECK_EQUAL(figures_there().raised, 700);
    const auto paid = paid_card();
    const auto card = *giving::find_gift(store->session(), paid.gift);
    giving::move_gift(*store, {card.id, card.version, other_fund, "for the run"}, finance, now);
    BOOST_CHECK_EQUAL(figures_there().confirmed, 13000);

    refund(paid, 2000);

    BOOST_CHECK_EQUAL(figures_there().confirmed, 11000);
    BOOST_CHECK(figures() == ledger::Figures{});
    check_ledger();
}

BOOST_AUTO_TEST_CASE(what_a_moved_gift_had_drawn_returns_to_the_pool) {
    const auto pool = run(pool_of());
    const auto gift = arrived(2000);
    match();
    BOOST_CHECK_EQUAL(drawn_by(gift), 2000);
    const auto now_gift = *giving::find_gift(store->session(), gift.id);

    giving::move_gift(*store, {gift.id, now_gift.version, other_fund, "for the run"}, finance, now);
    match();

    BOOST_CHECK_EQUAL(drawn_by(gift), 0);
    BOOST_CHECK_EQUAL(reread(pool).earned, 0);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_gift_that_was_counted_by_mistake_is_reversed_by_another_person) {
    const auto gift = enter_and_confirm(2000, 2000, "cash");
    const auto seen = *giving::find_gift(store->session(), gift.id);
    const people::Actor third{AccountId{3}, "finance"};

    for (const auto& one : {walker, finance})  // Who entered it, and who counted it.
        BOOST_CHECK(
            refusal_of([&] {
                giving::reverse_gift(*store, {seen.id, seen.version, "counted twice"}, one, now);
            }) == Reason::needs_second_person);
    BOOST_CHECK(refusal_of([&] {
                    giving::reverse_gift(*store, {seen.id, seen.version, ""}, third, now);
                }) == Reason::not_a_valid_value);
    giving::reverse_gift(*store, {seen.id, seen.version, "counted twice"}, third, now);

    BOOST_CHECK(figures() == ledger::Figures{});
    BOOST_CHECK(giving::find_gift(store->session(), gift.id)->state == giving::State::rejected);
    BOOST_CHECK(refusal_of([&] {
                    giving::reverse_gift(*store, {seen.id, seen.version, "again"}, third, now);
                }) == Reason::already_decided);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(transfers_and_cards_are_not_reversed_here) {
    BOOST_CHECK(!giving::can_reverse(wrong_gift()));
    BOOST_CHECK(!giving::can_reverse(*giving::find_gift(store->session(), paid_card().gift)));
}

BOOST_AUTO_TEST_SUITE_END()
