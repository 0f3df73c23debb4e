#include <algorithm>

#include "campaign/finance/owning.h"
#include "campaign/finance/period.h"
#include "campaign/finance/sample.h"
#include "campaign/finance/sides.h"
#include "campaign/ledger/audit_search.h"
#include "campaign/words/refusal.h"
#include "campaign/words/token.h"
#include "tests/campaign/giving/giving_fixture.h"
#include "tests/support/campaigns.h"

namespace {

using finance::PeriodState;

struct WithMonth : WithCampaign {
    WithMonth() {
        add_test_colleagues(*store);
        arrive(give(gift_of(5000, "a")).gift, 5000, "S-1");
        enter_and_confirm(2000, 2000, "cash");
        later = now + std::chrono::days{40};
    }
    finance::Period next() { return *finance::next_period(store->session()); }
    std::vector<finance::PeriodDocument> papers() {
        return {{"pdf", "a report", sha256_hex("a report")}, {"xlsx", "sheets", "d"}};
    }
    void propose() { finance::propose_month(*store, next(), "All is well.", finance, later); }
    void close(const people::Actor& by) {
        finance::close_month(*store, next(), papers(), by, later);
    }
    finance::Net net(std::int64_t minor, const char* since, std::int64_t cause) {
        finance::Net one;
        one.account = "refund_due", one.cause_type = "gift", one.cause_id = cause;
        one.minor = minor, one.since = *read_date(since);
        return one;
    }
    people::Actor second{AccountId{3}, "finance"};
    Instant later;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(closing_tests, WithMonth)

BOOST_AUTO_TEST_CASE(two_people_close_a_month_and_what_was_stored_stays) {
    const auto month = next().month;
    propose();
    BOOST_CHECK(next().state == PeriodState::proposed);
    BOOST_CHECK_THROW(close(finance), Refused);

    close(second);

    const auto closed = *finance::find_period(store->session(), month);
    BOOST_CHECK(closed.state == PeriodState::closed);
    BOOST_TEST(closed.rows == 7);
    BOOST_TEST(closed.head == ledger::ledger_head(store->session(), closed.last).digest);
    BOOST_TEST(finance::find_document(store->session(), month, "pdf")->bytes == "a report");
    BOOST_TEST(next().month > month);
}

BOOST_AUTO_TEST_CASE(the_database_itself_wants_two_people) {
    const auto month = next();
    propose();

    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        auto period = next();
        period.closed_by = finance.account;
        finance::update_closed(tx, period, later);
    }),
                      store::ConstraintBroken);
}

BOOST_AUTO_TEST_CASE(no_row_enters_a_closed_month) {
    propose();
    close(second);

    BOOST_CHECK_THROW(give(gift_of(700, "too late")), store::ConstraintBroken);

    now = later;
    BOOST_CHECK_NO_THROW(give(gift_of(700, "in the open month")));
    check_ledger();
}

BOOST_AUTO_TEST_CASE(a_month_that_runs_is_not_closed) {
    BOOST_CHECK_THROW(finance::propose_month(*store, next(), "", finance, now), Refused);
    auto other = next();
    other.month = "2031-01";
    BOOST_CHECK_THROW(finance::propose_month(*store, other, "", finance, later), Refused);
}

BOOST_AUTO_TEST_CASE(a_month_is_not_over_before_what_began_in_it_has_ended) {
    const auto month = next();
    const auto midnight = Instant{std::chrono::sys_days{month.last} + std::chrono::days{1}};

    BOOST_TEST(!finance::is_over(month, "UTC", midnight + std::chrono::minutes{9}));
    BOOST_TEST(finance::is_over(month, "UTC", midnight + std::chrono::minutes{11}));
}

BOOST_AUTO_TEST_CASE(a_ledger_that_does_not_hold_is_not_closed) {
    store->in_transaction([&](store::Transaction& tx) {
        tx.run("UPDATE tally SET confirmed = confirmed + 1 LIMIT 1");
    });

    BOOST_CHECK_THROW(propose(), Refused);
}

