#include "campaign/finance/batch.h"

#include <algorithm>

#include "campaign/finance/bookkeeping.h"
#include "campaign/words/refusal.h"
#include "tests/campaign/giving/giving_fixture.h"

namespace {

using finance::Batch;
using finance::BatchState;

struct WithBatch : WithCampaign {
    WithBatch() {
        enter_and_confirm(2000, 2000, "cash");
        enter_and_confirm(500, 500, "cash");
        arrive(give(gift_of(5000, "a")).gift, 5000, "S-1");
    }
    Batch open(std::int64_t count, std::int64_t cents, const std::string& key = "form") {
        return finance::open_batch(*store, {"Monday's cash", count, euro(cents), key}, finance,
                                   now);
    }
    finance::BatchSearch cash() { return {.currency = currency_of("EUR"), .method = "cash"}; }
    Batch again(const Batch& batch) { return *finance::find_batch(store->session(), batch.id); }
    Batch filled(std::int64_t count, std::int64_t cents) {
        const auto batch = open(count, cents);
        finance::fill_batch(*store, batch, cash(), finance, now);
        return again(batch);
    }
    void number_all() {
        auto accounts = finance::account_numbers(store->session());
        for (auto& account : accounts) account.number = "1000";
        finance::number_accounts(*store, accounts, finance, now);
    }
    people::Actor second{AccountId{3}, "finance"};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(batch_tests, WithBatch)

BOOST_AUTO_TEST_CASE(a_batch_that_fits_is_closed_by_one_person_and_exported_once) {
    number_all();
    auto batch = filled(2, 2500);
    BOOST_TEST(batch.fits());

    finance::close_batch(*store, batch, "", finance, now);
    finance::export_batch(*store, again(batch), finance, now);

    batch = again(batch);
    BOOST_CHECK(batch.state == BatchState::exported);
    const auto journal = finance::journal_of(store->session(), batch.id);
    BOOST_TEST(std::ranges::count(journal, '\n') == 3);  // A head and exactly its rows.
    BOOST_CHECK_THROW(finance::export_batch(*store, batch, finance, now), Refused);
    BOOST_CHECK_THROW(finance::close_batch(*store, batch, "", finance, now), Refused);
    BOOST_CHECK_THROW(finance::empty_batch(*store, batch, finance, now), Refused);
}

BOOST_AUTO_TEST_CASE(a_difference_needs_a_reason_and_a_second_person) {
    const auto batch = filled(2, 2600);

    BOOST_CHECK_THROW(finance::close_batch(*store, batch, "counted anew", finance, now), Refused);
    BOOST_CHECK_THROW(finance::close_batch(*store, batch, "", second, now), Refused);
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        finance::update_batch_closed(tx, batch, "by myself", finance.account, now);
    }),
                      store::ConstraintBroken);

    finance::close_batch(*store, batch, "counted anew", second, now);
    BOOST_CHECK(again(batch).state == BatchState::closed);
}

BOOST_AUTO_TEST_CASE(a_row_is_in_one_batch_at_most) {
    filled(2, 2500);
    const auto other = open(2, 2500, "another form");

    BOOST_CHECK_THROW(finance::fill_batch(*store, other, cash(), finance, now), Refused);
    const auto row = store->session().one("SELECT transfer_id FROM batch_row LIMIT 1");
    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        finance::insert_batch_rows(tx, other.id, {{row->id<TransferId>("transfer_id"), 1}});
    }),
                      store::Duplicate);
}

BOOST_AUTO_TEST_CASE(rows_that_were_taken_out_can_go_elsewhere) {
    const auto batch = filled(2, 2500);
    finance::empty_batch(*store, batch, finance, now);
    const auto other = open(2, 2500, "another form");

    BOOST_TEST(finance::fill_batch(*store, other, cash(), finance, now) == 2u);
    BOOST_TEST(again(batch).count == 0);
}

BOOST_AUTO_TEST_CASE(a_form_that_is_sent_twice_opens_one_batch) {
    BOOST_CHECK(open(2, 2500).id == open(2, 2500).id);
    BOOST_TEST(finance::recent_batches(store->session(), 10).size() == 1u);
}

BOOST_AUTO_TEST_CASE(no_journal_is_written_with_accounts_that_have_no_number) {
    const auto batch = filled(2, 2500);
    finance::close_batch(*store, batch, "", finance, now);

    BOOST_CHECK_THROW(finance::export_batch(*store, again(batch), finance, now), Refused);
    BOOST_CHECK(again(batch).state == BatchState::closed);
}

BOOST_AUTO_TEST_SUITE_END()
