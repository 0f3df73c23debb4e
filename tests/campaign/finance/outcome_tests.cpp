#include "campaign/finance/outcome.h"

#include "campaign/ending.h"
#include "campaign/giving/giving.h"
#include "campaign/publishing.h"
#include "campaign/words/refusal.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

#include <boost/test/unit_test.hpp>

namespace {

struct WithResult : FreshDatabase {
    WithResult() {
        add_test_colleagues(*store);
        walk = open_test_campaign(*store, "walk");
        give(5000, "a", *read_instant("2027-06-12T10:00:00Z"));
    }
    void give(std::int64_t cents, const std::string& key, Instant at) {
        giving::NewGift asked;
        asked.request_key = key;
        const giving::Terms terms{.campaign = walk.id,
                                  .currency = walk.currency,
                                  .fund = campaign::first_fund(store->session(), walk.id).id};
        asked.lines = {{"gift", terms.fund, Money{cents, terms.currency}, true}};
        const auto gift =
            giving::record_gift(*store, asked, terms, people::donor_actor("test"), at).gift;
        giving::mark_arrived(
            *store, {gift.id, gift.amount, *read_date("2027-06-12"), key, BankAccountId{1}},
            test_finance(), at);
    }
    finance::Outcome outcome() { return *finance::find_outcome(store->session(), walk.id); }
    void propose() {
        finance::propose_outcome(*store, walk.id, "Thank you all.", test_finance(), after);
    }
    campaign::Campaign walk;
    Instant after = *read_instant("2027-07-02T10:00:00Z");
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(outcome_tests, WithResult)

BOOST_AUTO_TEST_CASE(a_result_is_signed_by_somebody_else_and_stays) {
    propose();
    BOOST_TEST(outcome().figures.raised == 5000);
    BOOST_CHECK_THROW(finance::sign_outcome(*store, outcome(), "report", test_finance(), after),
                      Refused);

    finance::sign_outcome(*store, outcome(), "report", test_author(), after);

    BOOST_TEST(outcome().is_signed);
    BOOST_TEST(finance::report_of_outcome(store->session(), walk.id) == "report");
    BOOST_CHECK_THROW(finance::take_back_outcome(*store, outcome(), test_author(), after), Refused);
    BOOST_CHECK_THROW(propose(), Refused);
}

BOOST_AUTO_TEST_CASE(a_campaign_that_was_closed_before_its_last_day_has_its_result) {
    const auto closing = *read_instant("2027-06-20T10:00:00Z");
    const auto plan = campaign::find_shown_version(store->session(), walk)->plan;
    BOOST_TEST(!campaign::closed_early_on(store->session(), walk, plan).has_value());
    campaign::change_state(*store, {walk.id, campaign::State::closed, "All is built."},
                           test_author(), closing);
    const auto closed = *campaign::find_campaign_by_id(store->session(), walk.id);

    finance::propose_outcome(*store, walk.id, "", test_finance(), closing);

    BOOST_TEST(outcome().figures.raised == 5000);
    BOOST_TEST(iso_text(*campaign::closed_early_on(store->session(), closed, plan)) ==
               "2027-06-20");
}

BOOST_AUTO_TEST_CASE(no_result_is_stated_while_the_campaign_runs) {
    BOOST_CHECK_THROW(finance::propose_outcome(*store, walk.id, "", test_finance(),
                                               *read_instant("2027-06-20T10:00:00Z")),
                      Refused);
}

BOOST_AUTO_TEST_CASE(nobody_signs_numbers_that_have_moved) {
    propose();
    give(700, "late", after);

    BOOST_CHECK_THROW(finance::sign_outcome(*store, outcome(), "report", test_author(), after),
                      Refused);
    finance::take_back_outcome(*store, outcome(), test_author(), after);
    propose();
    BOOST_TEST(outcome().figures.raised == 5700);
}

BOOST_AUTO_TEST_SUITE_END()