BOOST_AUTO_TEST_CASE(a_proposal_can_be_taken_back) {
    propose();
    finance::take_back_proposal(*store, next(), finance, later);

    BOOST_CHECK(next().state == PeriodState::open);
    propose();
    BOOST_CHECK(next().state == PeriodState::proposed);
}

BOOST_AUTO_TEST_CASE(stored_papers_are_never_changed) {
    propose();
    close(second);
    store::Store theirs{owner, 1};

    BOOST_CHECK_THROW(theirs.in_transaction([](store::Transaction& tx) {
        tx.run("UPDATE period_document SET digest = 'x'");
    }),
                      store::ConstraintBroken);
    BOOST_CHECK_THROW(theirs.in_transaction(
                          [](store::Transaction& tx) { tx.run("DELETE FROM period_document"); }),
                      store::ConstraintBroken);
}

BOOST_AUTO_TEST_CASE(open_items_have_an_age_and_somebody_who_looks_after_them) {
    const auto items = finance::open_items(store->session());
    BOOST_REQUIRE(items.size() == 1);  // The cash that was counted and is not at the bank.
    BOOST_TEST(items[0].amount.minor == 2000);
    BOOST_TEST(!items[0].owner.owner);

    finance::own_item(*store, items[0].key,
                      {.owner = AccountId{2}, .note = "Monday", .due = *read_date("2027-06-14")},
                      finance, now);

    const auto owned = finance::open_items(store->session())[0].owner;
    BOOST_TEST((owned.owner == AccountId{2}));
    BOOST_TEST(owned.note == "Monday");
    BOOST_TEST(!ledger::search_audit(store->session(), {.action = "assigned"}, 0, 5).empty());
    BOOST_CHECK_THROW(
        finance::own_item(*store, items[0].key, {.owner = AccountId{999}}, finance, now), Refused);
}

BOOST_AUTO_TEST_CASE(what_was_settled_goes_with_the_oldest_first) {
    const auto left = finance::nets_left(
        {net(-500, "2027-01-05", 1), net(-300, "2027-01-02", 2), net(400, "2027-01-09", 3)});

    BOOST_REQUIRE(left.size() == 1);
    BOOST_TEST(left[0].cause_id == 1);
    BOOST_TEST(left[0].minor == -400);
    BOOST_TEST(finance::nets_left({net(-500, "2027-01-05", 1), net(500, "2027-01-06", 2)}).empty());
    BOOST_TEST(finance::nets_left({net(100, "2027-01-05", 1), net(200, "2027-01-06", 2)}).size() ==
               2);
}

BOOST_AUTO_TEST_CASE(a_sample_is_the_same_for_the_same_seed) {
    const auto month = next();
    const auto draw = [&](finance::Walk walk) {
        return finance::draw_sample(
            store->session(),
            {.seed = "seed", .first = month.first, .last = month.last, .walk = walk});
    };
    const auto lines = draw(finance::Walk::from_lines), gifts = draw(finance::Walk::from_gifts);

    BOOST_REQUIRE(lines.size() == 1);
    BOOST_TEST(lines[0].gift_amount.minor == 5000);
    BOOST_REQUIRE(gifts.size() == 2);
    BOOST_TEST(std::ranges::count_if(gifts, [](const auto& s) { return s.line != 0; }) == 1);
    BOOST_TEST((draw(finance::Walk::from_gifts)[0].gift == gifts[0].gift));
}

BOOST_AUTO_TEST_CASE(a_side_that_has_said_nothing_is_not_compared) {
    for (const auto& side : finance::all_sides(store->session(), currency_of("EUR")))
        if (side.account.starts_with("bank:")) {
            BOOST_TEST(!side.theirs.has_value());
            BOOST_REQUIRE(side.differences.size() == 1);
            BOOST_CHECK(side.differences[0].cause == finance::Cause::not_told);
        } else {
            BOOST_TEST(side.agrees());  // Nothing is unplaced.
        }
}

BOOST_AUTO_TEST_SUITE_END()
